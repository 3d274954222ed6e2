"""Analytical or descriptive, section by section, by a published rule on the labels of its sentences."""

import re
from collections.abc import Sequence
from itertools import groupby

from analyser.domain.codes import AssessmentLabel, SentenceLabel
from analyser.domain.judgements import Judgement, SectionProfile
from analyser.domain.text import SentenceKind, Span
from analyser.lexicons import load_table

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def profile_sections(text: str, judgements: Sequence[Judgement]) -> tuple[SectionProfile, ...]:
    """Return one profile for each stretch of sentences under one heading, in text order; a heading with nothing under it has none.

    A section is analytical where analytical sentences hold at least ``section_share`` of the words that analyse or describe, and cannot be
    judged where these are fewer than ``section_words_least`` (``lexicons/feedback``, chosen by us). Not a measure of how good the analysis is.
    """
    rule = load_table("lexicons/feedback")["profile_sections"]
    body = [judgement for judgement in judgements if judgement.sentence.kind is not SentenceKind.HEADING]
    found = []
    for heading, members in groupby(body, key=lambda judgement: judgement.sentence.heading):
        section = list(members)
        words = {
            label: sum(_n_words(text, j) for j in section if j.label is label) for label in (SentenceLabel.ANALYTICAL, SentenceLabel.DESCRIPTIVE)
        }
        analysis, description = words[SentenceLabel.ANALYTICAL], words[SentenceLabel.DESCRIPTIVE]
        if analysis + description < rule["section_words_least"]:
            label = AssessmentLabel.CANNOT_JUDGE
        else:
            analytical = analysis >= rule["section_share"] * (analysis + description)
            label = AssessmentLabel.ANALYTICAL if analytical else AssessmentLabel.DESCRIPTIVE
        span = Span(section[0].sentence.span.start, section[-1].sentence.span.end)
        found.append(SectionProfile(heading, span, label, analysis, description))
    return tuple(found)


def _n_words(text: str, judgement: Judgement) -> int:
    return len(_WORD.findall(judgement.sentence.span.of(text)))
