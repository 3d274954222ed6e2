"""Out-of-fold predictions of the sentence labeller, kept so that expensive figures need no training to be printed again.

A row names its fold (the writer whom that model never saw), a key made of the model's input (no text can be read from it), and four probabilities.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyser.analytic.labeller import SentenceInContext, model_input
from analyser.domain.judgements import LabelScores
from analyser.errors import ModelError

PREDICTIONS = Path(__file__).parent.parent / "evaluation" / "predictions" / "sentence_label.jsonl"
REFIT = "Write the predictions again: python -m models.train models/configs/sentence_label.toml"
Scores = Sequence[float]


def input_key(context: SentenceInContext) -> str:
    """Return the SHA-256 of what the model reads of a sentence and its context."""
    return hashlib.sha256(json.dumps(model_input(context), ensure_ascii=False).encode()).hexdigest()


def write_predictions(path: Path, header: Mapping[str, Any], rows: Mapping[str, Mapping[str, Scores]]) -> None:
    """Write a header line and one line for each fold and key, sorted, probabilities to six decimals."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"header": header}, sort_keys=True)]
    lines += [
        json.dumps({"fold": fold, "key": key, "scores": [round(float(score), 6) for score in scores]})
        for fold, by_key in sorted(rows.items())
        for key, scores in sorted(by_key.items())
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


def read_predictions(path: Path = PREDICTIONS) -> tuple[dict[str, Any], dict[str, dict[str, LabelScores]]]:
    """Return the header, and scores by fold and key.

    Raises
    ------
    ModelError
        If the file is missing or damaged.

    """
    try:
        first, *lines = path.read_text(encoding="utf-8").splitlines()
        header = json.loads(first)["header"]
        folds: dict[str, dict[str, LabelScores]] = {}
        for line in lines:
            row = json.loads(line)
            folds.setdefault(row["fold"], {})[row["key"]] = LabelScores(*row["scores"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(where=path.name, what=f"cannot be read ({type(error).__name__})", next_step=REFIT) from None
    return header, folds


class StoredLabeller:
    """A labeller that looks up what the model of one fold said; it knows the sentences of that fold's writer and no others."""

    def __init__(self, fold: str, scores: Mapping[str, LabelScores]) -> None:
        self._fold, self._scores = fold, scores

    @classmethod
    def for_fold(cls, fold: str, path: Path = PREDICTIONS) -> "StoredLabeller":
        """Return the labeller of the fold that kept a writer out; ``ModelError`` when there is none."""
        folds = read_predictions(path)[1]
        if fold not in folds:
            raise ModelError(where=path.name, what=f"has no fold {fold}", next_step=REFIT)
        return cls(fold, folds[fold])

    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        """Return the stored probabilities, one for each sentence, in order.

        Raises
        ------
        ModelError
            If a sentence was never predicted, for instance since sentences are split otherwise than they were.

        """
        keys = [input_key(context) for context in contexts]
        unknown = sum(key not in self._scores for key in keys)
        if unknown:
            raise ModelError(where=f"fold {self._fold}", what=f"has no prediction for {unknown} of {len(keys)} sentences", next_step=REFIT)
        return tuple(self._scores[key] for key in keys)


class Recorder:
    """A labeller that scores with another one and keeps every answer by key."""

    def __init__(self, labeller: Any) -> None:  # noqa: ANN401 - any SentenceLabeller; protocols are not checked at run time
        self._labeller = labeller
        self.scores: dict[str, tuple[float, float, float, float]] = {}

    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        """Return what the other labeller says."""
        answers: Iterable[LabelScores] = self._labeller.score(contexts)
        found = tuple(answers)
        for context, scores in zip(contexts, found, strict=True):
            self.scores[input_key(context)] = (scores.analytical, scores.descriptive, scores.plan, scores.other)
        return found
