"""Dates written in figures: day first, with any of the marks that people use or mistype between them."""

import re

from analyser.timex.expression import Point
from analyser.timex.reader import Reader

SEP = r"(?:[./\-–]{1,2}|[ ][./\-–]|[./\-–][ ]|[ ][./\-–][ ])"
YEAR = r"(?:'|’)?((?:1[0-9]|20)\d\d|\d\d)"
NOT_LONGER = r"(?!\d)(?![./:]\d)(?![-–]\d(?!\d?[./]\d))(?![A-Za-z]*_)"
DAY_MONTH_YEAR = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?{SEP}(\d{{1,2}}){SEP}{YEAR}(?!\d)(?!/\d)(?![.:]\d\d)")
COMMAS = re.compile(r"([0-3]\d),([01]\d),(\d\d)(?![\d,.])")
SPACED = re.compile(r"([0-3]?\d) ([01]?\d) ((?:19|20)\d\d)(?! ?\d)")
ISO = re.compile(r"((?:1[0-9]|20)\d\d)([./-])(\d{1,2})\2(\d{1,2})(?!\d)(?:[T ]([01]\d|2[0-3]):([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?Z?(?![\d:]))?")
COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)(?![-/.]\d)")
YEAR_MONTH = re.compile(r"((?:19|20)\d\d)[-/](0?[1-9]|1[0-2])(?!\d)(?![./-]\d)")
MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])\s?[/.-]\s?((?:19|20)\d\d)(?!\d)(?![./-]\d)")
SCHOOL_YEAR = re.compile(r"((?:19|20)\d\d)\s?[/–-]\s?((?:19|20)?\d\d|\d)(?!\d)(?![./-]\d)")
YEAR_SPAN = re.compile(r"((?:1[0-9]|20)\d\d) ?[-–] ?(\d\d)(?!\d)(?![./-]\d)")
DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?( ?)([./\-–])( ?)(\d{1,2})" + NOT_LONGER)
DAY_TO_DAY = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)? ?(?:-|–|to|&|and) ?(\d{{1,2}})([./])(\d{{1,2}})(?:[./]{YEAR})?(?!\d)(?![./-]\d)")
BEFORE_NUMBER = frozenset("£$€#@\\%=^~*+<>|°:")


def clean_start(reader: Reader, i: int) -> bool:
    """Whether the number at token ``i`` is no tail of a longer code, sum or measure."""
    before = reader.char_before(i)
    if before == "_" and ISO.match(reader.text, reader.token(i).start):
        return True
    if i == reader.tail_at and before in "-–":
        return True
    if before in BEFORE_NUMBER:
        return before == ":" and not (reader.token(i - 2).is_number and reader.token(i - 1).glued)
    token = reader.token(i)
    if not token.glued:
        return True
    if before in "./-–,'’":
        previous = reader.token(i - 2)
        return not (reader.token(i - 1).glued and (previous.is_number or previous.word.isalpha()) and before != "–")
    return before in '([{"“‘?&;!•…>'


def year_of(digits: str) -> tuple[int, bool]:
    """Return the number written and whether it has but two digits."""
    return int(digits), len(digits) <= 2


def day_month_point(first: int, second: int, *, year: int | None, short: bool, rule: str) -> Point | None:
    """Return day-first parts, or month-first ones where day-first is impossible, flagged."""
    if 1 <= first <= 31 and 1 <= second <= 12:
        return Point(rule, year=year, month=second, day=first, short_year=short)
    if 1 <= first <= 12 and 13 <= second <= 31:
        return Point(rule, year=year, month=first, day=second, short_year=short, flags=("month_first",))
    return None


def full_date(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a date in figures with its year, and the index after it."""
    if not clean_start(reader, i):
        return None
    if m := reader.match(i, ISO):
        year, month, day = int(m[1]), int(m[3]), int(m[4])
        if 1 <= month <= 12 and 1 <= day <= 31:
            point = Point("iso_date", year=year, month=month, day=day)
            if m[5]:
                point.hour, point.minute, point.sure_hour = int(m[5]), int(m[6]), True
            return point, reader.after(i, m.end())
    if m := reader.match(i, DAY_MONTH_YEAR) or reader.match(i, SPACED) or reader.match(i, COMMAS):
        year, short = year_of(m[3])
        point_or_none = day_month_point(int(m[1]), int(m[2]), year=year, short=short, rule="day_month_year")
        if point_or_none:
            return point_or_none, reader.after(i, m.end())
    if m := reader.match(i, COMPACT):
        return Point("compact_date", year=int(m[1]), month=int(m[2]), day=int(m[3]), weak=True), reader.after(i, m.end())
    return None


def month_and_year(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a month and year in figures ("3/2008", "2008-03") or a school year ("2005/06")."""
    if not clean_start(reader, i):
        return None
    if m := reader.match(i, MONTH_YEAR):
        return Point("month_year_figures", year=int(m[2]), month=int(m[1])), reader.after(i, m.end())
    if m := reader.match(i, SCHOOL_YEAR):
        first, second = int(m[1]), m[2]
        following = first + 1
        if second == str(following)[-len(second) :]:
            return Point("school_year", school_year=first), reader.after(i, m.end())
    if m := reader.match(i, YEAR_MONTH):
        return Point("year_month_figures", year=int(m[1]), month=int(m[2])), reader.after(i, m.end())
    return None


def day_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a day and month in figures without a year; marks other than the slash are weak."""
    if not clean_start(reader, i):
        return None
    m = reader.match(i, DAY_MONTH)
    if not m:
        return None
    first, second, mark = int(m[1]), int(m[5]), m[3]
    point = day_month_point(first, second, year=None, short=False, rule="day_month")
    if not point:
        return None
    if "month_first" in point.flags and (mark != "/" or m[2] or m[4] or reader.word(i - 1) not in reader.sets["figures.dated_by"]):
        return None
    point.weak = mark != "/" or (m[2] != m[4]) or "month_first" in point.flags
    if mark == "." and (m[2] or m[4]):
        return None
    return point, reader.after(i, m.end())
