"""What every way of telling the heads of notes gives: where a head stands and what it says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from analyser.formats.reading.bundles.pages import Line
from analyser.formats.reading.vocabulary import Vocabulary

PERSON = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|DS|DI|Prof)\.?\s)?(?:[A-Z](?:[a-z'’-]+|\.|\b)\s?(?:[A-Z]\.?\s)?)(?:[A-Z][\w'’-]+\s?){1,3}(?:[,(/-].{2,80})?|[A-Z][\w'’-]+,\s[A-Z][\w'’-]+(?:\s?[,(/-].{2,80})?"
)
"""A person's name as authors are written, with a role after a mark: "P. Hirst, SW", "Hirst, Paula (Duty)"."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head of a note: its lines ``first`` to ``end`` (half open) and its fields as written; ``rest`` is the text on its last line."""

    first: int
    end: int
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    rest: str = field(default="", repr=False)


def words_below(heads: Sequence[Head], lines: Sequence[Line]) -> list[int]:
    """Return how many words stand between each head and the next one, running heads of pages not counted."""
    ends = [head.first for head in heads[1:]] + [len(lines)]
    return [
        len(head.rest.split()) + sum(len(line.text.split()) for line in lines[head.end : end] if not line.furniture and not line.rule)
        for head, end in zip(heads, ends, strict=True)
    ]


def have_text(heads: Sequence[Head], lines: Sequence[Line], limits: Mapping[str, float]) -> bool:
    """Whether most heads have text below them, and not a few words only: rows of a table have none."""
    words = words_below(heads, lines)
    return sum(n > 2 for n in words) >= limits["with_text"] * len(words) and median(words) >= limits["median_words"]


def stand_early(heads: Sequence[Head], lines: Sequence[Line], limits: Mapping[str, float]) -> bool:
    """Whether little stands before the first head: a report that lists visits near its end is no print of notes."""
    before = sum(1 for line in lines[: heads[0].first] if not line.blank and not line.furniture)
    filled = sum(1 for line in lines if not line.blank and not line.furniture)
    return before <= max(3, min(limits["front_lines"], limits["front_share"] * filled))


def own_type(lines: Sequence[Line], until: int, vocabulary: Vocabulary) -> str | None:
    """Return the type of document that the first lines of a print name, running heads too: "Case notes report", "Chronology"."""
    short = [line.text for line in lines[:until][:12] if not line.blank and len(line.text) <= 100]
    return next((code for line in short if (code := vocabulary.types.within(line))), None)
