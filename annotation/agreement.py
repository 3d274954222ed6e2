"""How far two annotators agree."""

import random
from collections import Counter
from collections.abc import Sequence

SEED = 2009


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float:
    """Return Cohen's kappa of two annotators' labels, one for each unit, in the same order; 1 where chance alone would agree always.

    Source: Cohen (1960), A Coefficient of Agreement for Nominal Scales.

    Raises
    ------
    ValueError
        If there are no units, or not as many labels from both.

    >>> cohen_kappa(["a", "a", "b", "b"], ["a", "a", "b", "a"])
    0.5

    """
    pairs = list(zip(first, second, strict=True))
    if not pairs:
        raise ValueError("agreement needs at least one unit")
    return _kappa(Counter(pairs))


def agreement(first: Sequence[str], second: Sequence[str], groups: Sequence[str], *, n_resamples: int = 1000, seed: int = SEED) -> dict[str, float]:
    """Return the number of units, the share of equal labels, and kappa with its 95% interval over resampled groups (cases or documents)."""
    by_group: dict[str, Counter[tuple[str, str]]] = {}
    for pair, group in zip(zip(first, second, strict=True), groups, strict=True):
        by_group.setdefault(group, Counter())[pair] += 1
    counts, dice = list(by_group.values()), random.Random(seed)
    values = sorted(_kappa(sum(dice.choices(counts, k=len(counts)), Counter())) for _ in range(n_resamples))
    whole: Counter[tuple[str, str]] = sum(counts, Counter())
    return {
        "n": sum(whole.values()),
        "equal": round(sum(n for (a, b), n in whole.items() if a == b) / sum(whole.values()), 4),
        "kappa": round(_kappa(whole), 4),
        "low": round(values[int(0.025 * len(values))], 4),
        "high": round(values[max(0, int(0.975 * len(values)) - 1)], 4),
    }


def _kappa(counts: Counter[tuple[str, str]]) -> float:
    n = sum(counts.values())
    observed = sum(count for (a, b), count in counts.items() if a == b) / n
    ones: Counter[str] = Counter()
    twos: Counter[str] = Counter()
    for (a, b), count in counts.items():
        ones[a] += count
        twos[b] += count
    expected = sum(ones[label] * twos[label] for label in ones) / n**2
    return 1.0 if expected == 1 else (observed - expected) / (1 - expected)
