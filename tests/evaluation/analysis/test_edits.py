"""Edits made by program: what they change, and what they leave alone."""

import random

import pytest

from analyser.domain.text import Span
from evaluation.analysis import edits

TEXT = "Mum said that he was late. The kitchen was clean, and the beds had sheets on them. It may be fear."
SPANS = [Span(0, 26), Span(27, 82)]


def test_spans_are_the_sentences_meant() -> None:
    assert [span.of(TEXT) for span in SPANS] == ["Mum said that he was late.", "The kitchen was clean, and the beds had sheets on them."]


@pytest.mark.parametrize("name", list(edits.EDITS))
def test_analysis_is_left_alone(name: str) -> None:
    edited = edits.EDITS[name](TEXT, SPANS, random.Random(1))
    assert edited != TEXT
    assert edited.count("It may be fear.") == 1


def test_each_edit_does_what_it_says() -> None:
    dice = random.Random(1)
    assert edits.repeated(TEXT, SPANS[:1], dice).startswith("Mum said that he was late. Mum said that he was late. The kitchen")
    assert "mother" not in edits.reworded(TEXT, SPANS, dice)  # a capital begins the sentence, and is kept with its word
    assert edits.reworded(TEXT, SPANS, dice).startswith("Mum stated that he was late. The kitchen was tidy")
    assert edits.split(TEXT, SPANS, dice) == "Mum said that he was late. The kitchen was clean. The beds had sheets on them. It may be fear."
    joined = edits.joined(TEXT, SPANS, dice)
    assert joined.startswith("Mum said that he was late")
    assert "the kitchen was clean" in joined


def test_swaps_keep_capitals_and_dates() -> None:
    assert edits.swapped_pronouns("He told her that his bag was hers.") == "She told him that her bag was hers."
    assert edits.swapped_pronouns("I saw her, and her mother rang him.") == "I saw him, and his mother rang her."
    assert "Leeds" not in edits.swapped_places("They moved to Leeds in March from Hull.")
    assert " in March " in edits.swapped_places("They moved to Leeds in March from Hull.")
    assert edits.swapped_ethnicities("A Polish family.") != "A Polish family."
