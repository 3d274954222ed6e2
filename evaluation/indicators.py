"""The indicators on examples by independent writers, on the acceptance examples, and on the gold case files.

Precision and recall are of the statuses that ask a reader to look: flagged, late, and late with a reason. The clocks count
together as one indicator, because each has a handful of examples only. Writes ``evaluation/reports/indicators.json`` and ``.md``.
"""

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.indicators import Indicator
from analyser.domain.rules import RuleBook
from analyser.domain.text import CaseFile, Child, Document, Person
from analyser.errors import InputError
from analyser.formats.reading.cases import read_cases
from analyser.indicators import find_indicators
from analyser.rules import load_rules
from analyser.segment import split_sentences
from analyser.timex import extract_timexes
from analyser.view import DocumentView
from evaluation.sources import GOLD_CASES, MODEL_WRITTEN, REPORTS, ROOT

PROBE = ROOT / "evaluation" / "probes" / "indicators"
HALVES = ("open", "sealed")
LOOK = ("flagged", "late", "late_reason_recorded")
PRECISION, RECALL = 0.90, 0.80
"""What each indicator is to reach."""


def main(argv: Sequence[str]) -> int:
    """Print all figures and write the two reports; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation indicators", description=__doc__)
    parser.add_argument("--sealed", type=Path, metavar="FILE", help="the sealed half, where it is not in the probe's folder")
    parser.add_argument("--errors", action="store_true", help="name the examples that went wrong, open half only")
    args = parser.parse_args(argv)
    rules = load_rules()
    result: dict[str, Any] = {"note": MODEL_WRITTEN}
    for half in HALVES:
        path = args.sealed if half == "sealed" and args.sealed else PROBE / f"{half}.jsonl"
        result[half] = score(path, rules) if path.is_file() else {"left_out": f"{half}.jsonl is not there"}
    result["acceptance"] = score(PROBE / "acceptance.jsonl", rules)
    result["gold"] = gold_table(rules)
    text = markdown(result)
    print(text)
    if args.errors:
        print("\n".join(result["open"]["wrong"] + result["acceptance"]["wrong"]))
    (REPORTS / "indicators.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    (REPORTS / "indicators.md").write_text(text + "\n", encoding="utf-8", newline="\n")
    return 0


def score(path: Path, rules: RuleBook) -> dict[str, Any]:
    """Return counts, precision, recall and share right by indicator, and the ids of examples that went wrong.

    Raises
    ------
    InputError
        If the digest of a half is not the one that the probe's page names.

    """
    check_digest(path)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {indicator.id: indicator for indicator in indicators_of(read_case(row["case"], row["id"]), rules)}
        got, expected = str(found[row["indicator"]].status), row["expected_status"]
        name = "clocks" if row["indicator"].startswith("clock_") else row["indicator"]
        counts[name].update(outcome(expected, got))
        if row.get("expected_value") is not None:
            counts[name].update(n_values=1, values=plain_value(found[row["indicator"]]) == row["expected_value"])
        if got != expected:
            wrong.append(f"{row['id']}: expected {expected}, got {got}")
    return {
        "indicators": {name: rates(count) for name, count in sorted(counts.items())},
        "all": rates(sum(counts.values(), Counter())),
        "wrong": wrong,
    }


def check_digest(path: Path) -> None:
    """Refuse a half whose SHA-256 is not on the probe's page."""
    page = (PROBE / "README.md").read_text(encoding="utf-8")
    named = re.search(rf"`{path.stem}\.jsonl`.*`([0-9a-f]{{64}})`", page)
    if named and hashlib.sha256(path.read_bytes()).hexdigest() != named[1]:
        raise InputError(where=path.name, what="its digest is not the one in the probe's README", next_step="Take the file that was split off.")


def outcome(expected: str, got: str) -> Counter[str]:
    """Return what one example adds to the counts. A wrong status that asks to look counts as one missed and one too many."""
    return Counter(n=1, right=got == expected, asked=expected in LOOK, shown=got in LOOK, hit=got == expected and got in LOOK)


def rates(count: Counter[str]) -> dict[str, Any]:
    """Return precision, recall and share right; ``None`` where there is nothing to count."""

    def share(part: str, whole: str) -> float | None:
        return round(count[part] / count[whole], 3) if count[whole] else None

    return {
        "n": count["n"],
        "precision": share("hit", "shown"),
        "recall": share("hit", "asked"),
        "right": share("right", "n"),
        "values": share("values", "n_values"),
    }


