"""Days that stand side by side: "6, 11 and 24 September", "21st/22nd February", "Mon/Tues"."""

from dataclasses import replace

from analyser.timex import named, numeric
from analyser.timex.compound import dated
from analyser.timex.covering import make
from analyser.timex.expression import Found, Point
from analyser.timex.reader import Reader

MAX_DAYS_LISTED = 12
HALVES_OF_TERMS = {("Aut", "1"): 9, ("Aut", "2"): 11, ("Spr", "1"): 1, ("Spr", "2"): 3, ("Sum", "1"): 4, ("Sum", "2"): 6}


def day_enumeration(reader: Reader, i: int) -> tuple[list[Found], int] | None:
    """Return the days of "6, 11, 17 and 24 September", each by itself, and the index after them."""
    if not numeric.clean_start(reader, i):
        return None
    starts: list[tuple[int, int, int]] = []
    k = i
    while (number := named.day_number(reader, k)) and reader.token(k).is_number and len(starts) < MAX_DAYS_LISTED:
        starts.append((k, number[1], number[0]))
        j = number[1]
        if reader.word(j) == "," and reader.word(j + 1) in {"and", "&"}:
            j += 1
        if reader.word(j) not in reader.sets["range.list_joins"] or not reader.joined(j + 1):
            break
        k = j + 1
    days_named = [day for _, _, day in starts]
    if len(starts) < 2 or days_named != sorted(days_named) or (len(starts) == 2 and reader.word(starts[0][1]) == ","):
        return None
    last = named.day_then_month(reader, starts[-1][0], tail=True)
    if not last or (len(starts) == 2 and starts[1][2] == starts[0][2] + 1):
        return None
    point = last[0]
    days = [
        make(reader, a, b, Point("day_listed", day=day, month=point.month, year=point.year, short_year=point.short_year)) for a, b, day in starts[:-1]
    ]
    return [*days, make(reader, starts[-1][0], last[1], point)], last[1]


def day_list(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return days that share one month or stand side by side: "3-7/3/08", "21st/22nd February", "Mon/Tues", "Monday and Tuesday"."""
    k = i + 1 if reader.word(i) == "the" else i
    found = days_in_figures(reader, i)
    if found:
        return found
    number = named.day_number(reader, k)
    if number and reader.word(number[1]) in reader.sets["range.day_joins"] and reader.token(k).is_number and numeric.clean_start(reader, k):
        paired = named.day_then_month(reader, number[1] + 1, tail=True)
        if paired and follows_day(reader, number[0], number[1], paired[0]):
            return days_of_month(reader, i, number, paired)
    month, weekday = reader.tag(k, "month"), reader.tag(k, "weekday")
    if month is not None and reader.word(k + 1) == "/" and reader.tag(k + 2, "month") is not None:
        ending = named.month_with_year(reader, k + 2) or (Point("month", month=reader.tag(k + 2, "month")), k + 3)
        beginning = Point("month_pair", month=month, year=ending[0].year, short_year=ending[0].short_year)
        return make(reader, i, ending[1], beginning, ending[0]), ending[1]
    if weekday is not None and reader.word(k + 1) in reader.sets["range.consecutive"]:
        return weekday_pair(reader, i, k, weekday)
    return None


def days_in_figures(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "3-7/3/08" or "3 & 4/3", two days of a month in figures, and the index after it."""
    m = reader.match(i, numeric.DAY_TO_DAY) if reader.token(i).is_number and numeric.clean_start(reader, i) else None
    if not m:
        return None
    first, last, month = int(m[1]), int(m[2]), int(m[4])
    separated = reader.text[m.start(3)] == "/" or m[5]
    if not (1 <= first < last <= 31 and 1 <= month <= 12 and separated):
        return None
    year, short, j = int(m[5]) if m[5] else None, bool(m[5]) and len(m[5]) <= 2, reader.after(i, m.end())
    if m[5] is None and reader.word(j) in reader.sets["blocked.after_fraction"]:
        return None
    begin, end = (Point("day_range", day=day, month=month, year=year, short_year=short) for day in (first, last))
    return make(reader, i, j, begin, end), j


def follows_day(reader: Reader, day: int, join: int, last: Point) -> bool:
    """Whether ``last`` is a later day than ``day``, or the first of the month after."""
    later = last.day is not None and (last.day > day or (last.day == 1 and day >= 28))
    return later and not reader.token(join + 1).line_breaks


def days_of_month(reader: Reader, i: int, number: tuple[int, int, bool], paired: tuple[Point, int]) -> tuple[Found, int] | None:
    """Return "21st/22nd February" or "30 March to 1 April"; two days joined by "and" must be neighbours."""
    last, after = paired
    if reader.word(number[1]) in reader.sets["range.pair_joins"] and last.day != number[0] + 1:
        return None
    first = Point("day_range", day=number[0], month=last.month, year=last.year, short_year=last.short_year)
    if last.day == 1 and last.month is not None:
        first.month = (last.month - 2) % 12 + 1
    last.rule = "day_range"
    return make(reader, i, after, first, last), after


def half_of_term(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "Aut 1" or "Spr 2", half of a term as attendance exports write it, as its two months, and the index after it."""
    first_month = HALVES_OF_TERMS.get((reader.original(i), reader.word(i + 1)))
    if first_month is None or reader.token(i + 1).line_breaks or (reader.token(i + 2).glued and reader.token(i + 2).word.isalnum()):
        return None
    return make(reader, i, i + 2, Point("half_of_term", month=first_month), Point("half_of_term", month=first_month + 1)), i + 2


def weekday_pair(reader: Reader, i: int, k: int, weekday: int) -> tuple[Found, int] | None:
    """Return two weekdays in a row ("Monday and Tuesday", "Sat/Sun"), and the index after them."""
    second = dated(reader, k + 2)
    if not second or second[0].weekday is None or second[0].has_clock or second[0].week or reader.word(k + 2).endswith("days"):
        return None
    if reader.word(k).endswith("days") or second[0].shift == "after_next":
        return None
    if (second[0].weekday - weekday) % 7 != 1 and reader.word(k + 1) in reader.sets["range.pair_joins"]:
        return None
    if second[0].day is not None and second[0].rule != "weekday_day":
        return None
    if second[0].part is not None:
        return None
    first = replace(second[0], weekday=weekday, day=None, month=None, year=None)
    first.flags = (*first.flags, "before_last")
    return make(reader, i, second[1], first, second[0]), second[1]
