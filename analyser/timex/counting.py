"""Amounts counted from a day: "two weeks ago", "6/52 ago", "in a fortnight's time", "a week on Friday"."""

import re

from analyser.timex.ages import after_birth
from analyser.timex.expression import Base, Point
from analyser.timex.reader import Reader
from analyser.timex.shifted import day_word
from analyser.timex.weekdays import weekday

SHORTHAND = re.compile(r"(\d{1,3}) ?/ ?(7|52|12)(?!\d)(?![./-]\d)")


ROUND_THE_CLOCK = ("24", "7")
SHORTHAND_UNITS = {"7": "day", "52": "week", "12": "month"}


BASES: dict[str, tuple[Base, int]] = {
    "before_speech": ("speech", -1),
    "after_reference": ("reference", 1),
    "before_reference": ("reference", -1),
    "after_speech": ("speech", 1),
}


def counted(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "two weeks ago", "6/52 ago", "three days later", "in a fortnight's time", and the index after it."""
    ahead = reader.word(i) == "in"
    j = i + 1 if ahead else i
    while reader.word(j) in reader.sets["connect.approximators"] or reader.word(j) in reader.sets["count.fillers"]:
        j += 1
        if j > i + 3:
            return None
    amount, unit, after, top = amount_and_unit(reader, j)
    if unit is None:
        return None
    if reader.word(after) == "'" and reader.token(after).glued:
        after += 1
    if ahead:
        return in_amount(reader, j, after, Point("in_amount", unit=unit, amount=amount, amount_to=top, base="speech"))
    if amount is None:
        return None
    tail = reader.word(after)
    if tail in {"after", "before"} and (born := after_birth(reader, after + 1)):
        return Point("after_birth", unit=unit, amount=amount if tail == "after" else -amount, base="birth"), born
    if tail == "old" and top is not None and reader.word(i - 1) == "at" and unit in {"day", "week"}:
        return Point("age_of_injury", unit=unit, amount=-amount, amount_to=-top, base="speech"), after
    if tail == "'s" or tail == "time":
        return None
    if tail == "from" and reader.word(after + 1) in {"now", "today"}:
        if reader.word(after + 1) == "today" and unit in {"month", "year"}:
            return Point("ago_exact", unit=unit, amount=amount, base="point", base_point=speech_day(0)), after + 2
        return Point("from_now", unit=unit, amount=amount, amount_to=top, base="speech"), after + 2
    return counted_back(reader, i, after, amount, unit, top)


def in_amount(reader: Reader, j: int, after: int, point: Point) -> tuple[Point, int] | None:
    """Return ``point``, the amount after "in" at token ``j``, if it looks ahead ("in two weeks") and is no stretch ("in the month")."""
    stated = reader.word(after) == "time"
    if stated:
        after += 1
    else:
        stretch = point.unit in {"month", "year"} and reader.word(j) in {"the", "one"}
        complete = reader.ends_phrase(after) or reader.is_shorthand(j)
        if stretch or not complete or reader.tag(after, "ago"):
            return None
    if point.amount is None or point.unit in {"minute", "hour"}:
        return None
    return None if point.unit == "day" and reader.word(j) == "a" and not stated else (point, after)


def speech_day(offset: int) -> Point:
    """Return the day so many days from that of writing, to count from."""
    return Point("day_word", unit="day", amount=float(offset), base="speech")


def counted_back(reader: Reader, i: int, after: int, amount: float, unit: str, top: float | None) -> tuple[Point, int] | None:
    """Return an amount with "ago", "later", "earlier" or "on" at token ``after``, and the index after it."""
    kind = reader.tag(after, "ago")
    if kind is None or not reader.joined(after) or not counts_from_day(reader, i, after):
        return None
    base, sign = BASES[kind]
    if unit in {"minute", "hour"} and base == "speech":
        return None
    if base == "speech" and sign < 0 and unit in {"year", "month"}:
        offset = reader.tag(after + 1, "day_offset") if reader.word(after + 1) in reader.sets["day.words"] else None
        if offset is not None:
            return Point("ago_exact", unit=unit, amount=sign * amount, base="point", base_point=speech_day(offset)), after + 2
        if reader.word(after + 1) == "this" and reader.word(after + 2) in {"month", "week"}:
            return Point("ago", unit="month", amount=sign * amount * (12 if unit == "year" else 1), base=base), after + 3
    rule = "ago" if base == "speech" else "later"
    return Point(rule, unit=unit, amount=sign * amount, amount_to=sign * top if top is not None else None, base=base), after + 1


def counts_from_day(reader: Reader, i: int, after: int) -> bool:
    """Whether "after", "on" or "back" at token ``after`` closes an amount and does not lead to something else ("two days on the ward")."""
    word = reader.word(after)
    if word in {"after", "before"}:
        return reader.ends_clause(after + 1)
    if word not in {"on", "back"}:
        return True
    if not reader.ends_phrase(after + 1) or reader.token(after + 1).is_number:
        return False
    if word == "on" and not reader.ends_clause(after + 1) and reader.word(after + 1) in reader.sets["count.on_followers"]:
        return False
    return not (word == "on" and (reader.tag(i - 1, "shift") or reader.word(i - 1) in {"for", "after"}))


def amount_and_unit(reader: Reader, i: int) -> tuple[float | None, str | None, int, float | None]:
    """Return amount, unit, the index after them and the top of a span of amounts ("three to six weeks")."""
    m = reader.match(i, SHORTHAND)
    if m and (m[1], m[2]) == ROUND_THE_CLOCK:
        return None, None, i, None
    if m:
        return float(int(m[1])), SHORTHAND_UNITS[m[2]], reader.after(i, m.end()), None
    if reader.word(i) in {"a", "an"} and reader.tag(i + 1, "quantity") == "few":
        return None, reader.tag(i + 2, "unit"), i + 3, None
    if reader.tag(i, "quantity") == "half" and reader.word(i + 1) in {"a", "an"}:
        unit = reader.tag(i + 2, "unit")
        return (6.0, "month", i + 3, None) if unit == "year" else (None, None, i, None)
    number = reader.small_number(i)
    if number is None:
        unit = reader.tag(i, "unit")
        return (1.0, unit, i + 1, None) if unit == "fortnight" else (None, None, i, None)
    amount, j = number
    top = None
    if reader.word(j) in reader.sets["count.joins"]:
        second = reader.small_number(j + 1)
        if second and second[0] > amount and reader.tag(second[1], "unit"):
            top, j = second
    if reader.word(j) in reader.sets["count.adjectives"]:
        j += 1
    unit = reader.tag(j, "unit")
    if unit is None or (not reader.joined(j) and not reader.token(j).glued) or unit in {"term", "quarter"}:
        return None, None, i, None
    if unit == "weekend":
        return None, None, i, None
    j += 1
    if reader.word(j) == "and" and reader.word(j + 1) in {"a"} and reader.tag(j + 2, "quantity") == "half":
        amount, j = amount + 0.5, j + 3
    if top is None and (both := second_amount(reader, j, amount, unit)):
        return both
    return amount, "day" if unit == "night" else unit, j, top


def second_amount(reader: Reader, j: int, amount: float, unit: str) -> tuple[float, str, int, None] | None:
    """Return "2 weeks and 3 days" in days or "a year and two months" in months, with the index after it; ``None`` where no finer unit follows."""
    finer = {"week": ("day", 7), "year": ("month", 12)}.get(unit)
    number = reader.small_number(j + 1 if reader.word(j) in {"and", ","} else j)
    if finer is None or number is None or not reader.joined(number[1]) or reader.tag(number[1], "unit") != finer[0]:
        return None
    return amount * finer[1] + number[0], finer[0], number[1] + 1, None


def week_on_weekday(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "a week on Friday", "a fortnight today", "a week last Tuesday", "week tomorrow", and the index after it."""
    number = reader.small_number(i)
    if not number and reader.word(i - 1) in reader.sets["week.not_counted"]:
        return None
    amount, j = number if number else (1.0, i)
    unit = reader.tag(j, "unit")
    if unit not in {"week", "fortnight"}:
        return None
    k = j + 1
    if reader.word(k) in reader.sets["week.day_links"]:
        if reader.word(k) == "next":
            k -= 1
        found = weekday(reader, k + 1) or day_word(reader, k + 1)
    else:
        found = weekday(reader, k) if reader.tag(k, "shift") == "last" else day_word(reader, k) if number or reader.tag(k, "day_offset") else None
    if not found or found[0].part or found[0].unit == "week":
        return None
    point, after = found
    back = point.shift == "last" or (point.amount is not None and point.amount < 0)
    weeks = amount * (2 if unit == "fortnight" else 1)
    if point.shift is None and point.weekday is not None:
        point.shift = "ahead"
    return Point("week_on_day", unit="week", amount=-weeks if back else weeks, base="point", base_point=point), after


def counted_weekdays(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "two Fridays ago" and "three Mondays from now", and the index after it."""
    number = reader.small_number(i)
    if not number or number[0] != int(number[0]) or not 1 < number[0] <= 10:
        return None
    day = reader.tag(number[1], "weekday")
    if day is None or not reader.word(number[1]).endswith("s"):
        return None
    if reader.word(number[1] + 1) in {"ago", "back"}:
        return Point("weekdays_ago", weekday=day, amount=-number[0], shift="counted"), number[1] + 2
    if reader.word(number[1] + 1) == "from" and reader.word(number[1] + 2) in {"now", "today"}:
        return Point("weekdays_ahead", weekday=day, amount=number[0], shift="counted"), number[1] + 3
    return None
