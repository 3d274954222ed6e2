"""``python -m models.export``: write the frozen encoder to ``models/released`` with a parity check.

The base model's bytes are checked first. The small file is compared with torch on the sentences of the gold cases, by cosine and by what
a linear probe (analytical or descriptive, each writer held out in turn) loses; the figures go into the model's card.
"""

import json
import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from analyser.encoder import MAX_TOKENS, Encoder, OnnxModel
from annotation.schema import AnnotatedCase, read_annotated_cases
from models.base import LICENCE, REVISION, base_folder, load_base
from models.linear import probe_macro_f1
from models.manifest import RELEASED, put_entry
from models.modules import MeanEncoder
from models.onnx_files import torch_vectors, write_onnx

CARDS = Path(__file__).parent / "cards"
GOLD = Path(__file__).parent.parent / "annotation" / "data" / "gold"
FORMS = ("float32", "int8_storage", "int8")
CHOSEN = "int8"
MAX_BYTES = 30_000_000


def main() -> int:
    """Export the encoder, print and store its parity figures; return 0, or 1 when the file is too large."""
    RELEASED.mkdir(exist_ok=True)
    CARDS.mkdir(exist_ok=True)
    tokenizer = RELEASED / "encoder-tokenizer.json"
    shutil.copyfile(base_folder() / "tokenizer.json", tokenizer)
    module = MeanEncoder(load_base())
    cases = read_annotated_cases(GOLD)
    texts = [case.words(sentence.evidence) for case in cases for sentence in case.sentences]
    reader = Tokenizer.from_file(str(tokenizer))
    reader.no_padding()
    reader.enable_truncation(MAX_TOKENS)
    reference = torch_vectors(module, reader.encode_batch(texts))
    figures = {"torch": {"probe_macro_f1": _probe(cases, reference)}}
    for form in FORMS:
        path = RELEASED / ("encoder.onnx" if form == CHOSEN else f"encoder-{form}.onnx")
        write_onnx(module, path, output="embeddings", form=form)
        figures[form] = _parity(cases, texts, reference, path, tokenizer)
        if form != CHOSEN:
            path.unlink()
    for name, file in (("encoder", RELEASED / "encoder.onnx"), ("encoder-tokenizer", tokenizer)):
        put_entry(name, file, group="encoder", licence=LICENCE, card="models/cards/encoder.md")
    (CARDS / "encoder.md").write_text(_card(figures, len(texts)), encoding="utf-8", newline="\n")
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    return int(figures[CHOSEN]["bytes"] > MAX_BYTES)


def _parity(
    cases: Sequence[AnnotatedCase], texts: Sequence[str], reference: npt.NDArray[np.float32], path: Path, tokenizer: Path
) -> dict[str, float]:
    encoder = Encoder(OnnxModel(path, tokenizer, max_tokens=MAX_TOKENS))
    started = time.process_time()
    vectors = encoder.embed(texts)
    seconds = time.process_time() - started
    cosines = (vectors * reference).sum(axis=1)
    return {
        "bytes": path.stat().st_size,
        "mean_cosine": round(float(cosines.mean()), 4),
        "least_cosine": round(float(cosines.min()), 4),
        "probe_macro_f1": _probe(cases, vectors),
        "sentences_per_cpu_second": round(len(texts) / seconds),
    }


def _probe(cases: Sequence[AnnotatedCase], vectors: npt.NDArray[np.float32]) -> float:
    labels = [str(sentence.label) for case in cases for sentence in case.sentences]
    writers = [case.writer for case in cases for _ in case.sentences]
    return round(probe_macro_f1(vectors, labels, writers, keep=("analytical", "descriptive")), 4)


def _card(figures: dict[str, dict[str, float]], n_texts: int) -> str:
    names = ("bytes", "mean_cosine", "least_cosine", "probe_macro_f1", "sentences_per_cpu_second")
    rows = [f"| {form} | " + " | ".join(str(row.get(name, "–")) for name in names) + " |" for form, row in figures.items()]
    return "\n".join(
        [
            "# encoder",
            "",
            f"The frozen sentence encoder: {REVISION}, licence {LICENCE} (text in `models/released/LICENSE-MiniLM.txt`), exported by",
            "`python -m models.export` with mean pooling and L2 normalisation inside the graph. Not trained further.",
            "",
            f"Released form: {CHOSEN} (weights per channel, reduced range; activations quantised on the fly). Each sentence is run alone,",
            "so a vector depends on nothing but its sentence, and at most 128 tokens are read.",
            "",
            f"Compared with torch on the {n_texts} sentences of the fictional gold cases. The probe is logistic regression on the vectors,",
            "analytical or descriptive, each writer held out in turn (mean macro-F1). Speed: one thread, sentences one by one.",
            "",
            "| form | bytes | mean cosine | least cosine | probe macro-F1 | sentences per CPU-second |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            "What it does not see: negation. Statements and their denials lie close together, so nearness finds candidates and proves nothing.",
            "",
        ]
    )


if __name__ == "__main__":
    raise SystemExit(main())
