"""Dates as people write them: intervals and time expressions (timexes)."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class DateInterval:
    """First and last day covered, both inclusive; ``None`` is an open end, and at most one end is open."""

    earliest: date | None
    latest: date | None

    def __post_init__(self) -> None:
        """Refuse an interval without ends or with ends exchanged."""
        if self.earliest is None and self.latest is None:
            raise ValueError("an interval needs at least one end")
        if self.earliest and self.latest and self.earliest > self.latest:
            raise ValueError(f"an interval ends before it starts: {self.earliest} to {self.latest}")

    @property
    def n_days(self) -> int | None:
        """Days covered, both ends counted; ``None`` when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def sort_key(self) -> tuple[date, date]:
        """Order of the chronology: earliest, then latest; open ends lie outermost."""
        return self.earliest or date.min, self.latest or date.max


class TimexType(StrEnum):
    """TIMEX3 types that denote a place on the calendar (ISO 24617-1); durations and sets are not reported."""

    DATE = "DATE"
    TIME = "TIME"


class Anchor(StrEnum):
    """What a time expression was resolved against."""

    NONE = "none"
    DOCUMENT = "document"
    NARRATIVE = "narrative"
    QUOTED = "quoted"
    BIRTH = "birth"


@dataclass(frozen=True, slots=True)
class Timex:
    """One calendar expression of one text.

    ``start`` and ``end`` are half-open code point offsets, ``text`` the words between them.
    ``value`` is TIMEX3 notation in the forms of ``annotation/guidelines/SPEC.md``; ``None``, with both days ``None``,
    when the expression could not be placed. ``ambiguous`` is true where day and month could be read both ways and
    nothing decides. ``rule`` names the rule that found it, ``anchored_on`` the day it was counted from.
    ``flags`` are remarks for a reader, such as ``weekday_disagrees`` or ``month_first``.
    """

    start: int
    end: int
    text: str = field(repr=False)
    type: TimexType
    value: str | None
    earliest: date | None
    latest: date | None
    ambiguous: bool = False
    rule: str = ""
    anchor: Anchor = Anchor.NONE
    anchored_on: date | None = None
    flags: tuple[str, ...] = ()

    @property
    def interval(self) -> DateInterval | None:
        """The days covered; ``None`` when the expression is unresolved."""
        return DateInterval(self.earliest, self.latest) if self.earliest or self.latest else None
