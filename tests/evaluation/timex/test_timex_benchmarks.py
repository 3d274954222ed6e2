"""What counts as the same reading in a public test suite and in the annotation guidelines, and what does not."""

from datetime import date

import pytest

from analyser.timex import extract_timexes
from evaluation.timex.benchmarks import Days, agrees

ON = date(2018, 10, 17)


@pytest.mark.parametrize(
    ("sentence", "expected", "days", "same"),
    [
        pytest.param("He left two months ago.", "two months ago", (date(2018, 8, 17), date(2018, 8, 17)), True, id="month that holds the day"),
        pytest.param("He left two months ago.", "two months ago", (date(2018, 7, 17), date(2018, 7, 17)), False, id="another month"),
        pytest.param("He left in August.", "August", (date(2018, 8, 17), date(2018, 8, 17)), False, id="a month that is not counted is no day"),
        pytest.param("Seen 18 and 19 June.", "18", (date(2018, 6, 18), date(2018, 6, 18)), True, id="first of two days"),
        pytest.param("Seen 18 and 19 June.", "18", (date(2018, 6, 19), date(2018, 6, 19)), False, id="the other of two days"),
        pytest.param("Here until April 27th 2018.", "until April 27th 2018", (None, date(2018, 4, 27)), True, id="until a day"),
        pytest.param("Here until April 27th 2018.", "until April 27th 2018", (None, date(2018, 4, 25)), False, id="until another day"),
        pytest.param("Here on April 27th 2018.", "April 27th 2018", (None, date(2018, 4, 27)), False, id="a day is not open without its word"),
        pytest.param("Sales later than 2020.", "later than 2020", (date(2021, 1, 1), None), True, id="open from the day after the year"),
        pytest.param("Sales later than 2020.", "later than 2020", (date(2022, 1, 1), None), False, id="open from another year"),
    ],
)
def test_a_reading_is_judged_in_the_notation_of_the_guidelines(sentence: str, expected: str, days: Days, same: bool) -> None:
    (timex,) = extract_timexes(sentence, written_on=ON)
    assert agrees(timex, {"start": str(days[0])}, days, ON, expected) is same
