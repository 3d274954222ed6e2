"""All folds of the sentence labeller: calibration, export, out-of-fold predictions, and the release."""

import hashlib
import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from analyser.analytic.labeller import LABELS, MAX_TOKENS, OnnxLabeller, SentenceInContext
from analyser.encoder import OnnxModel
from analyser.pipeline import JUDGED_TYPES, judge_sentences
from analyser.segment import split_sentences
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase
from models.base import REVISION, base_folder
from models.calibration import log_probabilities
from models.labeller_figures import Floats, development_figures, table_row, temperature_for, unseen_figures
from models.labeller_run import CODE_VERSION, TrainedFold, run_fold, set_threads
from models.manifest import put_entry
from models.modules import Tempered
from models.onnx_files import write_onnx
from models.stored import PREDICTIONS, Recorder, write_predictions
from models.tasks.sentence_label import contexts

EVERYTHING = "all"
MAX_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class ExportedFold:
    """A fold as the product would run it: its ONNX file, and its figures by form."""

    name: str
    path: Path
    digest: str
    figures: Mapping[str, Any]


def train_labeller(
    config: Mapping[str, Any], cases: Sequence[AnnotatedCase], runs: Path, released: Path, cards: Path, *, only: str | None, fresh: bool, threads: int
) -> list[Mapping[str, Any]]:
    """Train every fold of the configuration, or one, and return their figures. Without ``only``, write predictions and release as well."""
    set_threads(threads)
    trained = [run_fold(config, cases, name, runs / name, fresh=fresh) for name in ([only] if only else config["folds"])]
    folds = [export_fold(config, fold, temperature_for(fold, trained), runs / fold.name) for fold in trained]
    if not only:
        store_predictions(config, cases, folds)
        release(config, folds, released, cards)
    return [fold.figures for fold in folds]


def export_fold(config: Mapping[str, Any], fold: TrainedFold, temperature: float, folder: Path) -> ExportedFold:
    """Write a fold as ONNX in the form of the release and the rival forms, and measure each on what the fold never saw."""
    figures: dict[str, Any] = {"fold": fold.name, "n_examples": fold.n_examples, "temperature": temperature}
    figures["development"] = development_figures(fold, temperature)
    forms: dict[str, Any] = {}
    if fold.unseen:
        forms["torch"] = unseen_figures(fold.unseen, np.exp(log_probabilities(fold.unseen_logits, temperature)))
    for form in (config["release"]["form"], *config["release"]["rivals"]):
        path = folder / f"{form}.onnx"
        write_onnx(Tempered(fold.module, temperature), path, output="probabilities", form=form)
        if fold.unseen:
            forms[form] = unseen_figures(fold.unseen, _scores(path, [example.context for example in fold.unseen]))
    figures |= {"forms": forms, "bytes": (folder / f"{config['release']['form']}.onnx").stat().st_size}
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    return ExportedFold(fold.name, folder / f"{config['release']['form']}.onnx", fold.digest, figures)


def store_predictions(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], folds: Sequence[ExportedFold], path: Path = PREDICTIONS) -> None:
    """Write what each fold's model says of its own writer's sentences, cut as the gold cuts them and as the product does."""
    kept_out = {fold.name: [case for case in cases if case.writer == fold.name] for fold in folds}
    rows = {fold.name: fold_predictions(fold.path, kept_out[fold.name]) for fold in folds if kept_out[fold.name]}
    header = {
        "config": hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest(),
        "data": {fold.name: fold.digest for fold in folds if fold.name in rows},
        "temperatures": {fold.name: fold.figures["temperature"] for fold in folds if fold.name in rows},
        "code_version": CODE_VERSION,
        "form": config["release"]["form"],
        "labels": list(LABELS),
    }
    write_predictions(path, header, rows)


def fold_predictions(model: Path, cases: Sequence[AnnotatedCase]) -> dict[str, tuple[float, float, float, float]]:
    """Return scores by key for every sentence of the cases' assessments and supervision records, at gold boundaries and at the product's."""
    recorder = Recorder(_labeller(model))
    nothing = np.zeros((0, 0), dtype=np.float32)
    for case in cases:
        recorder.score(contexts(case))
        for document in case.case_file.documents:
            if document.type in JUDGED_TYPES:
                judge_sentences(DocumentView(document, split_sentences(document.text), (), nothing), recorder)
    return recorder.scores


