"""Sentence labels on what no model saw: each part with its figures, intervals over cases or documents, and plain baselines beside."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from analyser.analytic.labeller import LABELS
from annotation.schema import AnnotatedCase
from evaluation.metrics.labels import TWO, bootstrap, calibration_error, two_way
from evaluation.sources import ROOT
from models.baselines import METHODS, baseline_labels
from models.external import ExternalSource, read_external
from models.folds import FoldPlan, divided, fold_plans, unseen_cases
from models.labeller_figures import MIDDLE
from models.labeller_run import fold_examples
from models.linear import macro_f1
from models.stored import StoredLabeller
from models.tasks.sentence_label import Example, external_examples, gold_examples

Floats = npt.NDArray[np.float64]
BY_CASE = "w5 by case"
SECOND = ROOT / "annotation" / "data" / "assessments" / "second.jsonl"


@dataclass(frozen=True, slots=True)
class Part:
    """Sentences with what a model that never saw them says of them [n, 4]; ``folds`` name the model and ``groups`` the case or document of each."""

    name: str
    folds: tuple[str, ...] = field(repr=False)
    examples: tuple[Example, ...] = field(repr=False)
    scores: Floats = field(repr=False)
    groups: tuple[str, ...] = field(repr=False)

    def rows_of(self, fold: str) -> list[int]:
        """Return the places of the sentences that one fold answers for."""
        return [i for i, name in enumerate(self.folds) if name == fold]

    @property
    def two_way_only(self) -> bool:
        """Whether the source says analytical or descriptive only."""
        return any(example.binary for example in self.examples)


def read_parts(config: Mapping[str, Any], cases: Sequence[AnnotatedCase]) -> list[Part]:
    """Return every part of the folds, in the order of the configuration, then the genres that no fold learns from.

    Scores are the committed out-of-fold predictions. Cases that are kept out one by one are one part together.

    Raises
    ------
    ConfigError
        If an external source's file is missing.
    ModelError
        If predictions are missing.

    """
    parts = [part for plan in fold_plans(config) for part in _fold_parts(config, cases, plan)]
    parts += [_external_part(table["name"], "all", _read(table, config)) for table in config["watched"]]
    return _with_cases_together(parts)


def part_figures(part: Part, *, n_resamples: int) -> dict[str, Any]:
    """Return macro-F1 (two-way, in the middle lengths, four-way) with intervals, and the calibration error of the part."""
    labels = [example.label for example in part.examples]
    words = np.array([len(example.context.text.split()) for example in part.examples])
    middle = [i for i in range(len(labels)) if MIDDLE[0] <= words[i] <= MIDDLE[1]]
    figures: dict[str, Any] = {
        "folds": list(dict.fromkeys(part.folds)),
        "n": sum(label in TWO for label in labels),
        "analytical_or_descriptive": _interval(part, range(len(labels)), n_resamples),
        "analytical_or_descriptive_12_to_25_words": _interval(part, middle, n_resamples),
        "calibration_error": round(calibration_error(part.scores, labels, two_way_only=part.two_way_only), 4),
    }
    if not part.two_way_only:
        best = [LABELS[i] for i in part.scores.argmax(axis=1)]
        figures["four_way"] = bootstrap(labels, best, part.groups, LABELS, n_resamples=n_resamples)
    return figures


def part_baselines(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], parts: Sequence[Part]) -> dict[str, dict[str, float]]:
    """Return two-way macro-F1 by part and baseline, each baseline fitted to the very examples that the part's fold learned from."""
    plans = {plan.name: plan for plan in fold_plans(config)}
    guessed: dict[tuple[str, str], list[str]] = {}
    for plan in plans.values():
        of_fold = [(part, rows) for part in parts if len(rows := part.rows_of(plan.name))]
        if not of_fold:
            continue
        learn = [(example.context.text, example.label) for example in fold_examples(config, cases, plan)[0]]
        for method in METHODS:
            answers = baseline_labels(method, learn, [[part.examples[i].context.text for i in rows] for part, rows in of_fold])
            for (part, _), answer in zip(of_fold, answers, strict=True):
                guessed.setdefault((part.name, method), []).extend(answer)
    return {part.name: {method: _two_way_f1(part, guessed[part.name, method]) for method in METHODS} for part in parts}


