"""The rows of the page: chronology entries and information, each with the links to its passages and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analyser.domain.codes import EventStatus, UseStatus
from analyser.domain.events import ChronologyEntry, EventMention
from analyser.domain.judgements import Use
from analyser.domain.text import CaseFile, Child, Document, Evidence, Span
from analyser.formats.writing.passages import BackLink, Mark, PassageIndex
from analyser.formats.writing.spoken_dates import say_age, say_short_day, say_value
from analyser.formats.writing.wording import confidence_words, label, lane_number, report_words

USE_ORDER = (UseStatus.CONTRADICTED, UseStatus.NOT_USED, UseStatus.MENTIONED, UseStatus.USED, UseStatus.CANNOT_JUDGE)


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A passage that a row rests on. ``differs`` says how this telling departs from the row; ``""`` where it does not."""

    anchor: str
    document: Document
    quote: str = field(repr=False)
    differs: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """One line of the chronology. ``lane`` is the number of its lane in the timeline picture, from 1."""

    anchor: str
    number: str
    entry: ChronologyEntry = field(repr=False)
    date: str
    ages: tuple[tuple[str, str], ...] = field(repr=False)
    sources: tuple[SourceLink, ...]
    conflict: str
    lane: int


@dataclass(frozen=True, slots=True)
class UseRow:
    """One matter on file and what became of it in one assessment."""

    anchor: str
    ref: str
    use: Use
    confidence: str
    sources: tuple[SourceLink, ...]
    evidence: tuple[SourceLink, ...]

    @property
    def fullest(self) -> SourceLink | None:
        """The passage on file that says most, the first of equals: what to show where one must stand for all."""
        return max(self.sources, key=lambda source: len(source.quote), default=None)


def event_rows(entries: Sequence[ChronologyEntry], case_file: CaseFile, index: PassageIndex, *, undated: bool = False) -> list[EventRow]:
    """Return the entries as lines, numbered from 1 (``U1`` where undated), their passages noted in the index."""
    documents = by_id(case_file)
    rows = []
    for n, entry in enumerate(entries, 1):
        number = f"U{n}" if undated else str(n)
        back = BackLink(f"e{number}", number, f"Back to event {number} of the chronology")
        sources = tuple(
            replace(cite(mention.evidence, documents, index, mark=Mark.EVENT, back=back), differs=how_it_differs(mention, entry))
            for mention in entry.mentions
        )
        ages = child_ages(entry, case_file.children)
        rows.append(
            EventRow(
                back.anchor, number, entry, say_value(entry.value, entry.interval), ages, sources, say_conflict(entry), lane_number(entry.category)
            )
        )
    return rows


def use_rows(uses: Sequence[Use], case_file: CaseFile, index: PassageIndex, *, anchor: str, number: str) -> list[UseRow]:
    """Return the uses of one assessment as rows, possible contradictions and what was not found first, the weightiest first."""
    documents = by_id(case_file)
    ranked = sorted(uses, key=lambda use: (USE_ORDER.index(use.status), -use.item.weight, -use.confidence, use.item.item_id))
    rows = []
    for n, use in enumerate(ranked, 1):
        back = BackLink(f"{anchor}-i{n}", f"{number}.{n}", f"Back to row {number}.{n} of information and its use")
        taken_up = [Evidence(use.assessment_id, span) for span in use.evidence]
        sources, evidence = (
            tuple(cite(one, documents, index, mark=Mark.INFORMATION, back=back) for one in passages) for passages in (use.sources, taken_up)
        )
        rows.append(UseRow(back.anchor, back.shown, use, confidence_words(use.confidence), sources, evidence))
    return rows


def cite(evidence: Evidence, documents: Mapping[str, Document], index: PassageIndex, *, mark: Mark, back: BackLink) -> SourceLink:
    """Return the link to a passage, the way back from it noted in the index."""
    document = documents[evidence.document_id]
    return SourceLink(index.cite(evidence.document_id, evidence.span, mark, back), document, evidence.span.of(document.text))


def by_id(case_file: CaseFile) -> dict[str, Document]:
    """Return the documents of a case file by their ids."""
    return {document.document_id: document for document in case_file.documents}


def child_ages(entry: ChronologyEntry, children: Sequence[Child]) -> tuple[tuple[str, str], ...]:
    """Return first name and age at the event of each child whose date of birth is known, those long before birth left out."""
    interval = entry.interval
    if interval is None:
        return ()
    ages = ((first_name(child), say_age(child.dob, interval)) for child in children if child.dob)
    return tuple((name, age) for name, age in ages if age)


def first_name(child: Child) -> str:
    """Return the name by which a table calls a child."""
    return child.name.split()[0] if child.name.split() else "Child"


def say_conflict(entry: ChronologyEntry) -> str:
    """Return what the sources disagree about, in words; ``""`` for nothing."""
    if entry.conflict is None:
        return ""
    values = entry.conflict.values
    said = [say_value(value, None) for value in values] if entry.conflict.kind == "date" else [label("event_status", v) for v in values]
    shown = [words if words != "No date" else value for words, value in zip(said, values, strict=True)]
    return f"{label('conflict', entry.conflict.kind)}: {' / '.join(shown)}"


def how_it_differs(mention: EventMention, entry: ChronologyEntry) -> str:
    """Return what one telling says otherwise than the entry: its date, its status, or both; ``""`` for neither."""
    parts = []
    if mention.value and mention.value != entry.value:
        parts.append(say_value(mention.value, mention.interval, capital=False))
    if mention.status is not entry.status:
        parts.append(label("event_status", mention.status).lower())
    return "; ".join(parts)


def say_document(document: Document) -> str:
    """Return type and date of a document in a few words: ``Letter, 20 Feb 2009``."""
    kind = label("document_type", document.type) or "Document"
    return f"{kind}, {say_short_day(document.written_on)}"


def say_status(entry: ChronologyEntry) -> str:
    """Return the words for an entry that did not simply take place; ``""`` for one that did."""
    return "" if entry.status is EventStatus.OCCURRED else label("event_status", entry.status)


def say_reasons(entry: ChronologyEntry) -> str:
    """Return why an entry is significant, as one phrase."""
    return "; ".join(reason.replace("_", " ") for reason in entry.reasons)


def group_by_status(rows: Sequence[UseRow]) -> Mapping[UseStatus, list[UseRow]]:
    """Return the rows of each status that has any, in the order of the page."""
    groups = {status: [row for row in rows if row.use.status is status] for status in USE_ORDER}
    return {status: group for status, group in groups.items() if group}


def sentence_anchor(document_anchor: str, span: Span) -> str:
    """Return the id of a sentence of an assessment on the page."""
    return f"{document_anchor}-s{span.start}-{span.end}"


def method_sentences() -> list[str]:
    """Return the method and its limits, one sentence each."""
    return list(report_words()["said"]["method"])
