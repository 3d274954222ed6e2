"""Fit the light linear heads; ``analyser.heads`` reads what is written here."""

import json
from collections.abc import Collection, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from analyser.errors import ModelError
from analyser.heads import LinearHead, read_head

Floats = npt.NDArray[np.float32]
MAX_ITERATIONS = 2000
ARRAYS = ("weights", "bias", "mean", "scale")


def fit_linear_head(features: Floats, labels: Sequence[str], *, c: float, seed: int, class_weight: str | None = None) -> LinearHead:
    """Return multinomial logistic regression fitted to standardised features.

    Parameters
    ----------
    features
        [n, n_features], n at least 1.
    labels
        One for each row. With one label only, the head always gives it.
    c
        Inverse strength of the L2 penalty, as in scikit-learn.
    seed
        Not used by the solver in use, which is deterministic; handed on so that a later solver cannot be unseeded.
    class_weight
        ``"balanced"`` to count labels in inverse proportion to their frequency, or ``None``.

    """
    from sklearn.linear_model import LogisticRegression

    mean = features.mean(axis=0, dtype=np.float64)
    scale = features.std(axis=0, dtype=np.float64)
    scale[scale < 1e-8] = 1.0
    names = tuple(sorted(set(labels)))
    if len(names) == 1:
        weights, bias = np.zeros((1, features.shape[1])), np.zeros(1)
    else:
        model = LogisticRegression(C=c, class_weight=class_weight, random_state=seed, max_iter=MAX_ITERATIONS)
        model.fit((features - mean) / scale, np.asarray(labels))
        weights, bias = model.coef_, model.intercept_
        names = tuple(str(name) for name in model.classes_)
        if len(names) == 2:  # one row of coefficients for the second label: the same as two rows of half the size, opposite signs
            weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return LinearHead(names, *(np.ascontiguousarray(numbers, dtype=np.float32) for numbers in (weights, bias, mean, scale)))


def write_head(head: LinearHead, path: Path) -> None:
    """Write a head as safetensors with its labels in the metadata, and read it back; equal heads give equal bytes.

    Raises
    ------
    ModelError
        If the file does not give back the very numbers that were written.

    """
    from safetensors.numpy import save_file

    # safetensors writes an array's memory as it lies, so that one in column order would come back scrambled
    arrays = {name: np.ascontiguousarray(getattr(head, name), dtype=np.float32) for name in ARRAYS}
    save_file(arrays, path, metadata={"labels": json.dumps(head.labels)})
    again = read_head(path)
    if again.labels != head.labels or not all(np.array_equal(getattr(again, name), arrays[name]) for name in ARRAYS):
        raise ModelError(where=path.name, what="does not give back what was written", next_step="Report it as a fault of the program.")


def macro_f1(gold: Sequence[str], predicted: Sequence[str], labels: Collection[str]) -> float:
    """Return the mean F1 of the labels that occur in gold or prediction; 0 where none does."""
    scores = []
    for label in sorted(labels):
        hits = sum(g == p == label for g, p in zip(gold, predicted, strict=True))
        total = sum(g == label for g in gold) + sum(p == label for p in predicted)
        if total:
            scores.append(2 * hits / total)
    return sum(scores) / len(scores) if scores else 0.0


def probe_macro_f1(vectors: Floats, labels: Sequence[str], groups: Sequence[str], *, keep: Sequence[str]) -> float:
    """Return the mean macro-F1 over groups of a head fitted to the other groups, on the rows whose label is kept."""
    chosen = np.array([label in keep for label in labels])
    names, of = np.array(labels)[chosen], np.array(groups)[chosen]
    rows = vectors[chosen]
    scores = []
    for group in sorted(set(of)):
        head = fit_linear_head(rows[of != group], names[of != group].tolist(), c=0.01, seed=0, class_weight="balanced")
        best = np.array(head.labels)[head.probabilities(rows[of == group]).argmax(axis=1)]
        scores.append(macro_f1(names[of == group].tolist(), best.tolist(), keep))
    return sum(scores) / len(scores)
