"""Sentences that may tell a matter on file, as features for the head that ranks them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from analyser.domain.codes import Agency, DocumentType, Theme
from analyser.domain.text import SentenceKind
from analyser.heads import Floats
from analyser.usage.facts import SentenceFacts
from analyser.usage.vocabulary import Vocabulary
from analyser.view import DocumentView

FEW_STEMS = 2  # so few words of content, and none of concern, tell no matter: chosen by us
LONG_AGO_DAYS = (60, 365, 3 * 365)  # how old a date is before it speaks of the past: chosen by us


@dataclass(frozen=True, slots=True)
class Candidate:
    """One sentence of a document, its facts and what stands around it."""

    view: DocumentView = field(repr=False)
    facts: SentenceFacts = field(repr=False)
    previous: SentenceFacts | None = field(repr=False)
    following: SentenceFacts | None = field(repr=False)


def list_candidates(view: DocumentView, facts: Sequence[SentenceFacts]) -> tuple[Candidate, ...]:
    """Return every sentence of a document with its neighbours, in text order."""
    return tuple(Candidate(view, one, facts[i - 1] if i else None, facts[i + 1] if i + 1 < len(facts) else None) for i, one in enumerate(facts))


def candidate_features(candidates: Sequence[Candidate], vocabulary: Vocabulary) -> Floats:
    """Return [n_candidates, n_features]: rule features, then the sentence's embedding."""
    if not candidates:
        return np.zeros((0, 0), dtype=np.float32)
    rules = np.array([_rules(candidate, vocabulary) for candidate in candidates], dtype=np.float32)
    vectors: npt.NDArray[np.float32] = np.stack([candidate.view.embeddings[candidate.facts.index] for candidate in candidates])
    return np.concatenate([rules, vectors], axis=1)


def days_before(facts: SentenceFacts, written_on: date | None) -> int:
    """How many days the oldest date of a sentence lies before the day its document was written; 0 when either is unknown."""
    ends = [interval.latest or interval.earliest for interval in facts.dates]
    known = [end for end in ends if end]
    return max(0, (written_on - min(known)).days) if written_on and known else 0


def concern_strength(facts: SentenceFacts) -> int:
    """How many words of concern a sentence has, whatever the theme."""
    return sum(facts.themes.values())


def tells_nothing(candidate: Candidate, vocabulary: Vocabulary) -> bool:
    """Whether a sentence can tell no matter.

    Such are an instruction, a question, a search without result, a line of identity, a birth, an improvement, and bare words like a date.
    """
    facts = candidate.facts
    kinds, concern = vocabulary.no_information.names(facts.tokens), concern_strength(facts)
    if "instruction" in kinds or _words(candidate).rstrip().endswith("?"):
        return True
    if "unknown" in kinds and concern <= 1:
        return True
    if facts.negated or concern > 1:
        return False
    return ("birth" in kinds and set(facts.themes) <= {Theme.NEGLECT}) or (not concern and bool(kinds or len(facts.stems) <= FEW_STEMS))


def _rules(candidate: Candidate, vocabulary: Vocabulary) -> list[float]:
    facts, document = candidate.facts, candidate.view.document
    n_words, age = len(facts.tokens), days_before(candidate.facts, document.written_on)
    weights = [vocabulary.themes[theme].weight for theme in facts.themes]
    return [
        *(float(document.type is kind) for kind in DocumentType),
        float(document.agency is Agency.CHILDRENS_SOCIAL_CARE),
        float(document.agency is None),
        *(float(facts.speaker is agency) for agency in Agency),
        float(facts.speaker is not None),
        float(facts.speaker is not None and document.agency is Agency.CHILDRENS_SOCIAL_CARE),
        *(float(name in facts.cues) for name in vocabulary.cue_names),
        *(float(theme in facts.themes) for theme in Theme),
        math.log1p(concern_strength(facts)),
        max(weights, default=0.0),
        float(len(facts.themes) > 1),
        *(float(age > limit) for limit in LONG_AGO_DAYS),
        float(bool(facts.dates)),
        math.log1p(len(facts.numbers)),
        math.log1p(len(facts.names)),
        math.log1p(n_words),
        float(n_words < 6),
        float('"' in _words(candidate) or "“" in _words(candidate)),
        float("?" in _words(candidate)),
        float(facts.sentence.kind is SentenceKind.HEADING),
        float(facts.sentence.kind is SentenceKind.FORM_LINE),
        float(facts.sentence.kind is SentenceKind.BULLET),
        facts.index / len(candidate.view.sentences),
        float(facts.index == 0),
        float(facts.negated),
        math.log1p(concern_strength(candidate.previous)) if candidate.previous else 0.0,
        math.log1p(concern_strength(candidate.following)) if candidate.following else 0.0,
        float(candidate.view.document.type is DocumentType.CASE_NOTE and "history" in facts.cues),
    ]


def _words(candidate: Candidate) -> str:
    return candidate.facts.sentence.span.of(candidate.view.document.text)
