"""One fold of the sentence labeller: train, calibrate, export, measure on what was kept out."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from analyser.analytic.labeller import LABELS, MAX_TOKENS, OnnxLabeller, SentenceInContext, model_input
from analyser.encoder import DIMENSIONS, OnnxModel
from annotation.schema import AnnotatedCase
from models.base import DIGESTS, base_folder, load_base
from models.calibration import calibration_error, fit_temperature, log_probabilities
from models.external import ExternalSource, read_external
from models.linear import macro_f1
from models.loop import Hyperparameters, Job, train
from models.modules import Classifier, Tempered
from models.onnx_files import write_onnx
from models.tasks.sentence_label import (
    TWO,
    Example,
    Joining,
    balanced,
    batch_loss,
    external_examples,
    gold_examples,
    joined_examples,
    padded,
    token_lengths,
)

Floats = npt.NDArray[np.float32]
EVERYTHING = "all"
CODE_VERSION = 1  # raise when examples, loss or network change, so that old checkpoints are not taken up again


@dataclass(frozen=True, slots=True)
class LabellerFold:
    """What a fold came to: its ONNX file, its figures, and the digest of the data and configuration behind it."""

    name: str
    path: Path
    digest: str
    figures: Mapping[str, Any]


def run_fold(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], name: str, folder: Path, *, fresh: bool = False) -> LabellerFold:
    """Train one fold, or take it up where it stopped, and return what it came to.

    Parameters
    ----------
    config
        The configuration, as read from TOML.
    cases
        All annotated cases; those of the writer ``name`` are only measured on.
    name
        A writer or an external source to keep out, or ``all``.
    folder
        Where checkpoints, the log, the ONNX file and ``figures.json`` go.
    fresh
        Forget an earlier run of the fold.

    """
    if fresh and folder.exists():
        shutil.rmtree(folder)
    examples, unseen = fold_examples(config, cases, name)
    settings = Hyperparameters(**config["training"])
    digest = _digest(config, examples)
    tokenizer = _tokenizer()
    torch.manual_seed(config["seed"])
    module = Classifier(load_base(), width=DIMENSIONS, n_labels=len(LABELS), dropout=config["model"]["dropout"])
    for layer, parameter in module.named_parameters():
        parameter.requires_grad_(not any(part in layer for part in config["model"]["frozen"]))
    loss = batch_loss(module, tokenizer, drop_context=config["model"]["drop_context"], smoothing=config["model"]["smoothing"])
    job = Job(module, examples, token_lengths(examples, tokenizer), loss, digest)
    train(job, settings, folder, seed=config["seed"])
    development = external_examples(read_external(ExternalSource(**config["development"]), seed=config["seed"]), "development")
    logits = _logits(module, development, tokenizer)[:, list(TWO)]
    targets = [("analytical", "descriptive").index(example.label) for example in development]
    temperature = fit_temperature(logits, targets)
    path = folder / f"{config['name']}.onnx"
    write_onnx(Tempered(module, temperature), path, output="probabilities", form=config["release"]["form"])
    two_way = np.exp(log_probabilities(logits, temperature))
    figures = {
        "fold": name,
        "n_examples": len(examples),
        "temperature": temperature,
        "development": {
            "macro_f1": round(_two_way_f1(development, two_way), 4),
            "calibration_error": round(calibration_error(two_way, targets), 4),
            "calibration_error_before": round(calibration_error(np.exp(log_probabilities(logits)), targets), 4),
        },
        "torch": _figures(unseen, np.exp(log_probabilities(_logits(module, unseen, tokenizer), temperature))),
        config["release"]["form"]: _figures(unseen, onnx_scores(path, [example.context for example in unseen])),
        "bytes": path.stat().st_size,
    }
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8", newline="\n")
    return LabellerFold(name, path, digest, figures)


def fold_examples(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], name: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the examples to learn from, weighted, and those of the writer or source that is kept out."""
    seen = [case for case in cases if case.writer != name]
    learn = [*gold_examples(seen), *joined_examples(seen, Joining(**config["joining"]), seed=config["seed"])]
    unseen = gold_examples([case for case in cases if case.writer == name])
    for table in config["external"]:
        source = ExternalSource(**table)
        if source.name == name:
            unseen = external_examples(read_external(source, seed=config["seed"]), source.name)
        else:
            learn += external_examples(read_external(source, seed=config["seed"]), source.name)
    return balanced(learn), unseen


def onnx_scores(path: Path, contexts: Sequence[SentenceInContext]) -> Floats:
    """Return [n, 4] probabilities of a fold's ONNX file, run as the product runs it."""
    labeller = OnnxLabeller(OnnxModel(path, base_folder() / "tokenizer.json", max_tokens=MAX_TOKENS))
    rows = [[scores.analytical, scores.descriptive, scores.plan, scores.other] for scores in labeller.score(contexts)]
    return np.array(rows, dtype=np.float32).reshape(-1, len(LABELS))


def _figures(examples: Sequence[Example], probabilities: Floats) -> dict[str, float]:
    if not examples:
        return {}
    figures = {"n": len(examples), "analytical_or_descriptive": round(_two_way_f1(examples, probabilities[:, list(TWO)]), 4)}
    if not any(example.binary for example in examples):
        best = [LABELS[i] for i in probabilities.argmax(axis=1)]
        figures["four_way"] = round(macro_f1([example.label for example in examples], best, LABELS), 4)
        figures["calibration_error"] = round(calibration_error(probabilities, [LABELS.index(example.label) for example in examples]), 4)
        middle = [i for i, example in enumerate(examples) if 12 <= len(example.context.text.split()) <= 25]
        chosen = probabilities[middle][:, list(TWO)]
        figures["analytical_or_descriptive_12_to_25_words"] = round(_two_way_f1([examples[i] for i in middle], chosen), 4)
    return figures


def _two_way_f1(examples: Sequence[Example], probabilities: Floats) -> float:
    names = ("analytical", "descriptive")
    pairs = [(example.label, names[i]) for example, i in zip(examples, probabilities.argmax(axis=1), strict=True) if example.label in names]
    return macro_f1([gold for gold, _ in pairs], [guess for _, guess in pairs], names)


def _logits(module: torch.nn.Module, examples: Sequence[Example], tokenizer: Tokenizer) -> Floats:
    rows = np.zeros((len(examples), len(LABELS)), dtype=np.float32)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i].context.text))
    module.eval()
    with torch.inference_mode():
        for first in range(0, len(order), 32):
            batch = order[first : first + 32]
            rows[batch] = module(*padded([examples[i].context for i in batch], tokenizer)).numpy()
    return rows


def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer


def _digest(config: Mapping[str, Any], examples: Sequence[Example]) -> str:
    parts = {key: config[key] for key in ("seed", "model", "training")} | {"code": CODE_VERSION, "base": DIGESTS}
    digest = hashlib.sha256(json.dumps(parts, sort_keys=True).encode())
    for example in examples:
        digest.update(json.dumps([model_input(example.context), asdict(example)["label"], example.source, round(example.weight, 6)]).encode())
    return digest.hexdigest()


def set_threads(n: int) -> None:
    """Let torch use ``n`` threads; figures are reproducible for one number of threads on one machine."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    torch.set_num_threads(n)
    torch.use_deterministic_algorithms(True)
