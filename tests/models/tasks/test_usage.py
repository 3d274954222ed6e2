from pathlib import Path

import pytest

from analyser.domain.codes import UseStatus
from annotation.schema import AnnotatedCase, read_annotated_cases
from models.tasks.usage import gold_items, gold_judgements

GOLD = Path(__file__).resolve().parents[3] / "annotation" / "data" / "gold"


@pytest.fixture(scope="module")
def case() -> AnnotatedCase:
    return read_annotated_cases(GOLD, ["w1"])[0]


def test_every_annotated_matter_is_one_item_with_all_its_places(case: AnnotatedCase) -> None:
    items = gold_items(case)
    assert {item.item_id for item in items} == {one.item_id for one in case.information}
    assert sum(len(item.sources) for item in items) == len(case.information)
    assert all(item.known_on == min(one.recorded_on for one in case.information if one.item_id == item.item_id) for item in items)


def test_gold_labels_become_judgements_that_are_nearly_sure(case: AnnotatedCase) -> None:
    for document_id in case.assessments:
        judged = gold_judgements(case, document_id)
        assert len(judged) == sum(one.evidence.document_id == document_id for one in case.sentences)
        assert all(one.scores.best() is one.label for one in judged)


def test_the_case_has_every_outcome(case: AnnotatedCase) -> None:
    assert {outcome.status for outcome in case.outcomes} == {UseStatus.USED, UseStatus.MENTIONED, UseStatus.NOT_USED, UseStatus.CONTRADICTED}
