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
from models.calibration import Calibration, log_probabilities
from models.folds import fold_plans, unseen_cases
from models.labeller_figures import Floats, calibration_for, table_row, unseen_figures, watched_figures
from models.labeller_run import CODE_VERSION, TrainedFold, run_fold, set_threads
from models.manifest import put_entry
from models.modules import Calibrated
from models.onnx_files import write_onnx
from models.stored import PREDICTIONS, Recorder, write_predictions
from models.tasks.sentence_label import contexts

EVERYTHING = "all"
Scores = tuple[float, float, float, float]
MAX_BYTES = 30_000_000


@dataclass(frozen=True, slots=True)
class ExportedFold:
    """A fold as the product would run it: its ONNX file, and its figures by form."""

    fold: TrainedFold
    path: Path
    figures: Mapping[str, Any]


def train_labeller(
    config: Mapping[str, Any], cases: Sequence[AnnotatedCase], runs: Path, released: Path, cards: Path, *, only: str | None, fresh: bool, threads: int
) -> list[Mapping[str, Any]]:
    """Train every fold of the configuration, or one, and return their figures. Without ``only``, write predictions and release as well."""
    set_threads(threads)
    plans = [plan for plan in fold_plans(config) if only in (None, plan.name)]
    trained = [run_fold(config, cases, plan, runs / plan.name, fresh=fresh) for plan in plans]
    folds = [export_fold(config, fold, calibration_for(fold, trained), runs / fold.name) for fold in trained]
    if not only:
        store_predictions(config, cases, folds)
        release(config, folds, released, cards)
    return [fold.figures for fold in folds]


def export_fold(config: Mapping[str, Any], fold: TrainedFold, calibration: Calibration, folder: Path) -> ExportedFold:
    """Write a fold as ONNX in the form of the release and the rival forms, and measure each on what the fold never saw."""
    figures: dict[str, Any] = {"fold": fold.name, "n_examples": fold.n_examples}
    figures |= {"temperature": calibration.temperature, "offset": calibration.offset}
    figures["watched"] = watched_figures(fold, calibration)
    parts: dict[str, dict[str, Any]] = {
        part: {"torch": unseen_figures(examples, np.exp(log_probabilities(calibration.apply(fold.unseen_logits[part]))))}
        for part, examples in fold.unseen.items()
    }
    for form in (config["release"]["form"], *config["release"]["rivals"]):
        path = folder / f"{form}.onnx"
        write_onnx(Calibrated(fold.module, calibration, n_labels=len(LABELS)), path, output="probabilities", form=form)
        for part, examples in fold.unseen.items():
            parts[part][form] = unseen_figures(examples, _scores(path, [example.context for example in examples]))
    figures |= {"parts": parts, "bytes": (folder / f"{config['release']['form']}.onnx").stat().st_size}
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    return ExportedFold(fold, folder / f"{config['release']['form']}.onnx", figures)


def store_predictions(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], folds: Sequence[ExportedFold], path: Path = PREDICTIONS) -> None:
    """Write by part what the model that never saw it says of its sentences; those of cases as the gold cuts them and as the product does.

    The genres that no fold learns from are answered by the release itself.
    """
    rows: dict[str, dict[str, Scores]] = {}
    made_by: dict[str, str] = {}
    for exported in folds:
        fold = exported.fold
        found = {part: case_predictions(exported.path, kept) for part, kept in unseen_cases(fold.plan, cases).items()}
        sources = {part: examples for part, examples in fold.unseen.items() if part not in found}
        if fold.name == EVERYTHING:
            sources |= fold.watched
        found |= {part: _recorded(exported.path, [example.context for example in examples]) for part, examples in sources.items()}
        rows |= found
        made_by |= dict.fromkeys(found, fold.name)
    header = {
        "config": hashlib.sha256(json.dumps(config, sort_keys=True).encode()).hexdigest(),
        "data": {exported.fold.name: exported.fold.digest for exported in folds},
        "folds": made_by,
        "calibration": {exported.fold.name: [exported.figures["temperature"], exported.figures["offset"]] for exported in folds},
        "code_version": CODE_VERSION,
        "form": config["release"]["form"],
        "labels": list(LABELS),
    }
    write_predictions(path, header, rows)


def _recorded(model: Path, examples: Sequence[SentenceInContext]) -> dict[str, Scores]:
    recorder = Recorder(_labeller(model))
    recorder.score(examples)
    return recorder.scores


def case_predictions(model: Path, cases: Sequence[AnnotatedCase]) -> dict[str, Scores]:
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
    final = next(exported for exported in folds if exported.fold.name == EVERYTHING)
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
    rows = [
        table_row(part, form, figures)
        for exported in folds
        for part, forms in exported.figures["parts"].items()
        for form, figures in forms.items()
    ]  # fmt: skip
    sources = ", ".join(f"{source['name']} ({source['sample'] or 'all'} sentences)" for source in config["external"])
    watched = [
        f"| {name} | {exported.fold.name} | {figures['macro_f1']} | {figures['calibration_error']} |"
        for name in final.figures["watched"]
        for exported in folds
        for figures in [exported.figures["watched"][name]]
    ]
    kept_out = [
        f"| {exported.fold.name} | {', '.join(exported.fold.plan.without) or 'nothing'} | {exported.figures['n_examples']} |" for exported in folds
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
        offset=final.figures["offset"],
    )
    return text.replace("FOLDS", "\n".join(kept_out)).replace("ROWS", "\n".join(rows)).replace("WATCHED", "\n".join(watched))


CARD = """# {name}

Labels each sentence of an assessment or supervision record: analytical, descriptive, plan or other, with probabilities. It reads the heading, the
sentence before, and the sentence; the label is read off the sentence's own words.

MiniLM ({revision}, Apache-2.0), all layers but the word vectors fine-tuned by
`python -m models.train models/configs/{name}.toml`, seed {seed}, {n} examples. Released as {form}, {bytes} bytes:
`int8` is quantised throughout, `int8_storage` stores weights as int8 and computes in float32. The released form is the fastest that
costs less than half a point, on average over the parts of the table below.

**What it saw**: the fictional, model-written gold cases and the corpus of assessments by seven further writers
(`annotation/data/README.md`), and prose by people: {sources}, labelled analytical or descriptive only.
It has seen no real case file. So that length does not stand for analysis, descriptive sentences of the gold cases were joined into long
ones and examples weighted by length within each source, with analytical and descriptive counted alike;
in the corpus of assessments both are equally long to begin with.

**Folds.** One training a fold; each keeps several parts out at once, so every figure below is of a model that learned from less than the release.

| fold | keeps out | learned from |
|---|---|---|
FOLDS

**Writer or source unseen** (macro-F1; each row's model never saw that part). The gold cases and the corpus are model-written: their figures are no
evidence of how well anything works on real files.

| kept out | form | sentences | analytical or descriptive | of 12 to 25 words | four-way | calibration error |
|---|---|---|---|---|---|---|
ROWS

**Genres that no model here learned from**, prose by people, analytical or descriptive: `cered`, machine-translated diaries of student teachers with
rough labels, by which the recipe was watched; `inspection`, sentences of inspection reports labelled by two independent annotators (both a
language model), which had no part in any choice.

| genre | fold | macro-F1 | calibration error |
|---|---|---|---|
WATCHED

**Calibration**: a fold's temperature, and an offset on the analytical logit, are fitted on what the other folds say of parts that neither they nor it
ever saw; the release's ({temperature} and {offset}) on all of them. Expect it to be surer than it should be on prose unlike these.

**Do not** use it to grade workers or to judge families. It sees little context, and knows only English.
"""
