"""Judgements about assessments: sentence labels, the whole assessment, and the use of what was on file."""

from dataclasses import dataclass
from datetime import date

from analyser.domain.codes import Agency, AssessmentLabel, ItemKind, SentenceLabel, Theme, UseStatus
from analyser.domain.text import Evidence, Sentence, Span


@dataclass(frozen=True, slots=True)
class LabelScores:
    """Probabilities of the four sentence labels; they sum to 1."""

    analytical: float
    descriptive: float
    plan: float
    other: float

    def best(self) -> SentenceLabel:
        """The likeliest label; ties go to the earlier of descriptive, analytical, plan, other."""
        ranked = (
            (self.descriptive, SentenceLabel.DESCRIPTIVE),
            (self.analytical, SentenceLabel.ANALYTICAL),
            (self.plan, SentenceLabel.PLAN),
            (self.other, SentenceLabel.OTHER),
        )
        return max(ranked, key=lambda pair: pair[0])[1]


@dataclass(frozen=True, slots=True)
class Judgement:
    """The label of one sentence of an assessment.

    ``cues`` name lexicon entries that say why, where one fired. ``analysis`` are the clauses of the sentence, as spans of the document, that are
    analysis when read alone: the judgement of the whole counts these.
    """

    sentence: Sentence
    label: SentenceLabel
    scores: LabelScores
    cues: tuple[str, ...] = ()
    analysis: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """One strength or one prompt for the author: a sentence of ours, the spans it rests on, the items it concerns."""

    text: str
    spans: tuple[Span, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionProfile:
    """What stands under one heading of an assessment; ``heading`` is ``None`` for what stands before the first.

    ``span`` reaches from its first sentence to its last, the heading left out. Words are those of analytical and of descriptive sentences.
    """

    heading: Span | None
    span: Span
    label: AssessmentLabel
    analytical_words: int
    descriptive_words: int


@dataclass(frozen=True, slots=True)
class AssessmentProfile:
    """What one assessment (or supervision record, with ``label`` ``None``) is like.

    ``p_analytical`` is of the whole, in [0, 1]; ``analytical_share`` is the words of analytical sentences over the
    words of analytical and descriptive ones, ``None`` when there are none of either.
    """

    document_id: str
    label: AssessmentLabel | None
    p_analytical: float
    analytical_share: float | None
    judgements: tuple[Judgement, ...]
    sections: tuple[SectionProfile, ...] = ()
    strengths: tuple[Feedback, ...] = ()
    prompts: tuple[Feedback, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One matter on file that a good assessor would have to take into account, with all places that tell it.

    ``known_on`` is the date of the first document that tells it; ``weight`` in [0, 1] ranks items for a reader.
    """

    item_id: str
    kind: ItemKind
    theme: Theme
    agency: Agency | None
    sources: tuple[Evidence, ...]
    known_on: date | None
    weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Use:
    """What became of one item in one assessment. ``evidence`` are spans of the assessment; none for ``not_used``."""

    assessment_id: str
    item: Item
    status: UseStatus
    confidence: float
    sources: tuple[Evidence, ...]
    evidence: tuple[Span, ...] = ()
