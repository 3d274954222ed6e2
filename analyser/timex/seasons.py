"""Seasons, school terms and quarters."""

from analyser.timex.expression import Point
from analyser.timex.named import year_after
from analyser.timex.numeric import SCHOOL_YEAR
from analyser.timex.reader import Reader
from analyser.timex.years import with_year


def season_or_term(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "summer 2006", "the autumn of 2009", "spring term", "autumn term 2007", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    definite = j > i
    term = reader.tag(j, "term")
    if term and reader.tag(j + 1, "unit") == "term" and reader.joined(j + 1):
        return with_year(reader, Point("term", code=term, definite=definite), j + 2)
    season = reader.tag(j, "season")
    if not season or not season_is_meant(reader, i, j):
        return None
    point = Point("season", code=season, definite=definite)
    split = reader.match(j + 1, SCHOOL_YEAR) if reader.token(j + 1).is_number else None
    if split and season == "WI" and split[2] == str(int(split[1]) + 1)[-len(split[2]) :]:
        point.year = int(split[1])
        return point, reader.after(j + 1, split.end())
    point, k = with_year(reader, point, j + 1)
    if point.year is not None or point.base_point is not None:
        return point, k
    led = definite or reader.word(i - 1) in reader.sets["season.leads"]
    return None if not led or (definite and reader.word(j + 1) == "of") else (point, k)


def season_is_meant(reader: Reader, i: int, j: int) -> bool:
    """Whether the season's name at token ``j`` is one: no fall, no "summer school", no "Spring Street"."""
    if reader.word(j) == "fall" and reader.word(i - 1) not in reader.sets["season.fall_leads"]:
        return False
    following = reader.word(j + 1)
    if following in reader.sets["season.things"] or following in reader.sets["feast.things"]:
        return False
    return not (following in reader.sets["blocked.streets"] and reader.original(j + 1)[:1].isupper())


def short_term(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "Aut 23" or "Spr 24" as attendance exports write terms, and the index after it."""
    code, year = reader.tag(i, "short_term"), reader.token(i + 1)
    if (
        not code
        or not reader.original(i)[0].isupper()
        or not year.is_number
        or len(year.word) not in {2, 4}
        or year.line_breaks
        or int(year.word) < 5
    ):
        return None
    return Point("term", code=code, year=int(year.word), short_year=len(year.word) == 2), i + 2


def quarter(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "Q3 2008", "2018Q4", "the third quarter of 2008", and the index after it."""
    if reader.word(i) == "q" and reader.token(i + 1).glued and reader.word(i + 1) in {"1", "2", "3", "4"}:
        point = Point("quarter", code=f"Q{reader.word(i + 1)}")
        year = year_after(reader, i + 2, loose=True)
        if year:
            point.year, point.short_year = year[0], year[1]
            return point, year[2]
        return None
    token = reader.token(i)
    k = i + 2 if reader.word(i + 1) == "-" else i + 1
    if token.is_number and len(token.word) == 4 and reader.word(k) == "q" and reader.joined(k) and reader.word(k + 1) in {"1", "2", "3", "4"}:
        return Point("quarter", code=f"Q{reader.word(k + 1)}", year=int(token.word)), k + 2
    if (
        token.is_number
        and len(token.word) in {2, 4}
        and reader.word(i + 1) == "q"
        and reader.token(i + 1).glued
        and reader.word(i + 2) in {"1", "2", "3", "4"}
    ):
        return Point("quarter", code=f"Q{reader.word(i + 2)}", year=int(token.word), short_year=len(token.word) == 2), i + 3
    j = i + 1 if reader.word(i) == "the" else i
    number = reader.ordinal(j)
    if number and 1 <= number[0] <= 4 and reader.tag(number[1], "unit") == "quarter":
        point = Point("quarter", code=f"Q{number[0]}")
        return with_year(reader, point, number[1] + 1)
    return None