def indicators_of(case_file: CaseFile, rules: RuleBook) -> tuple[Indicator, ...]:
    """Return the indicators of a case file; no model is needed, so none is loaded."""
    births = {" ".join((child.name, *child.aka)): child.dob for child in case_file.children if child.dob}
    views = [
        DocumentView(
            document=document,
            sentences=split_sentences(document.text),
            timexes=extract_timexes(document.text, written_on=document.written_on, births=births),
            embeddings=np.empty((0, 0), np.float32),
        )
        for document in case_file.documents
    ]
    return find_indicators(case_file, views, rules=rules)


def read_case(case: Mapping[str, Any], case_id: str) -> CaseFile:
    """Return the case file of an example; empty fields are unknown."""
    documents = tuple(
        Document(
            document_id=row["document_id"],
            text=row["text"].strip(),
            written_on=_day(row.get("date")),
            type=DocumentType(row["type"]) if row.get("type") else None,
            agency=Agency(row["agency"]) if row.get("agency") else None,
            author=row.get("author") or None,
            title=row.get("title") or None,
        )
        for row in case["documents"]
    )
    children = tuple(Child(row["name"], tuple(row.get("aka", ())), _day(row.get("dob"))) for row in case.get("children", ()))
    people = tuple(Person(row["name"], tuple(row.get("aka", ())), row.get("role")) for row in case.get("people", ()))
    return CaseFile(case_id, documents, children, people)


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def plain_value(indicator: Indicator) -> Any:  # noqa: ANN401 plain JSON
    """Return the value of an indicator as ``report.json`` has it."""
    value = indicator.value
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


def gold_table(rules: RuleBook) -> dict[str, dict[str, str]]:
    """Return the status, and the value where there is one, of every indicator on each whole gold case."""
    table: dict[str, dict[str, str]] = {}
    for folder in sorted(GOLD_CASES.glob("w[12]-*")):
        for case_file in read_cases(folder):
            if isinstance(case_file, CaseFile):
                table[folder.name] = {i.id: said(i) for i in indicators_of(case_file, rules)}
    return table


def said(indicator: Indicator) -> str:
    """Return status and value in a few words."""
    value = plain_value(indicator)
    if isinstance(value, dict):
        value = ", ".join(f"{name} {state}" for name, state in value.items())
    return str(indicator.status) if value in (None, "", []) else f"{indicator.status} ({value})"


def markdown(result: Mapping[str, Any]) -> str:
    """Return the report as a page."""
    lines = [
        "# Indicators",
        "",
        MODEL_WRITTEN,
        "",
        "Precision and recall of the statuses that ask a reader to look; `right` counts every status, `values` the values given.",
        "",
    ]
    for half in HALVES:
        lines += [f"## Examples by independent writers: {half} half", ""]
        part = result[half]
        lines += [part["left_out"], ""] if "left_out" in part else [*_rate_rows(part), ""]
    lines += ["## Acceptance examples of the domain brief", "", *_rate_rows(result["acceptance"]), ""]
    names = list(result["gold"])
    lines += ["## Gold case files", "", "Checked by hand: [indicators-checked.md](indicators-checked.md).", ""]
    lines += [f"| indicator | {' | '.join(names)} |", "|---|" + "---|" * len(names)]
    rows: Iterable[str] = result["gold"][names[0]] if names else ()
    lines += [f"| `{row}` | {' | '.join(result['gold'][name][row] for name in names)} |" for row in rows]
    return "\n".join(lines)


def _rate_rows(part: Mapping[str, Any]) -> list[str]:
    rows = ["| indicator | n | precision | recall | right | values |", "|---|--:|--:|--:|--:|--:|"]
    for name, figures in [*part["indicators"].items(), ("**all**", part["all"])]:
        shown = ["–" if value is None else f"{value:.3f}" for value in (figures[k] for k in ("precision", "recall", "right", "values"))]
        under = (figures["precision"] or 1) < PRECISION or (figures["recall"] or 1) < RECALL
        rows.append(f"| {name}{' (below target)' if under else ''} | {figures['n']} | {' | '.join(shown)} |")
    return rows
