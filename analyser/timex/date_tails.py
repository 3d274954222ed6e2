"""What follows a date and belongs to it: the date of a weekday, the weekday of a date, the year."""

from collections.abc import Callable

from analyser.timex.day_times import connector_ends
from analyser.timex.expression import Point
from analyser.timex.month_days import day_of_month
from analyser.timex.reader import Reader
from analyser.timex.weekdays import weekday_is_meant
from analyser.timex.years import with_year

Atom = Callable[[Reader, int], tuple[Point, int] | None]


def extend_date(reader: Reader, point: Point, j: int, date_atom: Atom) -> int | None:
    """Join the date parts that follow at token ``j`` to ``point``; return the index after them, or ``None`` when none fit.

    ``date_atom`` reads one date expression; it is given, since the expressions it reads are themselves extended here.
    """
    if point.weekday is not None and point.day is None and point.nth is None and point.unit is None and point.shift in {None, "last", "next", "this"}:
        after = date_of_weekday(reader, point, j, date_atom) or number_of_weekday(reader, point, j)
        if after:
            return after
    return weekday_of_date(reader, point, j) or weekday_of_week(reader, point, j) or day_of_edge(reader, point, j) or year_of_day(reader, point, j)


def date_of_weekday(reader: Reader, point: Point, j: int, date_atom: Atom) -> int | None:
    """Join the date to a weekday ("Tues 4th March", "Monday (12/3)")."""
    for k in connector_ends(reader, j, reader.sets["weekday.date_connectors"], 2):
        day = date_atom(reader, k)
        if day and day[0].day is not None and day[0].weekday is None and not (day[0].rule == "day_of_month" and reader.word(k - 1) == "-"):
            copy_date(day[0], point)
            return day[1] + 1 if reader.word(k - 1) == "(" and reader.word(day[1]) == ")" else day[1]
    return None


def number_of_weekday(reader: Reader, point: Point, j: int) -> int | None:
    """Join the bare number to a weekday ("Monday 3 to …"), where it is no hour and no part of a longer number."""
    number, follow = reader.token(j), reader.token(j + 1)
    if not number.is_number or len(number.word) > 2 or not 1 <= int(number.word) <= 31 or number.line_breaks or follow.word == ")":
        return None
    if not (reader.ends_clause(j + 1) or follow.word in reader.sets["weekday.number_followers"]):
        return None
    if follow.glued and follow.word in reader.sets["mark.number_glue"] and reader.token(j + 2).glued and reader.token(j + 2).is_number:
        return None
    point.day, point.rule = int(number.word), "weekday_day"
    return j + 1


def weekday_of_date(reader: Reader, point: Point, j: int) -> int | None:
    """Join the weekday after a date ("12 March (Mon)", "4th March 2008, Tuesday")."""
    if point.day is None or point.weekday is not None or point.month is None:
        return None
    for k in connector_ends(reader, j, frozenset({",", "("}), 1):
        weekday, mark = reader.tag(k, "weekday"), reader.word(k - 1)
        if weekday is None or not weekday_is_meant(reader, k, alone=True) or reader.word(k)[-1:] == "'":
            continue
        if (mark == "(" and reader.word(k + 1) != ")") or (mark == "," and point.year is None):
            continue
        point.weekday = weekday
        return k + 2 if mark == "(" else k + 1
    return None


def weekday_of_week(reader: Reader, point: Point, j: int) -> int | None:
    """Join the weekday to a moved week ("next week on Tuesday")."""
    if point.rule != "shifted_unit" or point.unit != "week" or point.weekday is not None:
        return None
    k = j + 1 if reader.word(j) in reader.sets["weekday.week_connectors"] else j
    weekday = reader.tag(k, "weekday")
    if weekday is None or not reader.joined(k) or reader.word(k).endswith("days") or not weekday_is_meant(reader, k, alone=False):
        return None
    point.weekday, point.rule = weekday, "week_weekday"
    return k + 1


def day_of_edge(reader: Reader, point: Point, j: int) -> int | None:
    """Join the day to the edge of a month, which it makes idle ("at the end of May, the 28th")."""
    if point.edge is None or point.day is not None:
        return None
    k = j + 1 if reader.word(j) in {",", "on"} else j
    day = day_of_month(reader, k) if k > j and reader.word(k) == "the" else None
    if not day or day[0].base_point is not None:
        return None
    point.day, point.edge, point.rule = day[0].day, None, "edge_day"
    if point.unit is not None:
        point.unit, point.shift, point.code = None, None, None
    return day[1]


def year_of_day(reader: Reader, point: Point, j: int) -> int | None:
    """Join the year told in words to a day and month ("12 March last year")."""
    if point.month is None or point.day is None or point.year is not None or point.base_point is not None or point.shift is not None:
        return None
    probe, after = with_year(reader, Point("probe", month=point.month), j)
    if after <= j or probe.base_point is None:
        return None
    point.base_point = probe.base_point
    return after


def copy_date(source: Point, target: Point) -> None:
    """Give ``target``, a weekday, the date of ``source``."""
    for name in ("year", "month", "day", "short_year", "flags", "hour", "minute", "sure_hour", "base_point"):
        setattr(target, name, getattr(source, name))
    target.rule = "weekday_" + source.rule
    target.shift = None
