"""The papers of a case file as the indicators read them: statements with their days, in the order of the file."""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import takewhile

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.dates import Timex
from analyser.domain.rules import Rule, RuleBook
from analyser.domain.text import CaseFile, Document, Evidence, Sentence, SentenceKind, Span
from analyser.indicators.words import pattern, plain, table_of
from analyser.view import DocumentView

REACH = 400
"""Code points of a sentence around a statement that are read with it; a choice that keeps the time linear in the text."""
NOT = re.compile(r"n't(?:\s+[\w']+){0,3}\s*$", re.IGNORECASE)
CUT = re.compile(r"(?:(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bMrs)(?<=[\w)\"'])[.!?])\s+(?=[A-Z\d\"'(])|\n|;\s+|,?\s+but\s+|\s+\|\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, or a part of one, that can be true or not by itself.

    ``text`` has plain apostrophes and is as long as the stretch; ``before`` is the statement before it in its paper.
    """

    document: Document
    span: Span
    text: str = field(repr=False)
    kind: SentenceKind
    heading: str = field(repr=False)
    before: str = field(repr=False)
    sentence: str = field(repr=False)
    timexes: tuple[Timex, ...]

    @property
    def evidence(self) -> Evidence:
        """A pointer to the statement."""
        return Evidence(self.document.document_id, self.span)

    def days(self) -> list[tuple[int, date]]:
        """Return the single days that the statement names, each with its offset in ``text``."""
        return [(t.start - self.span.start, t.earliest) for t in self.timexes if t.earliest and t.earliest == t.latest]

    def day_near(self, offset: int, *, until: date | None = None) -> date | None:
        """Return the day named nearest to an offset of ``text``; those after ``until`` do not count."""
        days = [(abs(at - offset), day) for at, day in self.days() if until is None or day <= until]
        return min(days)[1] if days else None


class Papers:
    """All papers of one case file, read once for all indicators."""

    def __init__(self, case_file: CaseFile, views: Sequence[DocumentView], book: RuleBook) -> None:
        """Split the sentences of the views into statements."""
        self.case_file, self.book = case_file, book
        self.documents = tuple(view.document for view in views)
        self.statements: Mapping[str, tuple[Statement, ...]] = {view.document.document_id: tuple(_statements(view)) for view in views}
        self.views = {view.document.document_id: view for view in views}

    def of(self, document: Document) -> tuple[Statement, ...]:
        """Return the statements of one paper in text order."""
        return self.statements[document.document_id]

    def of_type(self, *types: DocumentType) -> list[Document]:
        """Return the papers of some types by date, undated ones last, else in the order of the file."""
        return by_date(document for document in self.documents if document.type in types)

    def all_statements(self, documents: Sequence[Document] | None = None) -> Iterator[Statement]:
        """Yield the statements of some papers, or of all, paper by paper."""
        for document in self.documents if documents is None else documents:
            yield from self.of(document)

    def rule(self, indicator: str, on: date | None = None) -> Rule | None:
        """Return the rule of an indicator on a day, on the day of the last paper where none is given."""
        return self.book.rule(indicator, on or self.last_day)

    @cached_property
    def last_day(self) -> date | None:
        """The latest date of any paper."""
        return max((document.written_on for document in self.documents if document.written_on), default=None)

    @cached_property
    def social_care(self) -> list[Document]:
        """Papers of children's social care, or of no stated agency, by date; chronologies are retold and left out."""
        own = (d for d in self.documents if d.agency in (Agency.CHILDRENS_SOCIAL_CARE, None) and d.type is not DocumentType.CHRONOLOGY)
        return by_date(own)

    @cached_property
    def child(self) -> str:
        """An expression for the children of this case: names, first names, short forms, and words for children."""
        names = {name for child in self.case_file.children for name in (child.name, child.name.split()[0], *child.aka) if name}
        taken = {name for person in self.case_file.people for name in (*person.aka,)}
        written = sorted((name for name in names if name not in taken), key=lambda name: (-len(name), name))
        words = table_of("common")["words"]["child"]
        return f"(?:{'|'.join([*(_spelled(name) for name in written), *words])})"

    @cached_property
    def people(self) -> str:
        """An expression for the other people of this case, by name, first name, surname with a title, and short form."""
        names = {name for person in self.case_file.people for name in (person.name, person.name.split()[0], *person.aka) if len(name) > 1}
        written = sorted(names, key=lambda name: (-len(name), name))
        return f"(?:{'|'.join(_spelled(name) for name in written)})" if written else r"(?!)"


def _spelled(name: str) -> str:
    """Return a name as an expression; short capitals are initials and count only as written."""
    escaped = re.escape(plain(name))
    return f"(?-i:{escaped})" if len(name) <= 3 else escaped


def by_date(documents: Iterator[Document] | Sequence[Document]) -> list[Document]:
    """Return papers by date, undated ones last, else in the order given."""
    return sorted(documents, key=lambda document: document.written_on or date.max)


def lies_ahead(statement: Statement) -> bool:
    """Whether the statement tells a plan, a request or a condition and nothing that took place."""
    return pattern("common", "ahead").search(statement.text) is not None


def is_denied(text: str, start: int) -> bool:
    """Whether a word of denial stands before an offset of the text, with nothing but a few words between."""
    return pattern("common", "denies").search(f"{text[:start]} ") is not None or NOT.search(text[:start]) is not None


def _statements(view: DocumentView) -> Iterator[Statement]:
    text = view.document.text
    before = ""
    timexes = deque(view.timexes)
    for sentence in view.sentences:
        heading = plain(sentence.heading.of(text)) if sentence.heading else ""
        for span in _parts(text, sentence):
            while timexes and timexes[0].start < span.start:
                timexes.popleft()
            own = tuple(takewhile(lambda timex, end=span.end: timex.end <= end, timexes))  # type: ignore[misc]
            words = plain(span.of(text))
            around = Span(max(sentence.span.start, span.start - REACH), min(sentence.span.end, span.end + REACH))
            yield Statement(view.document, span, words, sentence.kind, heading, before, plain(around.of(text)), own)
            before = words[-REACH:]


def _parts(text: str, sentence: Sentence) -> Iterator[Span]:
    """Yield the parts of a sentence that stand between semicolons, line ends, cells and full stops, without white space at their edges."""
    start, end = sentence.span.start, sentence.span.end
    cuts = [start]
    quotes, counted_to = 0, start
    for cut in CUT.finditer(text, start, end):
        quotes, counted_to = quotes + text.count('"', counted_to, cut.start()), cut.start()
        if quotes % 2 == 0:
            cuts += [cut.start() + len(cut.group()) - len(cut.group().lstrip(".!?")), cut.end()]
    cuts.append(end)
    for begins, ends in zip(cuts[::2], cuts[1::2], strict=True):
        words = text[begins:ends]
        begins, ends = begins + len(words) - len(words.lstrip()), ends - len(words) + len(words.rstrip())
        if begins < ends:
            yield Span(begins, ends)
