import pytest

from analyser.domain.codes import Agency, DocumentType, EventCategory
from analyser.domain.text import Span
from analyser.events.category import Paper, best_category, category_scores
from analyser.events.cues import find_cues


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Referral received from St Anne's", EventCategory.REFERRAL),
        ("H/V to mum, all well", EventCategory.HOME_VISIT),
        ("T/C from HV", EventCategory.CONTACT),
        ("Strategy discussion held", EventCategory.STRATEGY_DISCUSSION),
        ("ICPC at Town Hall", EventCategory.CONFERENCE),
        ("Core group 2", EventCategory.REVIEW_MEETING),
        ("the clinic appointment was not attended", EventCategory.MISSED_APPOINTMENT),
        ("the clinic appointment went well", EventCategory.HEALTH_APPOINTMENT),
        ("bruising seen to his cheek", EventCategory.INJURY_MEDICAL),
        ("Interim care order granted", EventCategory.LEGAL),
        ("Case closed", EventCategory.CASE_DECISION),
        ("excluded for two days", EventCategory.EDUCATION),
        ("reported missing", EventCategory.MISSING_EPISODE),
        ("took an overdose", EventCategory.MENTAL_HEALTH),
        ("evicted from the flat", EventCategory.HOUSING),
        ("his sister was born", EventCategory.FAMILY_CHANGE),
        ("the sun shone", None),
    ],
)
def test_cues_name_what_a_clause_is_about(text: str, category: EventCategory | None) -> None:
    whole = Span(0, len(text))
    assert best_category(category_scores(find_cues(text), frozenset(), whole, whole, Paper(), opening=False)) is category


def test_the_title_counts_where_the_clause_opens_the_note() -> None:
    text = "Mum and both boys in."
    whole = Span(0, len(text))
    title = frozenset(group for group, places in find_cues("Home visit").starts.items() if places)
    assert best_category(category_scores(find_cues(text), title, whole, whole, Paper(), opening=True)) is EventCategory.HOME_VISIT
    assert best_category(category_scores(find_cues(text), title, whole, whole, Paper(), opening=False)) is not EventCategory.HOME_VISIT


@pytest.mark.parametrize(
    ("paper", "opening", "category"),
    [
        (Paper(DocumentType.MEETING_MINUTES, Agency.CHILDRENS_SOCIAL_CARE), True, EventCategory.REVIEW_MEETING),
        (Paper(DocumentType.MEETING_MINUTES, Agency.CHILDRENS_SOCIAL_CARE), False, None),
        (Paper(DocumentType.LETTER, Agency.CAMHS), False, EventCategory.MENTAL_HEALTH),
        (Paper(), True, None),
    ],
)
def test_where_words_do_not_say_the_paper_does(paper: Paper, *, opening: bool, category: EventCategory | None) -> None:
    whole = Span(0, 20)
    scores = category_scores(find_cues("First held on the 5th"), frozenset(), whole, whole, paper, opening=opening)
    assert best_category(scores) is category
