import pytest

from analyser.domain.codes import Agency, EventCategory
from analyser.domain.text import CaseFile, Child, Person, Span
from analyser.events.actors import agencies_of, index_names
from analyser.events.cues import find_cues

CASE = CaseFile(
    case_id="case-1",
    documents=(),
    children=(Child("Robin Example", ("R", "RE")), Child("Kit Example", ("K",))),
    people=(Person("Sam Example", ("mum", "Ms E"), "mother"), Person("Alex Other", ("AO",), "social worker")),
)


@pytest.mark.parametrize(
    ("words", "people"),
    [
        ("Mum and R seen", ("Sam Example", "Robin Example")),
        ("Robin Example and Robin again", ("Robin Example",)),
        ("Rang the school", ()),
        ("AO rang K's school", ("Alex Other", "Kit Example")),
        ("re mumps", ()),
        ("Example family", ()),
    ],
)
def test_people_are_those_of_the_case_list_and_nobody_else(words: str, people: tuple[str, ...]) -> None:
    assert index_names(CASE).people(words) == people


def test_a_form_that_two_people_share_names_nobody() -> None:
    case = CaseFile("c", (), children=(Child("Robin A", ("R",)), Child("Rory A", ("R",))))
    assert index_names(case).people("R seen, Rory asleep") == ("Rory A",)


def test_a_case_without_lists_names_nobody() -> None:
    assert index_names(CaseFile("c", ())).people("Mum seen") == ()


@pytest.mark.parametrize(
    ("text", "category", "author", "agencies"),
    [
        ("PC Smith attended A&E", EventCategory.POLICE_INCIDENT, None, (Agency.POLICE, Agency.HOSPITAL)),
        ("seen by HV in clinic", EventCategory.HEALTH_APPOINTMENT, Agency.SCHOOL, (Agency.HEALTH_VISITOR, Agency.HOSPITAL)),
        ("all well at home", EventCategory.HOME_VISIT, Agency.CHILDRENS_SOCIAL_CARE, (Agency.CHILDRENS_SOCIAL_CARE,)),
        ("T/C to police", EventCategory.CONTACT, Agency.CHILDRENS_SOCIAL_CARE, (Agency.POLICE, Agency.CHILDRENS_SOCIAL_CARE)),
    ],
)
def test_agencies_come_from_words_and_from_the_author_who_acts(
    text: str, category: EventCategory, author: Agency | None, agencies: tuple[Agency, ...]
) -> None:
    assert agencies_of(find_cues(text), Span(0, len(text)), category, author) == agencies
