"""Clauses that could as well be sentences, and which of them are analysis read alone."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.analytic.clauses import analytical_clauses, split_clauses
from analyser.analytic.labeller import SentenceInContext
from analyser.domain.judgements import LabelScores
from analyser.segment import split_sentences

PARTED = [
    ("He was late twice; nobody rang home.", ["He was late twice", "nobody rang home"]),
    ("Mum was in bed, and the baby was wet.", ["Mum was in bed", "the baby was wet"]),
    ("The bruise is old - he fell in May.", ["The bruise is old", "he fell in May"]),
    ("- He fell in May, which fits the mark.", ["He fell in May", "fits the mark"]),
    ("He fell (in May), he says.", ["He fell (in May), he says"]),
    ("Beds, and toys, were there.", ["Beds, and toys, were there"]),  # a list, not two clauses
    ("Salt and pepper were on the table at home.", ["Salt and pepper were on the table at home"]),
    ("Well-kept flat on the second floor.", ["Well-kept flat on the second floor"]),  # a hyphen is no dash
    ("…", []),
]


@pytest.mark.parametrize(("sentence", "clauses"), PARTED, ids=[sentence for sentence, _ in PARTED])
def test_parts_where_a_sentence_could_be_two(sentence: str, clauses: list[str]) -> None:
    assert [clause.of(sentence) for clause in split_clauses(sentence)] == clauses


@pytest.mark.parametrize("joint", ["; ", " - ", ", and ", ", but "])
def test_joined_and_parted_sentences_have_the_same_clauses(joint: str) -> None:
    one, two = "The kitchen was clean on Tuesday", "the beds had sheets on them"
    joined = one + joint + two + "."
    assert [clause.of(joined) for clause in split_clauses(joined)] == [one, two]


@given(st.text(alphabet="ab ,;-.\nand", max_size=60))
def test_clauses_lie_in_order_and_lose_no_letter(sentence: str) -> None:
    clauses = split_clauses(sentence)
    assert all(one.end <= two.start for one, two in pairwise(clauses))
    assert all(clause.of(sentence) == clause.of(sentence).strip() for clause in clauses)


class OneWord:
    """A labeller for which one word decides, and a context must be empty."""

    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        assert all(not context.previous and not context.heading for context in contexts)
        return tuple(LabelScores(0.9, 0.1, 0.0, 0.0) if "suggests" in context.text else LabelScores(0.6, 0.4, 0.0, 0.0) for context in contexts)


def test_only_sure_clauses_count_and_headings_never() -> None:
    text = "What this suggests\n\nHe was late twice, and that suggests nobody woke him. It may be so."
    found = [clause.of(text) for sentence in split_sentences(text) for clause in analytical_clauses(text, sentence, OneWord())]
    assert found == ["that suggests nobody woke him"]
