"""E-mails in the format of the Internet (EML) as letters. Runs in the parsing child."""

import base64
from collections.abc import Iterator
from datetime import date
from email.errors import HeaderParseError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.policy import EmailPolicy
from itertools import islice
from typing import Any

from analyser.errors import InputError
from analyser.formats.reading.decoding import decode
from analyser.formats.reading.markup import text_of_html

HEADERS = ("From", "To", "Cc", "Date", "Subject")
DEEPEST = 5
"""Letters inside letters, this one counted."""
MOST_ATTACHMENTS = 100
LONGEST_HEADER = 20_000
CUT = f"a header of it was cut after {LONGEST_HEADER:,} characters"
HEADER_FAULTS = (ValueError, LookupError, AttributeError, TypeError, OverflowError, HeaderParseError)
"""What the standard library's parser of headers raises on some broken ones."""


class _Patient(EmailPolicy):
    """The standard rules, but that no more than the beginning of a header is taken apart: 10 MB of addresses take a minute."""

    def header_fetch_parse(self, name: str, value: str) -> Any:  # noqa: ANN401 - a header object or text, as in the class above
        return super().header_fetch_parse(name, value[:LONGEST_HEADER] if isinstance(value, str) and not hasattr(value, "name") else value)


def parse(data: bytes) -> dict[str, Any]:
    """Return a letter: ``headers``, ``sent_on`` (ISO, or ``None``), ``body``, ``remarks`` and ``attachments``.

    An attachment has a ``name``, a ``type`` and ``content`` (base64) or a ``letter`` (``None`` where letters lie too deep).

    Raises
    ------
    InputError
        If the file holds no e-mail.

    """
    try:
        message = message_of(data)
        if any(_header(message, name) for name in HEADERS):
            return letter_of(message, 1)
    except RecursionError:
        raise InputError(where="", what="holds parts inside parts beyond what is read", next_step="Save its text and attachments as files.") from None
    raise InputError(where="", what="holds no e-mail", next_step="Save the message again as EML or as text.")


def message_of(data: bytes) -> EmailMessage:
    """Return the message that the bytes are."""
    message: EmailMessage = BytesParser(_class=EmailMessage, policy=_Patient()).parsebytes(data)  # type: ignore[assignment] # as _class says
    return message


def letter_of(message: EmailMessage, depth: int) -> dict[str, Any]:
    """Return a message as a letter; ``depth`` counts the letters around it, itself included."""
    body, remarks = _body(message)
    day = _day(message)
    return {
        "headers": {name: _header(message, name) for name in HEADERS},
        "sent_on": day.isoformat() if day else None,
        "body": body,
        "remarks": remarks + ([CUT] if any(len(str(value)) > LONGEST_HEADER for _, value in message.raw_items()) else []),
        "attachments": [_attachment(part, depth) for part in islice(_attached_parts(message), MOST_ATTACHMENTS + 1)],
    }


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line, decoded; raw bytes in it, which the standard forbids, are read as files are."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
    if len(raw) > LONGEST_HEADER:
        return " ".join(raw[:LONGEST_HEADER].split())
    if not raw.isascii():
        return " ".join(decode(raw.encode("utf-8", "surrogateescape"))[0].split())
    try:
        value = message[name]
    except HEADER_FAULTS:
        return " ".join(raw.split())
    return " ".join(str(value).split()) if value else ""


def _day(message: EmailMessage) -> date | None:
    """Return the day of the Date header in its own time zone."""
    try:
        sent_at = getattr(message["Date"], "datetime", None)
    except HEADER_FAULTS:
        return None
    return sent_at.date() if sent_at else None


def _body(message: EmailMessage) -> tuple[str, list[str]]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", []
    text, remark = _part_text(part)
    if part.get_content_type() == "text/html":
        text = text_of_html(text)
    return text, [f"it {remark}"] if remark else []


def _part_text(part: MIMEPart) -> tuple[str, str | None]:
    """Return a text part decoded by the character set it names, where that works, else as files are."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8"), None
    except (LookupError, ValueError):  # no such character set, one whose name no program takes, or other bytes
        return decode(data)


def _attachment(part: EmailMessage, depth: int) -> dict[str, Any]:
    about = {"name": part.get_filename() or "", "type": part.get_content_type()}
    if about["type"] == "message/rfc822":
        carried = part.get_payload(0) if part.is_multipart() else None
        inner = letter_of(carried, depth + 1) if isinstance(carried, EmailMessage) and depth < DEEPEST else None
        return {**about, "letter": inner}
    payload = part.get_payload(decode=True)
    return {**about, "content": base64.b64encode(payload if isinstance(payload, bytes) else b"").decode("ascii")}


def _attached_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that were attached; a picture that the body shows, such as a logo, is none."""
    if not message.is_multipart():
        return
    for part in message.iter_attachments():
        if not isinstance(part, EmailMessage):
            continue
        shown = part.get_content_maintype() == "image" and (part.get_content_disposition() != "attachment" or part["Content-ID"])
        if not shown:
            yield part
