from datetime import date

import pytest

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.text import Span
from analyser.events.cues import find_cues
from analyser.events.status import happens_by_default, rule_status

WRITTEN = date(2007, 3, 12)


@pytest.mark.parametrize(
    ("text", "day", "status"),
    [
        ("Mum attended clinic on 5/3", 5, EventStatus.OCCURRED),
        ("H/V booked for 15/3", 15, EventStatus.PLANNED),
        ("H/V 15/3 cancelled", 15, EventStatus.NOT_OCCURRED),
        ("The meeting did not go ahead on 5/3", 5, EventStatus.NOT_OCCURRED),
        ("He was not brought on 5/3", 5, EventStatus.OCCURRED),
        ("To be held 15/3 if he returns", 15, EventStatus.UNCERTAIN),
        ("SW to visit today", 12, EventStatus.PLANNED),
        ("Seen today", 12, EventStatus.OCCURRED),
    ],
)
def test_words_and_dates_tell_whether_it_took_place(text: str, day: int, status: EventStatus) -> None:
    whole = Span(0, len(text))
    interval = DateInterval(date(2007, 3, day), date(2007, 3, day))
    assert rule_status(find_cues(text), whole, whole, interval, WRITTEN, in_plan=False) is status


def test_what_stands_under_a_plan_label_on_the_day_of_writing_is_planned() -> None:
    text = "Plan: letter out"
    whole = Span(0, len(text))
    interval = DateInterval(WRITTEN, WRITTEN)
    assert rule_status(find_cues(text), whole, whole, interval, WRITTEN, in_plan=True) is EventStatus.PLANNED
    assert rule_status(find_cues(text), whole, whole, interval, WRITTEN, in_plan=False) is EventStatus.OCCURRED


@pytest.mark.parametrize(
    ("text", "expected"),
    [("was not brought to clinic", True), ("DNA clinic", True), ("clinic was cancelled by hospital", False), ("the meeting was not held", False)],
)
def test_missing_an_appointment_is_something_that_happened(text: str, *, expected: bool) -> None:
    assert happens_by_default(find_cues(text), Span(0, len(text)), EventCategory.HEALTH_APPOINTMENT) is expected
