"""Raw documents made into documents: text settled, ids unique, dates read, codes mapped, and what is missing found where it is stated."""

import re
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import Document, NotAnalysed
from analyser.formats.reading.dates import WrittenDay, day_in_name, read_day
from analyser.formats.reading.details import StatedDetails, read_details
from analyser.formats.reading.found import RawDocument, shown_name
from analyser.formats.reading.vocabulary import Vocabulary, key_of

LARGEST_TEXT = 5_000_000
"""Code points of one document: a thousand pages of print have three million."""
TOO_LONG = f"holds more text than one document may: {LARGEST_TEXT // 10**6} million characters"
TOO_LONG_STEP = "Split it into its notes and letters, and give those."
EMPTY = "holds no text"
EMPTY_STEP = "Check the original; if it has text, export it again."


def settle_text(text: str) -> str:
    """Return a text as offsets count it: line ends as LF, outer white space stripped, lone surrogates replaced by U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def make_documents(raws: Iterable[RawDocument], vocabulary: Vocabulary) -> tuple[tuple[Document, ...], tuple[NotAnalysed, ...]]:
    """Return the documents of one case in the order given, and those that hold no text or too much.

    A document without an id is named after its file or its place (``D0003``). An id used before gets a suffix (``-2``) and a remark.
    """
    documents: list[Document] = []
    problems: list[NotAnalysed] = []
    taken: set[str] = set()
    for number, raw in enumerate(raws, start=1):
        text = settle_text(raw.text) if len(raw.text) <= 2 * LARGEST_TEXT else raw.text
        if not text or len(text) > LARGEST_TEXT:
            what, step = (TOO_LONG, TOO_LONG_STEP) if text else (EMPTY, EMPTY_STEP)
            problems.append(NotAnalysed(where=raw.source, what=what, next_step=step))
            continue
        wanted = _wanted_id(raw, number, vocabulary)
        document_id = _free_id(wanted, taken)
        taken.add(document_id)
        repeated = () if document_id == wanted else (f"another document has the id '{wanted}'; this one is called '{document_id}'",)
        documents.append(_document(raw, document_id, text, repeated, vocabulary))
    return tuple(documents), tuple(problems)


def _document(raw: RawDocument, document_id: str, text: str, remarks: tuple[str, ...], vocabulary: Vocabulary) -> Document:
    stated = read_details(text, vocabulary)
    noted = [*raw.remarks, *remarks]
    written_on = _written_on(raw, stated, vocabulary, noted)
    kind = _type(raw, stated, vocabulary, noted)
    author = _plain(raw.fields.get("author", ""), vocabulary) or _plain(raw.sender, vocabulary) or stated.author
    agency = _agency(raw, stated, kind, author, vocabulary, noted)
    noted += _oddities(raw, text, vocabulary)
    title = _plain(raw.fields.get("title", ""), vocabulary) or stated.title or (PurePath(raw.name).stem if raw.name else None)
    return Document(
        document_id=document_id,
        text=text,
        written_on=written_on,
        type=kind,
        agency=agency,
        author=author,
        title=title,
        source=raw.source,
        page=raw.page,
        remarks=tuple(dict.fromkeys(noted)),
    )


def _wanted_id(raw: RawDocument, number: int, vocabulary: Vocabulary) -> str:
    given = _plain(raw.fields.get("document_id", ""), vocabulary)
    if given:
        return given
    return PurePath(raw.name).stem.strip() or f"D{number:04}" if raw.name else f"D{number:04}"


def _free_id(wanted: str, taken: set[str]) -> str:
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free


def _plain(value: str, vocabulary: Vocabulary) -> str | None:
    """Return a short value on one line; ``None`` for one that says nothing."""
    joined = shown_name(" ".join(settle_text(value).split()))
    return None if vocabulary.is_empty(joined) else joined


def _written_on(raw: RawDocument, stated: StatedDetails, vocabulary: Vocabulary, noted: list[str]) -> date | None:
    given = raw.fields.get("date", "")
    if not vocabulary.is_empty(given):
        written = read_day(given)
        if written:
            noted += _doubts(written)
            return written.day
        noted.append("its date is none that can be read (ISO or day first)")
    if raw.written_on:
        return raw.written_on
    if stated.day:
        noted += [f"its date was taken from {stated.day_from}", *_doubts(stated.day)]
        return stated.day.day
    named = day_in_name(raw.name) if raw.name else None
    if named:
        noted += ["its date was taken from the file name", *_doubts(named)]
        return named.day
    if raw.sent_on:
        noted.append("it states no date; that of the e-mail it came with was taken")
        return raw.sent_on
    noted.append("its date is unknown")
    return None


def _doubts(written: WrittenDay) -> list[str]:
    return ["its date was read month first, because it is none day first"] if written.month_first else []


def _type(raw: RawDocument, stated: StatedDetails, vocabulary: Vocabulary, noted: list[str]) -> DocumentType | None:
    given = raw.fields.get("type", "")
    if not vocabulary.is_empty(given):
        known = vocabulary.type_of(given)
        if known:
            return known
        noted.append("the type given for it is not in the table of types (a file of your own can extend it)")
    found = raw.type or _type_in_text(raw, stated, vocabulary)
    if found:
        noted.append("its type was taken from its text or name")
        return found
    if raw.implied_type:
        noted.append("its type was taken from the name of the text column")
        return raw.implied_type
    noted.append("its type is unknown")
    return None


def _type_in_text(raw: RawDocument, stated: StatedDetails, vocabulary: Vocabulary) -> DocumentType | None:
    if stated.type and (labelled := vocabulary.type_of(stated.type)):
        return labelled
    if stated.is_email:
        return DocumentType.EMAIL
    name = PurePath(raw.name).stem if raw.name else ""
    codes = (vocabulary.types.within(line) for line in (raw.fields.get("title", ""), *stated.headings, name))
    code = next(filter(None, codes), None)
    if stated.is_letter and code != DocumentType.EMAIL:
        return DocumentType.LETTER
    return DocumentType(code) if code else None


def _agency(
    raw: RawDocument, stated: StatedDetails, kind: DocumentType | None, author: str | None, vocabulary: Vocabulary, noted: list[str]
) -> Agency | None:
    given = raw.fields.get("agency", "")
    if not vocabulary.is_empty(given):
        known = vocabulary.agency_of(given)
        if known:
            return known
        noted.append("the agency given for it is not in the table of agencies (a file of your own can extend it)")
    found = _agency_in_text(raw, stated, kind, author, vocabulary)
    if found:
        noted.append("its agency was taken from its text, author or type")
        return Agency(found)
    noted.append("its agency is unknown")
    return None


def _agency_in_text(raw: RawDocument, stated: StatedDetails, kind: DocumentType | None, author: str | None, vocabulary: Vocabulary) -> str | None:
    """The agency by label, by the author's role or address, by "from ..." in its title, by the head of a paper, by the type of record, in this order.

    Records of social care name other agencies in their titles and first lines, so that these count only for what comes from outside.
    """
    words = vocabulary.agencies
    labelled = words.of_value(stated.agency) if stated.agency else None
    by_role = words.of_value(author) if author else None
    by_address = next((code for end, code in vocabulary.domains.items() if _address(raw.sender or author or "").endswith(end)), None)
    by_type = vocabulary.by_type.get(kind) if kind else None
    from_outside = by_type is None or (kind == DocumentType.REFERRAL and raw.name is not None)
    sender = re.search(r"(?i)\bfrom\b(.+)", raw.fields.get("title", "")) if from_outside else None
    by_title = words.within(sender[1]) if sender else None
    headings = stated.headings if from_outside and kind != DocumentType.EMAIL else ()
    by_heading = next((code for line in headings if (code := words.within(line))), None)
    return labelled or by_role or by_address or by_title or by_heading or by_type


def _address(sender: str) -> str:
    return sender.rpartition("@")[2].strip(" >").casefold()


def _oddities(raw: RawDocument, text: str, vocabulary: Vocabulary) -> list[str]:
    """Remarks on a text that may be cut or was never finished."""
    noted = []
    if "\ufffd" in text:
        noted.append("characters of it could not be decoded and stand as U+FFFD")
    status = vocabulary.status.get(key_of(raw.fields.get("status", "")))
    if status:
        noted.append(f"the case system marks it as {status}")
    return noted
