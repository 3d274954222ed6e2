"""Signs of analysis, and what only looks like them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.analytic.cues import find_cues, has_jargon, is_bare_decision, is_template_question

SHOWN = {
    "meaning": ("This means that Sam goes to school hungry.", "A1"),
    "cause": ("The lates are linked to his mother's night shifts.", "A2"),
    "hypothesis": ("One explanation is that he was afraid.", "A3"),
    "typographic apostrophe": ("The school’s account fits what the GP wrote.", "A8"),
    "weighing": ("I give more weight to the school's log.", "A4"),
    "risk": ("He is likely to be hit again when the drinking starts.", "A5"),
    "protection tested": ("Her mother's help is not enough to keep them safe.", "A6"),
    "pattern": ("Each time the visits stopped the house slipped.", "A7"),
    "comparison": ("Her story differs from the nursery's.", "A8"),
    "child read": ("What he told me suggests he expects to be blamed.", "A9"),
    "change": ("She has not yet shown that she can do it alone.", "A10"),
    "conclusion": ("In my judgement the plan has failed.", "A12"),
    "contingency with a gap": ("If she misses the next two sessions, then a conference will follow.", "A14"),
    "not known": ("We do not know who collects him.", "A15"),
    "capitals": ("THIS SUGGESTS THAT SHE IS AFRAID.", "A12"),
}


@pytest.mark.parametrize(("sentence", "element"), SHOWN.values(), ids=SHOWN)
def test_signs_show_their_element(sentence: str, element: str) -> None:
    assert element in {cue.element for cue in find_cues(sentence)}


NEAR_MISSES = {
    "process": "Risk assessment completed and uploaded.",
    "passive alarm": "Concerns were raised.",
    "template question": "What is the impact on the child?",
    "birth weight": "Birth weight was more than one would like to see.",
    "part of a word": "The clause was typed.",
    "stem inside a word": "A mispatterned shirt.",
    "count": "He was late more than once.",
    "plain fact": "Mum attended and the flat was warm.",
    "voicemail": "Left a voice mail.",
}


@pytest.mark.parametrize("sentence", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_false_friends_show_nothing(sentence: str) -> None:
    assert find_cues(sentence) == ()


def test_a_gap_ends_with_its_words() -> None:
    assert "A14" not in {cue.element for cue in find_cues("Asked if " + "very " * 12 + "tired then.")}


@given(
    st.one_of(
        st.text(), st.lists(st.sampled_from(["this suggests", "risk assessment", "because", "’", " ", ", ", "if", "then", "\n", "İ"])).map(" ".join)
    )
)
def test_signs_point_into_the_sentence(sentence: str) -> None:
    cues = find_cues(sentence)
    assert all(0 <= cue.span.start < cue.span.end <= len(sentence) for cue in cues)
    assert len({cue.element for cue in cues}) == len(cues)
    assert list(cues) == sorted(cues, key=lambda cue: (cue.span.start, cue.element))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("What does this mean for the child?", True),
        ("- Please describe the child's health", True),
        ("I asked her what does this mean for the child.", False),
        ("He needs a nurse.", False),
    ],
)
def test_template_questions_open_the_sentence(sentence: str, expected: bool) -> None:
    assert is_template_question(sentence) is expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Therefore NFA.", True),
        ("Threshold not met.", True),
        ("Threshold not met because both injuries have an account that fits.", False),
        ("The panel met.", False),
    ],
)
def test_bare_decisions_name_no_ground(sentence: str, expected: bool) -> None:
    assert is_bare_decision(sentence) is expected


@pytest.mark.parametrize(("sentence", "expected"), [("Disguised compliance noted.", True), ("She signed and did not come.", False)])
def test_set_phrases_are_known(sentence: str, expected: bool) -> None:
    assert has_jargon(sentence) is expected
