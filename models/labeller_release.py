"""All folds of the sentence labeller, their out-of-fold predictions, and the release."""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analyser.analytic.labeller import MAX_TOKENS, OnnxLabeller
from analyser.encoder import OnnxModel
from analyser.pipeline import JUDGED_TYPES, judge_sentences
from analyser.segment import split_sentences
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase
from models.base import REVISION, base_folder
from models.labeller_run import CODE_VERSION, EVERYTHING, LabellerFold, run_fold, set_threads
from models.manifest import put_entry
from models.stored import PREDICTIONS, Recorder, write_predictions
from models.tasks.sentence_label import contexts

Figures = list[Mapping[str, Any]]


def train_labeller(
    config: Mapping[str, Any],
    cases: Sequence[AnnotatedCase],
    runs: Path,
    released: Path,
    cards: Path,
    *,
    only: str | None,
    fresh: bool,
    threads: int,
) -> Figures:
    """Train every fold of the configuration, or one, and return their figures. Without ``only``, write predictions and release as well."""
    set_threads(threads)
    names = [only] if only else config["folds"]
    folds = [run_fold(config, cases, name, runs / name, fresh=fresh) for name in names]
    if not only:
        store_predictions(config, cases, folds)
        release(config, folds, released, cards)
    return [fold.figures for fold in folds]


def store_predictions(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], folds: Sequence[LabellerFold], path: Path = PREDICTIONS) -> None:
    """Write what each fold's model says of its own writer's sentences, cut as the gold cuts them and as the product does."""
    rows = {}
    for fold in folds:
        kept_out = [case for case in cases if case.writer == fold.name]
        if kept_out:
            rows[fold.name] = fold_predictions(fold.path, kept_out)
    header = {
        "config": hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest(),
        "data": {fold.name: fold.digest for fold in folds if fold.name in rows},
        "code_version": CODE_VERSION,
        "form": config["release"]["form"],
        "labels": ["analytical", "descriptive", "plan", "other"],
    }
    write_predictions(path, header, rows)


def fold_predictions(model: Path, cases: Sequence[AnnotatedCase]) -> dict[str, tuple[float, float, float, float]]:
    """Return scores by key for every sentence of the cases' assessments and supervision records, at gold boundaries and at the product's."""
    recorder = Recorder(OnnxLabeller(OnnxModel(model, base_folder() / "tokenizer.json", max_tokens=MAX_TOKENS)))
    nothing = np.zeros((0, 0), dtype=np.float32)
    for case in cases:
        recorder.score(contexts(case))
        for document in case.case_file.documents:
            if document.type in JUDGED_TYPES:
                judge_sentences(DocumentView(document, split_sentences(document.text), (), nothing), recorder)
    return recorder.scores


def release(config: Mapping[str, Any], folds: Sequence[LabellerFold], released: Path, cards: Path) -> None:
    """Copy the model that learned from everything to the released weights, with its manifest entry and card."""
    final = next(fold for fold in folds if fold.name == EVERYTHING)
    path = released / final.path.name
    shutil.copyfile(final.path, path)
    card = f"models/cards/{config['name']}.md"
    put_entry(config["name"], path, group=config["name"], licence=config["release"]["licence"], card=card)
    cards.mkdir(exist_ok=True)
    (cards / f"{config['name']}.md").write_text(_card(config, folds, final), encoding="utf-8", newline="\n")


def _card(config: Mapping[str, Any], folds: Sequence[LabellerFold], final: LabellerFold) -> str:
    form = config["release"]["form"]
    names = ("n", "analytical_or_descriptive", "analytical_or_descriptive_12_to_25_words", "four_way", "calibration_error")
    rows = [
        f"| {fold.name} | {kind} | " + " | ".join(str(fold.figures[kind].get(name, "–")) for name in names) + " |"
        for fold in folds
        if fold.figures["torch"]
        for kind in ("torch", form)
    ]
    sources = ", ".join(f"{source['name']} ({source['sample'] or 'all'} sentences)" for source in config["external"])
    development = final.figures["development"]
    return "\n".join(
        [
            f"# {config['name']}",
            "",
            "Labels each sentence of an assessment or supervision record: analytical, descriptive, plan or other, with probabilities. It reads the",
            "heading, the sentence before and the sentence.",
            "",
            f"All layers of {REVISION} (Apache-2.0) fine-tuned by `python -m models.train models/configs/{config['name']}.toml`,",
            f"seed {config['seed']}, {final.figures['n_examples']} examples; released as {form}, {final.figures['bytes']} bytes.",
            "",
            f"**What it saw**: the fictional, model-written gold cases (`annotation/data/README.md`), and prose by people: {sources}, labelled",
            "analytical or descriptive only. It has seen no real case file. So that length does not stand for analysis, descriptive",
            "sentences were joined into long ones and examples weighted by length within each source.",
            "",
            "**Unseen writer or source** (macro-F1; each row's model never saw that writer or source; model-written cases are no evidence of how",
            "well anything works on real files):",
            "",
            "| kept out | form | sentences | analytical or descriptive | of 12 to 25 words | four-way | calibration error |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
            f"**Calibration**: temperature {final.figures['temperature']}, set on {config['development']['name']} (student teachers' diaries),",
            f"a genre never trained on: calibration error {development['calibration_error_before']} before, {development['calibration_error']} after;",
            f"macro-F1 there {development['macro_f1']}.",
            "",
            "**Do not** use it to grade workers or to judge families. It sees little context, and knows only English.",
            "",
        ]
    )
