import pytest

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.text import Span
from analyser.events.cues import find_cues
from analyser.events.significance import is_grave, reasons_for


@pytest.mark.parametrize(
    ("text", "status", "grave"),
    [
        ("Bruise to cheek seen", EventStatus.OCCURRED, True),
        ("Mum took an overdose", EventStatus.OCCURRED, True),
        ("Police called to a domestic incident", EventStatus.OCCURRED, True),
        ("Children found alone", EventStatus.OCCURRED, True),
        ("No bruises seen", EventStatus.OCCURRED, False),
        ("Bruise to cheek to be examined", EventStatus.PLANNED, False),
        ("Domestic abuse course finished", EventStatus.OCCURRED, False),
        ("Weighed in clinic", EventStatus.OCCURRED, False),
    ],
)
def test_harm_that_took_place_is_grave(text: str, status: EventStatus, grave: bool) -> None:
    assert is_grave(text, find_cues(text), Span(0, len(text)), status) is grave


def test_reasons_read_as_words() -> None:
    text = "ICPC held"
    reasons = reasons_for(text, find_cues(text), Span(0, len(text)), EventCategory.CONFERENCE)
    assert any("child protection conference" in reason for reason in reasons)
    assert not any("_" in reason for reason in reasons)
