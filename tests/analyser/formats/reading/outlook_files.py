"""A writer of small Outlook messages: no program but Outlook makes them. The container is a compound file (MS-CFB) of version 3."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

SECTOR = 512
SMALL, SMALL_SECTOR = 4096, 64
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Storage = dict[str, "bytes | Storage"]


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    child: int = NONE
    right: int = NONE
    start: int = END


@dataclass
class Attachment:
    name: str
    content: bytes = b""
    mime: str = ""
    message: Storage | None = None
    content_id: str = ""


@dataclass
class Message:
    subject: str = "Log 12 – child seen"
    sender: tuple[str, str] = ("B. Example", "b@anytown.police.uk")
    to: str = "Duty Team"
    sent: datetime | None = datetime(2008, 3, 17, 23, 30, tzinfo=UTC)
    body: str = "Please see below.\r\nRegards\r\n"
    html: bytes = b""
    rtf: bytes = b""
    headers: str = ""
    kind: str = "IPM.Note"
    code_page: int = 0
    attachments: Sequence[Attachment] = field(default_factory=tuple)

    def storage(self, *, embedded: bool = False) -> Storage:
        """Return the streams of the message; narrow strings where it has a code page."""
        texts = {"001A": self.kind, "0037": self.subject, "0C1A": self.sender[0], "5D01": self.sender[1], "0E04": self.to, "1000": self.body}
        texts["007D"] = self.headers
        narrow = f"cp{self.code_page}" if self.code_page else ""
        content: Storage = {
            f"__substg1.0_{name}{'001E' if narrow else '001F'}": text.encode(narrow or "utf-16-le") for name, text in texts.items() if text
        }
        content |= {f"__substg1.0_{name}0102": data for name, data in {"1013": self.html, "1009": self.rtf}.items() if data}
        entries = [struct.pack("<HHIQ", 0x0003, 0x3FDE, 6, self.code_page)] if narrow else []
        if self.sent:
            ticks = int((self.sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7
            entries.append(struct.pack("<HHIQ", 0x0040, 0x0039, 6, ticks))
        content["__properties_version1.0"] = bytes(24 if embedded else 32) + b"".join(entries)
        content |= {f"__attach_version1.0_#{number:08X}": _attached(attachment) for number, attachment in enumerate(self.attachments)}
        return content


def msg(message: Message) -> bytes:
    """Return a message as a file."""
    return compound_file(message.storage())


def _attached(attachment: Attachment) -> Storage:
    texts = {"3707": attachment.name, "370E": attachment.mime, "3712": attachment.content_id}
    content: Storage = {f"__substg1.0_{name}001F": text.encode("utf-16-le") for name, text in texts.items() if text}
    content["__properties_version1.0"] = bytes(8)
    if attachment.message is not None:
        content["__substg1.0_3701000D"] = attachment.message
    else:
        content["__substg1.0_37010102"] = attachment.content
    return content


def stored_rtf(rtf: bytes) -> bytes:
    """Return RTF in Outlook's wrapping, not compressed."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def compound_file(root: Storage) -> bytes:
    """Return a compound file: streams below 4,096 bytes share sectors, as the format asks."""
    entries = [_Entry("Root Entry", 5)]
    _add(root, 0, entries)
    shared, shared_chains = _laid_out([entry for entry in entries if entry.kind == 2 and 0 < len(entry.data) < SMALL], SMALL_SECTOR, 0)
    entries[0].data = b"".join(shared)
    large = [entry for entry in entries if (entry.kind == 2 and len(entry.data) >= SMALL) or (entry.kind == 5 and entry.data)]
    sectors, chains = _laid_out(large, SECTOR, 0)
    small_table = _table(shared_chains, -(-len(shared) // 128) * 128)
    directory = b"".join(map(_packed, entries))
    starts = []
    for block in (small_table, directory):
        starts.append(len(sectors) if block else END)
        pieces = [block[at : at + SECTOR].ljust(SECTOR, b"\0") for at in range(0, len(block), SECTOR)]
        chains.append(list(range(len(sectors), len(sectors) + len(pieces))))
        sectors += pieces
    return _container(sectors, chains, starts[1], starts[0], len(small_table) // SECTOR)


def _laid_out(entries: list[_Entry], size: int, first: int) -> tuple[list[bytes], list[list[int]]]:
    sectors: list[bytes] = []
    chains: list[list[int]] = []
    for entry in entries:
        entry.start = first + len(sectors)
        pieces = [entry.data[at : at + size].ljust(size, b"\0") for at in range(0, len(entry.data), size)]
        chains.append(list(range(entry.start, entry.start + len(pieces))))
        sectors += pieces
    return sectors, chains


def _table(chains: list[list[int]], length: int, marked: Sequence[int] = ()) -> bytes:
    table = [FREE] * length
    for chain in chains:
        for here, following in zip(chain, [*chain[1:], END], strict=True):
            table[here] = following
    for place in marked:
        table[place] = FAT_SECTOR
    return struct.pack(f"<{length}I", *table)


def _container(sectors: list[bytes], chains: list[list[int]], directory: int, small: int, n_small: int) -> bytes:
    n_fat = 1
    while len(sectors) + n_fat > n_fat * SECTOR // 4:
        n_fat += 1
    places = list(range(len(sectors), len(sectors) + n_fat))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, n_fat, directory, 0, SMALL, small, n_small, END, 0)
    head += struct.pack("<109I", *(places + [FREE] * 109)[:109])
    return head + b"".join(sectors) + _table(chains, n_fat * SECTOR // 4, places)


def _add(storage: Storage, parent: int, entries: list[_Entry]) -> None:
    """Add the content of a storage; its entries hang on one another to the right, in the order that the format asks for."""
    before = None
    for name in sorted(storage, key=lambda name: (len(name), name.upper())):
        content = storage[name]
        entries.append(_Entry(name, 2, content) if isinstance(content, bytes) else _Entry(name, 1))
        place = len(entries) - 1
        if before is None:
            entries[parent].child = place
        else:
            entries[before].right = place
        before = place
        if not isinstance(content, bytes):
            _add(content, place, entries)


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    head = name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name), entry.kind, 1, NONE, entry.right, entry.child)
    return head + bytes(36) + struct.pack("<IQ", entry.start, len(entry.data))
