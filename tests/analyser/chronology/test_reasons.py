from dataclasses import replace
from datetime import date

import pytest

from analyser.chronology.reasons import add_reasons
from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.events import ChronologyEntry, Granularity
from analyser.domain.text import Child
from tests.factories import make_case_file, make_day

CASE = make_case_file(children=(Child("Robin Example", dob=date(2005, 6, 1)),))


def make(day: int, *, month: int = 3, category: EventCategory = EventCategory.INJURY_MEDICAL, people: tuple[str, ...] = ()) -> ChronologyEntry:
    return ChronologyEntry(
        event_id="ev-0001",
        value=f"2007-{month:02d}-{day:02d}",
        interval=make_day(2007, month, day),
        granularity=Granularity.DAY,
        status=EventStatus.OCCURRED,
        category=category,
        agencies=(),
        summary="Bruise seen",
        significant=True,
        confidence=0.9,
        people=people,
        reasons=("given",),
    )


def test_the_first_and_the_repeated_event_of_harm_say_so() -> None:
    first, again, later = add_reasons([make(1), make(20), make(1, month=9)], CASE)
    assert first.reasons == ("given", "first of its kind on this file")
    assert again.reasons == ("given", "again within 90 days")
    assert later.reasons == ("given",)


def test_an_injury_to_an_infant_says_so() -> None:
    (entry,) = add_reasons([make(1, people=("Robin Example",))], CASE)
    assert entry.reasons[-1] == "injury to a child under 2 years"
    (older,) = add_reasons([replace(make(1, people=("Robin Example",)), interval=make_day(2007, 6, 1))], CASE)
    assert "under 2" not in " ".join(older.reasons)


@pytest.mark.parametrize(
    "entry",
    [
        make(1, category=EventCategory.CONTACT),
        replace(make(1), significant=False),
        replace(make(1), status=EventStatus.PLANNED),
    ],
)
def test_routine_planned_and_insignificant_events_get_no_more_reasons(entry: ChronologyEntry) -> None:
    assert add_reasons([entry], CASE) == (entry,)
