from datetime import date

import numpy as np
import pytest

from analyser.domain.codes import Agency, EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.text import Evidence, Span
from analyser.events import event_models, find_mentions
from analyser.events.models import HEADS
from analyser.heads import LinearHead
from analyser.segment import split_sentences
from analyser.timex import extract_timexes
from analyser.timex.values import interval
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase, GoldEvent
from models.tasks.events import fit, read_examples, same_dates
from tests.factories import make_case_file, make_document

NOTES = {
    "D01": ("Home visit 5/3/07. Jo Example DOB 05/04/2003. Core group booked for 20/3/07.", ("Home visit 5/3/07.", "Core group booked for 20/3/07.")),
    "D02": (
        "Core group held 20/3/07. Letter of 1/2/07 filed. Fire at the flat on 8/3/07.",
        ("Core group held 20/3/07.", "Fire at the flat on 8/3/07."),
    ),
    "D03": ("Home visit to mum and baby. All well. Fire at the flat on 8/3/07, see file. Nobody hurt.", ("Fire at the flat on 8/3/07",)),
}
DATES = {"Home": "2007-03-05", "Core": "2007-03-20", "Fire": "2007-03-08"}


@pytest.fixture(scope="module")
def annotated() -> tuple[AnnotatedCase, dict[tuple[str, str], DocumentView]]:
    documents = [make_document(text, document_id=document_id, written_on=date(2007, 3, 12)) for document_id, (text, _) in NOTES.items()]
    events = []
    for document in documents:
        for words in NOTES[document.document_id][1]:
            start = document.text.index(words)
            events.append(
                GoldEvent(
                    evidence=Evidence(document.document_id, Span(start, start + len(words))),
                    event_id=words[:4],
                    date=DATES[words[:4]],
                    status=EventStatus.PLANNED if "booked" in words else EventStatus.OCCURRED,
                    category=EventCategory.REVIEW_MEETING if words.startswith("Core") else EventCategory.HOME_VISIT,
                    agencies=(Agency.CHILDRENS_SOCIAL_CARE,),
                    significant=words.startswith("Fire"),
                )
            )
    case = AnnotatedCase(
        case_file=make_case_file(*documents), timexes=(), events=tuple(events), sentences=(), information=(), uses=(), outcomes=(), assessments={}
    )
    views = {}
    for document in documents:
        sentences = split_sentences(document.text)
        rows = np.eye(len(sentences), 8, dtype=np.float32)
        views[case.case_id, document.document_id] = DocumentView(
            document, sentences, extract_timexes(document.text, written_on=document.written_on), rows
        )
    return case, views


@pytest.fixture(scope="module")
def heads(annotated: tuple[AnnotatedCase, dict[tuple[str, str], DocumentView]]) -> dict[str, LinearHead]:
    case, views = annotated
    return fit([case], views, seed=0)


def test_training_gives_every_head_and_they_run(
    annotated: tuple[AnnotatedCase, dict[tuple[str, str], DocumentView]], heads: dict[str, LinearHead]
) -> None:
    case, views = annotated
    assert set(heads) == set(HEADS)
    found = find_mentions(views[case.case_id, "D02"], case.case_file, event_models(heads))
    assert {mention.value for mention in found} >= {"2007-03-20", "2007-03-08"}


def test_training_twice_gives_the_same_numbers(
    annotated: tuple[AnnotatedCase, dict[tuple[str, str], DocumentView]], heads: dict[str, LinearHead]
) -> None:
    case, views = annotated
    again = fit([case], views, seed=0)
    for name in HEADS:
        assert np.array_equal(heads[name].weights, again[name].weights)
        assert np.array_equal(heads[name].bias, again[name].bias)


def test_candidates_are_told_apart_by_clause_and_date(annotated: tuple[AnnotatedCase, dict[tuple[str, str], DocumentView]]) -> None:
    case, views = annotated
    examples = read_examples(case, views[case.case_id, "D02"])
    told = {example.candidate.value for example in examples if example.gold and example.candidate.dated_by == "timex"}
    assert told == {"2007-03-20", "2007-03-08"}
    letter = [example for example in examples if example.candidate.value == "2007-02-01" and example.candidate.dated_by == "timex"]
    assert letter
    assert all(example.gold is None for example in letter)


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        ("2007-03-05", "2007-03-05", True),
        ("2007-03-05T14:30", "2007-03-05", True),
        ("2007-03-05", "2007-03-06", False),
        ("2007-03", "2007-03", True),
        ("2007-03", "2007-03-01/2007-03-20", True),
        ("2007-03", "2007", False),
        ("2007-03-05/", "2007-03-08/", True),
        ("2007-03-05/", "2007-03-05", False),
        ("/2007-03-05", "2007-03-05/", False),
        ("2007-W11-WE", "2007-W11", False),
    ],
)
def test_dates_agree_by_their_days(gold: str, found: str, *, expected: bool) -> None:
    assert same_dates(interval(gold), interval(found)) is expected


def test_open_ends_agree_within_a_week() -> None:
    one = DateInterval(date(2007, 3, 1), None)
    assert same_dates(one, DateInterval(date(2007, 3, 8), None))
    assert not same_dates(one, DateInterval(date(2007, 3, 9), None))
