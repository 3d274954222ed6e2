import json
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch

from analyser.errors import ModelError
from models.loop import Hyperparameters, Job, train

SETTINGS = Hyperparameters(epochs=2, batch_size=4, learning_rate=0.01, head_learning_rate=0.05, checkpoint_every=3)
Point = tuple[float, float, int]
POINTS: list[Point] = [(x / 10, (x % 7) / 7, int(x > 15)) for x in range(30)]  # 8 steps an epoch, 16 in all


class Tiny(torch.nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.hidden = torch.nn.Linear(2, 8)
        self.dropout = torch.nn.Dropout(0.5)
        self.out = torch.nn.Linear(8, 2)

    def forward(self, points: torch.Tensor) -> torch.Tensor:
        logits: torch.Tensor = self.out(self.dropout(torch.relu(self.hidden(points))))
        return logits


def make_job(digest: str = "one") -> Job[Point]:
    torch.manual_seed(5)
    module = Tiny()

    def loss(batch: Sequence[Point]) -> torch.Tensor:
        logits = module(torch.tensor([point[:2] for point in batch]))
        return torch.nn.functional.cross_entropy(logits, torch.tensor([point[2] for point in batch]))

    return Job(module, POINTS, [round(point[0]) for point in POINTS], loss, digest)


def numbers(job: Job[Point]) -> list[float]:
    return [float(value) for parameter in job.module.parameters() for value in parameter.detach().flatten()]


def run_in_pieces(folder: Path, *pieces: int) -> list[float]:
    for steps in pieces:
        job = make_job()
        train(job, SETTINGS, folder, seed=11, stop_after=steps)
    return numbers(job)


@pytest.mark.parametrize("pieces", [(16,), (1, 15), (5, 4, 7), (8, 8), (16, 3)])
def test_a_killed_run_gives_the_same_numbers_when_taken_up_again(tmp_path: Path, pieces: tuple[int, ...]) -> None:
    assert run_in_pieces(tmp_path / "pieces", *pieces) == run_in_pieces(tmp_path / "whole", 16)


def test_learns_and_logs(tmp_path: Path) -> None:
    job = make_job()
    before = numbers(job)
    train(job, SETTINGS, tmp_path, seed=11)
    log = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["step"] for row in log] == [3, 6, 9, 12, 15, 16]
    assert log[-1]["loss"] < log[0]["loss"]
    assert numbers(job) != before


def test_another_seed_gives_other_numbers(tmp_path: Path) -> None:
    other = make_job()
    train(other, SETTINGS, tmp_path / "other", seed=12)
    assert numbers(other) != run_in_pieces(tmp_path / "same", 16)


def test_frozen_layers_stay(tmp_path: Path) -> None:
    job = make_job()
    job.module.get_submodule("hidden").requires_grad_(False)
    before = job.module.get_parameter("hidden.weight").clone()
    train(job, SETTINGS, tmp_path, seed=11)
    assert torch.equal(job.module.get_parameter("hidden.weight"), before)


def test_a_checkpoint_of_other_data_is_started_over(tmp_path: Path) -> None:
    run_in_pieces(tmp_path / "mixed", 16)
    job = make_job("two")
    train(job, SETTINGS, tmp_path / "mixed", seed=11)
    assert numbers(job) == run_in_pieces(tmp_path / "whole", 16)


@pytest.mark.parametrize("damage", ["byte", "pickle", "state", "missing"])
def test_refuses_a_damaged_checkpoint(tmp_path: Path, damage: str) -> None:
    run_in_pieces(tmp_path, 4)
    (path,) = tmp_path.glob("step-*.safetensors")
    if damage == "byte":
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    elif damage == "pickle":
        path.write_bytes(pickle.dumps({"weights": 1}))
    elif damage == "state":
        (tmp_path / "state.json").write_text('{"step": 4}', encoding="utf-8")
    else:
        path.unlink()
    with pytest.raises(ModelError, match="damaged checkpoint"):
        run_in_pieces(tmp_path, 4)
