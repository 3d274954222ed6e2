import json
from pathlib import Path

import numpy as np
import pytest
import torch

from analyser.errors import ConfigError
from annotation.schema import read_annotated_cases
from models import labeller_run
from models.calibration import Calibration
from models.folds import fold_plans
from models.labeller_release import export_fold
from models.train import CHECKOUT, main, read_config

TINY = {
    "task": "sentence_label",
    "name": "sentence_label",
    "seed": 7,
    "gold": {"path": "annotation/data/gold"},
    "external": [],
    "folds": [{"name": "a", "without": ["w5"]}],
    "weights": {"w1": 0.5},
    "joining": {"joints": ["; "], "starters": [], "enough": 0.85},
    "watched": [
        {
            "name": "diaries",
            "root": "ANALYSER_CORPORA",
            "path": "diaries.jsonl",
            "label_field": "kind",
            "labels": {"told": "descriptive", "weighed": "analytical"},
        }
    ],
    "model": {"frozen": ["embeddings"], "dropout": 0.1, "drop_context": 0.3, "smoothing": 0.0},
    "training": {"epochs": 1, "batch_size": 4, "learning_rate": 1e-3, "head_learning_rate": 1e-2, "checkpoint_every": 2},
    "release": {"form": "int8_storage", "rivals": ["int8"], "licence": "Apache-2.0"},
}


def make_base() -> torch.nn.Module:
    from transformers import BertConfig, BertModel

    torch.manual_seed(3)
    config = BertConfig(hidden_size=384, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16, attn_implementation="eager")
    model: torch.nn.Module = BertModel(config, add_pooling_layer=False).eval()
    return model


@pytest.mark.slow
def test_a_fold_is_trained_exported_and_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"text": f"He came at {i} and then went home.", "kind": ("told", "weighed")[i % 2]} for i in range(6)]
    (tmp_path / "diaries.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setenv("ANALYSER_CORPORA", str(tmp_path))
    monkeypatch.setattr(labeller_run, "load_base", make_base)
    monkeypatch.setattr(labeller_run, "joined_examples", lambda *args, **kwargs: ())
    cases = [case for case in read_annotated_cases(CHECKOUT / "annotation/data/gold") if case.case_id in ("w1-04", "w5-01")]
    plan = fold_plans(TINY)[0]
    runs = [labeller_run.run_fold(TINY, cases, plan, tmp_path / "run", fresh=fresh) for fresh in (False, False, True)]
    for again in runs[1:]:
        assert again.digest == runs[0].digest
        assert np.array_equal(again.unseen_logits["w5"], runs[0].unseen_logits["w5"])
    assert runs[0].n_examples == 102
    figures = export_fold(TINY, runs[0], Calibration(1.5, -0.5), tmp_path / "run").figures
    assert figures == json.loads((tmp_path / "run" / "figures.json").read_text(encoding="utf-8"))
    forms = figures["parts"]["w5"]
    assert [row["n"] for row in forms.values()] == [84, 84, 84]
    assert abs(forms["torch"]["four_way"] - forms["int8_storage"]["four_way"]) < 0.05
    assert list(figures["watched"]) == ["diaries"]


@pytest.mark.parametrize("text", ["task = ", 'task = "events"', 'task = "poems"\nname = "x"\nseed = 1\n[gold]\n[release]\n'])
def test_refuses_configurations_that_it_cannot_follow(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "run.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError):
        read_config(path)
    assert main([str(path)]) == 2
    assert "run.toml" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["sentence_label", "events", "usage"])
def test_committed_configurations_can_be_followed(name: str) -> None:
    assert read_config(CHECKOUT / "models" / "configs" / f"{name}.toml")["task"] == name
