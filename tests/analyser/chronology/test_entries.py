from datetime import date

import pytest

from analyser.chronology.entries import find_conflict, granularity, settled_status, tidy
from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.events import EventMention, Granularity
from analyser.domain.text import Evidence, Span
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


def _mention(document: str, status: EventStatus, recorded: date) -> EventMention:
    day = date(2008, 1, 29)
    return EventMention(
        evidence=Evidence(document, Span(0, 5)),
        value=day.isoformat(),
        interval=DateInterval(day, day),
        status=status,
        category=EventCategory.HOME_VISIT,
        agencies=(),
        significant=False,
        confidence=0.9,
        recorded_on=recorded,
    )


def test_word_of_a_cancelled_event_overtakes_what_was_written_before_or_on_that_day() -> None:
    plan = _mention("d1", EventStatus.PLANNED, date(2008, 1, 20))
    done = _mention("d1", EventStatus.OCCURRED, date(2008, 1, 30))
    off = _mention("d2", EventStatus.NOT_OCCURRED, date(2008, 1, 30))
    assert settled_status([off, plan]) is EventStatus.NOT_OCCURRED
    assert settled_status([off, done]) is EventStatus.NOT_OCCURRED
    assert settled_status([off, _mention("d3", EventStatus.OCCURRED, date(2008, 2, 5))]) is EventStatus.OCCURRED


def test_only_two_documents_can_be_at_odds_over_whether_it_took_place() -> None:
    done = _mention("d1", EventStatus.OCCURRED, date(2008, 1, 30))
    conflict = find_conflict([done, _mention("d2", EventStatus.NOT_OCCURRED, date(2008, 1, 30))])
    assert conflict is not None
    assert conflict.kind == "status"
    assert find_conflict([done, _mention("d1", EventStatus.NOT_OCCURRED, date(2008, 1, 30))]) is None
