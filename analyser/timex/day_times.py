"""The time of day that belongs to a day: "Monday at 3", "12 March pm"."""

from analyser.timex import clock
from analyser.timex.expression import Point
from analyser.timex.reader import Reader

PART_PHRASES = {
    ("after", "school"): "AF",
    ("first", "thing"): "MO",
    ("last", "thing"): "NI",
    ("lunch", "time"): "AF",
    ("dinner", "time"): "AF",
    ("tea", "time"): "EV",
    ("bed", "time"): "EV",
}


def time_atom(reader: Reader, i: int, *, after_day: bool = False) -> tuple[Point, int] | None:
    """Return a clock time or part of the day from token ``i``, and the index after it."""
    found = clock.clock(reader, i)
    if found:
        return found
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(i) == "in" and reader.word(i + 1) == "the":
        j = i + 2
    if reader.tag(j, "edge") and reader.tag(j + 1, "part"):
        j += 1
    part = reader.tag(j, "part")
    if part is None or reader.word(j) == "eve":
        part = dotted_meridiem(reader, j)
        if part is None:
            return None
        return Point("part", part=part), j + 4 if reader.word(j + 3) == "." and reader.token(j + 3).glued else j + 3
    if reader.word(j) in {"am", "pm"} and not after_day:
        return None
    if reader.word(j) in reader.sets["part.habits"] or (reader.word(j) in {"breakfast", "dawn"} and not after_day):
        return None
    return Point("part", part=part), j + 1


def dotted_meridiem(reader: Reader, i: int) -> str | None:
    """Return the part of day of "a.m" or "p.m" written with stops from token ``i``."""
    if reader.word(i) in {"a", "p"} and reader.word(i + 1) == "." and reader.word(i + 2) == "m" and reader.token(i + 2).glued:
        return "MO" if reader.word(i) == "a" else "AF"
    return None


def fits_time(day: Point) -> bool:
    """Whether a point is one day that still lacks a time of day."""
    return (day.picks_day and not day.has_clock and not day.week and not day.weekend) or (day.day is not None and day.month is not None)


def merge_time(day: Point, time: Point) -> Point:
    """Return the day with the hour and part of day of ``time``."""
    if time.hour is not None:
        day.hour, day.minute, day.sure_hour = time.hour, time.minute, time.sure_hour
    if time.part is not None:
        day.part = time.part
    return day


def connector_ends(reader: Reader, j: int, words: frozenset[str], most: int) -> list[int]:
    """Return the indexes at which a next part may begin: after no connector, one, two … of ``words``, furthest first."""
    ends = [j]
    while len(ends) <= most and reader.word(ends[-1]) in words and reader.token(ends[-1]).line_breaks == 0:
        ends.append(ends[-1] + 1)
    return [k for k in reversed(ends) if reader.joined(k) or reader.token(k).glued]


def extend_time(reader: Reader, point: Point, j: int) -> int | None:
    """Join the time of day that follows at token ``j`` to ``point``; return the index after it, or ``None`` when none fits."""
    if point.has_clock or not (fits_time(point) or (point.part is not None and point.unit == "day")) or point.week:
        return None
    for k in connector_ends(reader, j, reader.sets["clock.day_connectors"], 3):
        found = clock.clock(reader, k)
        connector = reader.word(k - 1) if k > j else ""
        if found is None and connector in reader.sets["clock.hour_leads"]:
            found = clock.bare_hour(reader, k)
            if found and not reader.ends_phrase(found[1]) and not reader.tag(found[1], "part"):
                found = None
        if found and connector in reader.sets["clock.strict_connectors"] and found[0].weak:
            found = None
        if found and not (found[0].weak and k == j and found[0].rule == "clock_hundreds"):
            merge_time(point, found[0])
            return found[1]
    phrase = PART_PHRASES.get((reader.word(j), reader.word(j + 1)))
    if phrase and reader.joined(j) and point.part is None:
        point.part = phrase
        return j + 2
    if point.rule == "tonight" and reader.word(j) == "at" and reader.tag(j + 1, "part") == "EV":
        point.part = "EV"
        return j + 2
    if point.part is None:
        for k in connector_ends(reader, j, reader.sets["clock.part_connectors"], 1):
            found = time_atom(reader, k, after_day=True)
            if found and found[0].part and not found[0].has_clock:
                if reader.word(k - 1) == "," and k > j and reader.word(k) not in reader.sets["clock.meridiem_words"]:
                    continue
                point.part = found[0].part
                return found[1]
    return None
