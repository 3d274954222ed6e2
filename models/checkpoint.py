"""Where a training run stands, on disk: safetensors for numbers and JSON for the rest, never pickle."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file

from analyser.errors import ModelError
from analyser.weights import file_digest

MOMENTS = ("exp_avg", "exp_avg_sq")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: ``step`` optimiser steps done, for the configuration and data of ``digest``."""

    step: int
    digest: str


def save_checkpoint(folder: Path, module: torch.nn.Module, optimizer: torch.optim.Optimizer, progress: Progress) -> None:
    """Write the state of a run; a run that is killed meanwhile finds its last whole state."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {f"weights/{name}": numbers for name, numbers in module.state_dict().items()}
    for name, parameter in module.named_parameters():
        state = optimizer.state.get(parameter, {})
        arrays |= {f"{moment}/{name}": state[moment] for moment in MOMENTS if moment in state}
    path = folder / f"step-{progress.step}.safetensors"
    save_file({name: numbers.contiguous() for name, numbers in arrays.items()}, path)
    state_file = folder / "state.json"
    fresh = state_file.with_suffix(".new")
    fresh.write_text(json.dumps({"step": progress.step, "digest": progress.digest, "sha256": file_digest(path)}), encoding="utf-8")
    os.replace(fresh, state_file)
    for old in folder.glob("step-*.safetensors"):
        if old != path:
            old.unlink()


def load_checkpoint(folder: Path, module: torch.nn.Module, optimizer: torch.optim.Optimizer, digest: str) -> int:
    """Restore the state of a run and return the steps done; 0, with nothing changed, when there is none of this digest.

    Raises
    ------
    ModelError
        If the state is damaged or does not fit the module.

    """
    state_file = folder / "state.json"
    if not state_file.is_file():
        return 0
    try:
        state = json.loads(state_file.read_text(encoding="utf-8"))
        if state["digest"] != digest:
            return 0
        path = folder / f"step-{state['step']}.safetensors"
        if file_digest(path) != state["sha256"]:
            raise ValueError("its SHA-256 differs")
        arrays = load_file(path)
        module.load_state_dict(_part(arrays, "weights"))
    except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
        raise ModelError(
            where=folder.name, what=f"is a damaged checkpoint ({type(error).__name__})", next_step="Delete the folder and train again."
        ) from None
    moments = {moment: _part(arrays, moment) for moment in MOMENTS}
    for name, parameter in module.named_parameters():
        if name in moments[MOMENTS[0]]:
            optimizer.state[parameter] = {moment: moments[moment][name] for moment in MOMENTS} | {"step": torch.tensor(float(state["step"]))}
    return int(state["step"])


def _part(arrays: Mapping[str, torch.Tensor], kind: str) -> dict[str, torch.Tensor]:
    return {name.removeprefix(f"{kind}/"): numbers for name, numbers in arrays.items() if name.startswith(f"{kind}/")}
