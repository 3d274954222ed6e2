from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.chronology import build_chronology
from analyser.chronology.pairs import candidate_pairs
from analyser.chronology.tellings import read_tellings
from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.events import Chronology, EventMention
from analyser.domain.text import Document, Sentence, Span
from analyser.view import DocumentView
from tests.factories import make_case_file, make_day, make_document, make_mention

MARCH = DateInterval(date(2007, 3, 1), date(2007, 3, 31))
FIRE = "Fire service called to the flat in Mill Lane after a pan was left on the hob"


def build(*told: tuple[Document, EventMention]) -> Chronology:
    documents = list(dict.fromkeys(document for document, _ in told))
    return build_chronology([mention for _, mention in told], [view(document) for document in documents], make_case_file(*documents))


def view(document: Document) -> DocumentView:
    """One sentence for each line; sentences that share words point the same way."""
    spans, position = [], 0
    for line in document.text.split("\n"):
        spans.append(Span(position, position + len(line)))
        position += len(line) + 1
    rows = np.zeros((len(spans), 64), dtype=np.float32)
    for row, span in enumerate(spans):
        for word in span.of(document.text).lower().split():
            rows[row, sum(map(ord, word)) % 64] += 1
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-6)
    return DocumentView(document, tuple(Sentence(span) for span in spans), (), rows)


def tell(
    words: str,
    *,
    document_id: str = "D01",
    day: DateInterval | None = None,
    value: str | None = "2007-03-05",
    status: EventStatus = EventStatus.OCCURRED,
    category: EventCategory = EventCategory.OTHER,
    written_on: date | None = date(2007, 3, 12),
    significant: bool = False,
) -> tuple[Document, EventMention]:
    document = make_document(words, document_id=document_id, written_on=written_on)
    interval = day or (make_day(2007, 3, 5) if value else None)
    mention = make_mention(document, words, value=value, interval=interval, status=status, category=category, significant=significant)
    return document, mention


def test_entries_stand_by_earliest_then_latest_and_are_numbered() -> None:
    chronology = build(
        tell("Later", document_id="D01", day=make_day(2007, 3, 9), value="2007-03-09"),
        tell("Whole month", document_id="D02", day=MARCH, value="2007-03", category=EventCategory.HOUSING),
        tell("First day", document_id="D03", day=make_day(2007, 3, 1), value="2007-03-01", category=EventCategory.LEGAL),
    )
    assert [(entry.event_id, entry.summary) for entry in chronology.entries] == [
        ("ev-0001", "First day"),
        ("ev-0002", "Whole month"),
        ("ev-0003", "Later"),
    ]


def test_one_event_told_twice_is_one_entry_with_both_sources() -> None:
    chronology = build(tell(FIRE, document_id="D01"), tell(f"{FIRE}, no injuries", document_id="D02"))
    (entry,) = chronology.entries
    assert [mention.evidence.document_id for mention in entry.mentions] == ["D01", "D02"]
    assert entry.conflict is None


def test_a_coarser_retelling_keeps_its_own_date_and_the_finer_one_leads() -> None:
    chronology = build(tell(FIRE, document_id="D01"), tell(FIRE, document_id="D02", day=MARCH, value="2007-03"))
    (entry,) = chronology.entries
    assert entry.value == "2007-03-05"
    assert [mention.value for mention in entry.mentions] == ["2007-03-05", "2007-03"]


@pytest.mark.parametrize(
    "other",
    [
        tell("Mum rang to ask about nursery fees", document_id="D02", category=EventCategory.CONTACT),
        tell(FIRE, document_id="D02", day=make_day(2006, 5, 5), value="2006-05-05"),
    ],
)
def test_other_words_or_another_year_are_another_event(other: tuple[Document, EventMention]) -> None:
    assert len(build(tell(FIRE), other).entries) == 2


def test_what_was_planned_and_then_done_is_one_event_that_occurred() -> None:
    planned = tell(FIRE, document_id="D01", status=EventStatus.PLANNED, written_on=date(2007, 3, 1))
    done = tell(FIRE, document_id="D02", status=EventStatus.OCCURRED, written_on=date(2007, 3, 6))
    (entry,) = build(planned, done).entries
    assert entry.status is EventStatus.OCCURRED
    assert [mention.status for mention in entry.mentions] == [EventStatus.PLANNED, EventStatus.OCCURRED]
    assert entry.conflict is None


def test_accounts_that_disagree_whether_it_took_place_are_a_conflict() -> None:
    (entry,) = build(tell(FIRE, document_id="D01"), tell(FIRE, document_id="D02", status=EventStatus.NOT_OCCURRED)).entries
    assert entry.conflict is not None
    assert entry.conflict.kind == "status"


def test_accounts_that_disagree_about_the_day_are_a_conflict() -> None:
    (entry,) = build(tell(FIRE, document_id="D01"), tell(FIRE, document_id="D02", day=make_day(2007, 3, 6), value="2007-03-06")).entries
    assert entry.conflict is not None
    assert (entry.conflict.kind, set(entry.conflict.values)) == ("date", {"2007-03-05", "2007-03-06"})


def test_significant_matters_without_date_stand_apart() -> None:
    chronology = build(
        tell("Mother grew up in care", document_id="D01", value=None, significant=True), tell("Likes football", document_id="D02", value=None)
    )
    assert chronology.entries == ()
    assert [(entry.event_id, entry.summary, entry.granularity) for entry in chronology.undated] == [("un-0001", "Mother grew up in care", None)]


def test_no_mentions_give_an_empty_chronology() -> None:
    assert build_chronology([], [], make_case_file()) == Chronology(entries=())


@given(st.permutations(range(5)))
@settings(deadline=None, max_examples=20)
def test_the_order_of_mentions_does_not_matter(order: list[int]) -> None:
    told = [tell(f"{FIRE} {k}", document_id=f"D0{k}", day=make_day(2007, 3, 1 + k % 2), value=f"2007-03-0{1 + k % 2}") for k in range(5)]
    documents = [document for document, _ in told]
    views = [view(document) for document in documents]
    mentions = [mention for _, mention in told]
    case_file = make_case_file(*documents)
    assert build_chronology([mentions[k] for k in order], views, case_file) == build_chronology(mentions, views, case_file)


def test_pairs_to_compare_grow_with_the_file_and_not_with_its_square() -> None:
    def count(n_months: int) -> int:
        told = [
            tell(FIRE, document_id=f"D{k}", day=make_day(2000 + k // 12, 1 + k % 12, 5), value=f"{2000 + k // 12}-{1 + k % 12:02d}-05")
            for k in range(n_months)
        ]
        return len(candidate_pairs(read_tellings([mention for _, mention in told], [view(document) for document, _ in told])))

    assert count(100) <= 12 * max(count(10), 1)


def test_many_notes_of_one_day_are_not_all_compared_with_each_other() -> None:
    def count(n_notes: int) -> int:
        told = [tell(f"{FIRE} {k}", document_id=f"D{k}") for k in range(n_notes)]
        return len(candidate_pairs(read_tellings([mention for _, mention in told], [view(document) for document, _ in told])))

    assert count(400) <= 6 * count(100)


def test_a_note_copied_to_many_siblings_is_one_entry() -> None:
    (entry,) = build(*(tell(FIRE, document_id=f"D{k:03d}") for k in range(60))).entries
    assert len(entry.mentions) == 60
