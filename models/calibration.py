"""Calibration on text that a model never saw: temperature scaling (Guo et al. 2017), and an offset where one label is said too seldom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
GRID = np.exp(np.linspace(np.log(0.4), np.log(6.0), 200))


OFFSETS = np.round(np.arange(-3.0, 3.01, 0.1), 1)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns logits into probabilities.

    ``offset`` is added to the logit of one label (column ``label``), then all logits are divided by ``temperature``.
    """

    temperature: float = 1.0
    offset: float = 0.0
    label: int = 0

    def apply(self, logits: Floats) -> Floats:
        """Return calibrated logits [n, n_labels]."""
        moved: Floats = logits.astype(np.float32).copy()
        moved[:, self.label] += np.float32(self.offset)
        return moved / np.float32(self.temperature)


def fit_calibration(logits: Floats, targets: Sequence[int], weights: Sequence[float] | None = None, *, label: int = 0) -> Calibration:
    """Return the temperature (0.4 to 6) and the offset of a label (-3 to 3) with the least weighted negative log-likelihood; no change where n is 0.

    Parameters
    ----------
    logits
        [n, n_labels], of sentences that the model never saw.
    targets
        The right label's column for each row.
    weights
        How much each row counts; all alike when left out.
    label
        The column that the offset moves.

    """
    if not len(targets):
        return Calibration()
    found = Calibration(label=label)
    for _ in range(3):  # one after the other until both stand; the loss has one valley
        moved = Calibration(1.0, found.offset, label).apply(logits)
        temperature = fit_temperature(moved, targets, weights)
        losses = [_loss(Calibration(temperature, float(offset), label).apply(logits), targets, weights) for offset in OFFSETS]
        found = Calibration(temperature, float(OFFSETS[int(np.argmin(losses))]), label)
    return found


def fit_temperature(logits: Floats, targets: Sequence[int], weights: Sequence[float] | None = None) -> float:
    """Return the temperature, between 0.4 and 6, with the least weighted negative log-likelihood on logits [n, n_labels]; 1 where n is 0."""
    if not len(targets):
        return 1.0
    losses = [_loss(logits / t, targets, weights) for t in GRID]
    return round(float(GRID[int(np.argmin(losses))]), 4)


def _loss(logits: Floats, targets: Sequence[int], weights: Sequence[float] | None) -> float:
    return -float(np.average(log_probabilities(logits)[np.arange(len(targets)), np.asarray(targets)], weights=weights))


def log_probabilities(logits: Floats) -> Floats:
    """Return the logarithms of softmax(logits), row by row."""
    scaled = logits - logits.max(axis=1, keepdims=True)
    result: Floats = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return result


def calibration_error(probabilities: npt.NDArray[np.floating[Any]], targets: Sequence[int], n_bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest label, over bins of equal width; 0 where there are no rows."""
    if not len(targets):
        return 0.0
    best = probabilities.argmax(axis=1)
    sure, right = probabilities.max(axis=1), best == np.asarray(targets)
    bins = np.minimum((sure * n_bins).astype(int), n_bins - 1)
    gaps = [(bins == b).mean() * abs(right[bins == b].mean() - sure[bins == b].mean()) for b in range(n_bins) if (bins == b).any()]
    return float(sum(gaps))
