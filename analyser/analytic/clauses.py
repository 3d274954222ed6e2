"""The clauses of a sentence: what a writer could as well have put into sentences of their own.

The judgement of a whole paper counts clauses that are analysis when read alone, so that it does not matter whether description is written in
long sentences or in short ones, and a sentence is not counted whole for one half that reasons.
"""

import re
from functools import cache

from analyser.analytic.labeller import SentenceInContext, SentenceLabeller
from analyser.domain.text import Sentence, SentenceKind, Span
from analyser.lexicons import load_table

_TRIMMED = " \t\n\r.,;:!?…-–—\"'“”‘’()[]•*·"


def analytical_clauses(text: str, sentence: Sentence, labeller: SentenceLabeller) -> tuple[Span, ...]:
    """Return the clauses of a sentence, as spans of ``text``, that are surely analysis when read alone; a heading has none."""
    if sentence.kind is SentenceKind.HEADING:
        return ()
    words = sentence.span.of(text)
    clauses = split_clauses(words)
    scores = labeller.score([SentenceInContext(clause.of(words)) for clause in clauses])
    sure: float = load_table("lexicons/feedback")["profile"]["sure"]
    return tuple(
        Span(sentence.span.start + clause.start, sentence.span.start + clause.end)
        for clause, score in zip(clauses, scores, strict=True)
        if score.analytical >= sure
    )


def split_clauses(sentence: str) -> tuple[Span, ...]:
    """Return the clauses of a sentence in order, without outer white space and marks; offsets count from the sentence's start.

    A sentence is cut at the joints of ``lexicons/feedback`` where at least ``clause_words_least`` words stand on both sides. A sentence
    without words has no clauses.
    """
    spans: list[Span] = []
    start = 0
    for joint in _joints().finditer(sentence):
        if _n_words(sentence[start : joint.start()]) >= _least() <= _n_words(sentence[joint.end() :]):
            spans.append(Span(start, joint.start()))
            start = joint.end()
    if start < len(sentence):
        spans.append(Span(start, len(sentence)))
    return tuple(trimmed for span in spans if (trimmed := _trim(sentence, span)) is not None)


def _trim(sentence: str, span: Span) -> Span | None:
    words = span.of(sentence)
    left = span.start + len(words) - len(words.lstrip(_TRIMMED))
    right = span.start + len(words.rstrip(_TRIMMED))
    return Span(left, right) if left < right else None


def _n_words(text: str) -> int:
    return len(text.split())


def _least() -> int:
    least: int = load_table("lexicons/feedback")["profile"]["clause_words_least"]
    return least


@cache
def _joints() -> re.Pattern[str]:
    marks, words = (load_table("lexicons/feedback")["clauses"][name] for name in ("marks", "words"))
    after_comma = "|".join(re.escape(word) for word in words)
    return re.compile(rf"(?:{'|'.join(re.escape(mark) for mark in marks)}|,\s+(?:{after_comma})\b)\s*", re.IGNORECASE)
