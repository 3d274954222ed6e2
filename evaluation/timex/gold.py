"""The gold case files: value, strict and relaxed F1, clock times and kinds, by writer, with bootstrap intervals over cases."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from analyser.domain.dates import Timex
from analyser.timex import extract_timexes
from evaluation.metrics.intervals import counts_of_case, intervals
from evaluation.sources import GOLD_CASES, load_scorer

WRITERS = ("w1", "w2")
SHOWN = ("timex value F1", "timex strict F1", "timex relaxed F1", "clock times and parts of day right")


def documents(folder: Path) -> Iterator[tuple[str, str, date | None]]:
    """Yield id, text and day of writing of each document of a case folder."""
    with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["document_id"], row["text"], date.fromisoformat(row["date"]) if row["date"] else None


def births_of(gold: Mapping[str, Any]) -> dict[str, date]:
    """Return the children's births by all their names."""
    return {" ".join([child["name"], *child.get("aka", [])]): date.fromisoformat(child["dob"]) for child in gold["children"] if child.get("dob")}


def as_row(document_id: str, timex: Timex) -> dict[str, Any]:
    """Return an expression as the gold scorer reads it from a report."""
    return {
        "document_id": document_id,
        "start": timex.start,
        "end": timex.end,
        "value": timex.value,
        "earliest": timex.earliest.isoformat() if timex.earliest else None,
        "latest": timex.latest.isoformat() if timex.latest else None,
    }


def figures(*, n_resamples: int) -> dict[str, Any]:
    """Return figures with intervals for each writer and both, recall by kind, and the errors by ids and offsets."""
    scorer = load_scorer()
    pairs: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {}
    for folder in sorted(GOLD_CASES.iterdir()):
        if folder.name.startswith(WRITERS):
            gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
            births = births_of(gold)
            rows = [
                as_row(document_id, timex)
                for document_id, text, written_on in documents(folder)
                for timex in extract_timexes(text, written_on=written_on, births=births)
            ]
            pairs[folder.name] = (gold, {"time_expressions": rows})
    counts = {case: counts_of_case(scorer.score([pair])) for case, pair in pairs.items()}
    groups = {"w1": ("w1",), "w2": ("w2",), "w1 + w2": WRITERS}
    by_group = {
        name: {
            k: v for k, v in intervals([counts[case] for case in counts if case.startswith(chosen)], n_resamples=n_resamples).items() if k in SHOWN
        }
        for name, chosen in groups.items()
    }
    return {
        "figures": by_group,
        "recall_by_kind": {
            name: scorer.score_timexes([pair for case, pair in pairs.items() if case.startswith(chosen)])["recall_by_kind"]
            for name, chosen in groups.items()
        },
        "errors": {case: errors(scorer, *pair) for case, pair in pairs.items()},
    }


def errors(scorer: ModuleType, gold: Mapping[str, Any], report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what was missed, misplaced or made up, by document and offsets."""
    golds = gold["timexes"]
    made = [row for row in report["time_expressions"] if row["value"]]
    matched = dict(scorer.match(golds, made, scorer.overlap))
    out = []
    for i, row in enumerate(golds):
        where = {"document_id": row["document_id"], "start": row["start"], "end": row["end"], "gold": row["value"]}
        if i not in matched:
            out.append(where | {"error": "missed"})
        elif not scorer.same_dates(scorer.interval(row["value"]), scorer.pred_interval(made[matched[i]])):
            out.append(where | {"error": "value", "predicted": made[matched[i]]["value"]})
    used = set(matched.values())
    out += [
        {"document_id": row["document_id"], "start": row["start"], "end": row["end"], "error": "spurious", "predicted": row["value"]}
        for j, row in enumerate(made)
        if j not in used
    ]
    return out


def error_counts(errors_by_case: Mapping[str, list[dict[str, Any]]]) -> Counter[str]:
    """Return how many errors of each sort there are."""
    return Counter(row["error"] for rows in errors_by_case.values() for row in rows)
