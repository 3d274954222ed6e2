from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.dates import DateInterval
from analyser.formats.writing.spoken_dates import say_age, say_short_day, say_span, say_value

BORN = date(2003, 1, 5)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2007-03-12", "Mon 12 March 2007"),
        ("2007-03-12T14:30", "Mon 12 March 2007, 14:30"),
        ("2007-03-12T14:30:00", "Mon 12 March 2007, 14:30"),
        ("2007-03-12TEV", "Mon 12 March 2007, evening"),
        ("2007-W11", "Week of 12 to 18 March 2007"),
        ("2007-W11-WE", "Weekend of 17 to 18 March 2007"),
        ("2009-W01", "Week of 29 December 2008 to 4 January 2009"),
        ("2007-03", "March 2007"),
        ("2007-06-MID", "Mid June 2007"),
        ("2007-Q1", "Quarter 1 of 2007"),
        ("2007-SP", "Spring 2007"),
        ("2007-WI", "Winter 2007 to 2008"),
        ("2007-TA", "Autumn term 2007"),
        ("2007", "2007"),
        ("2005-START", "Early 2005"),
        ("2006/2007", "School year 2006 to 2007"),
        ("2004/2007", "2004 to 2007"),
        ("199", "The 1990s"),
        ("2006-01/2006-03", "January 2006 to March 2006"),
        ("2006-02-28/2006-03-03", "28 February to 3 March 2006"),
        ("2006-12-31/2007-01-01", "31 December 2006 to 1 January 2007"),
        ("2006-12/2007-01-14", "December 2006 to 14 January 2007"),
        ("2007-W11/2007-W12", "Week of 12 to 18 March 2007 to week of 19 to 25 March 2007"),
        ("2006-12-25/", "From 25 December 2006"),
        ("/2006-12-25", "Up to 25 December 2006"),
    ],
)
def test_values_are_said_as_a_person_writes_them(value: str, said: str) -> None:
    assert say_value(value, None) == said


@pytest.mark.parametrize("value", ["2007-13", "2007-02-30", "2007-W60", "2007-XX", "nonsense", "/", "P2W"])
def test_an_unknown_value_falls_back_on_its_days(value: str) -> None:
    assert say_value(value, DateInterval(date(2007, 3, 1), date(2007, 3, 2))) == "1 to 2 March 2007"
    assert say_value(value, DateInterval(None, date(2007, 3, 2))) == "Up to 2 March 2007"


def test_no_value_and_no_days_is_no_date() -> None:
    assert say_value(None, None) == "No date"
    assert say_value("2007-SP", None, capital=False) == "spring 2007"
    assert say_short_day(None) == "no date"


def test_one_day_is_no_span() -> None:
    assert say_span(date(2007, 3, 1), date(2007, 3, 1)) == "1 March 2007"


@pytest.mark.parametrize(
    ("first", "last", "age"),
    [
        pytest.param(date(2011, 1, 4), date(2011, 1, 4), "7", id="the day before a birthday"),
        pytest.param(date(2011, 1, 5), date(2011, 1, 5), "8", id="a birthday"),
        pytest.param(date(2011, 1, 1), date(2011, 1, 31), "7 or 8", id="a month with a birthday in it"),
        pytest.param(date(2008, 1, 5), date(2013, 1, 4), "5 to 9", id="several years"),
        pytest.param(date(2005, 1, 4), date(2005, 1, 4), "23 months", id="under two: months"),
        pytest.param(date(2003, 3, 5), date(2003, 3, 5), "2 months", id="two months"),
        pytest.param(date(2003, 1, 12), date(2003, 1, 12), "1 week", id="one week, singular"),
        pytest.param(date(2003, 1, 5), date(2003, 1, 5), "0 weeks", id="the day of birth"),
        pytest.param(date(2002, 12, 1), date(2002, 12, 31), "unborn", id="expected"),
        pytest.param(date(1999, 1, 1), date(1999, 12, 31), "", id="long before"),
        pytest.param(None, date(2011, 1, 5), "8", id="an open start"),
        pytest.param(date(2002, 1, 1), date(2003, 12, 31), "0 to 11 months", id="a stretch that begins before birth"),
    ],
)
def test_ages_are_completed_years_months_or_weeks(first: date | None, last: date | None, age: str) -> None:
    assert say_age(BORN, DateInterval(first, last)) == age


@given(st.text("0123456789-/TWSPE:", max_size=24) | st.text(max_size=12))
def test_no_value_is_too_odd_to_be_said(value: str) -> None:
    assert say_value(value, None)
    assert "None" not in say_value(value, None) or "None" in value
