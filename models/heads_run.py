"""Train and release the linear heads of one stage."""

import importlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from analyser.encoder import load_encoder
from analyser.heads import LinearHead
from analyser.pipeline import prepare
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase
from models.linear import write_head
from models.manifest import drop_group, put_entry

TASKS = {"events": "models.tasks.events", "usage": "models.tasks.usage"}
Views = Mapping[tuple[str, str], DocumentView]


class Fit(Protocol):
    """What a task module offers under the name ``fit``."""

    def __call__(self, cases: Sequence[AnnotatedCase], views: Views, *, seed: int) -> dict[str, LinearHead]:
        """Return the stage's heads by name, fitted to the cases."""


def document_views(cases: Sequence[AnnotatedCase]) -> dict[tuple[str, str], DocumentView]:
    """Return every document as the product's later stages see it, by case id and document id."""
    encoder = load_encoder()
    return {(case.case_id, document_id): view for case in cases for document_id, view in prepare(case.case_file, encoder).items()}


def train_heads(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], released: Path, cards: Path) -> tuple[str, ...]:
    """Fit the heads of the configuration's task on all its cases, release them with a card, and return their file names."""
    fit: Fit = importlib.import_module(TASKS[config["task"]]).fit
    heads = fit(cases, document_views(cases), seed=config["seed"])
    group = config["name"]
    drop_group(released, group)
    files = []
    for name, head in sorted(heads.items()):
        path = released / f"{group}-{name}.safetensors"
        write_head(head, path)
        put_entry(f"{group}-{name}", path, group=group, licence=config["release"]["licence"], card=f"models/cards/{group}.md")
        files.append(path.name)
    cards.mkdir(exist_ok=True)
    (cards / f"{group}.md").write_text(_card(config, cases, heads), encoding="utf-8", newline="\n")
    return tuple(files)


def _card(config: Mapping[str, Any], cases: Sequence[AnnotatedCase], heads: Mapping[str, LinearHead]) -> str:
    rows = [f"| {name} | {', '.join(head.labels)} | {head.weights.shape[1]} |" for name, head in sorted(heads.items())]
    return "\n".join(
        [
            f"# {config['name']}",
            "",
            f"Linear heads (logistic regression) of the stage `{config['task']}` on the frozen encoder's vectors and features of our own, written by",
            f"`python -m models.train models/configs/{config['name']}.toml` with seed {config['seed']}.",
            "",
            f"Learned from {len(cases)} fictional, model-written case files of the writers {', '.join(sorted({case.writer for case in cases}))}",
            "(`annotation/data/README.md`); no real case was seen. Figures with each writer held out: `evaluation/reports/gold.md`. They are no",
            "evidence of how well anything works on real files.",
            "",
            "| head | labels | features |",
            "|---|---|---|",
            *rows,
            "",
        ]
    )
