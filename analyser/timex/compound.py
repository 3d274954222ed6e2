"""Join the parts of one place on the calendar: a weekday with its date, a date with its time of day, a day with the week it is in."""

from collections.abc import Callable

from analyser.timex import ages, clock, named, numeric, periods, relative
from analyser.timex.expression import Point
from analyser.timex.guards import blocks_full_date, blocks_pair
from analyser.timex.reader import Reader

Atom = Callable[[Reader, int], tuple[Point, int] | None]

TIME_CONNECTORS = frozenset(
    {
        ",",
        "at",
        "@",
        "-",
        "–",
        "approximately",
        "approx",
        "around",
        "about",
        "gone",
        "from",
        "just",
        "after",
        "before",
        "roughly",
        "circa",
        "by",
        ";",
        "~",
        "starting",
        "past",
        "for",
    }
)
DATE_CONNECTORS = frozenset({",", "on", "of", "-"})
MERGED_WEEK_HEADS = frozenset({"commencing", "beginning", "starting", "of", "ending", "com", "comm"})


def day_and_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a day and month in figures if the words around it allow a date, and the index after it."""
    found = None if reader.is_log and reader.word(i + 1) == "." and reader.starts_line(i) else numeric.day_month(reader, i)
    return None if found is None or blocks_pair(reader, i, found[1], weak=found[0].weak) else found


def figures(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a full date, a month and year or a school year in figures, and the index after it."""
    found = numeric.full_date(reader, i)
    if found:
        return None if blocks_full_date(reader, i, weak=found[0].weak) else found
    found = numeric.month_and_year(reader, i)
    return None if found is None or blocks_full_date(reader, i, weak=True) else found


