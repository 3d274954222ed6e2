"""What a clause is about, from the cues in it: scores for each category, by rule."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from analyser.domain.codes import Agency, DocumentType, EventCategory
from analyser.domain.text import Span
from analyser.events.cues import CATEGORIES_TABLE, CueIndex, event_types
from analyser.lexicons import load_table

STRONG, WEAK, FIRST, NEARBY, TITLE, PAPER, AUTHOR = 3.0, 1.0, 1.0, 0.5, 2.0, 1.5, 0.8


@dataclass(frozen=True, slots=True)
class Paper:
    """What a document says of itself: its type and the agency that wrote it, where known."""

    type: DocumentType | None = None
    author: Agency | None = None


def category_scores(
    cues: CueIndex, title: frozenset[str], clause: Span, sentence: Span, paper: Paper, *, opening: bool
) -> dict[EventCategory, float]:
    """Return a score for each category that the clause, its sentence or the document's title has a cue of.

    A strong cue in the clause counts most, and the one that stands first a little more, because notes name the kind of
    event before its content. Title and type of the paper count where the clause opens it, its author everywhere a little.
    """
    scores: dict[EventCategory, float] = defaultdict(float)
    firsts: list[tuple[int, EventCategory]] = []
    for kind in event_types():
        strong = cues.first(f"strong.{kind.code}", clause)
        score = 0.0
        if strong is not None:
            firsts.append((strong, kind.category))
            score += STRONG + kind.bonus
        elif cues.has(f"strong.{kind.code}", sentence):
            score += NEARBY
        if cues.has(f"type.{kind.code}", clause):
            score += WEAK
        if opening and f"strong.{kind.code}" in title:
            score += TITLE
        if score:
            scores[kind.category] = max(scores[kind.category], score)
    if firsts:
        first = min(position for position, _ in firsts)
        for category in {category for position, category in firsts if position == first}:
            scores[category] += FIRST
    if opening and paper.type in _mapping("by_document_type"):
        scores[_mapping("by_document_type")[paper.type]] += PAPER
    if paper.author in _mapping("by_author"):
        scores[_mapping("by_author")[paper.author]] += AUTHOR
    return dict(scores)


def best_category(scores: Mapping[EventCategory, float]) -> EventCategory | None:
    """Return the category with the highest score; ties go to the one that comes first in the codes; ``None`` without any."""
    order = {category: position for position, category in enumerate(EventCategory)}
    return max(scores, key=lambda category: (scores[category], -order[category]), default=None)


@cache
def _mapping(name: str) -> dict[str | None, EventCategory]:
    return {code: EventCategory(category) for code, category in load_table(CATEGORIES_TABLE)[name].items()}
