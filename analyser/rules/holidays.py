"""Bank holidays of a nation of the United Kingdom, computed from ``data/rules/bank_holidays.toml``."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from analyser.lexicons import load_table

FIRST_YEAR, LAST_YEAR = 1978, 2060
"""Since 1978 the early May holiday has been kept; the last year is a choice, far beyond any file."""


def easter_sunday(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (anonymous algorithm, Meeus 1991).

    >>> easter_sunday(2008), easter_sunday(2023)
    (datetime.date(2008, 3, 23), datetime.date(2023, 4, 9))
    """
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


@cache
def bank_holidays(region: str) -> frozenset[date]:
    """Return the bank holidays of ``england_wales``, ``scotland`` or ``northern_ireland`` from 1978 to 2060.

    One that falls on a weekend is kept on the next weekday that is none. Source: Banking and Financial Dealings Act 1971
    and proclamations.
    """
    table = load_table("rules/bank_holidays")
    days: set[date] = set()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        moved = {entry["feast"] for entry in table["moved"] if entry["year"] == year and region in entry["regions"]}
        feasts = sorted(_feast_day(feast, year) for feast in table["feast"] if region in feast["regions"] and feast["id"] not in moved)
        days.update(_kept(feasts))
    for entry in (*table["moved"], *table["special"]):
        if region in entry["regions"]:
            days.add(entry["day"])
    return frozenset(days)


def _feast_day(feast: dict[str, Any], year: int) -> date:
    if "easter" in feast:
        return easter_sunday(year) + timedelta(days=feast["easter"])
    month, day = feast.get("fixed", (0, 0))
    return date(year, month, day) if month else _nth_monday(year, *feast["nth_monday"])


def _nth_monday(year: int, month: int, nth: int) -> date:
    """Return the nth Monday of a month from 1, the last one for -1."""
    first = date(year, month, 1)
    mondays = [
        first + timedelta(days=n) for n in range(31) if (first + timedelta(days=n)).month == month and (first + timedelta(days=n)).weekday() == 0
    ]
    return mondays[nth - 1 if nth > 0 else nth]


def _kept(feasts: list[date]) -> Iterator[date]:
    """Yield the weekdays on which the feasts of one year are kept."""
    weekdays = {day for day in feasts if day.weekday() < 5}
    yield from weekdays
    taken = set(weekdays)
    for day in feasts:
        if day.weekday() >= 5:
            kept = day
            while kept.weekday() >= 5 or kept in taken:
                kept += timedelta(days=1)
            taken.add(kept)
            yield kept
