"""Mentions with what is needed to compare them: words, people, the direction of their sentence in the encoder's space."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from analyser.domain.events import EventMention
from analyser.domain.text import Span
from analyser.lexicons import load_table
from analyser.view import DocumentView

Floats = npt.NDArray[np.float32]
WORD = re.compile(r"[a-z][a-z']{2,}|\d{3,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Telling:
    """One mention: its words without the commonest, its place in the order of documents, and its sentence's embedding.

    ``rank`` is the position of its document by date, then by the order of reading; ``order`` is unique and rises with
    document and offset.
    """

    mention: EventMention
    order: int
    rank: int
    text: str = field(repr=False)
    words: frozenset[str] = field(repr=False)
    embedding: Floats = field(repr=False)


def read_tellings(mentions: Sequence[EventMention], views: Sequence[DocumentView]) -> tuple[Telling, ...]:
    """Return the mentions ready for comparison, ordered by document and offset."""
    by_id: Mapping[str, tuple[int, DocumentView]] = {view.document.document_id: (rank, view) for rank, view in enumerate(views)}
    placed = sorted(mentions, key=lambda mention: (by_id[mention.evidence.document_id][0], mention.evidence.span, mention.value or ""))
    found = []
    for order, mention in enumerate(placed):
        rank, view = by_id[mention.evidence.document_id]
        text = mention.evidence.span.of(view.document.text)
        found.append(Telling(mention, order, rank, text, content_words(text), _embedding(view, mention.evidence.span)))
    return tuple(found)


def content_words(text: str) -> frozenset[str]:
    """Return the words that carry meaning, in lower case, cut to a stem of six letters so that endings matter less."""
    return frozenset(word[:6] for match in WORD.finditer(text) if (word := match.group().lower()) not in _common())


def _embedding(view: DocumentView, span: Span) -> Floats:
    index = bisect_right(view.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    if 0 <= index < len(view.embeddings):
        row: Floats = view.embeddings[index]
        return row
    return np.zeros(view.embeddings.shape[1] if view.embeddings.ndim == 2 else 0, dtype=np.float32)


@cache
def _common() -> frozenset[str]:
    return frozenset(load_table("lexicons/event_links")["words"]["common"])
