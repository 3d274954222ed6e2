"""Sentences per CPU-second of the released labeller beside the same network in plain PyTorch, in one run, with the memory of each."""

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

SENTENCES = 400
ROUNDS = 3

WORKER = """
import json, sys, time
kind, rounds = sys.argv[1], int(sys.argv[2])
contexts = json.loads(sys.stdin.read())
from evaluation.analysis.speed import runner
run = runner(kind)
run(contexts[:20])
rates = []
for _ in range(rounds):
    started = time.process_time()
    run(contexts)
    rates.append(len(contexts) / (time.process_time() - started))
from evaluation.metrics.memory import peak_mebibytes
print(json.dumps({"rates": rates, "peak_mebibytes": peak_mebibytes()}))
"""


def speed_figures(contexts: Sequence[tuple[str, str, str]], *, rounds: int = ROUNDS) -> dict[str, Any]:
    """Return medians of sentences per CPU-second and peak memory for both, each in a process of its own, taking turns.

    ``contexts`` are sentences with the sentence before and the heading. PyTorch runs the network of the release with the weights that it was
    fine-tuned from (they cost the same whatever their values), float32, one thread, one sentence at a time as the product does, and in batches of 16
    padded to the longest, as a script would.
    """
    kinds = ("released", "torch", "torch in batches")
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind in kinds:
            found[kind].append(_measured(kind, contexts[:SENTENCES]))
    rates = {kind: sorted(rate for run in runs for rate in run["rates"])[len(runs) // 2] for kind, runs in found.items()}
    figures: dict[str, Any] = {
        kind: {"sentences_per_cpu_second": round(rates[kind], 1), "peak_mebibytes": max(run["peak_mebibytes"] for run in runs)}
        for kind, runs in found.items()
    }
    return figures | {
        "ratio": round(rates["released"] / rates["torch"], 2),
        "ratio_to_batches": round(rates["released"] / rates["torch in batches"], 2),
    }


def runner(kind: str) -> Any:  # noqa: ANN401 - a callable over lists of contexts
    """Return what scores a list of contexts: the released labeller, or the network in PyTorch."""
    if kind == "released":
        from analyser.analytic.labeller import SentenceInContext, load_labeller

        labeller = load_labeller()
        return lambda contexts: labeller.score([SentenceInContext(*context) for context in contexts])
    return _torch_runner(batch=16 if kind == "torch in batches" else 1)


def _torch_runner(*, batch: int) -> Any:  # noqa: ANN401
    import torch
    from tokenizers import Tokenizer

    from analyser.analytic.labeller import LABELS, MAX_TOKENS, SentenceInContext
    from analyser.encoder import DIMENSIONS
    from models.base import base_folder, load_base
    from models.modules import SentenceClassifier
    from models.tasks.sentence_label import padded

    torch.set_num_threads(1)
    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    module = SentenceClassifier(load_base(), width=DIMENSIONS, n_labels=len(LABELS), dropout=0.0).eval()

    def run(contexts: Sequence[Sequence[str]]) -> None:
        with torch.inference_mode():
            for first in range(0, len(contexts), batch):
                module(*padded([SentenceInContext(*context) for context in contexts[first : first + batch]], tokenizer))

    return run


def _measured(kind: str, contexts: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", WORKER, kind, "1"], input=json.dumps(contexts), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result
