"""Matters that a file tells without any date, and that a reviewer would still want to know of."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from analyser.domain.text import Span
from analyser.events.candidates import Candidate
from analyser.events.cues import CueIndex, EventType, event_types, whole_words
from analyser.lexicons import load_table


def find_undated(text: str, cues: CueIndex, candidates: Sequence[Candidate], taken: Sequence[Span]) -> Iterator[tuple[Candidate, EventType]]:
    """Yield clauses about the past that name something significant and that nothing dates, each once, in text order.

    A clause counts when it has a strong cue of a type of the highest significance and words that place it in the past
    ("as a child", "previously", "grew up"), is neither negated, planned nor conditional, and does not lie in a sentence
    of which another clause was taken for a dated event.
    """
    sentences_taken = {candidate.sentence for candidate in candidates if any(candidate.span.overlap(span) for span in taken)}
    seen: set[Span] = set()
    for candidate in candidates:
        span = candidate.span
        if span in seen or candidate.sentence in sentences_taken:
            continue
        seen.add(span)
        if any(cues.has(group, span) for group in _excluding()) or not _past().search(span.of(text)):
            continue
        if kind := _weightiest(cues, span):
            yield candidate, kind


def _weightiest(cues: CueIndex, span: Span) -> EventType | None:
    level = load_table("lexicons/significance")["settings"]["default_level"]
    return next((kind for kind in event_types() if kind.significance >= level and cues.has(f"strong.{kind.code}", span)), None)


@cache
def _past() -> re.Pattern[str]:
    return whole_words(load_table("lexicons/significance")["undated"]["past"])


def _excluding() -> tuple[str, ...]:
    return tuple(load_table("lexicons/significance")["undated"]["excluding"])
