"""Strengths and prompts for the author of an assessment."""

import re
from dataclasses import replace
from datetime import date

import pytest

from analyser.analytic.feedback import write_feedback
from analyser.analytic.profile import profile_assessment
from analyser.domain.codes import Agency, DocumentType, EventCategory, EventStatus, ItemKind, SentenceLabel, Theme, UseStatus
from analyser.domain.dates import DateInterval
from analyser.domain.events import Chronology, ChronologyEntry
from analyser.domain.judgements import AssessmentProfile, Feedback, Item, Judgement, LabelScores, Use
from analyser.domain.text import CaseFile, Document, SentenceKind, Span
from analyser.segment import split_sentences

HISTORY, AGENCY = ItemKind.HISTORICAL_CONCERN, ItemKind.AGENCY_INFORMATION
FACTS = "Health\nZebulon is well. Quillfeather came late.\n\nAnalysis\nMarmalade was eaten. Thistledown rang twice.\n\nOutcome\nTherefore NFA."
ASSESSMENT = Document("D5", FACTS, written_on=date(2010, 6, 1), type=DocumentType.ASSESSMENT)
NONE = Chronology(())


def profile_of(document: Document, analytical: tuple[str, ...] = (), *, judged: bool = True) -> AssessmentProfile:
    """Sentences that begin with a word of ``analytical`` are analytical, headings other, the rest descriptive."""
    judgements = []
    for sentence in split_sentences(document.text):
        label = SentenceLabel.ANALYTICAL if sentence.span.of(document.text).startswith(analytical or ("\0",)) else SentenceLabel.DESCRIPTIVE
        label = SentenceLabel.OTHER if sentence.kind is SentenceKind.HEADING else label
        judgements.append(Judgement(sentence, label, LabelScores(**{str(each): float(each is label) for each in SentenceLabel})))
    return profile_assessment(document, judgements, judged=judged)


def use(
    item_id: str,
    status: UseStatus,
    kind: ItemKind = HISTORY,
    theme: Theme = Theme.NEGLECT,
    agency: Agency | None = Agency.SCHOOL,
    weight: float = 0.5,
) -> Use:
    evidence = () if status is UseStatus.NOT_USED else (Span(7, 23),)
    item = Item(item_id, kind, theme, agency, (), date(2009, 3, 5), weight)
    return Use("D5", item, status, 0.9, (), evidence)


def event(category: EventCategory, day: date, status: EventStatus = EventStatus.OCCURRED) -> ChronologyEntry:
    return ChronologyEntry(f"ev-{day}-{category}", day.isoformat(), DateInterval(day, day), None, status, category, (), "", True, 0.9)


def feedback(
    uses: tuple[Use, ...] = (), events: Chronology = NONE, document: Document = ASSESSMENT, analytical: tuple[str, ...] = ()
) -> AssessmentProfile:
    return write_feedback(profile_of(document, analytical), uses, CaseFile("c1", (document,)), events)


def test_what_is_contradicted_comes_first_then_history_then_agencies() -> None:
    uses = (
        use("inf-1", UseStatus.NOT_USED, AGENCY, agency=Agency.POLICE),
        use("inf-2", UseStatus.NOT_USED),
        use("inf-3", UseStatus.CONTRADICTED, theme=Theme.DOMESTIC_ABUSE),
    )
    prompts = feedback(uses).prompts
    assert [prompt.items for prompt in prompts] == [("inf-3",), ("inf-2",), ("inf-1",)]
    assert prompts[0].spans == (Span(7, 23),)
    assert "domestic abuse, recorded on 5 March 2009" in prompts[0].text
    assert "the police" in prompts[2].text


