"""Properties that hold for any text: offsets, order, no overlap, no exception, and time that grows with the length."""

import random
import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyser.domain.dates import Timex
from analyser.timex import extract_timexes
from analyser.timex.values import interval

PIECES = st.sampled_from(
    [
        "12",
        "3",
        "08",
        "2008",
        "31",
        "0",
        "00",
        "/",
        ".",
        "-",
        "–",
        ":",
        ",",
        "(",
        ")",
        "'",
        "\n",
        "\t",
        "at",
        "on",
        "the",
        "since",
        "until",
        "between",
        "and",
        "from",
        "to",
        "early",
        "end",
        "of",
        "last",
        "next",
        "this",
        "week",
        "month",
        "year",
        "Monday",
        "Fri",
        "Sat",
        "March",
        "May",
        "April",
        "Easter",
        "Christmas",
        "half",
        "term",
        "quarter",
        "past",
        "ago",
        "later",
        "before",
        "after",
        "in",
        "two",
        "a",
        "few",
        "days",
        "6/52",
        "w/c",
        "noon",
        "pm",
        "am",
        "1430hrs",
        "'",
        "s",
        "£",
        "%",
        "?",
        "spring",
        "autumn",
        "term",
        "first",
        "21st",
        "age",
        "aged",
        "when",
        "he",
        "was",
        "four",
        "birth",
        "lockdown",
        "the",
        "fall",
        "9999",
        "0001",
        "years",
        "centuries",
        "decade",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join))
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max, date(2008, 2, 29)]))


def check(text: str, timexes: tuple[Timex, ...]) -> None:
    end = 0
    for timex in timexes:
        assert end <= timex.start < timex.end <= len(text)
        assert text[timex.start : timex.end] == timex.text
        end = timex.end
        assert timex.rule
        if timex.value is None:
            assert timex.earliest is None
            assert timex.latest is None
        else:
            covered = interval(timex.value)
            assert (covered.earliest, covered.latest) == (timex.earliest, timex.latest)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(text=TEXTS, written_on=DAYS, births=st.lists(st.dates(), max_size=3))
def test_any_text_gives_ordered_exact_spans(text: str, written_on: date | None, births: list[date]) -> None:
    check(text, extract_timexes(text, written_on=written_on, births=births))


@settings(max_examples=60, deadline=None)
@given(text=TEXTS, written_on=DAYS)
def test_the_same_text_gives_the_same_result(text: str, written_on: date | None) -> None:
    assert extract_timexes(text, written_on=written_on) == extract_timexes(text, written_on=written_on)


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param("1/", id="digits and slashes"),
        pytest.param("12.12.", id="digits and stops"),
        pytest.param("1-", id="digits and hyphens"),
        pytest.param("12/12/", id="two digits and slashes"),
        pytest.param("1 ", id="digits and blanks"),
        pytest.param("Mon, ", id="weekdays"),
        pytest.param("the end of ", id="edges"),
        pytest.param("two days before ", id="offsets"),
        pytest.param("a week on ", id="weeks on"),
        pytest.param("since ", id="openings"),
        pytest.param("between 1 and ", id="ranges"),
        pytest.param("1:1", id="colons"),
        pytest.param("12 March to ", id="chained ranges"),
        pytest.param("9" * 50, id="long numbers"),
        pytest.param("first Monday of ", id="nth"),
    ],
)
def test_adversarial_repetition_takes_bounded_time(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    started = time.process_time()
    check(text, extract_timexes(text, written_on=date(2008, 3, 12)))
    assert time.process_time() - started < 6.0


def test_random_digits_and_marks_are_bounded() -> None:
    draw = random.Random(7)
    text = "".join(draw.choice("0123456789/.-: ,") for _ in range(30_000))
    started = time.process_time()
    check(text, extract_timexes(text, written_on=date(2008, 3, 12)))
    assert time.process_time() - started < 6.0
