"""Figures of the gold scorer as counts that add up over cases, and bootstrap intervals over cases from them.

A figure that is no sum (an F1, a macro average) is computed from summed counts, never averaged over cases.
Source: Efron and Tibshirani (1993), An Introduction to the Bootstrap, chapter 13 (percentile intervals).
"""

import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Counts = Counter[str]
Figure = Callable[[Mapping[str, int]], float | None]

PRF = {
    "timex value F1": ("time_expressions", "value"),
    "timex strict F1": ("time_expressions", "strict"),
    "timex relaxed F1": ("time_expressions", "relaxed"),
    "events that happened F1": ("events", "occurred"),
    "events any status F1": ("events", "any_status"),
    "same-event links F1": ("events", "same_event_links"),
    "sentence boundaries F1": ("sentences", "boundaries"),
    "overlooked alerts F1": ("information_use", "overlooked_alerts"),
}
MACRO = {
    "event status macro-F1": ("events", "status"),
    "sentence labels four-way macro-F1": ("sentences", "four_way"),
    "analytical or descriptive macro-F1": ("sentences", "analytical_or_descriptive"),
    "use status macro-F1": ("information_use", "status"),
}


def counts_of_case(score: Mapping[str, Any]) -> Counts:
    """Return what the scorer counted for one case, as whole numbers that may be added over cases."""
    counts: Counts = Counter()
    for name, (part, key) in PRF.items():
        counts.update({f"{name}|{k}": score[part][key][k] for k in ("tp", "predicted", "gold")})
    for name, (part, key) in MACRO.items():
        for label, row in score[part][key]["per_label"].items():
            counts.update({f"{name}|{label}|{k}": int(row[k]) for k in ("tp", "predicted", "gold")})
    events, use, clock = score["events"], score["information_use"], score["time_expressions"]["clock_and_part_of_day"]
    counts.update({"clock|right": clock["right"], "clock|of": clock["of"]})
    counts.update({"category|right": round(events["category_accuracy"] * events["occurred"]["tp"]), "category|of": events["occurred"]["tp"]})
    counts.update(
        {"significant recall|right": round(events["significant_recall"] * events["significant"]), "significant recall|of": events["significant"]}
    )
    whole = score["sentences"]["whole_assessment"]
    counts.update({"whole|right": round(whole["accuracy"] * whole["n"]), "whole|of": whole["n"]})
    n_pairs = use["status"]["n"]
    counts.update({"items|right": round(use["items_found"] * n_pairs), "items|of": n_pairs})
    return counts


def _prf(counts: Mapping[str, int], name: str) -> tuple[float, float, float] | None:
    tp, predicted, gold = (counts[f"{name}|{k}"] for k in ("tp", "predicted", "gold"))
    if not gold:
        return None
    precision, recall = tp / predicted if predicted else 0.0, tp / gold
    return precision, recall, 2 * tp / (predicted + gold)


def _f1(name: str) -> Figure:
    def figure(counts: Mapping[str, int]) -> float | None:
        row = _prf(counts, name)
        return row[2] if row else None

    return figure


def _macro(name: str) -> Figure:
    def figure(counts: Mapping[str, int]) -> float | None:
        labels = sorted({key.split("|")[1] for key in counts if key.startswith(f"{name}|")})
        rows = [row for label in labels if (row := _prf(counts, f"{name}|{label}"))]
        return sum(row[2] for row in rows) / len(rows) if rows else None

    return figure


def _share(name: str) -> Figure:
    return lambda counts: counts[f"{name}|right"] / counts[f"{name}|of"] if counts[f"{name}|of"] else None


FIGURES: dict[str, Figure] = {
    **{name: _f1(name) for name in PRF},
    **{name: _macro(name) for name in MACRO},
    "contradicted F1": _f1("use status macro-F1|contradicted"),
    "clock times and parts of day right": _share("clock"),
    "event category accuracy": _share("category"),
    "significant events recall": _share("significant recall"),
    "whole assessments right": _share("whole"),
    "items found": _share("items"),
}


def total(counts: Sequence[Counts]) -> Counts:
    """Return the sum over cases; labels that no case has count 0."""
    return sum(counts, Counter())


def intervals(counts: Sequence[Counts], *, n_resamples: int = 2000, seed: int = 2009) -> dict[str, dict[str, float]]:
    """Return for each figure its value over all cases and the 2.5 and 97.5 percentiles over resampled cases.

    Figures that do not exist for these cases (no gold) are left out. One case gives an interval of no width.
    """
    draw = random.Random(seed)
    resamples = [total(draw.choices(counts, k=len(counts))) for _ in range(n_resamples)]
    out = {}
    for name, figure in FIGURES.items():
        value = figure(total(counts))
        if value is None:
            continue
        values = sorted(v for sample in resamples if (v := figure(sample)) is not None)
        out[name] = {"value": value, "low": values[int(0.025 * len(values))], "high": values[int(0.975 * len(values)) - 1]}
    return out
