"""Sentences into vectors, with the frozen encoder.

The encoder's weights are int8 and its activations are quantised on the fly, so a vector would depend on the sentences that share its batch. Each
sentence is therefore run alone: its vector depends on nothing but its words, and needs no padding.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from analyser.errors import ModelError
from analyser.weights import RESTORE, weights_path

if TYPE_CHECKING:
    from pathlib import Path

MAX_TOKENS = 128
DIMENSIONS = 384


class OnnxModel:
    """A transformer in ONNX with its tokeniser, run for one text or pair of texts at a time on one thread."""

    def __init__(self, model: "Path", tokenizer: "Path", *, max_tokens: int) -> None:
        """Open both files; nothing is read later.

        Raises
        ------
        ModelError
            If a file is not what it should be.

        """
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._tokenizer = Tokenizer.from_file(str(tokenizer))
            self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # both libraries raise their own bare kinds
            raise ModelError(where=model.name, what=f"cannot be opened ({type(error).__name__})", next_step=RESTORE) from None
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(max_tokens, strategy="longest_first")

    def run(self, first: str, second: str | None = None) -> npt.NDArray[np.float32]:
        """Return the model's output for one text, or for a pair, as a vector."""
        encoding = self._tokenizer.encode(first, second)
        feeds = {"input_ids": np.array([encoding.ids], dtype=np.int64), "token_type_ids": np.array([encoding.type_ids], dtype=np.int64)}
        output: Any = self._session.run(None, feeds)[0]
        vector: npt.NDArray[np.float32] = np.asarray(output[0], dtype=np.float32)
        return vector


class Encoder:
    """The frozen sentence encoder."""

    def __init__(self, model: OnnxModel) -> None:
        self._model = model

    def embed(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return [n, 384] float32, one L2-normalised row for each sentence in order; words past 128 tokens are not seen."""
        known: dict[str, npt.NDArray[np.float32]] = {}
        rows = np.zeros((len(sentences), DIMENSIONS), dtype=np.float32)
        for row, sentence in zip(rows, sentences, strict=True):
            if sentence not in known:
                known[sentence] = self._model.run(sentence)
            row[:] = known[sentence]
        return rows


def load_encoder(name: str = "encoder") -> Encoder:
    """Return the encoder of a manifest entry; its tokeniser is the entry ``NAME-tokenizer`` beside it.

    Raises
    ------
    ModelError
        As ``analyser.weights.weights_path``.

    """
    return Encoder(OnnxModel(weights_path(name), weights_path(f"{name}-tokenizer"), max_tokens=MAX_TOKENS))
