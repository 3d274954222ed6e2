"""Dates and ages as a person writes them."""

import re
from datetime import date

from analyser.domain.dates import DateInterval
from analyser.formats.writing.wording import report_words, sentence_case

PREGNANCY_DAYS = 294  # 42 weeks, counted as midwives do

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(?:(\d\d:\d\d)(?::\d\d)?|([A-Z]{2})))?")
_PLAIN_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(START|MID|END))?")
_PART = re.compile(r"(\d{4})-(Q[1-4]|[A-Z]{2}|START|MID|END)")


def say_day(day: date, *, weekday: bool = False) -> str:
    """Return ``12 March 2007``, or ``Mon 12 March 2007``."""
    calendar = report_words()["calendar"]
    name = f"{calendar['weekdays'][day.weekday()][:3]} " if weekday else ""
    return f"{name}{day.day} {calendar['months'][day.month - 1]} {day.year}"


def say_short_day(day: date | None) -> str:
    """Return ``12 Mar 2007``; ``no date`` for none."""
    return f"{day.day} {report_words()['calendar']['months'][day.month - 1][:3]} {day.year}" if day else "no date"


def say_value(value: str | None, interval: DateInterval | None, *, capital: bool = True) -> str:
    """Return the words for a TIMEX3 value; the days of the interval where the value's form is unknown; ``No date`` for neither."""
    said = _say(value) if value else None
    if said is None and interval is not None:
        said = _say_interval(interval)
    said = said or "no date"
    return sentence_case(said) if capital else said


def say_span(first: date, last: date) -> str:
    """Return two days as one stretch: ``12 to 14 March 2007``, ``28 February to 3 March 2007``."""
    months = report_words()["calendar"]["months"]
    if first == last:
        return say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {say_day(last)}"
    if first.year == last.year:
        return f"{first.day} {months[first.month - 1]} to {say_day(last)}"
    return f"{say_day(first)} to {say_day(last)}"


def say_age(born_on: date, interval: DateInterval) -> str:
    """Return a child's age over the days: ``8``, ``8 or 9``, ``5 to 9``, ``10 months``, ``3 weeks``, ``unborn``.

    Before a pregnancy could have begun there is no age: ``""``. An open end is taken to be the other end. Years are
    completed years; under two years, months; under two months, weeks.
    """
    first = interval.earliest or interval.latest
    last = interval.latest or interval.earliest
    if first is None or last is None or (born_on - last).days > PREGNANCY_DAYS:
        return ""
    if last < born_on:
        return "unborn"
    first = max(first, born_on)
    if _months(born_on, last) >= 24:
        return _from_to(_months(born_on, first) // 12, _months(born_on, last) // 12, "")
    if _months(born_on, last) >= 2:
        return _from_to(_months(born_on, first), _months(born_on, last), " month")
    return _from_to((first - born_on).days // 7, (last - born_on).days // 7, " week")


def _months(born_on: date, day: date) -> int:
    return (day.year - born_on.year) * 12 + day.month - born_on.month - (day.day < born_on.day)


def _from_to(low: int, high: int, unit: str) -> str:
    plural = f"{unit}s" if unit and high != 1 else unit
    if low == high:
        return f"{high}{plural}"
    return f"{low} {'or' if high - low == 1 else 'to'} {high}{plural}"


def _say(value: str, *, weekday: bool = True) -> str | None:
    """Words for one TIMEX3 value, without a capital; ``None`` for a form that is not known."""
    calendar = report_words()["calendar"]
    if re.fullmatch(r"\d{4}", value):
        return value
    if re.fullmatch(r"\d{3}", value):
        return f"the {value}0s"
    if school := re.fullmatch(r"(\d{4})/(\d{4})", value):
        one_year = int(school[2]) == int(school[1]) + 1
        return f"school year {school[1]} to {school[2]}" if one_year else f"{school[1]} to {school[2]}"
    if "/" in value:
        return _say_range(value)
    if week := _WEEK.fullmatch(value):
        return _say_week(int(week[1]), int(week[2]), weekend=bool(week[3]))
    if (month := _MONTH.fullmatch(value)) and 1 <= int(month[2]) <= 12:
        stage = f"{calendar['stage'][month[3]]} " if month[3] else ""
        return f"{stage}{calendar['months'][int(month[2]) - 1]} {month[1]}"
    if part := _PART.fullmatch(value):
        return _say_part(part[1], part[2])
    return _say_moment(value, weekday=weekday)


def _say_moment(value: str, *, weekday: bool) -> str | None:
    found = _DAY.fullmatch(value)
    if not found:
        return None
    try:
        day = say_day(date(int(found[1]), int(found[2]), int(found[3])), weekday=weekday)
    except ValueError:
        return None
    part = report_words()["calendar"]["part_of_day"].get(found[5] or "")
    return f"{day}, {found[4]}" if found[4] else f"{day}, {part}" if part else day


def _say_range(value: str) -> str | None:
    ends = value.split("/")
    if len(ends) != 2 or not any(ends):
        return None
    first, last = (_say(end, weekday=False) if end else "" for end in ends)
    if first is None or last is None:
        return None
    if not first or not last:
        return f"from {first}" if first else f"up to {last}"
    if all(_PLAIN_DAY.fullmatch(end) for end in ends):
        return say_span(date.fromisoformat(ends[0]), date.fromisoformat(ends[1]))
    return f"{first} to {last}"


def _say_week(year: int, week: int, *, weekend: bool) -> str | None:
    try:
        first, last = date.fromisocalendar(year, week, 6 if weekend else 1), date.fromisocalendar(year, week, 7)
    except ValueError:
        return None
    return f"weekend of {say_span(first, last)}" if weekend else f"week of {say_span(first, last)}"


def _say_part(year: str, part: str) -> str | None:
    calendar = report_words()["calendar"]
    if part in calendar["stage"]:
        return f"{calendar['stage'][part]} {year}"
    if part.startswith("Q"):
        return f"quarter {part[1]} of {year}"
    if part not in calendar["part_of_year"]:
        return None
    years = f"{year} to {int(year) + 1}" if part == "WI" else year
    return f"{calendar['part_of_year'][part]} {years}"


def _say_interval(interval: DateInterval) -> str:
    if interval.earliest is None or interval.latest is None:
        return f"from {say_day(interval.earliest)}" if interval.earliest else f"up to {say_day(interval.latest or date.max)}"
    return say_span(interval.earliest, interval.latest)
