"""Ranges with two ends: "3-7 March", "between March and May", "1990-94"."""

from dataclasses import replace

from analyser.timex import named, numeric
from analyser.timex.compound import dated
from analyser.timex.counting import amount_and_unit
from analyser.timex.covering import make
from analyser.timex.day_lists import day_list
from analyser.timex.expression import Found, Point
from analyser.timex.hour_spans import day_with_hours, hour_range
from analyser.timex.reader import Reader


def endpoint(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return an end of a range: a place on the calendar, or a bare day or hour that takes the rest from the other end."""
    reader.tail_at = i
    found = dated(reader, i)
    if found:
        return found
    k = i + 1 if reader.word(i) == "the" else i
    number = named.day_number(reader, k)
    if number and ((not reader.token(k).is_number and number[2]) or (numeric.clean_start(reader, k) and reader.token(k).is_number)):
        return Point("bare_day", day=number[0], weak=not number[2]), number[1]
    month = reader.tag(k, "month")
    if month is not None:
        return Point("month", month=month), k + 1
    token = reader.token(k)
    if token.is_number and len(token.word) == 4 and named.FOUR_DIGITS.match(reader.text, token.start):
        return Point("year", year=int(token.word)), k + 1
    return None


def date_to(reader: Reader, i: int) -> int | None:
    """Return the index after "date", "now" or "present" as the end of a range."""
    k = i + 1 if reader.word(i) in {"the", "current"} else i
    return k + 1 if reader.word(k) in reader.sets["range.to_date"] and reader.word(k + 1) != "of" else None


def led_range(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "between March and May", "from 10 to 12 June 2019", and the index after it."""
    between = reader.word(i) == "between"
    start = i + 1
    hours = hour_range(reader, start, led=True)
    if hours:
        return make(reader, i, hours[1], hours[0]), hours[1]
    listed = day_list(reader, start)
    if listed and listed[0].last is not None:
        return replace(listed[0], start=reader.token(i).start, token=i), listed[1]
    ranged = plain_range(reader, start)
    if ranged and ranged[0].last is not None:
        return replace(ranged[0], start=reader.token(i).start, token=i), ranged[1]
    first = endpoint(reader, start)
    if between and reader.word(start) in {"now", "today"}:
        first = Point("to_date", unit="day", amount=0.0, base="speech"), start + 1
    if not first:
        return None
    joins = reader.sets["range.joins"] | reader.sets["range.list_joins"] if between else reader.sets["range.joins"]
    j = first[1]
    if reader.word(j) == "up" and reader.word(j + 1) in {"to", "until"}:
        j += 1
    if reader.word(j) == "right" and reader.word(j + 1) == "through":
        j += 1
    if reader.word(j) not in joins or (not reader.joined(j) and not reader.token(j).glued):
        return None
    now = date_to(reader, j + 1)
    if now and first[0].has_date and not first[0].weak:
        return make(reader, i, now, first[0], Point("to_date", unit="day", amount=0.0, base="speech")), now
    k = j + 1
    while reader.word(k) in reader.sets["range.end_fillers"]:
        k += 1
    last = endpoint(reader, k)
    if not last or not combine(reader, first[0], last[0]):
        return None
    if first[0].weak and first[0].rule == "bare_day" and last[0].rule == "bare_day" and last[0].weak:
        return None
    return make(reader, i, last[1], first[0], last[0], members=((start, first[1]), (k, last[1]))), last[1]


def combine(reader: Reader, first: Point, last: Point) -> bool:
    """Fill each end of a range from the other; return whether both then say when."""
    if first.only_time or last.only_time:
        return False
    if (last.month is not None or last.year is not None) and first.day is not None and first.month is None and last.day is not None:
        first.month, first.year, first.short_year = last.month, last.year, last.short_year
    if last.day is not None and last.month is None and last.weekday is None and first.month is not None and first.day is not None:
        last.month, last.year, last.short_year = first.month, first.year, first.short_year
        if last.day < first.day and first.base_point is None and last.base_point is None:
            into_next_month(last)
    if last.base_point is not None and last.month is not None and first.month is not None and first.year is None and first.base_point is None:
        first.base_point = last.base_point
    return not (first.rule == "bare_day" and first.month is None and last.rule == "bare_day" and last.month is None and first.weak and last.weak)


def into_next_month(point: Point) -> None:
    """Move a day to the month after: "from 27 April to the 3rd" ends in May."""
    month = point.month or 1
    point.month = month % 12 + 1
    if month == 12 and point.year is not None:
        point.year += 1


def stretch_from(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "3 days starting next Monday" and "two weeks from today" after "for": the days from a stated start, and the index after it."""
    amount, unit, j, top = amount_and_unit(reader, i)
    if amount is None or unit not in {"day", "week", "fortnight"} or top is not None:
        return None
    j += reader.word(j) == ","
    if reader.word(j) in reader.sets["range.starting"]:
        j += 2 if reader.word(j + 1) in {"on", "from"} else 1
    elif reader.word(j) == "from" and reader.word(i - 1) == "for":
        j += 1
    else:
        return None
    found = dated(reader, j)
    if not found or not reader.joined(j) or not found[0].picks_day or found[0].has_clock or reader.word(found[1]) in reader.sets["range.joins"]:
        return None
    if reader.word(j - 1) == "from" and reader.word(j - 2) not in reader.sets["range.starting"] and found[0].base != "speech":
        return None
    days = amount * {"day": 1, "week": 7, "fortnight": 14}[unit]
    return make(reader, i, found[1], Point("stretch_from", amount=days, base_point=found[0])), found[1]


def plain_range(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "12 March to 3 April", "Nov-Feb 2017", "2001-2005", "Weds 23 to Thurs 24 March", and the index after it."""
    first = dated(reader, i)
    bare = None
    if first is None and reader.token(i).is_number:
        number = named.day_number(reader, i)
        if number and numeric.clean_start(reader, i):
            bare = Point("bare_day", day=number[0], weak=True), number[1]
    if first is None and reader.tag(i, "month") is not None and reader.word(i + 1) in reader.sets["range.joins"]:
        bare = Point("month", month=reader.tag(i, "month")), i + 1
    opening = first or bare
    if opening is None:
        return None
    point, j = opening
    if point.only_time:
        hours = hour_range(reader, i, led=False)
        return (make(reader, i, hours[1], hours[0]), hours[1]) if hours else None
    if reader.word(j) == "up" and reader.word(j + 1) in {"to", "until"}:
        j += 1
    join = reader.word(j)
    if join not in reader.sets["range.joins"] or reader.token(j).line_breaks or reader.token(j + 1).line_breaks:
        return day_with_hours(reader, i, point, j) if first else None
    now = date_to(reader, j + 1)
    if now and first and (reader.word(now - 1) != "today" or point.year is not None):
        return make(reader, i, now, point, Point("to_date", unit="day", amount=0.0, base="speech")), now
    last = endpoint(reader, j + 1)
    if last is None or last[0].only_time or not comparable(reader, point, last[0], join):
        return day_with_hours(reader, i, point, j) if first else None
    if not combine(reader, point, last[0]):
        return None
    after = last[1]
    if last[0].rule == "bare_day" and point.year is None and (year := named.year_after(reader, after, loose=False)) and not year[1]:
        point.year = last[0].year = year[0]
        after = year[2]
    return make(reader, i, after, point, last[0], members=((i, j), (j + 1, last[1]))), after


def comparable(reader: Reader, first: Point, last: Point, join: str) -> bool:
    """Whether two points are ends of one range and not two dates with a mark or "to" between them."""
    if first.school_year is not None and last.school_year is None:
        return False
    if first.has_clock or first.week or last.week or (first.base == "speech" and join in {"-", "–"}):
        return False
    if first.rule == "bare_day":
        return (
            last.day is not None
            and last.month is not None
            and last.rule not in {"day_month"}
            and not last.has_clock
            and first.day is not None
            and (last.day > first.day)
        )
    if last.rule == "bare_day":
        if (
            first.day is None
            or first.month is None
            or first.weekday is not None
            or first.year is not None
            or last.day is None
            or last.day <= first.day
        ):
            return False
        return first.rule == "named_month_day" or not last.weak
    if last.has_clock and not first.has_clock:
        return False
    if first.weekday is not None and first.day is None:
        return last.weekday is not None and last.day is None
    if first.picks_day and not last.picks_day:
        return False
    if not first.picks_day and last.picks_day:
        return first.month is not None and last.month is not None and join in {"-", "–"} and last.rule == "named_month_day"
    if join in reader.sets["mark.dashes"]:
        return first.rule != "weekday" and last.base is None and not (last.rule == "year" and first.rule != "year")
    return last.base is None


def year_span(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "1990-94" as a range of years, and the index after it."""
    m = reader.match(i, numeric.YEAR_SPAN) if reader.token(i).is_number and numeric.clean_start(reader, i) else None
    if not m or int(m[2]) <= int(m[1][2:]) + 1 or reader.word(i - 1) in reader.sets["blocked.before"]:
        return None
    first, j = int(m[1]), reader.after(i, m.end())
    return make(reader, i, j, Point("year_span", year=first), Point("year_span", year=first // 100 * 100 + int(m[2]))), j


def night_between(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "the night of 12/13 March" and "the weekend of 3-4 Nov", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    unit = reader.tag(j, "unit")
    if unit not in {"night", "weekend"} or reader.word(j + 1) != "of":
        return None
    k = j + 3 if reader.word(j + 2) == "the" else j + 2
    listed = day_list(reader, k)
    if not listed or listed[0].last is None:
        return None
    return replace(listed[0], start=reader.token(i).start, token=i), listed[1]
