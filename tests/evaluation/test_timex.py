"""How the time-expression benchmark counts: pairing, days covered, ranges as ends, and the probe's rows."""

import json
from datetime import date
from pathlib import Path

import pytest

from analyser.domain.dates import Timex, TimexType
from evaluation.timex.benchmarks import duckling_days, is_past_reading, tally
from evaluation.timex.matching import Span, covers, f1, pair
from evaluation.timex.probe import figures, same_days
from evaluation.timex.wikiwars import ends, gold_value


def timex(text: str, value: str, earliest: date | None, latest: date | None) -> Timex:
    return Timex(0, len(text), text, TimexType.DATE, value, earliest, latest, rule="made")


def test_pairs_are_one_to_one_and_the_largest_overlap_wins() -> None:
    gold = [Span(0, 10, "a"), Span(12, 20, "b")]
    predicted = [Span(8, 20, "x"), Span(0, 9, "y")]
    assert sorted(pair(gold, predicted)) == [(0, 1), (1, 0)]


def test_f1_of_nothing_is_nothing() -> None:
    assert f1(0, gold=0, predicted=0) == 0.0
    assert f1(1, gold=2, predicted=1) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(date(2008, 3, 1), date(2008, 3, 31), True, id="the same month"),
        pytest.param(date(2008, 3, 10), date(2008, 4, 10), True, id="half shared"),
        pytest.param(date(2008, 3, 30), date(2008, 5, 30), False, id="hardly shared"),
        pytest.param(date(2008, 3, 1), date(2008, 3, 1), False, id="a day is no month"),
        pytest.param(date(2008, 3, 1), None, False, id="open against closed"),
    ],
)
def test_stretches_agree_when_half_is_shared(first: date, last: date | None, expected: bool) -> None:
    assert covers(timex("March", "2008-03", date(2008, 3, 1), date(2008, 3, 31)), first, last) is expected


def test_a_range_is_read_as_its_two_ends() -> None:
    assert ends(timex("from 1955 to 1963", "1955/1963", None, None)) == [Span(5, 9, "1955"), Span(13, 17, "1963")]
    assert ends(timex("1791-1792", "1791-01/1792-12", None, None)) == [Span(0, 4, "1791"), Span(5, 9, "1792")]
    assert ends(timex("early May", "1940-05-START", None, None)) == [Span(0, 9, "1940-05")]


@pytest.mark.parametrize(
    ("value", "expected"),
    [("1940-FA", "1940-AU"), ("1940-05-10T05:34:00", "1940-05-10T05:34"), ("P2M", None), ("PRESENT_REF", None), ("XXXX-WI", None), (None, None)],
)
def test_only_calendar_values_count(value: str | None, expected: str | None) -> None:
    assert gold_value(value) == expected


def test_future_readings_are_counted_apart() -> None:
    friday = timex("Friday", "2013-02-08", date(2013, 2, 8), date(2013, 2, 8))
    assert is_past_reading(friday, date(2013, 2, 15), date(2013, 2, 12))
    assert not is_past_reading(friday, date(2013, 2, 8), date(2013, 2, 12))
    result = tally([(0, "right"), (1, "future"), (2, "wrong")])
    assert (result["right"], result["of"], result["future_apart"], result["wrong_rows"]) == (1, 2, 1, [2])


def test_exclusive_ends_become_last_days() -> None:
    row = {"kind": "interval", "grain": "day", "start": "2013-02-11T00:00", "end_exclusive": "2013-02-14T00:00"}
    assert duckling_days(row) == (date(2013, 2, 11), date(2013, 2, 13))


def test_the_probe_reads_its_rows_and_says_which_half_is_missing(tmp_path: Path) -> None:
    row = {
        "id": "a-1",
        "writer": "a",
        "kind": "weekday",
        "text": "Seen on Friday.",
        "written_on": "2008-03-12",
        "births": [],
        "expected": [{"start": 8, "end": 14, "value": "2008-03-07"}],
    }
    wrong = row | {"id": "a-2", "expected": [{"start": 8, "end": 14, "value": "2008-03-14"}]}
    (tmp_path / "open.jsonl").write_text("\n".join(json.dumps(r) for r in (row, wrong)), encoding="utf-8")
    result = figures(tmp_path)
    assert result["open"]["by_kind"] == {"weekday": {"right": 1, "of": 2, "spurious": 0}}
    assert result["open"]["wrong_rows"] == ["a-2"]
    assert "left_out" in result["sealed"]


def test_values_agree_by_days_but_clock_times_by_the_minute() -> None:
    assert same_days("2007-03", "2007-03-01/2007-03-31")
    assert not same_days("2007-03-12T14:30", "2007-03-12")
