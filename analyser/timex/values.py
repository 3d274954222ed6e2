"""Calendar values in TIMEX3 notation and the days they cover.

The forms are those of ``annotation/guidelines/SPEC.md``: day, clock time, part of day, week, weekend, month, quarter,
season, term, year, school year, decade, range, open range, and the START, MID or END third of a month or year.
"""

import re
from calendar import monthrange
from datetime import date, timedelta

from analyser.domain.dates import DateInterval

MIN_YEAR, MAX_YEAR = 1, 9998

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(START|MID|END))?")
PART_OF_YEAR = re.compile(r"(\d{4})-(Q[1-4]|SP|SU|AU|WI|TA|TS|TU|START|MID|END)")
SCHOOL_YEAR = re.compile(r"(\d{4})/(\d{4})")

# First and last month and day; a winter ends in the year after.
STRETCHES = {
    "SP": ((3, 1), (5, 31)),
    "SU": ((6, 1), (8, 31)),
    "AU": ((9, 1), (11, 30)),
    "TA": ((9, 1), (12, 31)),
    "TS": ((1, 1), (4, 15)),
    "TU": ((4, 16), (7, 31)),
}


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the day so many months on, clipped to the last day of a shorter month.

    Raises
    ------
    ValueError, OverflowError
        If the day lies outside the years 1 to 9999.

    """
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def third(first: date, last: date, which: str) -> tuple[date, date]:
    """Return the START, MID or END third of a stretch of days."""
    n_days = ((last - first).days + 1) // 3
    if which == "START":
        return first, first + timedelta(n_days - 1)
    if which == "END":
        return last - timedelta(n_days - 1), last
    return first + timedelta(n_days), last - timedelta(n_days)


def stretch(year: int, code: str) -> tuple[date, date]:
    """Return first and last day of a quarter, season, term or third of a year."""
    if code[0] == "Q":
        quarter = int(code[1])
        return date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)
    if code == "WI":
        return date(year, 12, 1), month_end(year + 1, 2)
    if code in STRETCHES:
        first, last = STRETCHES[code]
        return date(year, *first), date(year, *last)
    return third(date(year, 1, 1), date(year, 12, 31), code)


def bounds(value: str) -> tuple[date, date]:
    """Return first and last day of a closed value.

    Raises
    ------
    ValueError, OverflowError
        If it is no closed value of the calendar.

    """
    if m := DAY.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := MONTH.fullmatch(value):
        year, month = int(m[1]), int(m[2])
        whole = date(year, month, 1), month_end(year, month)
        return third(*whole, m[3]) if m[3] else whole
    if m := WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
        return monday + timedelta(5 if m[3] else 0), monday + timedelta(6)
    if m := PART_OF_YEAR.fullmatch(value):
        return stretch(int(m[1]), m[2])
    if re.fullmatch(r"\d{4}", value):
        return date(int(value), 1, 1), date(int(value), 12, 31)
    if re.fullmatch(r"\d{3}", value):
        return date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31)
    raise ValueError("not a calendar value")


def interval(value: str) -> DateInterval:
    """Return the days that a value covers; a side left empty is an open end.

    Raises
    ------
    ValueError, OverflowError
        If it is no value of the calendar, or ends before it starts.

    """
    if (m := SCHOOL_YEAR.fullmatch(value)) and int(m[2]) == int(m[1]) + 1:
        return DateInterval(date(int(m[1]), 9, 1), date(int(m[2]), 8, 31))
    if "/" in value:
        first, last = value.split("/")
        return DateInterval(bounds(first)[0] if first else None, bounds(last)[1] if last else None)
    return DateInterval(*bounds(value))


def week_value(day: date, *, weekend: bool = False) -> str:
    """Return the ISO week of a day as a value, or its weekend."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if weekend else "")
