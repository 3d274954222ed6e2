"""Light linear heads on top of features: the smallest learned parts, read from safetensors without any training library."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyser.errors import ModelError

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class LinearHead:
    """Multinomial logistic regression.

    ``weights`` is [n_labels, n_features], ``bias`` [n_labels], ``mean`` and ``scale`` [n_features] standardise the features.
    """

    labels: tuple[str, ...]
    weights: Floats = field(repr=False)
    bias: Floats = field(repr=False)
    mean: Floats = field(repr=False)
    scale: Floats = field(repr=False)

    def probabilities(self, features: Floats) -> Floats:
        """Return [n, n_labels] for features [n, n_features]; rows sum to 1. No rows give an empty array."""
        logits = ((features - self.mean) / self.scale) @ self.weights.T + self.bias
        logits -= logits.max(axis=1, keepdims=True, initial=-np.inf)
        odds = np.exp(logits)
        result: Floats = (odds / odds.sum(axis=1, keepdims=True)).astype(np.float32)
        return result


def read_head(path: Path) -> LinearHead:
    """Read a head from a safetensors file whose metadata names its ``labels`` (a JSON list).

    Raises
    ------
    ModelError
        If the file is missing or its arrays do not fit each other.

    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, framework="np") as file:
            labels = tuple(json.loads((file.metadata() or {})["labels"]))
            arrays = {name: file.get_tensor(name).astype(np.float32) for name in ("weights", "bias", "mean", "scale")}
    except (OSError, SafetensorError, KeyError, ValueError) as error:
        raise ModelError(
            where=path.name, what=f"is no readable head ({type(error).__name__})", next_step="Restore the file from the release."
        ) from None
    if arrays["weights"].shape != (len(labels), arrays["mean"].shape[0]):
        raise ModelError(where=path.name, what="labels and weights do not fit", next_step="Train the head again.")
    return LinearHead(labels=labels, **arrays)
