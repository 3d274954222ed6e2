"""Documents of files that may be prints: each print becomes its notes, each with the page it begins on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from analyser.domain.codes import DocumentType
from analyser.domain.text import NotAnalysed
from analyser.formats.reading.bundles.parting import Part, Parting, is_prose, part_print
from analyser.formats.reading.bundles.words import read_layouts
from analyser.formats.reading.dates import day_at
from analyser.formats.reading.found import Found, RawDocument, Workplace
from analyser.formats.reading.vocabulary import FIELDS

NOT_PARTED = "it looks like a print of several notes, but they could not be told apart with confidence, so it was read as one document"
FRONT = "stands before the first note of the print, holds names and numbers only, and was left out"
FRONT_STEP = "Read it in the print."


def part_documents(found: Found, workplace: Workplace) -> Found:
    """Return what a reader found, with prints of several notes parted; a remark says where that was not possible, a problem what was left out."""
    documents: list[RawDocument] = []
    problems = list(found.problems)
    for raw in found.documents:
        text = raw.text if raw.page_starts else raw.text.replace("\r\n", "\n").replace("\r", "\n")
        parting = part_print(text, raw.page_starts, read_layouts(workplace.vocabulary.prints), workplace.vocabulary)
        if not parting.parts:
            documents.append(replace(raw, remarks=(*raw.remarks, NOT_PARTED)) if parting.likely else raw)
            continue
        documents += _parts(raw, parting)
        if parting.front and not is_prose(parting.front):
            problems.append(NotAnalysed(where=f"{raw.source}, front sheet", what=FRONT, next_step=FRONT_STEP))
    return Found(tuple(documents), tuple(problems))


def _parts(raw: RawDocument, parting: Parting) -> Iterator[RawDocument]:
    stem = PurePath(raw.name or raw.source).stem
    told = f"it was parted from a print of {len(parting.parts)} papers at their heads; lines that each page repeats were left out"
    remarks = (*raw.remarks, told)
    if parting.front and is_prose(parting.front):
        yield RawDocument(source=f"{raw.source}, front", text=parting.front, fields={"document_id": f"{stem}-000"}, remarks=remarks, page=1)
    implied = DocumentType(parting.title) if parting.title else DocumentType.CASE_NOTE
    for number, part in enumerate(parting.parts, start=1):
        place = f", page {part.page}" if part.page else f", part {number}"
        yield RawDocument(
            source=f"{raw.source}{place}",
            text=part.text,
            fields={"document_id": f"{stem}-{number:03}", **_fields(part)},
            implied_type=implied,
            page=part.page or None,
            remarks=remarks if number == 1 else (),
        )


def _fields(part: Part) -> dict[str, str]:
    fields = {name: value for name, value in part.fields.items() if name in FIELDS}
    if "date" in fields and (day := day_at(fields["date"], 0)):
        fields["date"] = fields["date"][: day[1]]  # a clock time and what else stands beside it are not for a reader of dates
    return fields
