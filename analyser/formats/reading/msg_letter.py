"""Outlook messages (MSG) as letters, by the published description of their format (MS-OXMSG). Runs in the parsing child."""

import base64
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email import message_from_string, policy
from email.message import EmailMessage
from functools import cached_property
from io import BytesIO
from typing import Any

from analyser.errors import InputError
from analyser.formats.reading import eml_letter, html_text, rtf_text
from analyser.formats.reading.compressed_rtf import decompress
from analyser.formats.reading.decoding import decode

RESAVE = "Open it in Outlook and save it as EML or as text."
MOST_STREAMS = 20_000
FILETIME_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
SUBJECT, BODY, HTML, RTF, HEADERS, CLASS = "0037", "1000", "1013", "1009", "007D", "001A"
SENDER_NAME, SENDER_SMTP, SENDER_ADDRESS, TO, CC = "0C1A", "5D01", "0C1F", "0E04", "0E03"
SENT, DELIVERED, CREATED = "0039", "0E06", "3007"
CODE_PAGES = ("3FDE", "3FFD")
LONG_NAME, SHORT_NAME, MIME, CONTENT, CONTENT_ID = "3707", "3704", "370E", "3701", "3712"
MESSAGE_MARK = "__properties_version1.0"


def parse(data: bytes) -> dict[str, Any]:
    """Return a letter as ``eml_letter.parse`` does.

    The day is that of the Date header; without one, of the time of sending in the time of the United Kingdom.

    Raises
    ------
    InputError
        If the file is no Outlook message, is damaged or encrypted.

    """
    import olefile

    try:
        container = olefile.OleFileIO(BytesIO(data))
    except OSError:
        raise InputError(where="", what="is no Outlook message or is damaged", next_step=RESAVE) from None
    entries = container.listdir(streams=True, storages=False)
    if [MESSAGE_MARK] not in entries or len(entries) > MOST_STREAMS:
        raise InputError(where="", what="is no Outlook message or is damaged", next_step=RESAVE)
    return _Storage(container, ()).letter(1)


