"""Components that never saw the writer they are measured on, with what they already computed kept: prints repeat the sentences of their tables."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from analyser.analytic.labeller import SentenceInContext, SentenceLabeller
from analyser.assembly import load_components
from analyser.domain.judgements import LabelScores
from analyser.encoder import DIMENSIONS, Encoder
from analyser.errors import ModelError
from analyser.events import event_models
from analyser.pipeline import Components, prepare
from analyser.usage import usage_models
from annotation.schema import AnnotatedCase
from evaluation.gold import SEED, Views
from models.stored import StoredLabeller
from models.tasks import events as event_task
from models.tasks import usage as usage_task


class RememberingEncoder(Encoder):
    """An encoder that runs each sentence once; white space makes no difference to its tokeniser."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, npt.NDArray[np.float32]] = {}

    def embed(self, sentences: Sequence[str]) -> npt.NDArray[np.float32]:
        """Return what the encoder returns."""
        keys = [" ".join(sentence.split()) for sentence in sentences]
        new = [key for key in dict.fromkeys(keys) if key not in self._known]
        self._known.update(zip(new, self._encoder.embed(new), strict=True))
        return np.stack([self._known[key] for key in keys]) if keys else np.zeros((0, DIMENSIONS), dtype=np.float32)


class StoredOrReleased:
    """Out-of-fold labels for sentences that the table has; the released labeller for those that only the print has."""

    def __init__(self, stored: StoredLabeller, released: SentenceLabeller) -> None:
        self._stored, self._released = stored, released
        self.n_stored = self.n_released = 0

    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        """Return probabilities, one for each sentence, in order."""
        return tuple(self._score(context) for context in contexts)

    def _score(self, context: SentenceInContext) -> LabelScores:
        try:
            (scores,) = self._stored.score([context])
            self.n_stored += 1
        except ModelError:
            (scores,) = self._released.score([context])
            self.n_released += 1
        return scores


def unseen_components(cases: Mapping[str, AnnotatedCase]) -> dict[str, Components]:
    """Return components by writer, whose heads and labels come from the other writers."""
    released = load_components()
    encoder = RememberingEncoder(released.encoder)
    views: Views = {(name, one): view for name, case in cases.items() for one, view in prepare(case.case_file, encoder).items()}
    made = {}
    for writer in sorted({case.writer for case in cases.values()}):
        seen = [case for case in cases.values() if case.writer != writer]
        made[writer] = Components(
            encoder=encoder,
            labeller=StoredOrReleased(StoredLabeller.for_fold(writer), released.labeller),
            events=event_models(event_task.fit(seen, views, seed=SEED)),
            usage=usage_models(usage_task.fit(seen, views, seed=SEED)),
            rules=released.rules,
            provenance=released.provenance,
        )
    return made
