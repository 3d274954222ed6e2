from datetime import date

import pytest

from analyser.chronology.entries import granularity, tidy
from analyser.domain.dates import DateInterval
from analyser.domain.events import Granularity
from analyser.timex.values import interval


@pytest.mark.parametrize(
    ("value", "grain"),
    [
        ("2007-03-05", Granularity.DAY),
        ("2007-03-05T14:30", Granularity.TIME),
        ("2007-03-05TMO", Granularity.TIME),
        ("2007-W11", Granularity.WEEK),
        ("2007-W11-WE", Granularity.WEEKEND),
        ("2007-03", Granularity.MONTH),
        ("2007-Q1", Granularity.QUARTER),
        ("2007-SP", Granularity.SEASON),
        ("2007-TA", Granularity.TERM),
        ("2007", Granularity.YEAR),
        ("2007-01/2007-03", Granularity.RANGE),
        ("2007-03-MID", Granularity.RANGE),
        ("2007-03/", Granularity.OPEN),
    ],
)
def test_the_notation_says_how_fine_a_date_is(value: str, grain: Granularity) -> None:
    assert granularity(value, interval(value)) is grain


def test_a_date_without_notation_is_a_range() -> None:
    assert granularity(None, DateInterval(date(2007, 3, 1), date(2007, 3, 5))) is Granularity.RANGE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- Mum\nrang,", "Mum rang"),
        ("• seen;", "seen"),
        ("(H/V)", "(H/V)"),
        ("Mum rang.", "Mum rang."),
        ("--", "--"),
        ("Seen (both) here", "Seen (both) here"),
    ],
)
def test_a_summary_is_words_of_the_source_without_stray_marks(text: str, expected: str) -> None:
    assert tidy(text) == expected
