"""What assessments leave open."""

from datetime import date

import pytest

from analyser.analytic import gaps
from analyser.analytic.profile import profile_assessment
from analyser.domain.codes import DocumentType, SentenceLabel
from analyser.domain.judgements import AssessmentProfile, Judgement, LabelScores
from analyser.domain.text import CaseFile, Document, SentenceKind, Span
from analyser.segment import split_sentences

A, D, P = SentenceLabel.ANALYTICAL, SentenceLabel.DESCRIPTIVE, SentenceLabel.PLAN
COPIED = "Mum was seen at home on Tuesday and the kitchen was clean and the beds had sheets."


def profiled(text: str, labels: dict[str, SentenceLabel] | None = None, written_on: date | None = None) -> tuple[Document, AssessmentProfile]:
    """A paper whose sentences are descriptive unless their first word has a label; headings are other."""
    document = Document("D9", text, written_on=written_on, type=DocumentType.ASSESSMENT)
    judgements = []
    for sentence in split_sentences(text):
        first = sentence.span.of(text).split()[0]
        label = SentenceLabel.OTHER if sentence.kind is SentenceKind.HEADING else (labels or {}).get(first, D)
        judgements.append(Judgement(sentence, label, LabelScores(**{str(each): float(each is label) for each in SentenceLabel})))
    return document, profile_assessment(document, judgements, judged=True)


def shown(document: Document, spans: list[Span]) -> list[str]:
    return [span.of(document.text) for span in spans]


def test_facts_without_meaning_are_those_by_the_reasoning() -> None:
    document, profile = profiled("Health\nHe is well.\n\nAnalysis\nShe came late.")
    assert shown(document, gaps.facts_without_meaning(document.text, profile)) == ["She came late."]


def test_facts_without_meaning_are_all_facts_where_no_section_reasons() -> None:
    document, profile = profiled("Health\nHe is well.\nShe came late.")
    assert len(gaps.facts_without_meaning(document.text, profile)) == 2


def test_meaning_for_the_child_closes_the_gap() -> None:
    document, profile = profiled("Analysis\nHungry mornings: this means that he cannot learn.\nShe came late.", {"Hungry": A})
    assert gaps.facts_without_meaning(document.text, profile) == []


NARRATIVES = {
    "only facts": ("Analysis\nMum attended. School said so.", {}, 2),
    "one fact is too few": ("Analysis\nMum attended.", {}, 0),
    "reasoning among facts": ("Analysis\nMum attended. School said so. Weighed together they differ.", {"Weighed": A}, 0),
    "facts under another heading": ("Health\nMum attended. School said so.", {}, 0),
    "no heading": ("Mum attended. School said so.", {}, 0),
    "heading on the same line": ("Analysis: Mum attended. School said so.", {}, 2),
}


@pytest.mark.parametrize(("text", "labels", "n"), NARRATIVES.values(), ids=NARRATIVES)
def test_narrative_under_an_analysis_heading_is_found(text: str, labels: dict[str, SentenceLabel], n: int) -> None:
    document, profile = profiled(text, labels)
    assert len(gaps.narrative_under_analysis(document.text, profile, least=2)) == n


DECISIONS = {
    "bare decision": ("Outcome\nTherefore NFA.", {}, 1),
    "plan for a conclusion": ("Conclusion\nRefer to the clinic.", {"Refer": P}, 1),
    "plan under its own heading": ("Next steps\nRefer to the clinic.", {"Refer": P}, 0),
    "reasons in the conclusion": ("Conclusion\nWeighed together the risk is low because she left. Therefore NFA.", {"Weighed": A}, 0),
    "reasons in the same sentence": ("Outcome\nNo further action as a result of what the clinic found.", {"No": A}, 0),
}


@pytest.mark.parametrize(("text", "labels", "n"), DECISIONS.values(), ids=DECISIONS)
def test_decisions_without_reasons_are_found(text: str, labels: dict[str, SentenceLabel], n: int) -> None:
    document, profile = profiled(text, labels)
    assert len(gaps.unreasoned_decisions(document.text, profile)) == n


QUESTIONS = {
    "left at the end": ("He is well.\nWhat is the impact on the child?", 1),
    "before a heading": ("What is the impact on the child?\nHealth\nHe is well.", 1),
    "two in a row": ("What are the risks?\nWhat are the strengths?\nHe is well.", 1),
    "answered": ("What is the impact on the child?\nHe is tired at school.", 0),
    "question of the author's own": ("Who was in the flat?", 0),
}


@pytest.mark.parametrize(("text", "n"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions_of_the_form_without_an_answer_are_found(text: str, n: int) -> None:
    document, profile = profiled(text)
    assert len(gaps.template_questions(document.text, profile)) == n


def test_set_phrases_count_unless_they_are_reasoned_about() -> None:
    text = "Disguised compliance noted. Calling it disguised compliance hides that she was never told."
    document, profile = profiled(text, {"Calling": A})
    assert shown(document, gaps.set_phrases(document.text, profile)) == ["Disguised compliance noted."]


def earlier(text: str, written_on: date | None, document_type: DocumentType = DocumentType.ASSESSMENT) -> Document:
    return Document("D1", text, written_on=written_on, type=document_type)


COPIES = {
    "copied": (earlier(f"Health\n{COPIED} More.", date(2010, 1, 1)), 1),
    "copied in other case and marks": (earlier(COPIED.upper().replace(".", "!"), date(2010, 1, 1)), 1),
    "later paper": (earlier(COPIED, date(2012, 1, 1)), 0),
    "undated paper": (earlier(COPIED, None), 0),
    "case note": (earlier(COPIED, date(2010, 1, 1), DocumentType.CASE_NOTE), 0),
    "inside a longer word": (earlier("x" + COPIED, date(2010, 1, 1)), 0),
    "short sentence": (earlier("He is well.", date(2010, 1, 1)), 0),
}


@pytest.mark.parametrize(("other", "n"), COPIES.values(), ids=COPIES)
def test_sentences_copied_from_an_earlier_assessment_are_found(other: Document, n: int) -> None:
    document, profile = profiled(f"He is well. {COPIED}", written_on=date(2011, 1, 1))
    source, spans = gaps.copied_forward(document, profile, CaseFile("c1", (other, document)), least_words=12)
    assert len(spans) == n
    assert (source is other) == bool(n)


def test_undated_assessment_has_nothing_before_it() -> None:
    document, profile = profiled(COPIED)
    assert gaps.copied_forward(document, profile, CaseFile("c1", (earlier(COPIED, date(2010, 1, 1)), document)), least_words=12) == (None, [])
