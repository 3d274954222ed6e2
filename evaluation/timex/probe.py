"""The probe: sentences by independent writers, an open half to work with and a sealed half that is scored once per release.

Rows of JSON Lines: ``{"id", "writer", "kind", "text", "written_on", "births": [...], "expected": [{"start", "end", "value"}]}``.
"""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from analyser.timex import extract_timexes
from analyser.timex.values import interval
from evaluation.sources import ROOT
from evaluation.timex.matching import Span, f1, pair, spans

PROBE = ROOT / "evaluation" / "probes" / "timex"
HALVES = ("open", "sealed")


def figures(folder: Path = PROBE) -> dict[str, Any]:
    """Return for each half value, strict and relaxed F1 and recall by kind; a half that is not there says so."""
    return {
        half: score(folder / f"{half}.jsonl") if (folder / f"{half}.jsonl").is_file() else {"left_out": f"{half}.jsonl is not there"}
        for half in HALVES
    }


def same_days(a: str, b: str) -> bool:
    """Whether two values cover the same days, and name the same time of day."""
    return a == b or ("T" not in a[8:] and "T" not in b[8:] and interval(a) == interval(b))


def score(path: Path) -> dict[str, Any]:
    """Return the figures of one file."""
    counts = {"gold": 0, "predicted": 0, "relaxed": 0, "strict": 0, "value": 0}
    kinds: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        row = json.loads(line)
        written_on = date.fromisoformat(row["written_on"]) if row.get("written_on") else None
        births = [date.fromisoformat(day) for day in row.get("births", [])]
        predicted = spans(extract_timexes(row["text"], written_on=written_on, births=births))
        gold = [Span(e["start"], e["end"], e["value"]) for e in row["expected"]]
        pairs = pair(gold, predicted)
        right = sum(same_days(gold[i].value, predicted[j].value) for i, j in pairs)
        counts["gold"] += len(gold)
        counts["predicted"] += len(predicted)
        counts["relaxed"] += len(pairs)
        counts["strict"] += sum((gold[i].start, gold[i].end) == (predicted[j].start, predicted[j].end) for i, j in pairs)
        counts["value"] += right
        kind = kinds[row["kind"]]
        kind[0], kind[1], kind[2] = kind[0] + right, kind[1] + len(gold), kind[2] + len(predicted) - len(pairs)
        if right < len(gold) or len(predicted) > len(pairs):
            wrong.append(row["id"])
    return {
        **{f"{name}_f1": f1(counts[name], gold=counts["gold"], predicted=counts["predicted"]) for name in ("value", "strict", "relaxed")},
        **counts,
        "by_kind": {name: {"right": right, "of": of, "spurious": spurious} for name, (right, of, spurious) in sorted(kinds.items())},
        "wrong_rows": wrong,
    }
