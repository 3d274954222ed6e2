"""Days and weeks counted within a month or a year: "the 12th", "the first Monday in March"."""

from analyser.timex import named, numeric
from analyser.timex.edges import definite_unit
from analyser.timex.expression import Point
from analyser.timex.feasts import feast
from analyser.timex.reader import Reader
from analyser.timex.seasons import season_or_term
from analyser.timex.shifted import day_word, shifted_unit
from analyser.timex.years import with_year, year_after_edge


def day_of_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the 12th", "12th inst" or "the 20th of last month", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if not reader.token(j).is_number:
        return None
    number = reader.ordinal(j)
    month_named = shifted_unit(reader, j + 2) if reader.word(j + 1) == "of" else None
    if not number and month_named and month_named[0].unit == "month":
        number = int(reader.word(j)), j + 1
    if not number or not 1 <= number[0] <= 31 or not numeric.clean_start(reader, j):
        return None
    after = number[1]
    point = Point("day_of_month", day=number[0], definite=True)
    if reader.word(after) == "day" and reader.word(after + 1) == "of":
        after += 1
    k = after + 1 if reader.word(after) in {"of", "in"} else after
    shifted = shifted_unit(reader, k) if k > after else None
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
    led = reader.word(i - 1) in reader.sets["day.leads"] or reader.tag(i - 1, "weekday") is not None
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
            or shifted_unit(reader, span[1] + 2)
            or named_month(reader, span[1] + 2)
            or year_after_edge(reader, span[1] + 2)
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
    found = named.month_with_year(reader, inner) or shifted_unit(reader, inner) or definite_unit(reader, inner, of=True)
    if not found:
        month = reader.tag(inner, "month")
        found = with_year(reader, Point("month", month=month), inner + 1) if month is not None else year_after_edge(reader, inner)
    if not found or found[0].unit in {"week", "day"}:
        return None
    return Point("nth_of", nth=which, weekday=weekday, nth_unit=unit, base_point=found[0]), found[1]


def named_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a month with what moves it or gives its year ("February last year", "October last"), and the index after it."""
    found = named.month_alone(reader, i)
    return with_year(reader, *found) if found else None


def year_possessive(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "last year's autumn term" or "this year's Easter", and the index after it."""
    year = shifted_unit(reader, i)
    if not year or year[0].unit != "year" or not reader.word(year[1] - 1).endswith("'s"):
        return None
    found = feast(reader, year[1]) or season_or_term(reader, year[1]) or named.month_alone(reader, year[1])
    if not found or found[0].year is not None:
        return None
    found[0].base_point = year[0]
    return found


def this_time(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "this time last year", and the index after it."""
    if reader.word(i) in {"this", "same"} and reader.word(i + 1) == "time":
        found = shifted_unit(reader, i + 2)
        if found and found[0].unit in {"week", "month", "year"} and found[0].shift in {"last", "next"}:
            amount = -1.0 if found[0].shift == "last" else 1.0
            return Point("this_time", unit=found[0].unit, amount=amount, base="speech"), found[1]
        day = day_word(reader, i + 2)
        if day and not day[0].part:
            return Point("this_time", unit="day", amount=day[0].amount, base="speech"), day[1]
    return None
