"""Join the parts of one place on the calendar: a weekday with its date, a date with its time of day, a day with the week it is in."""

from analyser.timex import ages, clock, named, numeric
from analyser.timex.counting import amount_and_unit, counted, counted_weekdays, week_on_weekday
from analyser.timex.date_tails import Atom, extend_date
from analyser.timex.day_times import connector_ends, extend_time, fits_time, merge_time, time_atom
from analyser.timex.edges import edge, initials, week_number, weekend
from analyser.timex.expression import Point
from analyser.timex.feasts import feast
from analyser.timex.guards import blocks_full_date, blocks_pair
from analyser.timex.month_days import day_of_month, named_month, nth_of, this_time, year_possessive
from analyser.timex.reader import Reader
from analyser.timex.seasons import quarter, season_or_term, short_term
from analyser.timex.shifted import day_word, number_shifted, part_of_unit, shifted_amount, shifted_unit, upcoming, week_by
from analyser.timex.weekdays import weekday
from analyser.timex.years import decade, year_alone, year_in_words, year_words

MAX_NESTING = 2


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
    if reader.word(j) == "w" and reader.word(j + 1) in {"/", "."} and reader.word(j + 2) in reader.sets["week.letters"]:
        ending = reader.word(j + 2) == "e"
        j += 4 if reader.word(j + 3) == "." else 3
    elif reader.word(j) in {"wc", "wb"} and (reader.token(j + 1).is_number or reader.tag(j + 1, "weekday") is not None):
        j += 1
    elif reader.tag(j, "unit") == "week" and reader.word(j) not in reader.sets["unit.plurals"] and reader.word(j + 1) in reader.sets["week.heads"]:
        ending = reader.word(j + 1) == "ending"
        j += 3 if reader.word(j + 1) != "of" and reader.word(j + 2) == "on" else 2
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
    amount, unit, after, _ = amount_and_unit(reader, j)
    if j > i or amount is None:
        if reader.tag(j, "unit") in {"day", "week", "month", "year", "weekend", "night", "evening"} and j > i:
            amount, unit, after = 1.0, reader.tag(j, "unit"), j + 1
        else:
            return None
    if amount is None or unit is None or reader.word(after) not in reader.sets["offset.directions"]:
        return None
    week_from = unit in {"week", "fortnight"} and amount == 1 and reader.tag(after + 1, "weekday") is not None
    if reader.word(after) == "from" and not week_from and reader.word(i - 1) not in reader.sets["offset.from_leads"]:
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


NUMBER_ATOMS: tuple[Atom, ...] = (
    figures,
    named.year_month_name_day,
    named.dashed,
    number_shifted,
    ages.birthday,
    day_and_month,
    named.day_then_month,
    offset_from_point,
    week_on_weekday,
    counted,
    counted_weekdays,
    upcoming,
    decade,
    quarter,
    nth_of,
    day_of_month,
    feast,
    year_alone,
)


WORD_ATOMS: tuple[Atom, ...] = (
    week_of,
    named.day_then_month,
    named.month_then_day,
    named.month_with_year,
    edge,
    feast,
    season_or_term,
    quarter,
    decade,
    this_time,
    offset_from_point,
    week_on_weekday,
    counted,
    counted_weekdays,
    upcoming,
    weekday,
    day_word,
    shifted_unit,
    week_by,
    shifted_amount,
    short_term,
    initials,
    week_number,
    ages.birthday,
    year_in_words,
    part_of_unit,
    named.dashed,
    nth_of,
    year_words,
    year_possessive,
    named_month,
    weekend,
    day_of_month,
    year_alone,
)


def date_atom(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return the longest single date expression that begins at token ``i``, and the index after it; the earlier rule wins a tie."""
    best: tuple[Point, int] | None = None
    for rule in NUMBER_ATOMS if reader.token(i).is_number else WORD_ATOMS:
        found = rule(reader, i)
        if found and (best is None or found[1] > best[1]):
            best = found
    return best


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
        elif reader.tag(j, "part") and reader.word(j) not in reader.sets["part.never_first"]:
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
    for k in connector_ends(reader, j, reader.sets["clock.date_connectors"], 2):
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
        after = extend_date(reader, *found, date_atom)
        if after is None:
            break
        found = found[0], after
    return found


def extend(reader: Reader, point: Point, j: int) -> int | None:
    """Join what follows token ``j`` to ``point``; return the index after it, or ``None`` when nothing fits."""
    return extend_date(reader, point, j, date_atom) or extend_time(reader, point, j)
