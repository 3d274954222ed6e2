"""Sentences into clauses: the stretches that can stand for one event each."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analyser.domain.text import Span
from analyser.lexicons import load_table


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of ``lexicons/event_clauses``, compiled."""

    always: re.Pattern[str]
    label: re.Pattern[str]
    comma: re.Pattern[str]
    bare: re.Pattern[str]
    verb: re.Pattern[str]


@cache
def _rules() -> _Rules:
    table = load_table("lexicons/event_clauses")

    def words(values: list[str]) -> str:
        return "|".join(re.escape(value) for value in sorted(values, key=len, reverse=True))

    verbs = table["verbs"]
    return _Rules(
        always=re.compile("|".join(table["separators"]["always"])),
        label=re.compile(table["separators"]["label"]),
        comma=re.compile(rf",\s+(?=(?:{words(table['joins']['comma'])})\b)|,\s+(?=\S+\s+(?:{words(verbs['words'])}|{verbs['suffix']})\b)", re.IGNORECASE),
        bare=re.compile(rf"\s(?=(?:{words(table['joins']['bare'])})\s)", re.IGNORECASE),
        verb=re.compile(rf"(?<![\w/'])(?:{words(verbs['words'])}|{verbs['suffix']})(?![\w'])", re.IGNORECASE),
    )


def has_verb(text: str) -> bool:
    """Whether the words hold something that reads as a verb."""
    return _rules().verb.search(text) is not None


def split_clauses(text: str, sentence: Span, marks: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Return the clauses of one sentence, in order, without the white space and commas at their edges.

    ``marks`` are the time expressions of the sentence: none is ever cut, and one counts like a verb when a comma or
    a joining word divides two stretches, because notes leave verbs out.
    """
    rules = _rules()
    words = sentence.of(text)
    inside = [(mark.start - sentence.start, mark.end - sentence.start) for mark in marks if sentence.covers(mark)]

    def free(position: int) -> bool:
        return not any(start < position < end for start, end in inside)

    def tells(start: int, end: int) -> bool:
        return has_verb(words[start:end]) or any(start <= a and b <= end for a, b in inside)

    fixed = {0, len(words)} | {match.end() for match in rules.always.finditer(words) if free(match.end())}
    if label := rules.label.match(words):
        fixed |= {label.end()} if free(label.end()) else set()
    cuts = _join_cuts(words, sorted(fixed), tells, free)
    spans = (_trim(text, sentence.start + start, sentence.start + end) for start, end in pairwise(cuts))
    return tuple(span for span in spans if span)


def _join_cuts(words: str, fixed: list[int], tells, free) -> list[int]:  # type: ignore[no-untyped-def]
    rules = _rules()
    optional = sorted({m.end() for pattern in (rules.comma, rules.bare) for m in pattern.finditer(words)} - set(fixed))
    cuts = [0]
    for left, right in pairwise(fixed):
        inner = [position for position in optional if left < position < right and free(position)]
        for k, position in enumerate(inner):
            following = inner[k + 1] if k + 1 < len(inner) else right
            if tells(cuts[-1], position) and (tells(position, following) or tells(position, right)):
                cuts.append(position)
        cuts.append(right)
    return cuts


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;|"):
        end -= 1
    return Span(start, end) if end - start > 1 and any(char.isalnum() for char in text[start:end]) else None
