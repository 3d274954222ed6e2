"""Temperature scaling (Guo et al. 2017): one number that makes probabilities mean what they say on text of an unseen genre."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
GRID = np.exp(np.linspace(np.log(0.4), np.log(6.0), 200))


def fit_temperature(logits: Floats, targets: Sequence[int], weights: Sequence[float] | None = None) -> float:
    """Return the temperature, between 0.4 and 6, with the least weighted negative log-likelihood on logits [n, n_labels]; 1 where n is 0."""
    if not len(targets):
        return 1.0
    rows = np.arange(len(targets))
    losses = [-np.average(log_probabilities(logits, float(t))[rows, np.asarray(targets)], weights=weights) for t in GRID]
    return round(float(GRID[int(np.argmin(losses))]), 4)


def log_probabilities(logits: Floats, temperature: float = 1.0) -> Floats:
    """Return the logarithms of softmax(logits / temperature), row by row."""
    scaled = logits / temperature
    scaled = scaled - scaled.max(axis=1, keepdims=True)
    result: Floats = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return result


def calibration_error(probabilities: Floats, targets: Sequence[int], n_bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest label, over bins of equal width; 0 where there are no rows."""
    if not len(targets):
        return 0.0
    best = probabilities.argmax(axis=1)
    sure, right = probabilities.max(axis=1), best == np.asarray(targets)
    bins = np.minimum((sure * n_bins).astype(int), n_bins - 1)
    gaps = [(bins == b).mean() * abs(right[bins == b].mean() - sure[bins == b].mean()) for b in range(n_bins) if (bins == b).any()]
    return float(sum(gaps))
