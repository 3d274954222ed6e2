"""Stretches of a document that tell one matter: sentences likely enough, joined with what belongs to them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analyser.domain.codes import Agency, Theme
from analyser.domain.text import Document, Evidence, Span
from analyser.heads import Floats
from analyser.usage.candidates import Candidate
from analyser.usage.facts import SentenceFacts
from analyser.usage.settings import ItemThresholds


@dataclass(frozen=True, slots=True)
class Telling:
    """One stretch, sentence by sentence. ``vector`` is the mean of their embeddings, L2-normalised; ``p`` the best of their probabilities."""

    candidates: tuple[Candidate, ...] = field(repr=False)
    p: float
    vector: npt.NDArray[np.float32] = field(repr=False)

    @property
    def document(self) -> Document:
        """The document that tells."""
        return self.candidates[0].view.document

    @property
    def themes(self) -> dict[Theme, int]:
        """Themes of its concern words, with counts."""
        return dict(sum((Counter(one.facts.themes) for one in self.candidates), Counter()))

    @property
    def agency(self) -> Agency | None:
        """Whose information it is: the agency that speaks in it, ``None`` when only the author does."""
        return next((one.facts.speaker for one in self.candidates if one.facts.speaker), None)

    def sources(self, longest: int) -> tuple[Evidence, ...]:
        """Return its sentences as evidence, neighbours in one stretch as long as it stays within ``longest`` code points."""
        spans: list[Span] = []
        for one in self.candidates:
            span = one.facts.sentence.span
            if spans and span.end - spans[-1].start <= longest:
                spans[-1] = Span(spans[-1].start, span.end)
            else:
                spans.append(span)
        return tuple(Evidence(self.document.document_id, span) for span in spans)


def find_tellings(candidates: Sequence[Candidate], probabilities: Floats, thresholds: ItemThresholds) -> tuple[Telling, ...]:
    """Return the tellings of one document in text order. ``probabilities`` [n_candidates] say how likely each sentence tells a matter."""
    groups: list[list[int]] = []
    for i, p in enumerate(probabilities):
        joins = groups and groups[-1][-1] == i - 1 and _belong_together(candidates[i - 1], candidates[i], thresholds)
        if joins and p >= thresholds.join:
            groups[-1].append(i)
        elif p >= thresholds.join:
            groups.append([i])
    strong = [group for group in groups if max(probabilities[i] for i in group) >= thresholds.seed]
    return tuple(_telling([candidates[i] for i in group], float(max(probabilities[i] for i in group))) for group in strong)


def _telling(candidates: Sequence[Candidate], p: float) -> Telling:
    vector = np.mean([one.view.embeddings[one.facts.index] for one in candidates], axis=0)
    norm = float(np.linalg.norm(vector))
    return Telling(tuple(candidates), p, (vector / norm if norm else vector).astype(np.float32))


def _belong_together(first: Candidate, second: Candidate, thresholds: ItemThresholds) -> bool:
    """Whether two neighbours stand in one paragraph, with one speaker, on one theme or close in meaning."""
    text = first.view.document.text
    if "\n" in text[first.facts.sentence.span.end : second.facts.sentence.span.start] or first.facts.speaker != second.facts.speaker:
        return False
    if _share_theme(first.facts, second.facts):
        return True
    likeness = float(first.view.embeddings[first.facts.index] @ second.view.embeddings[second.facts.index])
    return likeness >= thresholds.join_likeness


def _share_theme(first: SentenceFacts, second: SentenceFacts) -> bool:
    return bool(set(first.themes) & set(second.themes))
