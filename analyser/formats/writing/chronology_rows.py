"""The chronology as a table of plain values, for the files that people edit and send back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from analyser.domain.events import ChronologyEntry
from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile
from analyser.formats.writing.page_rows import by_id, child_ages, say_conflict, say_reasons
from analyser.formats.writing.spoken_dates import say_value
from analyser.formats.writing.wording import label

BETWEEN = "; "  # between several values of one cell


@dataclass(frozen=True, slots=True)
class ChronologyRow:
    """One event. Field names are the column names of the files, and stay, so that an edited copy can be read back.

    ``number`` is the serial number that report, picture and tables share. ``date_text`` is for people, ``value`` TIMEX3.
    ``sources`` are ``DOCUMENT:START-END``; ``recorded`` the dates of those documents, in the same order.
    ``review_status`` and ``review_note`` are empty, for the reviewer.
    """

    number: str
    event_id: str
    date_start: date | None
    date_end: date | None
    date_text: str
    value: str
    granularity: str
    status: str
    category: str
    agencies: str
    child_age: str = field(repr=False)
    summary: str = field(repr=False)
    significant: str
    confidence: float
    people: str = field(repr=False)
    reasons: str
    sources: str
    recorded: str
    conflict: str
    review_status: str = ""
    review_note: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One telling of one event; ``start`` and ``end`` are offsets into the text of the document in ``documents.jsonl``."""

    number: str
    event_id: str
    document_id: str
    document: str
    recorded: date | None
    start: int
    end: int
    date_text: str
    value: str
    status: str
    text: str = field(repr=False)


def chronology_rows(report: CaseReport) -> list[ChronologyRow]:
    """Return one row for each dated event in order, then the undated matters."""
    return [_row(number, entry, report.case_file) for number, entry in numbered(report)]


def source_rows(report: CaseReport) -> list[SourceRow]:
    """Return one row for each telling of each event, in the order of the chronology."""
    documents = by_id(report.case_file)
    return [
        SourceRow(
            number=number,
            event_id=entry.event_id,
            document_id=mention.evidence.document_id,
            document=label("document_type", documents[mention.evidence.document_id].type),
            recorded=mention.recorded_on,
            start=mention.evidence.span.start,
            end=mention.evidence.span.end,
            date_text=say_value(mention.value, mention.interval) if mention.interval else "",
            value=mention.value or "",
            status=str(mention.status),
            text=mention.evidence.span.of(documents[mention.evidence.document_id].text),
        )
        for number, entry in numbered(report)
        for mention in entry.mentions
    ]


def numbered(report: CaseReport) -> Iterator[tuple[str, ChronologyEntry]]:
    """Yield every entry with its serial number: 1, 2 for dated events, U1, U2 for undated matters."""
    for n, entry in enumerate(report.chronology.entries, 1):
        yield str(n), entry
    for n, entry in enumerate(report.chronology.undated, 1):
        yield f"U{n}", entry


def _row(number: str, entry: ChronologyEntry, case_file: CaseFile) -> ChronologyRow:
    return ChronologyRow(
        number=number,
        event_id=entry.event_id,
        date_start=entry.interval.earliest if entry.interval else None,
        date_end=entry.interval.latest if entry.interval else None,
        date_text=say_value(entry.value, entry.interval) if entry.interval else "",
        value=entry.value or "",
        granularity=str(entry.granularity or ""),
        status=str(entry.status),
        category=str(entry.category),
        agencies=BETWEEN.join(entry.agencies),
        child_age=BETWEEN.join(f"{name} {age}" for name, age in child_ages(entry, case_file.children)),
        summary=entry.summary,
        significant="yes" if entry.significant else "no",
        confidence=round(entry.confidence, 3),
        people=BETWEEN.join(entry.people),
        reasons=say_reasons(entry),
        sources=BETWEEN.join(f"{m.evidence.document_id}:{m.evidence.span.start}-{m.evidence.span.end}" for m in entry.mentions),
        recorded=BETWEEN.join(m.recorded_on.isoformat() if m.recorded_on else "" for m in entry.mentions),
        conflict=say_conflict(entry),
    )