@dataclass
class _Storage:
    """A message or an attachment inside the file; ``path`` are the storages around it."""

    container: Any
    path: tuple[str, ...]

    def letter(self, depth: int) -> dict[str, Any]:
        """Return the message with its attachments."""
        kind = self.text(CLASS).upper()
        if kind.startswith("IPM.NOTE.SMIME"):
            return self._signed(depth)
        body, remarks = self._body()
        return {
            "headers": self._headers(),
            "sent_on": self._day(),
            "body": body,
            "remarks": remarks,
            "attachments": [found for inner in self._attached() if (found := inner.attachment(depth))],
        }

    def attachment(self, depth: int) -> dict[str, Any] | None:
        """Return an attachment; ``None`` for a picture that the body shows."""
        about = {"name": self.text(LONG_NAME) or self.text(SHORT_NAME), "type": self.text(MIME) or "application/octet-stream"}
        inner = _Storage(self.container, (*self.path, f"__substg1.0_{CONTENT}000D"))
        if self.container.exists([*inner.path, MESSAGE_MARK]):
            letter = inner.letter(depth + 1) if depth < eml_letter.DEEPEST else None
            return {**about, "type": "message/rfc822", "letter": letter}
        content = self.stream(CONTENT, "0102")
        if content is None:
            return {**about, "fault": "is an object of another program or only a link"}
        picture = about["type"].lower().startswith("image/") or about["name"].lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".bmp"))
        if picture and (self.text(CONTENT_ID) or self.number("7FFE")):
            return None
        return {**about, "content": base64.b64encode(content).decode("ascii")}

    def _signed(self, depth: int) -> dict[str, Any]:
        """Return a signed message from the e-mail that it carries whole."""
        carried = next((content for inner in self._attached() if (content := inner.stream(CONTENT, "0102"))), b"")
        if b"multipart/signed" not in carried[:2000].lower():
            raise InputError(where="", what="is encrypted", next_step=RESAVE)
        inner = eml_letter.message_of(carried)
        letter = eml_letter.letter_of(inner, depth)
        return {**letter, "headers": self._headers(), "sent_on": self._day()}

    def _headers(self) -> dict[str, str]:
        sender, address = self.text(SENDER_NAME), self.text(SENDER_SMTP) or self.text(SENDER_ADDRESS)
        shown = f"{sender} <{address}>" if "@" in address and address != sender else sender or address
        headers = {"From": shown, "To": self.text(TO), "Cc": self.text(CC), "Date": self._transported.get("Date", ""), "Subject": self.text(SUBJECT)}
        if not headers["Date"] and (sent := self._sent_at()):
            headers["Date"] = sent.strftime("%Y-%m-%d %H:%M")
        return {name: " ".join(value.split()) for name, value in headers.items()}

    @cached_property
    def _transported(self) -> dict[str, str]:
        """The headers that the message travelled with, if it did."""
        message = message_from_string(self.text(HEADERS), _class=EmailMessage, policy=policy.default)
        try:
            written = message["Date"]
            sent = getattr(written, "datetime", None)
        except eml_letter.HEADER_FAULTS:
            return {}
        return {"Date": str(written), "day": sent.date().isoformat()} if sent else {}

    def _day(self) -> str | None:
        if "day" in self._transported:
            return self._transported["day"]
        sent = self._sent_at()
        return sent.date().isoformat() if sent else None

    def _sent_at(self) -> datetime | None:
        for name in (SENT, DELIVERED, CREATED):
            ticks = self.number(name)
            if ticks and 0 < ticks < 2**58:
                return _uk_time(FILETIME_EPOCH + timedelta(microseconds=ticks // 10))
        return None

    def _body(self) -> tuple[str, list[str]]:
        """Return the plain body; where there is none, that of the HTML, or of the RTF."""
        plain = self.text(BODY)
        if plain.strip():
            return plain, []
        page = self.stream(HTML, "0102") or self.text(HTML).encode()
        if page:
            shown = html_text.parse(page) if b"<" in page else {"text": decode(page)[0], "remarks": []}
            return str(shown["text"]), list(shown["remarks"])
        packed = self.stream(RTF, "0102")
        if packed:
            read = rtf_text.parse(decompress(packed))
            return str(read["text"]), list(read["remarks"])
        return "", []

    def text(self, name: str) -> str:
        """Return a property of text, decoded; empty where it is missing."""
        wide = self.stream(name, "001F")
        if wide is not None:
            return wide.decode("utf-16-le", errors="replace").rstrip("\x00")
        narrow = self.stream(name, "001E")
        if narrow is None:
            return ""
        page = next((number for name in CODE_PAGES if (number := self.number(name))), 0)
        try:
            return narrow.decode("utf-8" if page == 65001 else f"cp{page}" if page else "cp1252").rstrip("\x00")
        except (LookupError, UnicodeDecodeError):
            return decode(narrow)[0].rstrip("\x00")

    def stream(self, name: str, kind: str) -> bytes | None:
        """Return the bytes of a property; ``None`` where it is missing."""
        path = [*self.path, f"__substg1.0_{name}{kind}"]
        if not self.container.exists(path) or self.container.get_type(path) != 2:
            return None
        content: bytes = self.container.openstream(path).read()
        return content

    def number(self, name: str) -> int:
        """Return a property that stands in the table of short ones (times, numbers, marks); 0 where it is missing."""
        return self._numbers.get(name, 0)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        path = [*self.path, MESSAGE_MARK]
        if not self.container.exists(path):
            return {}
        table: bytes = self.container.openstream(path).read()
        head = 32 if not self.path else 24 if self.path[-1].startswith("__substg1.0_") else 8
        found: dict[str, int] = {}
        for at in range(head, len(table) - 15, 16):
            kind, number, _, value = struct.unpack_from("<HHIQ", table, at)
            if kind in (0x0003, 0x000B, 0x0040):
                found[f"{number:04X}"] = value if kind == 0x0040 else value & 0xFFFFFFFF
        return found

    def _attached(self) -> Iterator["_Storage"]:
        names = {entry[len(self.path)] for entry in self.container.listdir(streams=True, storages=False) if _is_attached(entry, self.path)}
        for name in sorted(names):
            yield _Storage(self.container, (*self.path, name))


def _is_attached(entry: list[str], path: tuple[str, ...]) -> bool:
    return len(entry) > len(path) + 1 and tuple(entry[: len(path)]) == path and entry[len(path)].startswith("__attach_version1.0_")


def _uk_time(moment: datetime) -> datetime:
    """Return a moment in the time of the United Kingdom by the rule since 1996; the tables of time zones are no part of Windows."""
    first, last = (_last_sunday(moment.year, month) for month in (3, 10))
    begins, ends = (datetime(day.year, day.month, day.day, 1, tzinfo=UTC) for day in (first, last))
    return moment + timedelta(hours=1) if begins <= moment < ends else moment


def _last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=(day.weekday() + 1) % 7)