def _two_way_f1(part: Part, guessed: Sequence[str]) -> float:
    """Macro-F1 of guesses that stand in the order of the part's folds."""
    in_order = [part.examples[i].label for fold in dict.fromkeys(part.folds) for i in part.rows_of(fold)]
    return round(macro_f1(*two_way(in_order, guessed), TWO), 4)


def _interval(part: Part, rows: Sequence[int], n_resamples: int) -> dict[str, float]:
    chosen = [i for i in rows if part.examples[i].label in TWO]
    gold = [part.examples[i].label for i in chosen]
    pair = [LABELS.index(label) for label in TWO]
    guessed = [TWO[i] for i in part.scores[chosen][:, pair].argmax(axis=1)]
    return bootstrap(gold, guessed, [part.groups[i] for i in chosen], TWO, n_resamples=n_resamples)


def _fold_parts(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], plan: FoldPlan) -> Iterator[Part]:
    for name, kept in unseen_cases(plan, cases).items():
        examples = gold_examples(kept)
        groups = tuple(case.case_id for case in kept for _ in case.sentences)
        yield Part(name, (plan.name,) * len(examples), examples, _stored(name, examples), groups)
    for table in config["external"]:
        for name, kept_out in divided(ExternalSource(**table), plan, seed=config["seed"])[1].items():
            yield _external_part(name, plan.name, kept_out)


def _read(table: Mapping[str, Any], config: Mapping[str, Any]) -> Sequence[Any]:
    return read_external(ExternalSource(**table), seed=config["seed"])


def _external_part(name: str, fold: str, sentences: Sequence[Any]) -> Part:
    examples = external_examples(sentences, name)
    return Part(name, (fold,) * len(examples), examples, _stored(name, examples), tuple(sentence.cluster for sentence in sentences))


def _stored(part: str, examples: Sequence[Example]) -> Floats:
    scores = StoredLabeller.for_fold(part).score([example.context for example in examples])
    return np.array([[s.analytical, s.descriptive, s.plan, s.other] for s in scores])


def _with_cases_together(parts: Sequence[Part]) -> list[Part]:
    """The parts, single cases (``w5-01``) joined into one part before the others."""
    single = [part for part in parts if "-" in part.name]
    if not single:
        return list(parts)
    joined = Part(
        BY_CASE,
        tuple(fold for part in single for fold in part.folds),
        tuple(example for part in single for example in part.examples),
        np.concatenate([part.scores for part in single]),
        tuple(group for part in single for group in part.groups),
    )
    return [joined, *(part for part in parts if "-" not in part.name)]


def second_annotations(config: Mapping[str, Any], cases: Sequence[AnnotatedCase]) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Return first labels, second labels and groups of what two annotators labelled: the corpus of assessments, and inspection sentences."""
    first = {
        (case.case_id, s.evidence.document_id, s.evidence.span.start, s.evidence.span.end): str(s.label) for case in cases for s in case.sentences
    }
    rows = [json.loads(line) for line in SECOND.read_text(encoding="utf-8").splitlines()]
    places = [(row["case_id"], row["document_id"], row["start"], row["end"]) for row in rows]
    found = {"the corpus of assessments": ([first[place] for place in places], [row["label"] for row in rows], [row["case_id"] for row in rows])}
    for table in config["watched"]:
        if "annotation" in table:
            labels = [json.loads(line) for line in (ROOT / table["annotation"]).read_text(encoding="utf-8").splitlines()]
            found[table["name"]] = ([row["first"] for row in labels], [row["second"] for row in labels], [str(row["row"]) for row in labels])
    return found
