import numpy as np
import pytest

from models.calibration import Calibration, calibration_error, fit_calibration, fit_temperature, log_probabilities


def make_logits(sharpness: float) -> tuple[np.ndarray, list[int]]:
    dice = np.random.default_rng(1)
    honest = dice.normal(0, 2, (2000, 3))
    odds = np.exp(log_probabilities(honest.astype(np.float32)))
    targets = [int(dice.choice(3, p=row / row.sum())) for row in odds]
    return (honest * sharpness).astype(np.float32), targets


@pytest.mark.parametrize("sharpness", [0.5, 1.0, 3.0])
def test_finds_how_much_too_sure_logits_are(sharpness: float) -> None:
    logits, targets = make_logits(sharpness)
    temperature = fit_temperature(logits, targets)
    assert temperature == pytest.approx(sharpness, rel=0.12)
    assert calibration_error(np.exp(log_probabilities(Calibration(temperature).apply(logits))), targets) < 0.04


@pytest.mark.parametrize("moved", [-1.5, 0.0, 2.0])
def test_finds_what_a_label_lacks(moved: float) -> None:
    logits, targets = make_logits(2.0)
    logits[:, 1] -= moved
    found = fit_calibration(logits, targets, label=1)
    assert found.offset == pytest.approx(moved, abs=0.35)
    assert found.temperature == pytest.approx(2.0, rel=0.15)
    assert fit_calibration(logits[:0], [], label=1) == Calibration()


def test_nothing_to_learn_from_changes_nothing() -> None:
    none = np.zeros((0, 3), dtype=np.float32)
    assert fit_temperature(none, []) == 1.0
    assert calibration_error(none, []) == 0.0


def test_calibration_error_by_hand() -> None:
    odds = np.array([[0.95, 0.05], [0.95, 0.05], [0.6, 0.4], [0.4, 0.6]], dtype=np.float32)
    assert calibration_error(odds, [0, 1, 0, 1]) == pytest.approx(0.5 * 0.45 + 0.5 * 0.4, abs=1e-5)
