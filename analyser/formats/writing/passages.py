"""The cited passages of a document, laid out for a page: where each begins and ends, and which rows it leads back to."""

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from analyser.domain.codes import SentenceLabel
from analyser.domain.text import Span


class Layer(StrEnum):
    """What a stretch of a document is on the page."""

    SENTENCE = "sentence"
    MARK = "mark"


class Mark(StrEnum):
    """What a passage is cited for."""

    EVENT = "event"
    INFORMATION = "information"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class BackLink:
    """A row that cites a passage: the row's anchor, the few characters shown, and what it is in words."""

    anchor: str
    shown: str
    words: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence or a cited passage of one text. ``back`` are the rows that cite it, in the order of the page."""

    span: Span
    layer: Layer
    anchor: str
    label: SentenceLabel | None = None
    marks: tuple[Mark, ...] = ()
    back: tuple[BackLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """One step of laying out: plain ``text``, or the opening or closing of a piece of a stretch.

    A stretch that crosses another is cut; ``first`` and ``last`` say which end of it this piece holds.
    """

    text: str = field(default="", repr=False)
    opens: Stretch | None = None
    closes: Stretch | None = None
    first: bool = True
    last: bool = True


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    start: int
    minus_end: int
    rank: int
    stretch: Stretch = field(compare=False)
    first: bool = field(compare=False)


class PassageIndex:
    """Collects what cites what, and gives every passage one anchor."""

    def __init__(self, document_ids: Iterable[str]) -> None:
        """Start with the documents in the order of the page, none of them cited."""
        self._numbers = {document_id: number for number, document_id in enumerate(document_ids, 1)}
        self._cited: dict[str, dict[Span, tuple[list[Mark], list[BackLink]]]] = {document_id: {} for document_id in self._numbers}

    def document_anchor(self, document_id: str) -> str:
        """Return the id of the document's heading on the page."""
        return f"d{self._numbers[document_id]}"

    def cite(self, document_id: str, span: Span, mark: Mark, back: BackLink) -> str:
        """Note that a row cites a passage; return the passage's anchor."""
        marks, links = self._cited[document_id].setdefault(span, ([], []))
        if mark not in marks:
            marks.append(mark)
        if back not in links:
            links.append(back)
        return self._anchor(document_id, span)

    def stretches(self, document_id: str) -> list[Stretch]:
        """Return the cited passages of a document in text order."""
        return [
            Stretch(span, Layer.MARK, self._anchor(document_id, span), marks=tuple(sorted(marks)), back=tuple(links))
            for span, (marks, links) in sorted(self._cited[document_id].items())
        ]

    def _anchor(self, document_id: str, span: Span) -> str:
        return f"{self.document_anchor(document_id)}-{span.start}-{span.end}"


def lay_out(text: str, stretches: Iterable[Stretch]) -> Iterator[Token]:
    """Yield the text as properly nested tokens; the texts of the tokens joined are the text.

    A stretch lies inside every longer one that begins at or before it; where two cross, the later one is cut in pieces.
    Of two equal stretches the sentence is the outer one. Stretches lie within the text.
    """
    waiting = [_Piece(s.span.start, -s.span.end, s.layer is not Layer.SENTENCE, s, first=True) for s in stretches]
    heapq.heapify(waiting)
    opened: list[tuple[Stretch, int, bool, bool]] = []
    position = 0
    while waiting or opened:
        if opened and (not waiting or opened[-1][1] <= waiting[0].start):
            stretch, end, first, last = opened.pop()
            if position < end:
                yield Token(text=text[position:end])
            position = end
            yield Token(closes=stretch, first=first, last=last)
            continue
        piece = heapq.heappop(waiting)
        if position < piece.start:
            yield Token(text=text[position : piece.start])
            position = piece.start
        end = -piece.minus_end
        last = not opened or end <= opened[-1][1]
        if not last:
            heapq.heappush(waiting, replace(piece, start=opened[-1][1], first=False))
            end = opened[-1][1]
        opened.append((piece.stretch, end, piece.first, last))
        yield Token(opens=piece.stretch, first=piece.first, last=last)
    if position < len(text):
        yield Token(text=text[position:])
