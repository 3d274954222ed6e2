"""Place feasts, bank holidays, school holidays and half terms."""

from contextlib import suppress
from datetime import date

from analyser.timex.almanac import almanac, easter
from analyser.timex.expression import Point
from analyser.timex.placing import (
    ONE_DAY,
    Placed,
    Unplaced,
    a_day,
    anchored,
    choose,
    full_year,
    speech_of,
    year_anchor,
    years_around,
)
from analyser.timex.story import Story
from analyser.timex.values import week_value


def place_feast(name: str, day: date) -> Placed:
    """Return a feast that begins on a day as its day, or as all its days."""
    length = almanac().feast_length(name)
    if length == 1:
        return a_day(day)
    return Placed(f"{day.isoformat()}/{(day + (length - 1) * ONE_DAY).isoformat()}", "week")


def almanac_value(point: Point, year: int) -> Placed:
    """Return a feast, school holidays or a half term of a year."""
    table = almanac()
    if point.feast is not None:
        return place_feast(point.feast, table.feast(point.feast, year))
    if point.holiday:
        return Placed(table.holiday(point.holiday, year), "week")
    if point.half_term is not None and point.half_term >= 0:
        return Placed(table.half_term_value(point.half_term, year), "week")
    raise Unplaced


def place_almanac(point: Point, story: Story, ahead: float) -> Placed:
    """Place a feast, bank holiday, school holiday or half term, with or without its year."""
    if point.year is not None and not point.bank_holiday:
        return almanac_value(point, full_year(point, story))
    anchor = year_anchor(story, ahead) if point.shift is None else speech_of(story)
    candidates = []
    for year in years_around(anchor[0]):
        with suppress(ValueError):
            candidates += almanac_candidates(point, year)
    candidates.sort(key=lambda item: item.first())
    if not candidates:
        raise Unplaced
    if point.shift == "last":
        return anchored([item for item in candidates if item.last() < anchor[0]][-1], anchor)
    if point.shift in {"next", "following"}:
        return anchored(next(item for item in candidates if item.first() > anchor[0]), anchor)
    if point.shift == "this" and len(candidates) == 3:
        return anchored(candidates[1], anchor)
    return choose(candidates, story, ahead, anchor)


def almanac_candidates(point: Point, year: int) -> list[Placed]:
    """Return what an almanac name can mean in a year, in order."""
    table = almanac()
    if point.bank_holiday:
        days = sorted(table.feast(name, year) for name in table.any_bank_holiday)
        if point.weekend and point.weekday is not None:
            return [a_day(day - ONE_DAY * ((0 - point.weekday) % 7)) for day in days]
        if point.weekend:
            return [Placed(f"{(day - 2 * ONE_DAY).isoformat()}/{day.isoformat()}", "week") for day in days]
        return [a_day(day) for day in days]
    if point.half_term == -1:
        weeks = sorted(table.half_term(n, year) for n in range(len(table.half_terms)))
        return [Placed(week_value(monday), "week") for monday in weeks]
    if point.holiday == "":
        easter_day = easter(year)
        return [
            Placed(f"{(easter_day - 8 * ONE_DAY).isoformat()}/{(easter_day + 7 * ONE_DAY).isoformat()}", "week"),
            Placed(f"{year:04d}-SU", "season"),
            Placed(f"{year:04d}-12-20/{year + 1:04d}-01-04", "week"),
        ]
    if point.feast is not None and "days" in table.feasts[point.feast]:
        return [place_feast(point.feast, day) for day in table.moon_days(point.feast, year)]
    return [almanac_value(point, year)]
