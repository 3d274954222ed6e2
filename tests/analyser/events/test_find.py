from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.text import Child, Document
from analyser.events import find_mentions
from analyser.view import DocumentView
from tests.factories import make_case_file, make_document

MakeView = Callable[[Document], DocumentView]
WORDS = [
    "H/V to mum on 5/3/07.",
    "DOB 05/04/2003.",
    "No reply",
    "Strategy discussion",
    "12 March 2007:",
    "since June",
    "\n",
    "a - b;",
    "(8/3)",
    "rang.",
]


@pytest.mark.parametrize(
    ("text", "value", "status", "category"),
    [
        ("Home visit on 5/3/07, mum and baby in.", "2007-03-05", EventStatus.OCCURRED, EventCategory.HOME_VISIT),
        ("Kit was not brought to clinic on 5/3/07.", "2007-03-05", EventStatus.OCCURRED, EventCategory.MISSED_APPOINTMENT),
        ("Core group booked for 20/3/07.", "2007-03-20", EventStatus.PLANNED, EventCategory.REVIEW_MEETING),
        ("The home visit of 5/3/07 did not go ahead.", "2007-03-05", EventStatus.NOT_OCCURRED, EventCategory.HOME_VISIT),
    ],
)
def test_a_dated_clause_is_an_event_with_its_date_status_and_category(
    make_view: MakeView, text: str, value: str, status: EventStatus, category: EventCategory
) -> None:
    document = make_document(text)
    (mention,) = find_mentions(make_view(document), make_case_file(document))
    assert (mention.value, mention.status, mention.category, mention.dated_by) == (value, status, category, "timex")


def test_a_note_that_opens_with_what_it_records_is_dated_by_the_day_of_writing(make_view: MakeView) -> None:
    document = make_document("H/V to mum and Kit, seen in the lounge.\nThe flat is on the second floor.", title="Home visit")
    found = find_mentions(make_view(document), make_case_file(document))
    assert [(mention.value, mention.dated_by) for mention in found] == [("2007-03-12", "document")]
    assert found[0].evidence.span.of(document.text).startswith("H/V to mum")


@pytest.mark.parametrize(
    "text", ["Kit Example DOB 05/04/2003.", "From: A\nSent: 05 March 2007 09:12\nTo: B", "The flat is warm and clean.", "", "  \n "]
)
def test_what_tells_no_event_gives_none(make_view: MakeView, text: str) -> None:
    document = make_document(text)
    assert find_mentions(make_view(document), make_case_file(document)) == ()


def test_people_and_agencies_are_named_and_significance_has_its_reasons(make_view: MakeView) -> None:
    document = make_document("Strategy discussion held 5/3/07 re Kit with police and school nurse.")
    (mention,) = find_mentions(make_view(document), make_case_file(document, children=(Child("Kit Example", ("Kit",), date(2003, 4, 5)),)))
    assert mention.people == ("Kit Example",)
    assert {str(agency) for agency in mention.agencies} >= {"police", "school_nurse", "childrens_social_care"}
    assert mention.significant
    assert mention.reasons[0] == "changes the legal or planning status"


@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_mentions_lie_in_order_in_the_text_and_repeat_byte_for_byte(make_view: MakeView, text: str) -> None:
    document = make_document(text)
    case_file = make_case_file(document)
    found = find_mentions(make_view(document), case_file)
    assert found == find_mentions(make_view(document), case_file)
    spans = [mention.evidence.span for mention in found]
    assert spans == sorted(spans)
    for mention in found:
        words = mention.evidence.span.of(text)
        assert words
        assert words == words.strip()
        assert 0.5 < mention.confidence <= 1
        assert mention.interval is not None
