"""What a clause is about, from the cues in it: scores for each category, by rule."""

from collections.abc import Mapping

from analyser.domain.codes import EventCategory
from analyser.domain.text import Span
from analyser.events.cues import CueIndex, event_types

STRONG, WEAK, FIRST, NEARBY, TITLE = 3.0, 1.0, 1.0, 0.5, 2.0


def category_scores(cues: CueIndex, title: frozenset[str], clause: Span, sentence: Span, *, opening: bool) -> dict[EventCategory, float]:
    """Return a score for each category that the clause, its sentence or the document's title has a cue of.

    A strong cue in the clause counts most, and the one that stands first a little more, because notes name the kind of
    event before its content. The title counts where the clause opens the note.
    """
    scores: dict[EventCategory, float] = {}
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
            scores[kind.category] = max(scores.get(kind.category, 0.0), score)
    if firsts:
        first = min(position for position, _ in firsts)
        for category in {category for position, category in firsts if position == first}:
            scores[category] += FIRST
    return scores


def best_category(scores: Mapping[EventCategory, float]) -> EventCategory | None:
    """Return the category with the highest score; ties go to the one that comes first in the codes; ``None`` without any."""
    order = {category: position for position, category in enumerate(EventCategory)}
    return max(scores, key=lambda category: (scores[category], -order[category]), default=None)
