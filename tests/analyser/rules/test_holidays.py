from datetime import date

import pytest

from analyser.rules.holidays import bank_holidays, easter_sunday


@pytest.mark.parametrize(
    ("year", "sunday"), [(2000, date(2000, 4, 23)), (2008, date(2008, 3, 23)), (2011, date(2011, 4, 24)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, sunday: date) -> None:
    assert easter_sunday(year) == sunday


@pytest.mark.parametrize(
    ("region", "day", "kept"),
    [
        ("england_wales", date(2022, 6, 2), True),
        ("england_wales", date(2022, 6, 3), True),
        ("england_wales", date(2022, 5, 30), False),
        ("england_wales", date(2023, 5, 8), True),
        ("england_wales", date(2024, 5, 8), False),
        ("england_wales", date(2016, 12, 27), True),
        ("england_wales", date(2021, 12, 28), True),
        ("scotland", date(2019, 1, 2), True),
        ("scotland", date(2019, 4, 22), False),
        ("northern_ireland", date(2019, 7, 12), True),
        ("england_wales", date(2019, 7, 12), False),
    ],
)
def test_bank_holidays(region: str, day: date, kept: bool) -> None:
    assert (day in bank_holidays(region)) is kept


def test_england_has_eight_a_year_and_those_of_proclamations() -> None:
    counts = {year: sum(day.year == year for day in bank_holidays("england_wales")) for year in range(2003, 2027)}
    more = {2011: 9, 2012: 9, 2022: 10, 2023: 9}
    # New Year's Day 2011, 2022 and others at a weekend is kept in the same year; 26 December 2010 too
    assert {year: n for year, n in counts.items() if n != 8} == more