def test_two_themes_that_are_contradicted_are_asked_about_apart() -> None:
    themes = (Theme.MISSING, Theme.NEGLECT, Theme.NEGLECT, Theme.SELF_HARM)
    uses = tuple(use(f"inf-{i}", UseStatus.CONTRADICTED, theme=theme) for i, theme in enumerate(themes))
    prompts = feedback((*uses, use("inf-9", UseStatus.NOT_USED))).prompts
    assert [prompt.items for prompt in prompts] == [("inf-1", "inf-2"), ("inf-0",), ("inf-9",)]


def test_gaps_of_the_text_follow_in_their_order() -> None:
    texts = [prompt.text for prompt in feedback().prompts]
    assert [next(word for word in ("for the child", "decision", "headed as analysis") if word in text) for text in texts] == [
        "for the child",
        "decision",
        "headed as analysis",
    ]
    assert all(prompt.spans for prompt in feedback().prompts)


def test_the_weightiest_theme_is_asked_about() -> None:
    uses = (use("inf-1", UseStatus.NOT_USED), use("inf-2", UseStatus.NOT_USED), use("inf-3", UseStatus.NOT_USED, theme=Theme.MISSING, weight=0.9))
    assert feedback(uses).prompts[0].items == ("inf-3",)
    assert feedback(uses[:2]).prompts[0].items == ("inf-1", "inf-2")
    assert "two earlier concerns about neglect" in feedback(uses[:2]).prompts[0].text


INCIDENTS = tuple(event(EventCategory.POLICE_INCIDENT, date(2009, month, 1)) for month in (1, 2, 3))
UNUSED_ABUSE = use("inf-1", UseStatus.NOT_USED, theme=Theme.DOMESTIC_ABUSE)


def test_events_on_file_are_counted_out() -> None:
    prompt = feedback((UNUSED_ABUSE,), Chronology(INCIDENTS)).prompts[0]
    assert prompt.text.startswith("The file records at least three police or domestic abuse incidents before this assessment.")


NOT_COUNTED = {
    "planned": event(EventCategory.POLICE_INCIDENT, date(2009, 4, 1), EventStatus.PLANNED),
    "after the assessment": event(EventCategory.POLICE_INCIDENT, date(2010, 7, 1)),
    "on its day": event(EventCategory.POLICE_INCIDENT, date(2010, 6, 1)),
    "another kind": event(EventCategory.HOUSING, date(2009, 4, 1)),
    "open end": replace(event(EventCategory.POLICE_INCIDENT, date(2009, 4, 1)), interval=DateInterval(date(2009, 4, 1), None)),
    "unsure": replace(event(EventCategory.POLICE_INCIDENT, date(2009, 4, 1)), confidence=0.2),
    "told twice": event(EventCategory.DOMESTIC_ABUSE, date(2009, 3, 1)),
    "a matter of routine": replace(event(EventCategory.POLICE_INCIDENT, date(2009, 4, 1)), significant=False),
    "some time in a month": replace(
        event(EventCategory.POLICE_INCIDENT, date(2009, 4, 1)), interval=DateInterval(date(2009, 4, 1), date(2009, 4, 30))
    ),
    "no date": replace(event(EventCategory.POLICE_INCIDENT, date(2009, 4, 1)), interval=None),
}


@pytest.mark.parametrize("entry", NOT_COUNTED.values(), ids=NOT_COUNTED)
def test_only_what_happened_before_is_counted(entry: ChronologyEntry) -> None:
    prompt = feedback((UNUSED_ABUSE,), Chronology((*INCIDENTS, entry))).prompts[0]
    assert "three police" in prompt.text


def test_events_are_not_counted_out_where_others_of_the_theme_are_used() -> None:
    uses = (UNUSED_ABUSE, use("inf-2", UseStatus.USED, theme=Theme.DOMESTIC_ABUSE))
    assert "an earlier concern about domestic abuse" in feedback(uses, Chronology(INCIDENTS)).prompts[0].text


def test_one_event_is_not_counted_out() -> None:
    assert "an earlier concern" in feedback((UNUSED_ABUSE,), Chronology(INCIDENTS[:1])).prompts[0].text


