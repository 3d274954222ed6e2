from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.rules import Rule, Strength, Unit
from analyser.rules.counting import add_months, is_within, last_day, units_between, working_days
from analyser.rules.holidays import bank_holidays

ENGLAND = bank_holidays("england_wales")
DAYS = st.dates(date(1995, 1, 1), date(2035, 1, 1))


def rule(limit: float, unit: Unit = Unit.WORKING_DAYS, *, bank_holidays_count: bool = False, first_day: int = 0, later: float | None = None) -> Rule:
    return Rule(
        id="T",
        indicator="clock_icpc",
        limit=limit,
        unit=unit,
        strength=Strength.LOCAL,
        verified=True,
        source="invented",
        text="invented",
        later_limit=later,
        bank_holidays_count=bank_holidays_count,
        first_day=first_day,
    )


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        pytest.param(date(2008, 3, 6), date(2008, 3, 28), 14, id="Good Friday 21 and Easter Monday 24 March 2008 left out"),
        pytest.param(date(2019, 12, 20), date(2020, 1, 3), 7, id="Christmas, Boxing Day and New Year's Day left out"),
        pytest.param(date(2023, 4, 28), date(2023, 5, 9), 5, id="early May and the coronation on 8 May 2023 left out"),
        pytest.param(date(2022, 9, 16), date(2022, 9, 20), 1, id="the state funeral on 19 September 2022 left out"),
        pytest.param(date(2020, 5, 7), date(2020, 5, 11), 1, id="early May was moved to Friday 8 May 2020"),
        pytest.param(date(2020, 5, 1), date(2020, 5, 4), 1, id="and so Monday 4 May 2020 was a working day"),
        pytest.param(date(2010, 12, 24), date(2010, 12, 29), 1, id="Christmas at the weekend: 27 and 28 December kept"),
        pytest.param(date(2011, 4, 28), date(2011, 5, 3), 1, id="royal wedding and early May 2011"),
        pytest.param(date(2008, 3, 7), date(2008, 3, 9), 0, id="a weekend has none"),
        pytest.param(date(2008, 3, 7), date(2008, 3, 7), 0, id="the same day is day 0"),
    ],
)
def test_working_days(start: date, end: date, days: int) -> None:
    assert working_days(start, end, ENGLAND) == days


@pytest.mark.parametrize(
    ("start", "end", "rule", "within"),
    [
        pytest.param(date(2008, 3, 6), date(2008, 3, 31), rule(15), True, id="day 15"),
        pytest.param(date(2008, 3, 6), date(2008, 4, 1), rule(15), False, id="day 16"),
        pytest.param(date(2008, 3, 6), date(2008, 3, 31), rule(15, bank_holidays_count=True), False, id="bank holidays counted: day 17"),
        pytest.param(date(2019, 3, 1), date(2019, 3, 14), rule(10, first_day=1), True, id="the first day is day 1: 14 March is day 10"),
        pytest.param(date(2019, 3, 1), date(2019, 3, 15), rule(10, first_day=1), False, id="and 15 March is day 11"),
        pytest.param(date(2008, 11, 30), date(2009, 2, 28), rule(3, Unit.MONTHS), True, id="three months end with February"),
        pytest.param(date(2008, 11, 30), date(2009, 3, 1), rule(3, Unit.MONTHS), False, id="and not in March"),
        pytest.param(date(2015, 10, 12), date(2015, 10, 15), rule(72, Unit.HOURS), True, id="72 hours are three days"),
        pytest.param(date(2015, 10, 12), date(2015, 10, 16), rule(72, Unit.HOURS), False, id="and not four"),
    ],
)
def test_limits(start: date, end: date, rule: Rule, within: bool) -> None:
    assert is_within(start, end, rule, ENGLAND) is within


def test_a_later_limit_counts_from_the_second_time_on() -> None:
    one = rule(3, Unit.MONTHS, later=6)
    assert not is_within(date(2010, 1, 4), date(2010, 6, 4), one, ENGLAND)
    assert is_within(date(2010, 1, 4), date(2010, 6, 4), one, ENGLAND, later=True)


@given(start=DAYS, limit=st.integers(0, 60), counted=st.booleans())
def test_the_last_day_is_the_last_within(start: date, limit: int, counted: bool) -> None:
    one = rule(limit, bank_holidays_count=counted)
    last = last_day(start, one, ENGLAND)
    assert units_between(start, last, one, ENGLAND) <= limit
    assert units_between(start, last + timedelta(days=1), one, ENGLAND) == limit + 1


@given(start=DAYS, first=st.integers(0, 100), second=st.integers(0, 100))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    assert working_days(start, end, ENGLAND) == working_days(start, middle, ENGLAND) + working_days(middle, end, ENGLAND)


@given(day=DAYS, months=st.integers(0, 48))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert later.day == day.day or (later + timedelta(days=1)).day == 1
