"""The figures of the gold scorer, by writer, with learned parts that have never seen the writer they are scored on."""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from analyser.assembly import load_components
from analyser.events import event_models
from analyser.pipeline import Components, analyse, prepare
from analyser.usage import usage_models
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase, read_annotated_case
from evaluation.gold_baselines import baseline_reports
from evaluation.metrics.intervals import counts_of_case, intervals
from evaluation.sources import GOLD_CASES, MODEL_WRITTEN, REPORTS, load_scorer
from models.stored import StoredLabeller
from models.tasks import events as event_task
from models.tasks import usage as usage_task

WHOLE_CASES = ("w1", "w2")
CONTRAST = "w5"
SEED = 2009

Reports = dict[str, dict[str, Any]]
Views = dict[tuple[str, str], DocumentView]


def main(argv: Sequence[str]) -> int:
    """Print every figure and write ``evaluation/reports/gold.json`` and ``gold.md``; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation gold", description=__doc__)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="also write each case's report.json there")
    parser.add_argument("--resamples", type=int, default=2000, help="bootstrap resamples over cases (default 2000)")
    args = parser.parse_args(argv)
    started = time.process_time()
    scorer, released = load_scorer(), load_components()
    cases = [read_annotated_case(folder) for folder in sorted(GOLD_CASES.iterdir()) if folder.is_dir()]
    views = {(case.case_id, document_id): view for case in cases for document_id, view in prepare(case.case_file, released.encoder).items()}
    reports: Reports = {}
    for writer in sorted({case.writer for case in cases}):
        components = unseen_components(writer, cases, views, released)
        reports |= {case.case_id: analyse(case.case_file, components).to_dict() for case in cases if case.writer == writer}
    if args.keep:
        _keep(reports, args.keep)
    systems = {"analyser": reports, **baseline_reports(cases, views, reports)}
    result = {
        "note": MODEL_WRITTEN,
        "trained_on": "learned parts: the other writers only (sentence labels by committed out-of-fold predictions)",
        "figures": {name: score_systems(scorer, cases, made, n_resamples=args.resamples) for name, made in systems.items()},
        "recall_by_kind": _recall_by_kind(scorer, cases, reports),
        "cpu_seconds": round(time.process_time() - started, 1),
    }
    text = render(result)
    print(text)
    REPORTS.mkdir(exist_ok=True)
    (REPORTS / "gold.json").write_text(
        json.dumps({k: v for k, v in result.items() if k != "cpu_seconds"}, indent=1) + "\n", encoding="utf-8", newline="\n"
    )
    (REPORTS / "gold.md").write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


def unseen_components(writer: str, cases: Sequence[AnnotatedCase], views: Views, released: Components) -> Components:
    """Return components whose learned parts were fitted without any case of the writer."""
    seen = [case for case in cases if case.writer != writer and case.writer in WHOLE_CASES]
    return Components(
        encoder=released.encoder,
        labeller=StoredLabeller.for_fold(writer),
        events=event_models(event_task.fit(seen, views, seed=SEED)),
        usage=usage_models(usage_task.fit(seen, views, seed=SEED)),
        rules=released.rules,
        provenance=released.provenance,
    )


def score_systems(scorer: ModuleType, cases: Sequence[AnnotatedCase], reports: Mapping[str, dict[str, Any]], *, n_resamples: int) -> dict[str, Any]:
    """Return the figures with intervals for w1, w2, both, and w5."""
    counts = {case.case_id: counts_of_case(scorer.score([(gold_of(case), reports[case.case_id])])) for case in cases}
    groups = {"w1": ("w1",), "w2": ("w2",), "w1 + w2": WHOLE_CASES, "w5": (CONTRAST,)}
    return {
        name: intervals([counts[case.case_id] for case in cases if case.writer in writers], n_resamples=n_resamples)
        for name, writers in groups.items()
    }


def gold_of(case: AnnotatedCase) -> dict[str, Any]:
    """Return the gold of a case as the scorer reads it."""
    gold: dict[str, Any] = json.loads((GOLD_CASES / case.case_id / "gold.json").read_text(encoding="utf-8"))
    return gold


def render(result: Mapping[str, Any]) -> str:
    """Return the figures as Markdown: the analyser first, baselines beside, intervals in brackets."""
    lines = ["# Gold case files", "", result["note"], "", f"Trained on: {result['trained_on']}. Brackets: 95% bootstrap over cases.", ""]
    for group in ("w1 + w2", "w1", "w2", "w5"):
        systems = list(result["figures"])
        lines += [f"## {group}", "", "| figure | " + " | ".join(systems) + " |", "|---|" + "---|" * len(systems)]
        names = list(result["figures"]["analyser"][group])
        lines += [f"| {name} | " + " | ".join(_cell(result["figures"][system][group].get(name)) for system in systems) + " |" for name in names] + [
            ""
        ]
    lines += ["## Time expressions: recall by kind, w1 + w2", "", "| kind | right | of |", "|---|---|---|"]
    lines += [f"| {kind} | {row['recall']:.2f} | {row['n']} |" for kind, row in result["recall_by_kind"].items()]
    return "\n".join(lines)


def _cell(row: Mapping[str, float] | None) -> str:
    return f"{row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}]" if row else "–"


def _recall_by_kind(scorer: ModuleType, cases: Sequence[AnnotatedCase], reports: Reports) -> dict[str, Any]:
    pairs = [(gold_of(case), reports[case.case_id]) for case in cases if case.writer in WHOLE_CASES]
    kinds: dict[str, Any] = scorer.score(pairs)["time_expressions"]["recall_by_kind"]
    return kinds


def _keep(reports: Reports, folder: Path) -> None:
    for case_id, report in reports.items():
        (folder / case_id).mkdir(parents=True, exist_ok=True)
        (folder / case_id / "report.json").write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
