"""One fold of the sentence labeller: what it learns from, its training, and what it says of what was kept out."""

import hashlib
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
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
from models.folds import FoldPlan, divided, unseen_cases
from models.loop import Hyperparameters, Job, train
from models.modules import SentenceClassifier
from models.tasks.sentence_label import (
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
CODE_VERSION = 2  # raise when examples, loss or network change, so that old checkpoints are not taken up again


@dataclass(frozen=True, slots=True)
class TrainedFold:
    """A trained network, in evaluation mode, with the digest of what it was trained with.

    ``unseen`` are the sentences that were kept out, by part, and ``unseen_logits`` [n, 4] what the network says of them before calibration;
    ``watched`` are the genres that no fold learns from, with their logits.
    """

    plan: FoldPlan
    module: torch.nn.Module = field(repr=False)
    digest: str
    n_examples: int
    unseen: Mapping[str, tuple[Example, ...]] = field(repr=False)
    unseen_logits: Mapping[str, Floats] = field(repr=False)
    watched: Mapping[str, tuple[Example, ...]] = field(repr=False)
    watched_logits: Mapping[str, Floats] = field(repr=False)

    @property
    def name(self) -> str:
        """The name of the fold."""
        return self.plan.name


def run_fold(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], plan: FoldPlan, folder: Path, *, fresh: bool = False) -> TrainedFold:
    """Train one fold, or take it up where it stopped, and return what it came to.

    Parameters
    ----------
    config
        The configuration, as read from TOML.
    cases
        All annotated cases; those that the plan keeps out are only measured on.
    plan
        What the fold never sees.
    folder
        Where checkpoints and the log go.
    fresh
        Forget an earlier run of the fold.

    """
    if fresh and folder.exists():
        shutil.rmtree(folder)
    examples, unseen = fold_examples(config, cases, plan)
    settings = Hyperparameters(**config["training"])
    digest = _digest(config, examples)
    tokenizer = _tokenizer()
    torch.manual_seed(config["seed"])
    module = SentenceClassifier(load_base(), width=DIMENSIONS, n_labels=len(LABELS), dropout=config["model"]["dropout"])
    for layer, parameter in module.named_parameters():
        parameter.requires_grad_(not any(part in layer for part in config["model"]["frozen"]))
    loss = batch_loss(module, tokenizer, drop_context=config["model"]["drop_context"], smoothing=config["model"]["smoothing"])
    job = Job(module, examples, token_lengths(examples, tokenizer), loss, digest)
    train(job, settings, folder, seed=config["seed"])
    watched = watched_examples(config)
    return TrainedFold(
        plan=plan,
        module=module,
        digest=digest,
        n_examples=len(examples),
        unseen=unseen,
        unseen_logits={part: _logits(module, kept, tokenizer) for part, kept in unseen.items()},
        watched=watched,
        watched_logits={name: _logits(module, kept, tokenizer) for name, kept in watched.items()},
    )


def fold_examples(
    config: Mapping[str, Any], cases: Sequence[AnnotatedCase], plan: FoldPlan
) -> tuple[tuple[Example, ...], dict[str, tuple[Example, ...]]]:
    """Return the examples to learn from, weighted, and by part those that are kept out."""
    seen = [case for case in cases if not plan.keeps_out(case)]
    joining = dict(config["joining"])
    lengthy = [case for case in seen if case.writer in joining.pop("writers", ())]
    learn = [*gold_examples(seen), *joined_examples(lengthy, Joining(**joining), seed=config["seed"])]
    unseen = {part: gold_examples(kept) for part, kept in unseen_cases(plan, cases).items()}
    for table in config["external"]:
        source = ExternalSource(**table)
        learned, kept_out = divided(source, plan, seed=config["seed"])
        learn += external_examples(learned, source.name)
        unseen |= {part: external_examples(kept, source.name) for part, kept in kept_out.items()}
    weighed = balanced(learn, even=config["model"].get("even_labels", False))
    shares: Mapping[str, float] = config.get("weights", {})
    return tuple(replace(example, weight=example.weight * shares.get(example.source, 1.0)) for example in weighed), unseen


def watched_examples(config: Mapping[str, Any]) -> dict[str, tuple[Example, ...]]:
    """Return the sentences of the genres that no fold learns from, by name."""
    return {
        table["name"]: external_examples(read_external(ExternalSource(**table), seed=config["seed"]), table["name"]) for table in config["watched"]
    }


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