def test_what_is_used_is_a_strength() -> None:
    uses = (
        use("inf-1", UseStatus.USED),
        use("inf-2", UseStatus.USED, AGENCY, agency=Agency.GP),
        use("inf-3", UseStatus.USED, AGENCY, agency=Agency.POLICE),
    )
    strengths = feedback(uses).strengths
    assert [strength.items for strength in strengths] == [("inf-1",), ("inf-2", "inf-3")]
    assert "the GP and the police" in strengths[1].text


def test_elements_shown_are_strengths_and_other_reasoning_is_told_by_number() -> None:
    shown = replace(ASSESSMENT, text="Zebulon is late each time: this means that he cannot learn. Thistledown rang. Marmalade outlasts them all.")
    assert "says what the facts mean for the child" in feedback(document=shown, analytical=("Zebulon",)).strengths[0].text
    assert feedback(document=shown, analytical=("Marmalade",)).strengths[0].text.startswith("One sentence goes beyond")


def test_no_more_than_three_of_each() -> None:
    uses = tuple(use(f"inf-{i}", status, kind) for i, (status, kind) in enumerate((s, k) for s in UseStatus for k in ItemKind))
    shown = feedback(uses, Chronology(INCIDENTS))
    assert len(shown.prompts) == 3
    assert len(shown.strengths) <= 3


def test_uses_of_other_assessments_and_unsure_ones_are_passed_over() -> None:
    other = replace(use("inf-1", UseStatus.CONTRADICTED), assessment_id="D4")
    unsure = replace(use("inf-2", UseStatus.CONTRADICTED), confidence=0.2)
    unjudged = use("inf-3", UseStatus.CANNOT_JUDGE)
    assert feedback((other, unsure, unjudged)) == feedback()


def test_supervision_without_reasoning_gets_a_question_of_its_own() -> None:
    record = replace(ASSESSMENT, type=DocumentType.SUPERVISION, text="Visits were discussed. Plan continues.")
    prompts = write_feedback(profile_of(record, judged=False), (), CaseFile("c1", (record,)), NONE).prompts
    assert len(prompts) == 1
    assert "you both" in prompts[0].text


def test_copied_sentences_are_asked_about_with_the_date_of_the_earlier_paper() -> None:
    copied = (
        "Mum was seen at home on Tuesday and the kitchen was clean and warm. Dad was seen at work on Friday and he said that he was well and busy."
    )
    earlier = Document("D1", copied, written_on=date(2009, 1, 2), type=DocumentType.ASSESSMENT)
    later = replace(ASSESSMENT, text=copied)
    prompts = write_feedback(profile_of(later), (), CaseFile("c1", (earlier, later)), NONE).prompts
    assert any(prompt.text.startswith("Two sentences are the same as in the assessment of 2 January 2009.") for prompt in prompts)


def test_feedback_never_copies_the_words_of_the_case() -> None:
    uses = tuple(use(f"inf-{status}-{kind}", status, kind) for status in UseStatus for kind in ItemKind)
    shown = feedback(uses, Chronology(INCIDENTS), analytical=("Quillfeather",))
    texts = " ".join(each.text for each in (*shown.strengths, *shown.prompts))
    assert not re.search("zebulon|quillfeather|marmalade|thistledown", texts, re.IGNORECASE)


def test_every_word_of_feedback_is_tied_to_spans_or_items() -> None:
    def tied(each: Feedback) -> bool:
        return bool(each.spans or each.items) and all(0 <= span.start < span.end <= len(FACTS) for span in each.spans)

    shown = feedback((use("inf-1", UseStatus.USED), UNUSED_ABUSE))
    assert all(tied(each) for each in (*shown.strengths, *shown.prompts))


def test_profile_of_a_document_that_is_not_on_file_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks"):
        write_feedback(profile_of(ASSESSMENT), (), CaseFile("c1", ()), NONE)
