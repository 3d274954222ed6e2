from typing import Any

import pytest

from evaluation.metrics.intervals import counts_of_case, intervals


def prf(tp: int, predicted: int, gold: int) -> dict[str, int]:
    return {"tp": tp, "predicted": predicted, "gold": gold}


def score(*, right: int, gold: int) -> dict[str, Any]:
    """One case's score in which every part has the same counts and the second label has no gold."""
    row = prf(right, gold, gold)
    macro = {"per_label": {"analytical": row, "plan": prf(0, 0, 0)}, "n": gold, "accuracy": right / gold}
    return {
        "time_expressions": {"value": row, "strict": row, "relaxed": row, "clock_and_part_of_day": {"right": right, "of": gold}},
        "events": {
            "occurred": row, "any_status": row, "same_event_links": row, "status": macro,
            "category_accuracy": 0.5, "significant_recall": right / gold, "significant": gold,
        },
        "sentences": {"boundaries": row, "four_way": macro, "analytical_or_descriptive": macro, "whole_assessment": macro},
        "information_use": {"overlooked_alerts": row, "status": macro, "items_found": right / gold},
    }  # fmt: skip


def test_figures_come_from_summed_counts_not_from_averaged_cases() -> None:
    both = [counts_of_case(score(right=1, gold=1)), counts_of_case(score(right=0, gold=9))]
    assert intervals(both, n_resamples=50)["timex value F1"]["value"] == pytest.approx(0.1)


def test_a_label_without_gold_does_not_lower_the_macro_average() -> None:
    assert intervals([counts_of_case(score(right=4, gold=4))], n_resamples=10)["use status macro-F1"]["value"] == 1.0


def test_cases_that_differ_give_an_interval_around_the_value() -> None:
    rows = [counts_of_case(score(right=n, gold=10)) for n in (2, 4, 6, 8)]
    figure = intervals(rows, n_resamples=500)["items found"]
    assert figure["value"] == pytest.approx(0.5)
    assert figure["low"] < figure["value"] < figure["high"]


def test_the_same_seed_gives_the_same_interval() -> None:
    rows = [counts_of_case(score(right=n, gold=10)) for n in (2, 9)]
    assert intervals(rows, seed=1) == intervals(rows, seed=1)
