"""Case files, their documents and stretches of their text.

Every offset is a half-open range of Unicode code points into ``Document.text``.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from analyser.domain.codes import Agency, DocumentType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one text: ``0 <= start < end``, in code points, half open."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or backward stretch."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, got start {self.start} and end {self.end}")

    def overlap(self, other: "Span") -> int:
        """Code points that both cover; 0 when they do not touch."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def covers(self, other: "Span") -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """The words of the text that the span points at."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A pointer to words of one document; the text is looked up, never copied."""

    document_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Child:
    """A child whom the case file is about; ``aka`` are initials and short forms used in the notes."""

    name: str = field(repr=False)
    aka: tuple[str, ...] = field(default=(), repr=False)
    dob: date | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Person:
    """Another person of the case, with a role such as ``mother`` or ``health visitor``."""

    name: str = field(repr=False)
    aka: tuple[str, ...] = field(default=(), repr=False)
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One paper of a case file.

    ``written_on`` is the document creation time (DCT): the day it was written or recorded; ``None`` when unknown.
    ``type`` and ``agency`` are ``None`` when neither stated nor found.
    ``source`` is where it was read from (file name, row), for messages.
    ``page`` is the page that it begins on in the print that it was part of; ``None`` for a paper of its own.
    ``remarks`` are what the reader noticed, in words that quote no case text.
    """

    document_id: str
    text: str = field(repr=False)
    written_on: date | None = None
    type: DocumentType | None = None
    agency: Agency | None = None
    author: str | None = field(default=None, repr=False)
    title: str | None = field(default=None, repr=False)
    source: str | None = field(default=None, repr=False)
    remarks: tuple[str, ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class NotAnalysed:
    """Something of the input that was left out, and why.

    ``where`` names a file, a row or a document id; ``what`` says what was wrong; ``next_step`` what to do about it.
    None of them quotes case text.
    """

    where: str
    what: str
    next_step: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything on file for one case. Documents stand in the order in which they were read."""

    case_id: str
    documents: tuple[Document, ...]
    children: tuple[Child, ...] = ()
    people: tuple[Person, ...] = ()
    not_analysed: tuple[NotAnalysed, ...] = ()


class SentenceKind(StrEnum):
    """How a stretch stands on the page."""

    PROSE = "prose"
    HEADING = "heading"
    BULLET = "bullet"
    FORM_LINE = "form_line"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, bullet, heading or form line of one text; ``heading`` is the heading that it stands under."""

    span: Span
    kind: SentenceKind = SentenceKind.PROSE
    heading: Span | None = None
