"""The command: run every part, print it, and write ``evaluation/reports/timex.json`` and ``timex.md``."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from evaluation.sources import MODEL_WRITTEN, REPORTS, external
from evaluation.timex import benchmarks, gold, peers, probe, wikiwars
from evaluation.timex.render import markdown

PARTS = ("gold", "probe", "wikiwars", "benchmarks", "peers")


def main(argv: Sequence[str]) -> int:
    """Print all figures and write the two reports; return 0. Parts whose folder is missing say so and are left out."""
    parser = argparse.ArgumentParser(prog="python -m evaluation timex", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append", help="run these parts only, and write no report")
    parser.add_argument("--resamples", type=int, default=2000, help="bootstrap resamples over cases (default 2000)")
    parser.add_argument("--errors", action="store_true", help="list errors by ids and offsets, never by text")
    args = parser.parse_args(argv)
    return run(args)


def run(args: argparse.Namespace) -> int:
    """Run the parts that the arguments name; return 0."""
    chosen = tuple(args.only or PARTS)
    result: dict[str, Any] = {"note": MODEL_WRITTEN}
    if "gold" in chosen:
        result["gold"] = gold.figures(n_resamples=args.resamples)
    if "probe" in chosen:
        result["probe"] = probe.figures()
    folder = external("benchmarks")
    if not folder.is_dir():
        result["left_out"] = f"benchmarks: no folder {folder.name!r}; set ANALYSER_BENCHMARKS to measure on them"
    else:
        if "wikiwars" in chosen:
            result["wikiwars"] = wikiwars.figures(folder)
        if "benchmarks" in chosen:
            result["benchmarks"] = benchmarks.figures(folder)
    if "peers" in chosen:
        result["peers"] = peers.figures()
    text = markdown(result, errors=args.errors)
    print(text)
    if not args.only:
        REPORTS.mkdir(exist_ok=True)
        (REPORTS / "timex.json").write_text(json.dumps(result, indent=1, default=str) + "\n", encoding="utf-8", newline="\n")
        (REPORTS / "timex.md").write_text(markdown(result, errors=True) + "\n", encoding="utf-8", newline="\n")
    return 0
