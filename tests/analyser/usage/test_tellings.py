from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.codes import Agency
from analyser.domain.text import Document
from analyser.usage.candidates import Candidate, candidate_features, list_candidates
from analyser.usage.facts import read_facts
from analyser.usage.settings import item_thresholds
from analyser.usage.tellings import find_tellings
from analyser.usage.vocabulary import load_vocabulary
from analyser.view import DocumentView
from tests.analyser.usage.conftest import make_view
from tests.factories import make_document

VOCABULARY, THRESHOLDS = load_vocabulary(), item_thresholds()
View = Callable[[Document], DocumentView]
LETTER = "Tia had a bruise on her arm. The bruise was the size of a hand.\n\nThe next clinic is on Monday. Rent is owed, the arrears are large."


def candidates_of(text: str) -> tuple[Candidate, ...]:
    view = make_view(make_document(text, agency=Agency.HOSPITAL))
    return list_candidates(view, read_facts(view, VOCABULARY))


def test_neighbours_on_one_theme_are_one_telling() -> None:
    (telling,) = find_tellings(candidates_of(LETTER), np.array([0.9, 0.3, 0.01, 0.01], dtype=np.float32), THRESHOLDS)
    (source,) = telling.sources(THRESHOLDS.source_length)
    assert source.span.of(LETTER) == "Tia had a bruise on her arm. The bruise was the size of a hand."


def test_a_new_paragraph_is_a_new_telling() -> None:
    assert len(find_tellings(candidates_of(LETTER), np.full(4, 0.9, dtype=np.float32), THRESHOLDS)) >= 2


def test_a_stretch_without_a_likely_sentence_is_none() -> None:
    assert find_tellings(candidates_of(LETTER), np.full(4, THRESHOLDS.seed / 2, dtype=np.float32), THRESHOLDS) == ()


@pytest.mark.parametrize("longest", [10, 40, 400])
def test_sources_are_cut_between_sentences(longest: int) -> None:
    (telling,) = find_tellings(candidates_of(LETTER), np.array([0.9, 0.3, 0.0, 0.0], dtype=np.float32), THRESHOLDS)
    sentences = {one.facts.sentence.span for one in telling.candidates}
    assert {span.start for span in (source.span for source in telling.sources(longest))} <= {span.start for span in sentences}


@given(st.lists(st.floats(0, 1, width=32), min_size=4, max_size=4))
def test_every_telling_points_into_the_text_in_order(probabilities: list[float]) -> None:
    tellings = find_tellings(candidates_of(LETTER), np.array(probabilities, dtype=np.float32), THRESHOLDS)
    spans = [source.span for telling in tellings for source in telling.sources(THRESHOLDS.source_length)]
    assert spans == sorted(spans)
    assert all(span.end <= len(LETTER) for span in spans)
    assert all(first.end <= second.start for first, second in pairwise(spans))


def test_features_are_finite_and_as_many_for_every_sentence() -> None:
    features = candidate_features(candidates_of(LETTER), VOCABULARY)
    assert features.shape[0] == 4
    assert np.isfinite(features).all()
