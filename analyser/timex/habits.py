"""Weekdays that tell a habit and no date: "attends Tues and Thurs", "works Mon-Fri"."""

from analyser.timex.direction import looks_ahead
from analyser.timex.expression import Found, Point
from analyser.timex.reader import Reader

TOLD_AS_PAST = -0.5
TOLD_AS_PLAN = 0.9
SHORTEST_WORKING_WEEK = 3


def is_habit(found: Found, reader: Reader, after: int, ahead: float) -> bool:
    """Whether bare weekdays tell a habit: several that are no neighbours, with no past tense and no plan in their clause.

    ``after`` is the index after the expression and ``ahead`` its direction (:func:`~analyser.timex.direction.looks_ahead`).
    One bare weekday is the last or the next one; two neighbours ("Sat and Sun") are told of a weekend as often as of a habit.
    """
    if not is_bare(found.first) or not TOLD_AS_PAST < ahead < TOLD_AS_PLAN:
        return False
    if found.last is not None:
        return is_bare(found.last) and days_between(found.first, found.last) >= SHORTEST_WORKING_WEEK
    return is_paired(reader, found.token, after, found.first)


def is_bare(point: Point) -> bool:
    """Whether a point is a weekday and nothing else but perhaps its time of day."""
    return point.weekday is not None and point.rule == "weekday" and point.shift is None and point.day is None and not point.definite


def days_between(first: Point, last: Point) -> int:
    """Return how many days on from one weekday the next of another lies."""
    return ((last.weekday or 0) - (first.weekday or 0)) % 7


def is_paired(reader: Reader, i: int, after: int, point: Point) -> bool:
    """Whether another bare weekday that is no neighbour stands beside tokens ``i`` to ``after``, joined by "and" or a stroke."""
    beside = []
    if reader.word(after) in reader.sets["mark.joins"]:
        moved = reader.tag(after + 2, "shift") or reader.token(after + 2).is_number or reader.tag(after + 2, "unit")
        beside += [] if moved else [after + 1]
    if reader.word(i - 1) in reader.sets["mark.joins"]:
        beside += [i - 2]
    return any(is_other_day(reader, k, point.weekday or 0) for k in beside)


def is_other_day(reader: Reader, k: int, weekday: int) -> bool:
    """Whether token ``k`` is a weekday that is no neighbour of ``weekday`` and is told neither as past nor as a plan."""
    day = reader.tag(k, "weekday")
    if day is None or (day - weekday) % 7 in {0, 1, 6}:
        return False
    return TOLD_AS_PAST < looks_ahead(reader, k, k + 1) < TOLD_AS_PLAN
