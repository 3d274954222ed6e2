"""Section by section."""

import pytest

from analyser.analytic.sections import profile_sections
from analyser.domain.codes import AssessmentLabel, SentenceLabel
from analyser.domain.judgements import Judgement, LabelScores, SectionProfile
from analyser.domain.text import SentenceKind
from analyser.segment import split_sentences

FACT = "He was seen at home on Tuesday and again on Friday with his two sisters and their aunt."
MEANING = "This suggests that he waits for her to leave before he eats, which fits the empty plates."


def sections_of(text: str) -> list[SectionProfile]:
    judgements = []
    for sentence in split_sentences(text):
        words = sentence.span.of(text)
        label = SentenceLabel.ANALYTICAL if "suggests" in words else SentenceLabel.DESCRIPTIVE
        label = SentenceLabel.OTHER if sentence.kind is SentenceKind.HEADING else label
        judgements.append(Judgement(sentence, label, LabelScores(**{str(each): float(each is label) for each in SentenceLabel})))
    return list(profile_sections(text, judgements))


def test_each_heading_has_its_own_label() -> None:
    text = f"Health\n{FACT} {FACT}\n\nAnalysis\n{MEANING} {FACT} {MEANING}\n\nOutcome\nNo further action was agreed."
    found = sections_of(text)
    assert [section.heading.of(text) for section in found if section.heading] == ["Health", "Analysis", "Outcome"]
    assert [section.label for section in found] == [AssessmentLabel.DESCRIPTIVE, AssessmentLabel.ANALYTICAL, AssessmentLabel.CANNOT_JUDGE]
    assert found[1].span.of(text) == f"{MEANING} {FACT} {MEANING}"
    assert found[1].analytical_words == pytest.approx(2 * found[1].descriptive_words, abs=4)


def test_what_stands_before_the_first_heading_is_a_section() -> None:
    found = sections_of(f"{FACT} {FACT}\n\nAnalysis\n{MEANING} {MEANING}")
    assert found[0].heading is None
    assert found[0].label is AssessmentLabel.DESCRIPTIVE


def test_nothing_gives_no_sections() -> None:
    assert sections_of("") == []
    assert sections_of("Analysis") == []
