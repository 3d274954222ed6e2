"""The command: run every part, print it, and write ``evaluation/reports/analysis.json`` and ``analysis.md``."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from analyser.analytic.labeller import load_labeller
from annotation.agreement import agreement
from annotation.schema import AnnotatedCase
from evaluation.analysis import metamorphic, parts, speed, splitting, whole
from evaluation.analysis.render import markdown
from evaluation.metrics.labels import risk_coverage
from evaluation.sources import MODEL_WRITTEN, REPORTS, ROOT
from models.tasks.sentence_label import contexts
from models.train import read_cases, read_config

CONFIG = ROOT / "models" / "configs" / "sentence_label.toml"
PARTS = ("parts", "agreement", "whole", "splitting", "metamorphic", "speed")
COVERAGES = (0.2, 0.4, 0.6, 0.8, 0.9, 1.0)


def main(argv: Sequence[str]) -> int:
    """Print all figures and write the two reports; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation analysis", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="run these only; the other figures of the reports stay as they are")
    parser.add_argument("--resamples", type=int, default=2000, help="bootstrap resamples over cases (default 2000)")
    args = parser.parse_args(argv)
    config = read_config(CONFIG)
    cases = read_cases(config)
    result = figures(config, cases, args.only or PARTS, n_resamples=args.resamples)
    print(markdown(result))
    report = REPORTS / "analysis.json"
    if args.only and report.is_file():
        result = json.loads(report.read_text(encoding="utf-8")) | result
    REPORTS.mkdir(exist_ok=True)
    report.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")
    (REPORTS / "analysis.md").write_text(markdown(result) + "\n", encoding="utf-8", newline="\n")
    return 0


def figures(config: Any, cases: Sequence[AnnotatedCase], chosen: Sequence[str], *, n_resamples: int) -> dict[str, Any]:  # noqa: ANN401
    """Return the figures of the chosen parts."""
    result: dict[str, Any] = {"note": MODEL_WRITTEN}
    if "parts" in chosen:
        found = parts.read_parts(config, cases)
        baselines = parts.part_baselines(config, cases, found)
        result["parts"] = {part.name: parts.part_figures(part, n_resamples=n_resamples) | {"baselines": baselines[part.name]} for part in found}
        result["risk_coverage"] = {
            part.name: risk_coverage(part.scores, [e.label for e in part.examples], two_way_only=part.two_way_only, coverages=COVERAGES)
            for part in found
        }
    if "agreement" in chosen:
        result["agreement"] = {
            name: agreement(first, second, groups) for name, (first, second, groups) in parts.second_annotations(config, cases).items()
        }
    if "whole" in chosen:
        result["whole"] = whole.whole_figures(cases, n_resamples=n_resamples)
    if "splitting" in chosen:
        result["splitting"] = splitting.boundary_figures(cases)
    if "metamorphic" in chosen:
        result["metamorphic"] = metamorphic.metamorphic_figures(cases, load_labeller())
    if "speed" in chosen:
        sentences = [context for case in cases if case.writer == "w1" for context in contexts(case)]
        result["speed"] = speed.speed_figures([(c.text, c.previous, c.heading) for c in sentences])
    return result
