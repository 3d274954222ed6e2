"""The training loop: the same figures whether a run goes through in one go or is killed and taken up again.

Every step draws its own randomness from the seed and its number, and the order of batches is a function of the seed and the epoch, so nothing
but weights, moments and the step's number has to survive.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import torch

from models.checkpoint import Progress, load_checkpoint, save_checkpoint

Example = TypeVar("Example")
POOL = 16  # batches whose examples are sorted by length together, so that little is padded


@dataclass(frozen=True, slots=True)
class Hyperparameters:
    """How to train: AdamW, linear warm-up over ``warmup`` of the steps and linear decay to nothing, gradients clipped to norm 1."""

    epochs: int
    batch_size: int
    learning_rate: float
    head_learning_rate: float
    weight_decay: float = 0.01
    warmup: float = 0.1
    checkpoint_every: int = 50


@dataclass(frozen=True, slots=True)
class Job(Generic[Example]):
    """What to train: a module with its output layer named ``out``, examples, their lengths in tokens, and the loss of a batch at a step."""

    module: torch.nn.Module
    examples: Sequence[Example]
    lengths: Sequence[int]
    loss: Callable[[Sequence[Example]], torch.Tensor]
    digest: str


def train(job: Job[Example], settings: Hyperparameters, folder: Path, *, seed: int, stop_after: int | None = None) -> float:
    """Train, or go on training, the job's module in place and return the mean loss of the last epoch's steps done here (0 when none was).

    Parameters
    ----------
    job
        Module, examples and loss. Its digest ties a checkpoint to configuration and data; a checkpoint of another digest is started over.
    settings
        Hyper-parameters.
    folder
        Where checkpoints and ``log.jsonl`` go.
    seed
        Of batch order, dropout and augmentation inside ``loss`` (which may use the global random state of torch).
    stop_after
        End, with a checkpoint, after so many further steps; as a killed run would.

    """
    optimizer = _optimizer(job.module, settings)
    per_epoch = -(-len(job.examples) // settings.batch_size)
    total = per_epoch * settings.epochs
    done = load_checkpoint(folder, job.module, optimizer, job.digest)
    schedule = _schedule(total, max(1, round(total * settings.warmup)))
    rates = [group["lr"] for group in optimizer.param_groups]
    last = total if stop_after is None else min(total, done + stop_after)
    losses: list[float] = []
    started = time.monotonic()
    job.module.train()
    for step, batch in enumerate(_batches(job.lengths, settings, seed)):
        if step >= last:
            break
        if step < done:
            continue
        if step % per_epoch == 0:
            losses.clear()
        torch.manual_seed(seed * 1_000_003 + step)
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * schedule(step)
        loss = job.loss([job.examples[i] for i in batch])
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(job.module.parameters(), 1.0)
        optimizer.step()
        losses.append(float(loss.detach()))
        if (step + 1) % settings.checkpoint_every == 0 or step + 1 == last:
            save_checkpoint(folder, job.module, optimizer, Progress(step + 1, job.digest))
            loss_so_far, seconds = round(sum(losses) / len(losses), 5), round(time.monotonic() - started, 1)
            _log(folder, {"step": step + 1, "of": total, "loss": loss_so_far, "seconds": seconds})
    job.module.eval()
    return sum(losses) / len(losses) if losses else 0.0


def _optimizer(module: torch.nn.Module, settings: Hyperparameters) -> torch.optim.AdamW:
    learning = [(name, parameter) for name, parameter in module.named_parameters() if parameter.requires_grad]
    head = [parameter for name, parameter in learning if name.startswith("out.")]
    plain = [parameter for name, parameter in learning if not name.startswith("out.") and parameter.ndim < 2]
    rest = [parameter for name, parameter in learning if not name.startswith("out.") and parameter.ndim >= 2]
    return torch.optim.AdamW(
        [
            {"params": rest, "lr": settings.learning_rate, "weight_decay": settings.weight_decay},
            {"params": plain, "lr": settings.learning_rate, "weight_decay": 0.0},
            {"params": head, "lr": settings.head_learning_rate, "weight_decay": settings.weight_decay},
        ]
    )


def _schedule(total: int, warmup: int) -> Callable[[int], float]:
    return lambda step: min((step + 1) / warmup, (total - step) / max(1, total - warmup))


def _batches(lengths: Sequence[int], settings: Hyperparameters, seed: int) -> Iterator[list[int]]:
    for epoch in range(settings.epochs):
        dice = torch.Generator().manual_seed(seed * 1009 + epoch)
        order: list[int] = torch.randperm(len(lengths), generator=dice).tolist()
        pool = settings.batch_size * POOL
        batches = []
        for first in range(0, len(order), pool):
            alike = sorted(order[first : first + pool], key=lambda i: lengths[i])
            batches += [alike[k : k + settings.batch_size] for k in range(0, len(alike), settings.batch_size)]
        for i in torch.randperm(len(batches), generator=dice).tolist():
            yield batches[i]


def _log(folder: Path, row: dict[str, float]) -> None:
    with (folder / "log.jsonl").open("a", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(row) + "\n")
