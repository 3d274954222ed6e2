"""Calibration of the sentence labeller's folds and the figures on what they never saw."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analyser.analytic.labeller import LABELS
from models.calibration import Calibration, calibration_error, fit_calibration, log_probabilities
from models.labeller_run import TrainedFold
from models.linear import macro_f1
from models.tasks.sentence_label import TWO, Example

Floats = npt.NDArray[np.float32]
NAMES = ("analytical", "descriptive")
MIDDLE = (12, 25)  # words: where length says least
IMPOSSIBLE = -1e4  # a logit for labels that a two-way source does not have


def calibration_for(fold: TrainedFold, folds: Sequence[TrainedFold]) -> Calibration:
    """Return the temperature and the offset of the analytical label, fitted on what the other folds say of the parts that they never saw.

    Each part counts alike.
    A fold's own unseen sentences take no part in its calibration, nor does a part that it shares with another fold. With no other fold there
    is nothing to fit on, and nothing is changed.
    """
    parts = [
        (other.unseen[part], other.unseen_logits[part])
        for other in folds
        for part in other.unseen
        if other.name != fold.name and not _overlaps(part, fold.plan.without)
    ]
    logits = [_possible(examples, rows) for examples, rows in parts]
    targets = [LABELS.index(example.label) for examples, _ in parts for example in examples]
    weights = [1 / len(examples) for examples, _ in parts for _ in examples]
    return fit_calibration(np.concatenate(logits), targets, weights, label=LABELS.index("analytical")) if parts else Calibration()


def watched_figures(fold: TrainedFold, calibration: Calibration) -> dict[str, dict[str, float]]:
    """Return macro-F1 and calibration error, analytical or descriptive, on each genre that no fold learns from."""
    return {name: _two_way_figures(examples, fold.watched_logits[name], calibration) for name, examples in fold.watched.items()}


def _two_way_figures(examples: Sequence[Example], logits: Floats, calibration: Calibration) -> dict[str, float]:
    odds = np.exp(log_probabilities(calibration.apply(logits)[:, list(TWO)]))
    targets = [NAMES.index(example.label) for example in examples]
    return {"macro_f1": round(two_way_f1(examples, odds), 4), "calibration_error": round(calibration_error(odds, targets), 4)}


def _overlaps(part: str, without: Sequence[str]) -> bool:
    """Whether a part is one that a fold keeps out too, whole or in half, or a case of a writer that it keeps out."""
    names = {part, part.partition("/")[0], part.partition("-")[0]}
    return any(names & {other, other.partition("/")[0], other.partition("-")[0]} for other in without)


def unseen_figures(examples: Sequence[Example], probabilities: Floats) -> dict[str, float]:
    """Return the figures of probabilities [n, 4] for sentences that were kept out; two-way figures only for two-way sources."""
    figures: dict[str, float] = {"n": len(examples), "analytical_or_descriptive": round(two_way_f1(examples, probabilities[:, list(TWO)]), 4)}
    if any(example.binary for example in examples):
        odds = probabilities[:, list(TWO)] / probabilities[:, list(TWO)].sum(axis=1, keepdims=True)
        return figures | {"calibration_error": round(calibration_error(odds, [NAMES.index(example.label) for example in examples]), 4)}
    middle = [i for i, example in enumerate(examples) if MIDDLE[0] <= len(example.context.text.split()) <= MIDDLE[1]]
    best = [LABELS[i] for i in probabilities.argmax(axis=1)]
    return figures | {
        "analytical_or_descriptive_12_to_25_words": round(two_way_f1([examples[i] for i in middle], probabilities[middle][:, list(TWO)]), 4),
        "four_way": round(macro_f1([example.label for example in examples], best, LABELS), 4),
        "calibration_error": round(calibration_error(probabilities, [LABELS.index(example.label) for example in examples]), 4),
    }


def two_way_f1(examples: Sequence[Example], probabilities: Floats) -> float:
    """Return macro-F1 of the likelier of analytical and descriptive [n, 2], over the sentences whose label is one of them."""
    pairs = [(example.label, NAMES[i]) for example, i in zip(examples, probabilities.argmax(axis=1), strict=True) if example.label in NAMES]
    return macro_f1([gold for gold, _ in pairs], [guess for _, guess in pairs], NAMES)


def table_row(name: str, form: str, figures: Mapping[str, float]) -> str:
    """Return one line of a Markdown table of ``unseen_figures``."""
    columns = ("n", "analytical_or_descriptive", "analytical_or_descriptive_12_to_25_words", "four_way", "calibration_error")
    return f"| {name} | {form} | " + " | ".join(str(figures.get(column, "–")) for column in columns) + " |"


def _possible(examples: Sequence[Example], logits: Floats) -> Floats:
    result = logits.copy()
    for row, example in zip(result, examples, strict=True):
        if example.binary:
            row[[i for i in range(len(LABELS)) if i not in TWO]] = IMPOSSIBLE
    return result
