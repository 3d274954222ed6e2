"""Changed copies of files for fuzzing: bytes, words of the format, and the parts of packed files, by a seeded generator."""

# ruff: noqa: E501 - tables with the words of one format on each line

import io
import random
import warnings
import zipfile
import zlib
from collections.abc import Sequence

LONGEST = 2_000_000
"""Bytes of an input, at most; larger ones are for the hostile files."""
NUMBERS = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b"\xff\xff\xff\x7f",
    b"-1",
    b"0",
    b"65536",
    b"2147483648",
    b"1e999",
)
WORDS = {
    "rtf": (
        b"{", b"}", b"\\u-1 ", b"\\bin99999999 ", b"\\'ff", b"{\\*\\x ", b"\\uc8 ", b"\\row", b"\\cell", b"{\\shptxt ", b"\\fromhtml1 ", b"{\\upr", b"\\ansicpg0"),
    "html": (b"<table>", b"<td>", b"</tr>", b"<!--", b"-->", b"<![CDATA[", b"<a href='", b'="', b"&#x110000;", b"&#0;", b"<script>", b"<sup>", b"<li>"),
    "eml": (b"\r\n\r\n", b"--", b"Content-Type: message/rfc822\r\n", b"Content-Type: multipart/mixed; boundary=x\r\n", b"=?utf-8?b?", b"Date: ", b"\r\n> ", b"On 3 Mar 2008, X wrote:"),
    "csv": (b'"', b",", b"\r", b"\n", b";", b"\t", b"\xff\xfe", b"\x00", b"<p>", b"&amp;"),
    "jsonl": (b'"', b"{", b"[", b"}", b"\\ud800", b"\n", b"1e999", b"null", b"NaN"),
    "txt": (b"Date: ", b"From: ", b"\n", b"\x00", b"\xff\xfe", b"3/3/08", b"99/99/9999"),
    "pdf": (b"obj", b"endobj", b"stream", b"<<", b">>", b"/Length 99999999", b"/Filter/FlateDecode", b"/Kids[1 0 R]", b"/Parent 1 0 R", b"xref"),
    "xml": (b"<w:p>", b"</w:p>", b"<w:tbl>", b"<w:tr>", b"<w:tc>", b"<w:ins>", b"<w:footnoteReference w:id='1'/>", b"<c r='XFD1048576'><v>1</v></c>", b"<!DOCTYPE x>", b"&#x0;", b"<row>"),
}  # fmt: skip
PACKED = frozenset(("docx", "xlsx", "zip"))


class Mutator:
    """Changes of seeds of one kind. Equal seeds and numbers give equal inputs."""

    def __init__(self, kind: str, seeds: Sequence[bytes], seed: int) -> None:
        """Take the seeds and the number that the generator starts from."""
        self.kind, self.seeds = kind, seeds
        self.random = random.Random(seed)

    def next(self) -> bytes:
        """Return another input: most are changed in one to eight places, packed ones mostly inside a part."""
        data = self.random.choice(self.seeds)
        if self.kind in PACKED and self.random.random() < 0.7:
            return self._repacked(data)
        return self._changed(data, WORDS.get(self.kind, ()))[:LONGEST]

    def _repacked(self, data: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
        chosen = self.random.randrange(len(parts))
        name, content = parts[chosen]
        words = WORDS["xml"] if name.endswith((".xml", ".rels")) else WORDS.get(name.rpartition(".")[2], ())
        if self.random.random() < 0.1:
            name = self.random.choice((f"../{name}", name.upper(), "NUL", name + "/", "a/" * 40 + name, "\u202e" + name))
        if self.random.random() < 0.1:
            parts.append(parts[chosen])
        parts[chosen] = (name, self._changed(content, words)[:LONGEST])
        buffer = io.BytesIO()
        method = self.random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
        with warnings.catch_warnings(action="ignore"), zipfile.ZipFile(buffer, "w", method) as archive:  # a name may stand twice
            for part, inside in parts:
                archive.writestr(zipfile.ZipInfo(part), inside)
        return buffer.getvalue()

    def _changed(self, data: bytes, words: Sequence[bytes]) -> bytes:
        changed = bytearray(data)
        for _ in range(self.random.choice((1, 1, 2, 3, 5, 8))):
            self._change(changed, words)
            if len(changed) > LONGEST:
                break
        return bytes(changed)

    def _change(self, data: bytearray, words: Sequence[bytes]) -> None:
        draw = self.random
        at = draw.randrange(len(data) + 1)
        length = min(draw.choice((1, 1, 2, 4, 16, 64, 512)), len(data) - at)
        match draw.randrange(9):
            case 0 if at < len(data):
                data[at] ^= 1 << draw.randrange(8)
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = draw.randbytes(length)
            case 3:
                data[at : at + length] = draw.choice(NUMBERS)
            case 4 if words:
                data[at:at] = draw.choice(words)
            case 5 if words:
                data[at:at] = draw.choice(words) * draw.choice((2, 20, 300, 3_000))
            case 6:
                data[at:at] = data[at : at + length] * draw.choice((1, 5, 200))
            case 7:
                other = draw.choice(self.seeds)
                start = draw.randrange(len(other) + 1)
                data[at : at + length] = other[start : start + draw.choice((8, 64, 1_024))]
            case 8 if draw.random() < 0.3:
                del data[at:]
            case _:
                self._inside_stream(data)

    def _inside_stream(self, data: bytearray) -> None:
        """Change a packed stream of a PDF inside, and pack it again."""
        start = data.find(b"stream\n", self.random.randrange(len(data) + 1))
        end = data.find(b"endstream", start)
        if start < 0 or end < 0:
            return
        try:
            content = bytearray(zlib.decompress(bytes(data[start + 7 : end])))
        except zlib.error:
            return
        at = self.random.randrange(len(content) + 1)
        content[at:at] = self.random.choice((b" q" * 5_000, b"BT (x) Tj ET", b"[" * 2_000, b"<<" * 2_000, b"/Do ", b"1e38 0 0 1e38 0 0 cm "))
        data[start + 7 : end] = zlib.compress(bytes(content))
