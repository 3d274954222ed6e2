"""The committed predictions cover what the evaluation asks, and a floor under the figures that matter."""

import pytest

from evaluation.analysis import parts, splitting, whole
from evaluation.analysis.command import CONFIG
from evaluation.analysis.render import markdown
from models.train import read_cases, read_config

CASES = read_cases(read_config(CONFIG))
FLOORS = {"w1": 0.88, "w2": 0.88, "w5": 0.85, parts.BY_CASE: 0.88}


@pytest.fixture(scope="module")
def case_parts() -> list[parts.Part]:
    """The parts that are cases of ours: these need no folder outside the checkout."""
    config = {**read_config(CONFIG), "external": [], "watched": []}
    return parts.read_parts(config, CASES)


def test_every_part_has_its_predictions_and_stays_above_its_floor(case_parts: list[parts.Part]) -> None:
    figures = {part.name: parts.part_figures(part, n_resamples=20) for part in case_parts}
    assert set(FLOORS) <= set(figures)
    for name, floor in FLOORS.items():
        assert figures[name]["analytical_or_descriptive"]["value"] >= floor, name


def test_single_cases_are_one_part_answered_by_several_folds(case_parts: list[parts.Part]) -> None:
    by_case = next(part for part in case_parts if part.name == parts.BY_CASE)
    assert len(set(by_case.folds)) > 1
    assert len(set(by_case.groups)) == 7
    assert sorted(i for fold in set(by_case.folds) for i in by_case.rows_of(fold)) == list(range(len(by_case.examples)))


def test_whole_assessments_are_mostly_judged_as_the_annotator_did() -> None:
    found = whole.whole_figures([case for case in CASES if case.writer.startswith("w")], n_resamples=20)
    assert found["gold, all"]["n"] == 33
    assert found["gold, all"]["agreement"] >= 0.8


def test_sentence_ends_are_found_in_every_writer() -> None:
    assert all(row["f1"] >= 0.98 for row in splitting.boundary_figures(CASES).values())


def test_second_annotations_belong_to_sentences_of_the_corpus() -> None:
    found = parts.second_annotations(read_config(CONFIG), CASES)
    first, second, groups = found["the corpus of assessments"]
    assert len(first) == len(second) == len(groups) == 3483
    assert len(found["inspection"][0]) == 420


def test_the_report_says_what_its_figures_are_no_evidence_of() -> None:
    row = {"value": 0.5, "low": 0.4, "high": 0.6}
    made = {
        "note": "they are no evidence",
        "whole": {"w1": {"n": 1, "agreement": 1.0, "macro_f1": row, "cannot_judge": 0, "all analytical": 0.5, "longer half analytical": 0.5}},
    }
    text = markdown(made)
    assert "no evidence" in text
    assert "| w1 | 1 | 1.000 | 0.500 [0.400, 0.600] | 0 | 0.5 | 0.5 |" in text
