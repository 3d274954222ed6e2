"""Signs of the elements of analysis in a sentence, as evidence for a reader; they never make a label."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from analyser.domain.text import Span
from analyser.lexicons import load_table

_TABLE = "lexicons/analytic_cues"


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign of one element of analysis (``A1`` to ``A16``), where it stands in the text that was searched."""

    element: str
    span: Span


def find_cues(sentence: str) -> tuple[Cue, ...]:
    """Return the signs in one sentence, in text order, each element at most once; offsets count from the sentence's start.

    A sign inside a false friend ("risk assessment", "birth weight") does not count. A template question has no signs.

    Source: the elements of analysis in practice guidance, see ``[about]`` of ``lexicons/analytic_cues``.
    """
    words = _readable(sentence)
    if is_template_question(sentence):
        return ()
    words = _process().sub(lambda match: "\0" * len(match.group()), words)
    found = [Cue(element, Span(*match.span())) for element, pattern in _elements().items() if (match := pattern.search(words))]
    return tuple(sorted(found, key=lambda cue: (cue.span.start, cue.element)))


def is_template_question(sentence: str) -> bool:
    """Return whether the sentence is a question or hint of a form that was left in."""
    return _listed("template_questions").match(_readable(sentence).lstrip(" -*•\t")) is not None


def is_bare_decision(sentence: str) -> bool:
    """Return whether the sentence draws a conclusion ("therefore NFA") that names no ground."""
    words = _readable(sentence)
    return _listed("bare_decisions").search(words) is not None and _elements()["A2"].search(words) is None


def has_jargon(sentence: str) -> bool:
    """Return whether a set phrase stands in the place of what was seen ("disguised compliance")."""
    return _listed("jargon").search(_readable(sentence)) is not None


def _readable(sentence: str) -> str:
    """The sentence with plain apostrophes; its length is kept, so offsets hold."""
    return sentence.replace("’", "'")


def phrase_pattern(phrases: list[str], gap_words: int) -> re.Pattern[str]:
    """Return a pattern for whole phrases in any case; the longest wins where two begin together.

    ``*`` ends an open stem, `` ... `` stands for up to ``gap_words`` words of the same sentence.
    """
    gap = rf"(?:[\s,]+[\w'-]+){{0,{gap_words}}}?[\s,]+"

    def spelled(phrase: str) -> str:
        parts = [r"\s+".join(re.escape(word).replace(r"\*", r"\w*") for word in part.split()) for part in phrase.split(" ... ")]
        return gap.join(parts)

    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(spelled, ordered))})(?!\w)", re.IGNORECASE)


def _gap_words() -> int:
    gap: int = load_table(_TABLE)["about"]["gap_words"]
    return gap


@cache
def _elements() -> dict[str, re.Pattern[str]]:
    elements: dict[str, Any] = load_table(_TABLE)["elements"]
    return {code: phrase_pattern(element["phrases"], _gap_words()) for code, element in elements.items()}


@cache
def _listed(name: str) -> re.Pattern[str]:
    return phrase_pattern(load_table(_TABLE)["false_friends"][name], _gap_words())


def _process() -> re.Pattern[str]:
    return _listed("process")
