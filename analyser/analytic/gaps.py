"""What an assessment leaves open, as spans of its text: each function looks for one thing and gives an empty list when all is well."""

import re

from analyser.analytic.cues import has_jargon, is_bare_decision, is_template_question
from analyser.domain.codes import DocumentType, SentenceLabel
from analyser.domain.judgements import AssessmentProfile, Judgement
from analyser.domain.text import CaseFile, Document, SentenceKind, Span
from analyser.segment.headings import heading_group

_MEANING = {"A1", "A9"}
_REASONED_SECTIONS = ("analysis", "conclusion")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def facts_without_meaning(text: str, profile: AssessmentProfile) -> list[Span]:
    """Return the descriptive sentences closest to the paper's reasoning when nothing in it shows what the facts mean for the child."""
    if any(_MEANING & set(judgement.cues) for judgement in profile.judgements):
        return []
    described = [judgement for judgement in profile.judgements if judgement.label is SentenceLabel.DESCRIPTIVE]
    reasoned = [judgement for judgement in described if _group(text, judgement) in _REASONED_SECTIONS]
    return [judgement.sentence.span for judgement in reasoned or described]


def unreasoned_decisions(text: str, profile: AssessmentProfile) -> list[Span]:
    """Return the decisions that name no ground, unless the sections for analysis and conclusion reason somewhere."""
    if any(judgement.label is SentenceLabel.ANALYTICAL and _group(text, judgement) in _REASONED_SECTIONS for judgement in profile.judgements):
        return []
    return [
        judgement.sentence.span
        for judgement in profile.judgements
        if judgement.label is not SentenceLabel.ANALYTICAL
        and judgement.sentence.kind is not SentenceKind.HEADING
        and (
            is_bare_decision(judgement.sentence.span.of(text)) or (judgement.label is SentenceLabel.PLAN and _group(text, judgement) == "conclusion")
        )
    ]


def narrative_under_analysis(text: str, profile: AssessmentProfile, *, least: int) -> list[Span]:
    """Return the descriptive sentences under a heading for analysis where at least so many stand and none is analytical."""
    sections: dict[Span, list[Judgement]] = {}
    for judgement in profile.judgements:
        if judgement.sentence.heading and _group(text, judgement) == "analysis":
            sections.setdefault(judgement.sentence.heading, []).append(judgement)
    found: list[Span] = []
    for members in sections.values():
        described = [judgement.sentence.span for judgement in members if judgement.label is SentenceLabel.DESCRIPTIVE]
        if len(described) >= least and not any(judgement.label is SentenceLabel.ANALYTICAL for judgement in members):
            found.extend(described)
    return found


def template_questions(text: str, profile: AssessmentProfile) -> list[Span]:
    """Return questions of a form that nothing answers: the next sentence is a heading, another such question, or none.

    A question with text under it serves as a heading and is no gap.
    """
    found: list[Span] = []
    following: Judgement | None = None
    for judgement in reversed(profile.judgements):
        if _is_open_question(text, judgement) and (
            following is None or following.sentence.kind is SentenceKind.HEADING or _is_open_question(text, following)
        ):
            found.append(judgement.sentence.span)
        following = judgement
    return found[::-1]


def _is_open_question(text: str, judgement: Judgement) -> bool:
    words = judgement.sentence.span.of(text)
    return is_template_question(words) and (judgement.sentence.kind is not SentenceKind.HEADING or words.endswith("?"))


def set_phrases(text: str, profile: AssessmentProfile) -> list[Span]:
    """Return the sentences, not analytical, in which a set phrase stands for what was seen."""
    return [
        judgement.sentence.span
        for judgement in profile.judgements
        if judgement.label is not SentenceLabel.ANALYTICAL and has_jargon(judgement.sentence.span.of(text))
    ]


def copied_forward(document: Document, profile: AssessmentProfile, case_file: CaseFile, *, least_words: int) -> tuple[Document | None, list[Span]]:
    """Return the earlier assessment that shares the most sentences with this one, and those sentences here.

    Sentences of fewer than ``least_words`` words do not count; words are compared without case and punctuation. Without a date, or
    an earlier dated assessment, or a shared sentence, there is neither.
    """
    best: tuple[Document | None, list[Span]] = (None, [])
    if document.written_on is None:
        return best
    for earlier in case_file.documents:
        if earlier.type is not DocumentType.ASSESSMENT or earlier.written_on is None or earlier.written_on >= document.written_on:
            continue
        words = f" {_plain(earlier.text)} "
        spans = [span for span, plain in _sentences(document, profile) if plain.count(" ") + 1 >= least_words and f" {plain} " in words]
        if len(spans) > len(best[1]):
            best = (earlier, spans)
    return best


def _sentences(document: Document, profile: AssessmentProfile) -> list[tuple[Span, str]]:
    return [(judgement.sentence.span, _plain(judgement.sentence.span.of(document.text))) for judgement in profile.judgements]


def _plain(text: str) -> str:
    return " ".join(word.casefold().replace("’", "'") for word in _WORD.findall(text))


def _group(text: str, judgement: Judgement) -> str | None:
    heading = judgement.sentence.heading
    return heading_group(heading.of(text)) if heading else None
