"""Metrics of sentence labels: macro-F1 with bootstrap intervals over groups, calibration error, and risk against coverage."""

import random
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt

import models.calibration
from analyser.analytic.labeller import LABELS

Floats = npt.NDArray[np.float64]
TWO = ("analytical", "descriptive")
SEED = 2009


def two_way(gold: Sequence[str], guessed: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return gold and guess of the sentences whose gold label is analytical or descriptive."""
    pairs = [(g, p) for g, p in zip(gold, guessed, strict=True) if g in TWO]
    return [g for g, _ in pairs], [p for _, p in pairs]


def bootstrap(
    gold: Sequence[str], guessed: Sequence[str], groups: Sequence[str], labels: Collection[str], *, n_resamples: int, seed: int = SEED
) -> dict[str, float]:
    """Return macro-F1 and the 2.5 and 97.5 percentiles over resampled groups (cases or documents), to four decimals.

    Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentile intervals).
    """
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for g, p, group in zip(gold, guessed, groups, strict=True):
        counts.setdefault(group, Counter())[g, p] += 1
    by_group = list(counts.values())
    dice = random.Random(seed)
    values = sorted(_macro(sum(dice.choices(by_group, k=len(by_group)), Counter()), labels) for _ in range(n_resamples)) or [0.0]
    value = _macro(sum(by_group, Counter()), labels)
    return {
        "value": round(value, 4),
        "low": round(values[int(0.025 * len(values))], 4),
        "high": round(values[max(0, int(0.975 * len(values)) - 1)], 4),
    }


def calibration_error(scores: Floats, gold: Sequence[str], *, two_way_only: bool, n_bins: int = 10) -> float:
    """Return the expected calibration error of the likeliest label over bins of equal width (Guo et al. 2017).

    ``scores`` [n, 4] in the order of ``LABELS``; with ``two_way_only`` those of analytical and descriptive, made to sum to 1.
    """
    odds, names = _odds(scores, two_way_only=two_way_only)
    return models.calibration.calibration_error(odds, [names.index(label) for label in gold], n_bins)


def risk_coverage(scores: Floats, gold: Sequence[str], *, two_way_only: bool, coverages: Sequence[float]) -> list[dict[str, float]]:
    """Return, for each share of sentences answered (the surest first), the share of these that is wrong, and the least probability among them.

    Source: El-Yaniv and Wiener (2010), selective classification.
    """
    sure, right = sureness(scores, gold, two_way_only=two_way_only)
    order = np.argsort(-sure, kind="stable")
    rows = []
    for coverage in coverages:
        n = max(1, round(coverage * len(order)))
        kept = order[:n]
        rows.append({"coverage": coverage, "risk": round(1 - float(right[kept].mean()), 4), "least_probability": round(float(sure[kept[-1]]), 4)})
    return rows


def sureness(scores: Floats, gold: Sequence[str], *, two_way_only: bool) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Return the probability of the likeliest label of each row and whether that label is right."""
    odds, names = _odds(scores, two_way_only=two_way_only)
    best = odds.argmax(axis=1)
    return odds.max(axis=1), np.array([names[i] == label for i, label in zip(best, gold, strict=True)])


def _odds(scores: Floats, *, two_way_only: bool) -> tuple[Floats, tuple[str, ...]]:
    names = TWO if two_way_only else LABELS
    odds = scores[:, [LABELS.index(name) for name in names]]
    return odds / odds.sum(axis=1, keepdims=True), names


def _macro(counts: Counter[tuple[str, str]], labels: Collection[str]) -> float:
    scores = []
    for label in sorted(labels):
        hits = counts[label, label]
        total = sum(n for (g, p), n in counts.items() for side in (g, p) if side == label)
        if total:
            scores.append(2 * hits / total)
    return sum(scores) / len(scores) if scores else 0.0
