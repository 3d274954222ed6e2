"""E-mails, EML and MSG: the header lines kept at the head of the text, the body, earlier messages and attachments as further documents."""

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath
from typing import Any

from analyser.domain.codes import DocumentType
from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.eml_letter import DEEPEST, HEADERS, MOST_ATTACHMENTS
from analyser.formats.reading.found import Blob, Found, RawDocument, Reader, Workplace, not_analysed
from analyser.formats.reading.mail_history import Earlier, split_history

LONGEST_NAME = 120


def read_mail(blob: Blob, workplace: Workplace, kind: str, read_document: Reader) -> Found:
    """Return an e-mail, the earlier messages that it quotes, and what is attached to it, read by ``read_document``.

    The text begins with the lines From, To, Cc, Date and Subject as the e-mail has them. An attachment that states no date takes
    the e-mail's. Pictures inside the body are passed over; attachments that cannot be read are problems. ``kind`` is ``eml`` or ``msg``.

    Raises
    ------
    InputError
        If the file holds no e-mail.

    """
    letter = workplace.parser.parse(kind, blob.read(), where=blob.where)
    return _read_letter(letter, blob, workplace, read_document)


def _read_letter(letter: Mapping[str, Any], blob: Blob, workplace: Workplace, read_document: Reader) -> Found:
    headers: Mapping[str, str] = letter["headers"]
    sent_on = date.fromisoformat(letter["sent_on"]) if letter["sent_on"] else None
    own, history = split_history(letter["body"])
    lines = [f"{name}: {headers[name]}" for name in HEADERS if headers.get(name)]
    kept_apart = [f"{len(history)} earlier message(s) that it quotes stand as documents of their own"] if history else []
    mail = RawDocument(
        source=blob.where,
        text="\n".join(lines) + "\n\n" + own,
        fields={"title": headers.get("Subject", ""), "date": "" if sent_on else headers.get("Date", "")},
        name=blob.name,
        written_on=sent_on,
        type=DocumentType.EMAIL,
        sender=headers.get("From", "").replace('"', ""),
        remarks=(*letter["remarks"], *kept_apart),
    )
    documents = [mail, *(_earlier(message, number, blob) for number, message in enumerate(history, start=1))]
    problems: list[NotAnalysed] = []
    for found in _attachments(letter["attachments"], blob, workplace, read_document):
        documents += [replace(document, sent_on=document.sent_on or sent_on) for document in found.documents]
        problems += found.problems
    return Found(tuple(documents), tuple(problems))


def _earlier(message: Earlier, number: int, blob: Blob) -> RawDocument:
    return RawDocument(
        source=f"{blob.where}, earlier message {number}",
        text=message.text,
        fields={"title": message.subject, "date": message.date},
        name=f"{PurePath(blob.name).stem} - earlier message {number}.eml",
        type=DocumentType.EMAIL,
        sender=message.sender,
        quoted=message.body,
        remarks=("it is quoted in a later e-mail",),
    )


def _attachments(attachments: list[dict[str, Any]], blob: Blob, workplace: Workplace, read_document: Reader) -> Iterator[Found]:
    for number, attachment in enumerate(attachments, start=1):
        name = safe_name(attachment["name"], number, attachment["type"])
        where = f"{blob.where}, attachment {number} ({name})"
        inner = Blob(name=f"{PurePath(blob.name).stem} - {name}", where=where, depth=blob.depth + 1)
        letter = attachment.get("letter")
        if number > MOST_ATTACHMENTS or inner.depth >= DEEPEST or ("letter" in attachment and letter is None):
            what = f"lies beyond the {MOST_ATTACHMENTS} attachments or {DEEPEST} levels that are read"
            yield Found(problems=(NotAnalysed(where=where, what=what, next_step="Save the attachments and give them as files."),))
            return
        try:
            if letter is not None:
                yield _read_letter(letter, inner, workplace, read_document)
            elif "fault" in attachment:
                raise InputError(where=where, what=attachment["fault"], next_step="Save the attachment and give it as a file.")
            else:
                yield read_document(replace(inner, content=base64.b64decode(attachment["content"])), workplace)
        except InputError as error:
            yield Found(problems=(not_analysed(error),))


def safe_name(name: str, number: int, content_type: str) -> str:
    """Return a bare file name: no folders, control characters or marks that turn the direction of writing.

    >>> safe_name("../../evil.docx", 1, "application/octet-stream"), safe_name("", 2, "message/rfc822")
    ('evil.docx', 'attachment-2.eml')
    """
    bare = re.split(r"[/\\]", name)[-1]
    clean = "".join(letter for letter in bare if letter.isprintable() and letter not in '<>:"|?*').strip(" .")
    stem, ending = PurePath(clean).stem, PurePath(clean).suffix[:10]
    endings = {"message/rfc822": ".eml", "text/plain": ".txt", "text/html": ".html", "application/pdf": ".pdf"}
    return stem[: LONGEST_NAME - len(ending)] + ending if clean else f"attachment-{number}{endings.get(content_type, '')}"
