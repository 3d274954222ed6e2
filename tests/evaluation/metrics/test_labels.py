import numpy as np
import pytest

from evaluation.metrics.labels import bootstrap, calibration_error, risk_coverage, two_way

SCORES = np.array([[0.9, 0.05, 0.05, 0.0], [0.2, 0.7, 0.1, 0.0], [0.3, 0.2, 0.5, 0.0], [0.6, 0.3, 0.1, 0.0]])
GOLD = ["analytical", "descriptive", "plan", "descriptive"]


def test_plans_and_others_are_no_part_of_the_two_way_figure() -> None:
    gold, guessed = two_way(GOLD, ["analytical", "descriptive", "analytical", "analytical"])
    assert (gold, guessed) == (["analytical", "descriptive", "descriptive"], ["analytical", "descriptive", "analytical"])
    assert bootstrap(gold, guessed, ["x"] * 3, ("analytical", "descriptive"), n_resamples=2)["value"] == pytest.approx(2 / 3, abs=1e-4)


def test_calibration_error_by_hand() -> None:
    # right at .9, .7 and .5, wrong at .6: |1-.9|/4 + |1-.7|/4 + |1-.5|/4 + |0-.6|/4
    assert calibration_error(SCORES, GOLD, two_way_only=False) == pytest.approx((0.1 + 0.3 + 0.5 + 0.6) / 4)


def test_two_way_scores_leave_plan_and_other_out() -> None:
    two = calibration_error(SCORES[:2], GOLD[:2], two_way_only=True)
    assert two == pytest.approx((1 - 0.9 / 0.95 + 1 - 0.7 / 0.9) / 2)


def test_risk_falls_when_the_unsure_are_left_out() -> None:
    rows = risk_coverage(SCORES, GOLD, two_way_only=False, coverages=(0.5, 0.75, 1.0))
    assert [row["risk"] for row in rows] == [0.0, 0.3333, 0.25]
    assert rows[0]["least_probability"] == 0.7


def test_bootstrap_resamples_groups() -> None:
    gold, guessed = ["analytical", "descriptive"] * 20, ["analytical", "descriptive", "descriptive", "descriptive"] * 10
    one_group = bootstrap(gold, guessed, ["x"] * 40, ("analytical", "descriptive"), n_resamples=50)
    assert one_group["low"] == one_group["value"] == one_group["high"]
    many = bootstrap(gold, guessed, [str(i // 2) for i in range(40)], ("analytical", "descriptive"), n_resamples=200)
    assert many["low"] < many["value"] < many["high"]
