"""The early, middle or late part of a stretch, and weeks and weekends that stand alone."""

from analyser.timex.expression import Point
from analyser.timex.named import month_alone, month_with_year
from analyser.timex.reader import Reader
from analyser.timex.seasons import season_or_term
from analyser.timex.shifted import shifted_unit
from analyser.timex.years import decade, with_year, year_after_edge

INITIALS = {"EOM": ("month", "END"), "BOM": ("month", "START"), "EOY": ("year", "END"), "BOY": ("year", "START"), "EOW": ("week", "END")}


def edge(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "early May", "mid-2007", "the end of the month", "late in 2006", "the beginning of last week", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(j) in {"very"}:
        j += 1
    which = reader.tag(j, "edge")
    if not which:
        return None
    j += 1
    if reader.word(j) == "-" and reader.word(j + 1) not in {"to"}:
        j += 1
    if reader.word(j) in {"on"} and reader.word(j + 1) == "in":
        j += 1
    inner_in = reader.word(j) == "in" and reader.word(j - 1) in reader.sets["edge.adverbs"]
    of = reader.word(j) == "of" or inner_in
    if of:
        j += 1
        j += reader.word(j) in reader.sets["connect.approximators"]
    if not (reader.joined(j) or reader.token(j).glued):
        return None
    if reader.word(j - 1) == "beginning" or reader.word(j - 1) == "close" or (reader.word(i) == "close" and not of):
        return None
    found = (
        month_with_year(reader, j)
        or shifted_unit(reader, j)
        or definite_unit(reader, j, of=of)
        or decade(reader, j)
        or season_or_term(reader, j)
        or plain_month(reader, j)
        or year_after_edge(reader, j)
    )
    if not found:
        return None
    point, after = found
    if point.edge is not None or point.unit in {"day", "night"}:
        return None
    if point.month is not None and point.year is None and point.shift is None:
        point, after = with_year(reader, point, after)
    point.edge = which
    return point, after


def plain_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a month's name after "early" or "end of", and the index after it."""
    month = reader.tag(i, "month")
    return (Point("month", month=month), i + 1) if month is not None else month_alone(reader, i)


def definite_unit(reader: Reader, i: int, *, of: bool) -> tuple[Point, int] | None:
    """Return "the month", "the year", "term" after "end of", and the index after it."""
    j = i + 1 if reader.word(i) in {"the", "that"} else i
    unit = reader.tag(j, "unit")
    if not of or (unit not in {"week", "month", "year", "term"}) or reader.word(j) in reader.sets["unit.plurals_of_stretch"]:
        return None
    if reader.word(j) == "week" and reader.word(j + 1) in reader.sets["week.starts"]:
        return None
    return Point("definite_unit", unit=unit, shift="same", definite=True), j + 1


def initials(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "EOM" or "EOY", the end of the month or year in office shorthand, and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    known = INITIALS.get(reader.original(j))
    return (Point("initials", unit=known[0], shift="this", edge=known[1]), j + 1) if known else None


def weekend(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the weekend", "at the weekend" without its preposition, and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if (
        reader.tag(j, "unit") != "weekend"
        or reader.word(j) in {"weekends", "wkends"}
        or (j == i and reader.word(i - 1) not in reader.sets["weekend.leads"])
    ):
        return None
    if reader.word(j + 1) == "of":
        return None
    return Point("weekend", weekend=True, definite=j > i), j + 1


def week_number(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "week 31" or "week 3 of 2027", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    number = reader.token(j + 1)
    if reader.word(j) not in {"week", "wk"} or not number.is_number or number.line_breaks or not 1 <= int(number.word[:4]) <= 53:
        return None
    if reader.word(i - 1) not in reader.sets["week.number_leads"] and reader.word(j + 2) != "of":
        return None
    follow = reader.token(j + 2)
    if follow.glued and follow.word not in reader.sets["mark.word_ends"]:
        return None
    return with_year(reader, Point("week_number", nth=int(number.word), unit="week"), j + 2)
