"""Whether an assessment is analytical as a whole, by a published rule on its sentences.

The rule counts the words of clauses that are analysis when read alone. Words told already elsewhere in the paper, as description or
as earlier analysis, do not count, and no clause counts beyond a set length. The amount is set against what a paper of so many headed
sections needs. The number of descriptive words plays no part in p, and a clause is judged without its neighbours, so that p does not rise
when description is repeated, split or joined; other words for a fact may move a clause over the line, which is why only sure ones count.
The label follows p, save for a short paper with about as much analysis as description or more: it is analytical though p, which goes by
the amount alone, is low.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analyser.analytic.clauses import split_clauses
from analyser.analytic.cues import find_cues
from analyser.analytic.sections import profile_sections
from analyser.analytic.speaker import Voice, find_speaker
from analyser.domain.codes import AssessmentLabel, SentenceLabel
from analyser.domain.judgements import AssessmentProfile, Judgement
from analyser.domain.text import Document, Span
from analyser.lexicons import load_table

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class ProfileRule:
    """The constants of the rule, each explained where it stands in ``lexicons/feedback``."""

    words_half: float
    steepness: float
    clause_words_most: int
    shingle_words: int
    sections_usual: int
    least_words: int
    clause_words_least: int
    sure: float
    least_analysis: int
    short_share: float


def profile_rule() -> ProfileRule:
    """Return the rule of ``lexicons/feedback``."""
    return ProfileRule(**load_table("lexicons/feedback")["profile"])


def profile_assessment(document: Document, judgements: Sequence[Judgement], *, judged: bool) -> AssessmentProfile:
    """Return the profile of one assessment, without feedback; ``judged=False`` (a supervision record) leaves the label ``None``.

    ``judgements`` stand in text order. Each gets the elements of analysis that its words show as ``cues`` where the sentence is analytical
    and the reasoning the author's own. ``p_analytical`` lies in [0, 1) and is 0 without analysis.
    """
    rule = profile_rule()
    texts = [judgement.sentence.span.of(document.text) for judgement in judgements]
    amount = analytical_words(document.text, judgements, rule)
    p_analytical = _probability(amount, _sections(document.text, judgements), rule)
    analysis, description = (_n_words(texts, judgements, label) for label in (SentenceLabel.ANALYTICAL, SentenceLabel.DESCRIPTIVE))
    return AssessmentProfile(
        document_id=document.document_id,
        label=_label(p_analytical, amount, analysis, description, rule) if judged else None,
        p_analytical=p_analytical,
        analytical_share=analysis / (analysis + description) if analysis + description else None,
        judgements=tuple(_with_cues(judgement, text) for judgement, text in zip(judgements, texts, strict=True)),
        sections=profile_sections(document.text, judgements),
    )


def analytical_words(text: str, judgements: Sequence[Judgement], rule: ProfileRule) -> int:
    """Return the words of analytical clauses that the paper does not tell elsewhere, at most ``clause_words_most`` of each clause."""
    told: set[tuple[str, ...]] = set()
    for judgement in judgements:
        for span in _rest(text, judgement):
            told.update(_shingles(_words(span.of(text)), rule.shingle_words))
    total = 0
    for judgement in judgements:
        for clause in judgement.analysis:
            words = _words(clause.of(text))
            total += min(rule.clause_words_most, len(words) - _n_told(words, told, rule.shingle_words))
            told.update(_shingles(words, rule.shingle_words))
    return total


def _rest(text: str, judgement: Judgement) -> Iterator[Span]:
    """The clauses of the sentence that are no analysis; clause by clause, so that what counts as told does not hang on how sentences are joined."""
    start = judgement.sentence.span.start
    for clause in split_clauses(judgement.sentence.span.of(text)):
        span = Span(start + clause.start, start + clause.end)
        if span not in judgement.analysis:
            yield span


def _probability(amount: int, sections: int, rule: ProfileRule) -> float:
    """A logistic curve in the logarithm of the amount over what a paper of so many sections needs."""
    if amount == 0:
        return 0.0
    needed = rule.words_half * max(1.0, sections / rule.sections_usual)
    return float(1 / (1 + math.pow(needed / amount, rule.steepness)))


def _label(p_analytical: float, amount: int, analysis: int, description: int, rule: ProfileRule) -> AssessmentLabel:
    """Enough analysis for its sections, or about as much as description, is analytical; too little text for either cannot be judged."""
    if analysis + description < rule.least_words:
        return AssessmentLabel.CANNOT_JUDGE
    if p_analytical >= 0.5:
        return AssessmentLabel.ANALYTICAL
    if amount < rule.short_share * (amount + description):
        return AssessmentLabel.DESCRIPTIVE
    return AssessmentLabel.ANALYTICAL if amount >= rule.least_analysis else AssessmentLabel.CANNOT_JUDGE


def _sections(text: str, judgements: Sequence[Judgement]) -> int:
    """Different headings that something stands under."""
    return len({heading.of(text).casefold() for judgement in judgements if (heading := judgement.sentence.heading)})


def _n_words(texts: Sequence[str], judgements: Sequence[Judgement], label: SentenceLabel) -> int:
    return sum(len(_words(text)) for text, judgement in zip(texts, judgements, strict=True) if judgement.label is label)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _shingles(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Runs of ``size`` words; a shorter sentence is one run."""
    for start in range(max(1, len(words) - size + 1)):
        yield tuple(words[start : start + size])


def _n_told(words: Sequence[str], told: set[tuple[str, ...]], size: int) -> int:
    """Words that lie in a run told already."""
    covered = [False] * len(words)
    for start, run in enumerate(_shingles(words, size)):
        if run in told:
            covered[start : start + len(run)] = [True] * len(run)
    return sum(covered)


def _with_cues(judgement: Judgement, text: str) -> Judgement:
    if judgement.label is not SentenceLabel.ANALYTICAL or find_speaker(text).voice is not Voice.AUTHOR:
        return judgement
    found = tuple(cue.element for cue in find_cues(text))
    return replace(judgement, cues=tuple(dict.fromkeys((*judgement.cues, *found))))
