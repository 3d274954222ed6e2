from collections.abc import Sequence
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.domain.text import CaseFile, Document
from analyser.indicators import find_indicators
from analyser.rules import load_rules
from analyser.segment import split_sentences
from analyser.view import DocumentView
from evaluation.indicators import indicators_of
from tests.factories import make_case_file, make_document

RULES = load_rules()
TEXT = (
    "Tia seen alone H/V mum said 'no' closed NFA. allocated to ICPC 3/4/08 plan: action | who | when not done; "
    "Contingency: none Present: DS Khan é 😀"
)
WORDS = st.sampled_from([*TEXT.split(), "\n"])


def test_every_indicator_once_and_always_in_the_same_order() -> None:
    one = [indicator.id for indicator in indicators_of(make_case_file(make_document()), RULES)]
    other = [indicator.id for indicator in indicators_of(CaseFile("empty", ()), RULES)]
    assert one == other
    assert len(one) == len(set(one))


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.lists(WORDS, min_size=1, max_size=30).map(" ".join), min_size=1, max_size=3))
def test_evidence_lies_in_its_paper_and_equal_files_give_equal_answers(texts: Sequence[str]) -> None:
    documents: list[Document] = [make_document(text.strip() or "x", document_id=f"D{n}") for n, text in enumerate(texts)]
    case_file = make_case_file(*documents)
    lengths = {document.document_id: len(document.text) for document in documents}
    found = indicators_of(case_file, RULES)
    assert found == indicators_of(case_file, RULES)
    for indicator in found:
        for finding in indicator.findings:
            assert all(place.span.end <= lengths[place.document_id] for place in finding.evidence)
        assert all(place.span.end <= lengths[place.document_id] for place in indicator.evidence)
        assert set(indicator.documents) <= set(lengths)


@pytest.mark.parametrize("piece", ["A. B ", "1. a\n", "| ", "no "], ids=repr)
def test_time_is_linear_in_the_text(piece: str) -> None:
    taken = []
    for n in (500, 4000):
        case_file = make_case_file(make_document(f"a {piece * n} b"))
        views = [DocumentView(d, split_sentences(d.text), (), np.empty((0, 0), np.float32)) for d in case_file.documents]
        begun = process_time()
        find_indicators(case_file, views, rules=RULES)
        taken.append(process_time() - begun)
    assert taken[1] < 8 * 3 * taken[0] + 0.5