def week_of(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "w/c 12/3", "week commencing 5 May", "w/e 14.3.08", "the week of the 4th", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    ending = False
    if reader.word(j) == "w" and reader.word(j + 1) in {"/", "."} and reader.word(j + 2) in {"c", "e", "b", "k"}:
        ending = reader.word(j + 2) == "e"
        j += 4 if reader.word(j + 3) == "." else 3
    elif reader.word(j) in {"wc", "wb"} and (reader.token(j + 1).is_number or reader.tag(j + 1, "weekday") is not None):
        j += 1
    elif reader.tag(j, "unit") == "week" and reader.word(j + 1) in MERGED_WEEK_HEADS:
        ending = reader.word(j + 1) == "ending"
        j += 2
    elif reader.tag(j, "unit") == "weekend" and reader.word(j + 1) == "of":
        found = nested(reader, j + 2)
        if found and found[0].picks_day:
            found[0].weekend = True
            found[0].rule = "weekend_of"
            return found
        return None
    else:
        return None
    if reader.word(j) in {":", "-"}:
        j += 1
    if reader.word(j) == "the" and not reader.ordinal(j + 1):
        j += 1
    found = nested(reader, j)
    if not found or not found[0].picks_day or found[0].only_time:
        return None
    point, after = found
    point.week, point.ending, point.rule = True, ending, "week_ending" if ending else "week_of"
    return point, after


def day_of_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the 12th", "12th inst" or "the 20th of last month", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if not reader.token(j).is_number:
        return None
    number = reader.ordinal(j)
    month_named = relative.shifted_unit(reader, j + 2) if reader.word(j + 1) == "of" else None
    if not number and month_named and month_named[0].unit == "month":
        number = int(reader.word(j)), j + 1
    if not number or not 1 <= number[0] <= 31 or not numeric.clean_start(reader, j):
        return None
    after = number[1]
    point = Point("day_of_month", day=number[0], definite=True)
    if reader.word(after) == "day" and reader.word(after + 1) == "of":
        after += 1
    k = after + 1 if reader.word(after) in {"of", "in"} else after
    shifted = relative.shifted_unit(reader, k) if k > after else None
    if shifted and shifted[0].unit == "month":
        point.base_point = shifted[0]
        return point, shifted[1]
    if reader.word(after) == "of" and reader.word(after + 1) == "the" and reader.tag(after + 2, "unit") == "month":
        return point, after + 3
    clause = {reader.word(k) for k in range(max(0, i - 14), i)}
    if "centile" in clause or "percentile" in clause:
        return None
    if j == i and not (reader.tag(i - 1, "weekday") is not None or reader.ends_phrase(after)):
        return None
    follow = reader.token(after)
    if follow.word[0].isalpha() and not reader.ends_phrase(after) and not follow.tags.get("part"):
        return None
    led = reader.word(i - 1) in {"on", "until", "by", "till", "since", "dated", "due"} or reader.tag(i - 1, "weekday") is not None
    abbreviated = i > 0 and reader.ends_clause(after) and reader.original(i - 1).isupper()
    if j == i and not led and not abbreviated:
        return None
    return point, after


def nth_of(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the first Monday in March", "the last day of October 2015", "the second week of the holidays", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(j) == "last":
        which, k = -1, j + 1
    else:
        number = reader.ordinal(j)
        if not number or number[0] > 31:
            return None
        which, k = number
        if reader.word(k) == "last":
            which, k = -which, k + 1
    span = reader.small_number(k) if which in {1, -1} and reader.tag(k, "unit") is None else None
    if span and span[0] >= 2 and reader.tag(span[1], "unit") in {"day", "week"} and reader.word(span[1] + 1) in {"of", "in"}:
        month = (
            named.month_with_year(reader, span[1] + 2)
            or relative.shifted_unit(reader, span[1] + 2)
            or named_month(reader, span[1] + 2)
            or periods.year_after_edge(reader, span[1] + 2)
        )
        if month:
            return Point("first_days", nth=which, nth_unit=reader.tag(span[1], "unit"), amount=span[0], base_point=month[0]), month[1]
    weekday, unit = reader.tag(k, "weekday"), reader.tag(k, "unit")
    if weekday is None and unit not in {"day", "week", "weekend", "month", "half", "quarter"}:
        return None
    if reader.word(k + 1) not in {"of", "in"}:
        return None
    inner = k + 2
    if unit in {"month", "quarter"} and reader.word(k + 1) == "in":
        return None
    found = named.month_with_year(reader, inner) or relative.shifted_unit(reader, inner) or periods.definite_unit(reader, inner, of=True)
    if not found:
        month = reader.tag(inner, "month")
        found = periods.with_year(reader, Point("month", month=month), inner + 1) if month is not None else periods.year_after_edge(reader, inner)
    if not found or found[0].unit in {"week", "day"}:
        return None
    return Point("nth_of", nth=which, weekday=weekday, nth_unit=unit, base_point=found[0]), found[1]


def named_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a month with what moves it or gives its year ("February last year", "October last"), and the index after it."""
    found = named.month_alone(reader, i)
    return periods.with_year(reader, *found) if found else None


def year_possessive(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "last year's autumn term" or "this year's Easter", and the index after it."""
    year = relative.shifted_unit(reader, i)
    if not year or year[0].unit != "year" or not reader.word(year[1] - 1).endswith("'s"):
        return None
    found = periods.feast(reader, year[1]) or periods.season_or_term(reader, year[1]) or named.month_alone(reader, year[1])
    if not found or found[0].year is not None:
        return None
    found[0].base_point = year[0]
    return found


def nested(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a place within another expression, at most ``MAX_NESTING`` deep, and the index after it."""
    if reader.depth >= MAX_NESTING:
        return None
    reader.depth += 1
    try:
        return dated(reader, i)
    finally:
        reader.depth -= 1


def offset_from_point(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "two days after Christmas 2015", "the week before half term", "the day after the 4th", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    amount, unit, after, _ = relative.amount_and_unit(reader, j)
    if j > i or amount is None:
        if reader.tag(j, "unit") in {"day", "week", "month", "year", "weekend", "night", "evening"} and j > i:
            amount, unit, after = 1.0, reader.tag(j, "unit"), j + 1
        else:
            return None
    if amount is None or unit is None or reader.word(after) not in {"before", "after", "from"}:
        return None
    if reader.word(after) == "from" and not (unit in {"week", "fortnight"} and amount == 1 and reader.tag(after + 1, "weekday") is not None):
        return None
    sign = -1.0 if reader.word(after) == "before" else 1.0
    inner = nested(reader, after + 1)
    if inner is None or inner[0].only_time or inner[0].rule in {"weekday_week"} or (inner[0].weak and inner[0].day is None):
        return None
    if inner[0].rule == "year" and reader.word(after) == "from":
        return None
    if unit in {"minute", "hour"}:
        return None
    return Point("offset_from_point", unit=unit, amount=sign * amount, base="point", base_point=inner[0]), inner[1]


def this_time(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "this time last year", and the index after it."""
    if reader.word(i) in {"this", "same"} and reader.word(i + 1) == "time":
        found = relative.shifted_unit(reader, i + 2)
        if found and found[0].unit in {"week", "month", "year"} and found[0].shift in {"last", "next"}:
            amount = -1.0 if found[0].shift == "last" else 1.0
            return Point("this_time", unit=found[0].unit, amount=amount, base="speech"), found[1]
        day = relative.day_word(reader, i + 2)
        if day and not day[0].part:
            return Point("this_time", unit="day", amount=day[0].amount, base="speech"), day[1]
    return None


MAX_NESTING = 2
PART_PHRASES = {
    ("after", "school"): "AF",
    ("first", "thing"): "MO",
    ("last", "thing"): "NI",
    ("lunch", "time"): "AF",
    ("dinner", "time"): "AF",
    ("tea", "time"): "EV",
    ("bed", "time"): "EV",
}

NUMBER_ATOMS: tuple[Atom, ...] = (
    figures,
    named.year_month_name_day,
    named.dashed,
    relative.number_shifted,
    ages.birthday,
    day_and_month,
    named.day_then_month,
    offset_from_point,
    relative.week_on_weekday,
    relative.counted,
    relative.counted_weekdays,
    relative.upcoming,
    periods.decade,
    periods.quarter,
    nth_of,
    day_of_month,
    periods.feast,
    periods.year_alone,
)
WORD_ATOMS: tuple[Atom, ...] = (
    week_of,
    named.day_then_month,
    named.month_then_day,
    named.month_with_year,
    periods.edge,
    periods.feast,
    periods.season_or_term,
    periods.quarter,
    periods.decade,
    this_time,
    offset_from_point,
    relative.week_on_weekday,
    relative.counted,
    relative.counted_weekdays,
    relative.upcoming,
    relative.weekday,
    relative.day_word,
    relative.shifted_unit,
    relative.week_by,
    relative.shifted_amount,
    periods.short_term,
    periods.initials,
    periods.week_number,
    ages.birthday,
    periods.year_in_words,
    relative.part_of_unit,
    named.dashed,
    nth_of,
    periods.year_words,
    year_possessive,
    named_month,
    periods.weekend,
    day_of_month,
    periods.year_alone,
)


def date_atom(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return the longest single date expression that begins at token ``i``, and the index after it; the earlier rule wins a tie."""
    best: tuple[Point, int] | None = None
    for rule in NUMBER_ATOMS if reader.token(i).is_number else WORD_ATOMS:
        found = rule(reader, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


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
    if reader.word(j) in {"mornings", "evenings", "nights", "afternoons"} or (reader.word(j) in {"breakfast", "dawn"} and not after_day):
        return None
    return Point("part", part=part), j + 1


def dotted_meridiem(reader: Reader, i: int) -> str | None:
    """Return the part of day of "a.m" or "p.m" written with stops from token ``i``."""
    if reader.word(i) in {"a", "p"} and reader.word(i + 1) == "." and reader.word(i + 2) == "m" and reader.token(i + 2).glued:
        return "MO" if reader.word(i) == "a" else "AF"
    return None


def dated(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return one whole place on the calendar from token ``i``, its parts joined, and the index after it."""
    found = date_atom(reader, i)
    timed = time_first(reader, i)
    if timed and (found is None or timed[1] > found[1]):
        return timed
    if found is None:
        return None
    point, j = found
    while True:
        extended = extend(reader, point, j)
        if extended is None:
            return point, j
        j = extended


def time_first(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a time of day with the day that follows it ("16:00 on Friday", "the night of 11 October"), and the index after it."""
    found = clock.clock(reader, i)
    if found is None:
        j = i + 1 if reader.word(i) == "the" else i
        if reader.tag(j, "edge") and reader.tag(j + 1, "part"):
            j += 1
        if (j > i and reader.word(j) == "early" and reader.word(j + 1) == "hours") or (reader.word(j) == "small" and reader.word(j + 1) == "hours"):
            found = Point("part", part="MO"), j + 2
        elif reader.tag(j, "part") and reader.word(j) not in {"am", "pm", "eve", "breakfast"}:
            found = Point("part", part=reader.tag(j, "part")), j + 1
        hour = clock.bare_hour(reader, i)
        if found is None and hour and reader.word(hour[1]) == "in" and reader.word(hour[1] + 1) == "the" and reader.tag(hour[1] + 2, "part"):
            found = hour
        elif found is None or reader.word(found[1]) not in {"of", "on"}:
            return None
    point, j = found
    part = time_atom(reader, j) if point.has_clock and reader.joined(j) else None
    if part and part[0].part and not part[0].has_clock and reader.word(j) in {"in", "the"} | frozenset({"am", "pm"}):
        point.part, j = part[0].part, part[1]
    for k in connector_ends(reader, j, DATE_CONNECTORS, 2):
        if reader.word(k - 1) == "," and k > j and reader.token(k).line_breaks:
            continue
        if k == j and not reader.joined(k):
            continue
        day = day_atom(reader, k)
        if day and fits_time(day[0]):
            return merge_time(day[0], point), day[1]
    return (point, j) if point.has_clock else None


def day_atom(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a day with its weekday joined but no time of day, and the index after it."""
    found = date_atom(reader, i)
    while found:
        after = _extend_date(reader, *found)
        if after is None:
            break
        found = found[0], after
    return found


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


def extend(reader: Reader, point: Point, j: int) -> int | None:
    """Join what follows token ``j`` to ``point``; return the index after it, or ``None`` when nothing fits."""
    return _extend_date(reader, point, j) or _extend_time(reader, point, j)


def _extend_date(reader: Reader, point: Point, j: int) -> int | None:
    if point.weekday is not None and point.day is None and point.nth is None and point.unit is None and point.shift in {None, "last", "next", "this"}:
        for k in connector_ends(reader, j, frozenset({",", "the", "-", "–", "(", ";", "/"}), 2):
            day = date_atom(reader, k)
            if day and day[0].day is not None and day[0].weekday is None and not (day[0].rule == "day_of_month" and reader.word(k - 1) == "-"):
                if reader.word(k - 1) in {"-", "–"} and reader.token(k - 1).glued is False and day[0].rule != "day_month_year" and False:
                    continue
                _copy_date(day[0], point)
                if reader.word(k - 1) == "(" and reader.word(day[1]) == ")":
                    return day[1] + 1
                return day[1]
        number = reader.token(j)
        if (
            number.is_number
            and len(number.word) <= 2
            and 1 <= int(number.word) <= 31
            and not number.line_breaks
            and reader.word(j + 1) != ")"
            and (reader.ends_clause(j + 1) or reader.word(j + 1) in {"to", "and", "until"})
        ):
            follow = reader.token(j + 1)
            if not (follow.glued and follow.word in {":", ".", "/", "-"} and reader.token(j + 2).glued and reader.token(j + 2).is_number):
                point.day, point.rule = int(number.word), "weekday_day"
                return j + 1
    if point.day is not None and point.weekday is None and point.month is not None:
        for k in connector_ends(reader, j, frozenset({",", "("}), 1):
            weekday = reader.tag(k, "weekday")
            if weekday is not None and relative.weekday_is_meant(reader, k, alone=True) and reader.word(k)[-1:] != "'":
                if reader.word(k - 1) == "(" and reader.word(k + 1) != ")":
                    continue
                if reader.word(k - 1) == "," and point.year is None:
                    continue
                point.weekday = weekday
                return k + 2 if reader.word(k - 1) == "(" else k + 1
    if point.rule == "shifted_unit" and point.unit == "week" and point.weekday is None:
        k = j + 1 if reader.word(j) in {"on", "-", ","} else j
        weekday = reader.tag(k, "weekday")
        if weekday is not None and reader.joined(k) and not reader.word(k).endswith("days") and relative.weekday_is_meant(reader, k, alone=False):
            point.weekday, point.rule = weekday, "week_weekday"
            return k + 1
    if point.edge is not None and point.day is None:
        k = j + 1 if reader.word(j) in {",", "on"} else j
        day = day_of_month(reader, k) if k > j and reader.word(k) == "the" else None
        if day and day[0].base_point is None:
            point.day, point.edge, point.rule = day[0].day, None, "edge_day"
            if point.unit is not None:
                point.unit, point.shift, point.code = None, None, None
            return day[1]
    if point.month is not None and point.year is None and point.base_point is None and point.shift is None and point.day is not None:
        probe = Point("probe", month=point.month)
        probe, after = periods.with_year(reader, probe, j)
        if after > j and probe.base_point is not None:
            point.base_point = probe.base_point
            return after
    return None


def _copy_date(source: Point, target: Point) -> None:
    for name in ("year", "month", "day", "short_year", "flags", "hour", "minute", "sure_hour", "base_point"):
        setattr(target, name, getattr(source, name))
    target.rule = "weekday_" + source.rule
    target.shift = None


def _extend_time(reader: Reader, point: Point, j: int) -> int | None:
    if point.has_clock or not (fits_time(point) or (point.part is not None and point.unit == "day")) or point.week:
        return None
    for k in connector_ends(reader, j, TIME_CONNECTORS, 3):
        found = clock.clock(reader, k)
        connector = reader.word(k - 1) if k > j else ""
        if found is None and connector in {"at", "@", "about", "around", "by", "past", "gone"}:
            found = clock.bare_hour(reader, k)
            if found and not reader.ends_phrase(found[1]) and not reader.tag(found[1], "part"):
                found = None
        if found and connector in {"for", "after", "before", "by", "from"} and found[0].weak:
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
        for k in connector_ends(reader, j, frozenset({",", "-", "in", "at"}), 1):
            found = time_atom(reader, k, after_day=True)
            if found and found[0].part and not found[0].has_clock:
                if reader.word(k - 1) == "," and k > j and reader.word(k) not in {"am", "pm", "a", "p"}:
                    continue
                point.part = found[0].part
                return found[1]
    return None
