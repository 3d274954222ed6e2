"""Values and the days they cover, as the contract has them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.timex.almanac import almanac, easter, nth_weekday, orthodox_easter
from analyser.timex.values import add_months, interval, week_value


@pytest.mark.parametrize(
    ("value", "earliest", "latest"),
    [
        pytest.param("2007-03-12", date(2007, 3, 12), date(2007, 3, 12), id="day"),
        pytest.param("2007-03-12T14:30", date(2007, 3, 12), date(2007, 3, 12), id="time"),
        pytest.param("2007-W11", date(2007, 3, 12), date(2007, 3, 18), id="week"),
        pytest.param("2007-W11-WE", date(2007, 3, 17), date(2007, 3, 18), id="weekend"),
        pytest.param("2008-02", date(2008, 2, 1), date(2008, 2, 29), id="leap month"),
        pytest.param("2007-Q1", date(2007, 1, 1), date(2007, 3, 31), id="quarter"),
        pytest.param("2007-WI", date(2007, 12, 1), date(2008, 2, 29), id="winter ends in the year after"),
        pytest.param("2007-TS", date(2007, 1, 1), date(2007, 4, 15), id="term"),
        pytest.param("2006/2007", date(2006, 9, 1), date(2007, 8, 31), id="school year"),
        pytest.param("2006-04/2007-03", date(2006, 4, 1), date(2007, 3, 31), id="financial year"),
        pytest.param("199", date(1990, 1, 1), date(1999, 12, 31), id="decade"),
        pytest.param("2006-12-25/", date(2006, 12, 25), None, id="since"),
        pytest.param("/2016-12", None, date(2016, 12, 31), id="until"),
        pytest.param("2007-06-MID", date(2007, 6, 11), date(2007, 6, 20), id="middle of a month"),
    ],
)
def test_a_value_covers_its_days(value: str, earliest: date | None, latest: date | None) -> None:
    covered = interval(value)
    assert (covered.earliest, covered.latest) == (earliest, latest)


@pytest.mark.parametrize("value", ["", "2007-13", "2007-02-30", "2007-W60", "soon", "2007/2005"])
def test_what_is_no_value_is_refused(value: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        interval(value)


@pytest.mark.parametrize(
    ("year", "day"), [(2000, date(2000, 4, 23)), (2008, date(2008, 3, 23)), (2011, date(2011, 4, 24)), (2024, date(2024, 3, 31))]
)
def test_easter_is_reckoned(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(("year", "day"), [(2018, date(2018, 4, 8)), (2021, date(2021, 5, 2))])
def test_orthodox_easter_is_reckoned(year: int, day: date) -> None:
    assert orthodox_easter(year) == day


def test_bank_holidays_and_half_terms_fall_on_their_mondays() -> None:
    assert almanac().feast("august bank holiday", 2014) == date(2014, 8, 25)
    assert almanac().feast("early may bank holiday", 2018) == date(2018, 5, 7)
    assert almanac().half_term_value(0, 2006) == "2006-W43"
    assert almanac().half_term_value(1, 2018) == "2018-W07"
    assert nth_weekday(2015, 3, 6, -1) == date(2015, 3, 29)


@given(st.dates(min_value=date(100, 1, 1), max_value=date(9000, 1, 1)), st.integers(-600, 600))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@given(st.dates(min_value=date(2, 1, 1), max_value=date(9990, 1, 1)))
def test_a_day_lies_in_its_week(day: date) -> None:
    covered = interval(week_value(day))
    assert covered.earliest is not None
    assert covered.earliest <= day < covered.earliest + timedelta(7)
