"""A document together with what the first stages found in it, as the later stages read it."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analyser.domain.dates import Timex
from analyser.domain.text import Document, Sentence


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document with its sentences and time expressions in text order.

    ``embeddings`` is an array [n_sentences, n_dimensions] of float32, rows L2-normalised, one for each sentence.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    timexes: tuple[Timex, ...]
    embeddings: npt.NDArray[np.float32] = field(repr=False)

    def sentence_text(self, index: int) -> str:
        """Return the words of one sentence."""
        return self.sentences[index].span.of(self.document.text)
