"""One fold of the sentence labeller: what it learns from, its training, and what it says of what was kept out."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from analyser.analytic.labeller import LABELS, MAX_TOKENS, model_input
from analyser.encoder import DIMENSIONS
from annotation.schema import AnnotatedCase
from models.base import DIGESTS, base_folder, load_base
from models.external import ExternalSource, read_external
from models.loop import Hyperparameters, Job, train
from models.modules import Classifier
from models.tasks.sentence_label import (
    Example,
    Joining,
    alone,
    balanced,
    batch_loss,
    external_examples,
    gold_examples,
    joined_examples,
    padded,
    token_lengths,
)

Floats = npt.NDArray[np.float32]
CODE_VERSION = 1  # raise when examples, loss or network change, so that old checkpoints are not taken up again


@dataclass(frozen=True, slots=True)
class TrainedFold:
    """A trained network, in evaluation mode, with the digest of what it was trained with.

    ``unseen`` are the sentences that were kept out, ``unseen_logits`` [n, 4] what it says of them before calibration; ``development``
    and its logits are the genre that no fold learns from.
    """

    name: str
    module: torch.nn.Module = field(repr=False)
    digest: str
    n_examples: int
    unseen: tuple[Example, ...] = field(repr=False)
    unseen_logits: Floats = field(repr=False)
    development: tuple[Example, ...] = field(repr=False)
    development_logits: Floats = field(repr=False)


def run_fold(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], name: str, folder: Path, *, fresh: bool = False) -> TrainedFold:
    """Train one fold, or take it up where it stopped, and return what it came to.

    Parameters
    ----------
    config
        The configuration, as read from TOML.
    cases
        All annotated cases; those of the writer ``name`` are only measured on.
    name
        A writer or an external source to keep out, or any other name to learn from everything.
    folder
        Where checkpoints and the log go.
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
    return TrainedFold(
        name=name,
        module=module,
        digest=digest,
        n_examples=len(examples),
        unseen=unseen,
        unseen_logits=_logits(module, unseen, tokenizer),
        development=development,
        development_logits=_logits(module, development, tokenizer),
    )


def fold_examples(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], name: str) -> tuple[tuple[Example, ...], tuple[Example, ...]]:
    """Return the examples to learn from, weighted, and those of the writer or source that is kept out.

    With ``context = false`` in the configuration, sentences stand alone: for measuring what context is worth.
    """
    seen = [case for case in cases if case.writer != name]
    learn = [*gold_examples(seen), *joined_examples(seen, Joining(**config["joining"]), seed=config["seed"])]
    unseen = gold_examples([case for case in cases if case.writer == name])
    for table in config["external"]:
        source = ExternalSource(**table)
        if source.name == name:
            unseen = external_examples(read_external(source, seed=config["seed"]), source.name)
        else:
            learn += external_examples(read_external(source, seed=config["seed"]), source.name)
    if not config.get("context", True):
        learn, unseen = [alone(example) for example in learn], tuple(alone(example) for example in unseen)
    return balanced(learn, even=config["model"].get("even_labels", False)), unseen


def set_threads(n: int) -> None:
    """Let torch use ``n`` threads; figures are reproducible for one number of threads on one machine."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    torch.set_num_threads(n)
    torch.use_deterministic_algorithms(True)


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
        digest.update(json.dumps([model_input(example.context), example.label, example.source, round(example.weight, 6)]).encode())
    return digest.hexdigest()
