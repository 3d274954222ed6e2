"""Time expressions as found, before they are placed on the calendar."""

from dataclasses import dataclass, field
from typing import Literal

Base = Literal["speech", "reference", "point", "birth"]
Opening = Literal["since", "until", "onward"]


@dataclass(slots=True)
class Point:
    """One place on the calendar, as far as the words say.

    ``rule`` names the pattern. Absent parts are ``None``: they come from the anchor. ``shift`` is how "last", "this", "next",
    "following", "same" or "that" move ``unit``, ``weekday``, ``month``, ``code`` or ``feast``. ``amount`` counts ``unit``
    from ``base``: the day of writing, the day last mentioned, ``base_point`` or a birth. ``code`` is a season, term or quarter of
    SPEC. ``definite`` is true with an article ("the Friday"), which points back into the story.
    """

    rule: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    part: str | None = None
    code: str | None = None
    decade: int | None = None
    school_year: int | None = None
    feast: str | None = None
    holiday: str | None = None
    half_term: int | None = None
    bank_holiday: bool = False
    weekend: bool = False
    week: bool = False
    ending: bool = False
    edge: str | None = None
    shift: str | None = None
    unit: str | None = None
    amount: float | None = None
    amount_to: float | None = None
    base: Base | None = None
    base_point: "Point | None" = None
    nth: int | None = None
    nth_unit: str | None = None
    definite: bool = False
    sure_hour: bool = False
    short_year: bool = False
    era: bool = False
    zone: bool = False
    weak: bool = False
    name: str | None = None
    flags: tuple[str, ...] = ()

    @property
    def has_clock(self) -> bool:
        """Whether an hour is stated."""
        return self.hour is not None

    @property
    def only_time(self) -> bool:
        """Whether nothing but a clock time or a part of the day is stated."""
        return (self.hour is not None or self.part is not None) and not self.has_date

    @property
    def has_date(self) -> bool:
        """Whether anything is stated that picks a day or a longer stretch."""
        return (
            self.year is not None
            or self.month is not None
            or self.day is not None
            or self.weekday is not None
            or self.code is not None
            or self.decade is not None
            or self.school_year is not None
            or self.feast is not None
            or self.holiday is not None
            or self.half_term is not None
            or self.bank_holiday
            or self.weekend
            or self.unit is not None
        )

    @property
    def picks_day(self) -> bool:
        """Whether the words pick one day."""
        return (
            self.day is not None
            or self.weekday is not None
            or (self.feast is not None)
            or (self.bank_holiday and not self.weekend)
            or (self.unit == "day" and (self.base is not None or self.shift is not None))
        )


@dataclass(slots=True)
class Found:
    """An expression in the text: a point, a range of two points, or a point with an open side.

    ``start`` and ``end`` are half-open offsets; ``token`` is the index of its first token.
    """

    start: int
    end: int
    token: int
    first: Point
    last: Point | None = None
    opening: Opening | None = None
    members: tuple[tuple[int, int], ...] = field(default=())
