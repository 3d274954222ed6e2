"""Where the words of the event lexicons occur in a document: one pass over its text, then look-ups by span."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from analyser.domain.codes import EventCategory
from analyser.domain.text import Span
from analyser.errors import LexiconError
from analyser.lexicons import load_table

CATEGORIES_TABLE = "taxonomies/event_categories"
STATUS_TABLE = "lexicons/assertion_status"
AGENCIES_TABLE = "lexicons/event_agencies"


@dataclass(frozen=True, slots=True)
class EventType:
    """A fine type of event: its category of the report, its default significance from 1 to 3, and what a strong cue adds to its score."""

    code: str
    category: EventCategory
    significance: int
    bonus: float = 0.0


@dataclass(frozen=True, slots=True)
class CueIndex:
    """The places where each group of cues starts in one text; groups are named ``TABLE.GROUP``."""

    starts: Mapping[str, tuple[int, ...]]

    def count(self, group: str, span: Span) -> int:
        """How many cues of the group start within the span."""
        places = self.starts.get(group, ())
        return bisect_left(places, span.end) - bisect_left(places, span.start)

    def first(self, group: str, span: Span) -> int | None:
        """Where the first cue of the group starts within the span; ``None`` when there is none."""
        places = self.starts.get(group, ())
        position = bisect_left(places, span.start)
        return places[position] if position < len(places) and places[position] < span.end else None

    def has(self, group: str, span: Span) -> bool:
        """Whether a cue of the group starts within the span."""
        return self.first(group, span) is not None


@cache
def event_types() -> tuple[EventType, ...]:
    """Return the fine types in the order of their data file."""
    rows = load_table(CATEGORIES_TABLE)["types"]
    try:
        return tuple(EventType(row["code"], EventCategory(row["category"]), int(row["significance"]), float(row.get("bonus", 0))) for row in rows)
    except (KeyError, ValueError) as error:
        raise LexiconError(where=CATEGORIES_TABLE, what=f"has a type that cannot be read ({error})", next_step="Correct the row.") from None


@cache
def cue_groups() -> tuple[str, ...]:
    """Return the names of all groups of cues, in a fixed order."""
    return tuple(_patterns())


def find_cues(text: str) -> CueIndex:
    """Return the places of all cues in the text; time grows with the length of the text only."""
    return CueIndex({name: tuple(match.start() for match in pattern.finditer(text)) for name, pattern in _patterns().items()})


def whole_words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return one pattern that matches any of these as whole words, in any case.

    Raises
    ------
    LexiconError
        If one of them is no regular expression.

    """
    wrapped = "|".join(f"(?:{pattern})" for pattern in patterns)
    try:
        return re.compile(rf"(?<!\w)(?:{wrapped})(?!\w)", re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        raise LexiconError(where="lexicons", what=f"a cue is no regular expression ({error})", next_step="Correct the cue.") from None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    rows = load_table(CATEGORIES_TABLE)["types"]
    found = {f"type.{row['code']}": whole_words(row["cues"]) for row in rows} | {f"strong.{row['code']}": whole_words(row["strong"]) for row in rows}
    for section in ("planned", "not_occurred", "uncertain", "speech"):
        for group, cues in load_table(STATUS_TABLE)[section].items():
            found[f"{section}.{group}"] = whole_words(cues)
    for agency, cues in load_table(AGENCIES_TABLE)["agencies"].items():
        found[f"agency.{agency}"] = whole_words(cues)
    return found
