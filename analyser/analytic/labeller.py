"""What each sentence of an assessment does: analytical, descriptive, plan or other."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from analyser.domain.judgements import LabelScores
from analyser.encoder import OnnxModel
from analyser.weights import weights_path

MAX_TOKENS = 160
CONTEXT_CHARACTERS = 240
LABELS = ("analytical", "descriptive", "plan", "other")


@dataclass(frozen=True, slots=True)
class SentenceInContext:
    """A sentence, the sentence before it and the heading it stands under; both may be empty."""

    text: str = field(repr=False)
    previous: str = field(default="", repr=False)
    heading: str = field(default="", repr=False)


class SentenceLabeller(Protocol):
    """Anything that can say how likely each label is for sentences of one document."""

    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        """Return calibrated probabilities, one for each sentence, in order."""


def model_input(context: SentenceInContext) -> tuple[str, str]:
    """Return the two segments that the model reads: what stands before the sentence, and the sentence.

    The first is the heading and the end of the sentence before, at most ``CONTEXT_CHARACTERS`` of each; white space is made single spaces.
    """
    heading = " ".join(context.heading.split())[:CONTEXT_CHARACTERS]
    previous = " ".join(context.previous.split())[-CONTEXT_CHARACTERS:]
    return f"{heading} | {previous}", " ".join(context.text.split())


class OnnxLabeller:
    """The trained labeller. Each sentence is run alone, so its scores depend on nothing but itself and its context."""

    def __init__(self, model: OnnxModel) -> None:
        self._model = model

    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        """Return calibrated probabilities, one for each sentence, in order."""
        return tuple(self._score(*model_input(context)) for context in contexts)

    def _score(self, before: str, text: str) -> LabelScores:
        return LabelScores(*(float(score) for score in self._model.run(before, text)))


def load_labeller(name: str = "sentence_label") -> OnnxLabeller:
    """Return the labeller of a manifest entry; it reads the tokens of the entry ``encoder-tokenizer`` beside it.

    Raises
    ------
    ModelError
        As ``analyser.weights.weights_path``.

    """
    tokenizer = str(Path(name).with_name("encoder-tokenizer"))
    return OnnxLabeller(OnnxModel(weights_path(name), weights_path(tokenizer), max_tokens=MAX_TOKENS))