def release(config: Mapping[str, Any], folds: Sequence[ExportedFold], released: Path, cards: Path) -> None:
    """Copy the model that learned from everything to the released weights, with its manifest entry and card."""
    final = next(fold for fold in folds if fold.name == EVERYTHING)
    path = released / f"{config['name']}.onnx"
    shutil.copyfile(final.path, path)
    if path.stat().st_size > MAX_BYTES:
        sys.stderr.write(f"{path.name} is larger than {MAX_BYTES} bytes\n")
    put_entry(config["name"], path, group=config["name"], licence=config["release"]["licence"], card=f"models/cards/{config['name']}.md")
    cards.mkdir(exist_ok=True)
    (cards / f"{config['name']}.md").write_text(_card(config, folds, final), encoding="utf-8", newline="\n")


def _labeller(path: Path) -> OnnxLabeller:
    return OnnxLabeller(OnnxModel(path, base_folder() / "tokenizer.json", max_tokens=MAX_TOKENS))


def _scores(path: Path, contexts: Sequence[SentenceInContext]) -> Floats:
    rows = [[scores.analytical, scores.descriptive, scores.plan, scores.other] for scores in _labeller(path).score(contexts)]
    return np.array(rows, dtype=np.float32).reshape(-1, len(LABELS))


def _card(config: Mapping[str, Any], folds: Sequence[ExportedFold], final: ExportedFold) -> str:
    rows = [table_row(fold.name, form, figures) for fold in folds for form, figures in fold.figures["forms"].items()]
    sources = ", ".join(f"{source['name']} ({source['sample'] or 'all'} sentences)" for source in config["external"])
    development = [
        f"| {fold.name} | {fold.figures['development']['macro_f1']} | {fold.figures['development']['calibration_error']} |" for fold in folds
    ]
    text = CARD.format(
        name=config["name"],
        revision=REVISION,
        seed=config["seed"],
        n=final.figures["n_examples"],
        form=config["release"]["form"],
        bytes=final.figures["bytes"],
        sources=sources,
        temperature=final.figures["temperature"],
        development=config["development"]["name"],
    )
    return text.replace("ROWS", "\n".join(rows)).replace("DEVELOPMENT", "\n".join(development))


CARD = """# {name}

Labels each sentence of an assessment or supervision record: analytical, descriptive, plan or other, with probabilities. It reads the heading, the
sentence before, and the sentence.

MiniLM ({revision}, Apache-2.0), all layers but the word vectors fine-tuned by
`python -m models.train models/configs/{name}.toml`, seed {seed}, {n} examples. Released as {form}, {bytes} bytes:
`int8` is quantised throughout, `int8_storage` stores weights as int8 and computes in float32. The released form is the fastest that
costs less than half a point in the table below.

**What it saw**: the fictional, model-written gold cases (`annotation/data/README.md`), and prose by people: {sources}, labelled analytical or
descriptive only. It has seen no real case file. So that length does not stand for analysis, descriptive sentences were joined into long ones and
examples weighted by length within each source, with analytical and descriptive counted alike. Of three recipes this one was chosen because it held
best on vetclaims unseen and on the diaries below, so those two figures are a little kind to it.

**Writer or source unseen** (macro-F1; each row's model never saw that writer or source). The gold cases are model-written: their figures are no
evidence of how well anything works on real files.

| kept out | form | sentences | analytical or descriptive | of 12 to 25 words | four-way | calibration error |
|---|---|---|---|---|---|---|
ROWS

**A genre that no model here learned from** ({development}, machine-translated diaries, labels rough), analytical or descriptive:

| model | macro-F1 | calibration error |
|---|---|---|
DEVELOPMENT

**Calibration**: a fold's temperature is fitted on what the other folds say of the writers and sources that they never saw, the release's
({temperature}) on all of them. Expect it to be surer than it should be on prose unlike these.

**Do not** use it to grade workers or to judge families. It sees little context, and knows only English.
"""
