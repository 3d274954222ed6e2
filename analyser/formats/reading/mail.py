"""E-mails (EML): the header lines kept at the head of the text, the body, and attachments as further documents."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import policy
from email.errors import HeaderParseError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from pathlib import PurePath

from analyser.domain.codes import DocumentType
from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.decoding import decode
from analyser.formats.reading.found import Blob, Found, RawDocument, Reader, Workplace, not_analysed

HEADERS = ("From", "To", "Cc", "Date", "Subject")
DEEPEST = 5
MOST_ATTACHMENTS = 100
LONGEST_NAME = 120
HEADER_FAULTS = (ValueError, LookupError, AttributeError, TypeError, HeaderParseError)
"""What the standard library's parser of headers raises on some broken ones."""


def read_mail(blob: Blob, workplace: Workplace, read_document: Reader) -> Found:
    """Return an e-mail and what is attached to it, read by ``read_document``; attachments that cannot be read are problems.

    The text begins with the lines From, To, Cc, Date and Subject as the e-mail has them. An attachment that states no date takes
    the e-mail's. Pictures inside the body are passed over.

    Raises
    ------
    InputError
        If the file holds no e-mail.

    """
    message = BytesParser(_class=EmailMessage, policy=policy.default).parsebytes(blob.read())
    if not any(message[name] for name in HEADERS):
        raise InputError(where=blob.where, what="holds no e-mail", next_step="Save the message again as EML or as text.")
    return _read_message(message, blob, workplace, read_document, 1)


def _read_message(message: EmailMessage, blob: Blob, workplace: Workplace, read_document: Reader, depth: int) -> Found:
    headers = {name: _header(message, name) for name in HEADERS}
    body, remarks = _body(message)
    lines = [f"{name}: {value}" for name, value in headers.items() if value]
    sent_on = _day(message)
    mail = RawDocument(
        source=blob.where,
        text="\n".join(lines) + "\n\n" + body,
        fields={"title": headers["Subject"], "date": "" if sent_on else headers["Date"]},
        name=blob.name,
        written_on=sent_on,
        type=DocumentType.EMAIL,
        sender=headers["From"].replace('"', ""),
        remarks=remarks,
    )
    documents: list[RawDocument] = [mail]
    problems: list[NotAnalysed] = []
    for found in _attachments(message, blob, workplace, read_document, depth):
        documents += [replace(document, sent_on=document.sent_on or sent_on) for document in found.documents]
        problems += found.problems
    return Found(tuple(documents), tuple(problems))


def _header(message: EmailMessage, name: str) -> str:
    """Return a header on one line, decoded; raw bytes in it, which the standard forbids, are read as files are."""
    raw = next((str(value) for key, value in message.raw_items() if key.lower() == name.lower()), "")
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


def _body(message: EmailMessage) -> tuple[str, tuple[str, ...]]:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return "", ()
    text, remark = _part_text(part)
    remarks = (f"it {remark}",) if remark else ()
    if part.get_content_type() != "text/html":
        return text, remarks
    from analyser.formats.reading.markup import text_of_html

    return text_of_html(text), remarks


def _part_text(part: MIMEPart) -> tuple[str, str | None]:
    """Return a text part decoded by the character set it names, where that works, else as files are."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    try:
        return data.decode(charset or "utf-8"), None
    except (LookupError, UnicodeDecodeError):
        return decode(data)


def _attachments(message: EmailMessage, blob: Blob, workplace: Workplace, read_document: Reader, depth: int) -> Iterator[Found]:
    for number, part in enumerate(_attached_parts(message), start=1):
        name = safe_name(part.get_filename() or "", number, part.get_content_type())
        where = f"{blob.where}, attachment {number} ({name})"
        if number > MOST_ATTACHMENTS or depth >= DEEPEST:
            what = f"lies beyond the {MOST_ATTACHMENTS} attachments or {DEEPEST} levels that are read"
            yield Found(problems=(NotAnalysed(where=where, what=what, next_step="Save the attachments and give them as files."),))
            return
        inner = Blob(name=f"{PurePath(blob.name).stem} - {name}", where=where, content=b"")
        try:
            if part.get_content_type() == "message/rfc822":
                carried = part.get_payload(0)
                yield _read_message(carried, inner, workplace, read_document, depth + 1) if isinstance(carried, EmailMessage) else Found()
            else:
                payload = part.get_payload(decode=True)
                yield read_document(replace(inner, content=payload if isinstance(payload, bytes) else b""), workplace)
        except InputError as error:
            yield Found(problems=(not_analysed(error),))


def _attached_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Yield the parts that were attached; a picture that the body shows, such as a logo, is none."""
    for part in message.iter_attachments():
        if not isinstance(part, EmailMessage):
            continue
        shown = part.get_content_maintype() == "image" and (part.get_content_disposition() != "attachment" or part["Content-ID"])
        if not shown:
            yield part


def safe_name(name: str, number: int, content_type: str) -> str:
    """Return a bare file name: no folders, control characters or marks that turn the direction of writing.

    >>> safe_name("../../evil.docx", 1, "application/octet-stream"), safe_name("", 2, "message/rfc822")
    ('evil.docx', 'attachment-2.eml')
    """
    bare = re.split(r"[/\\]", name)[-1]
    clean = "".join(letter for letter in bare if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem, ending = PurePath(clean).stem, PurePath(clean).suffix[:10]
    endings = {"message/rfc822": ".eml", "text/plain": ".txt", "application/pdf": ".pdf"}
    return stem[: LONGEST_NAME - len(ending)] + ending if clean else f"attachment-{number}{endings.get(content_type, '')}"
