"""Clauses that tell nothing by themselves: bare dates, signatures, form fields; and the words that make an event of them."""

import re
from functools import cache

from analyser.domain.text import Span
from analyser.events.candidates import Candidate
from analyser.events.clauses import has_verb
from analyser.events.features import Reading
from analyser.lexicons import load_table

NAMING = ("strong.", "type.", "agency.")  # groups of cues that name a kind of event or who took part
LONGEST = 240  # characters of a sentence that may stand for a clause


def telling_span(reading: Reading, candidate: Candidate) -> Span | None:
    """Return the stretch that tells the candidate's event: its clause, else its sentence; ``None`` where neither tells anything.

    A stretch tells something when, its time expressions and the labels of form fields left out, it is a table row, names
    a kind of event or an agency, or holds a verb, a headword of a diary line, or a word in small letters that is no filler.
    """
    if _tells(reading, candidate.span):
        return candidate.span
    sentence = reading.view.sentences[candidate.sentence].span
    if sentence.end - sentence.start <= LONGEST and _tells(reading, sentence):
        return sentence
    return None


def _tells(reading: Reading, span: Span) -> bool:
    words = _without_dates(reading, span)
    rest = _label().sub(" ", words)
    content = [word for word in re.findall(r"[^\W\d_]{2,}", rest) if word.lower() not in _fillers()]
    if len(content) == 1 and words.strip() == content[0].capitalize() and not _has_date(reading, span):
        return False
    if "|" in words or any(reading.cues.has(group, span) for group in reading.cues.starts if group.startswith(NAMING)):
        return True
    return bool(content) and (has_verb(rest) or content[0].lower() in _headwords() or any(word.islower() and len(word) > 2 for word in content))


def _has_date(reading: Reading, span: Span) -> bool:
    return any(span.start <= timex.start < span.end for timex in reading.view.timexes)


def _without_dates(reading: Reading, span: Span) -> str:
    kept, position = "", span.start
    for timex in reading.view.timexes:
        if span.start <= timex.start and timex.end <= span.end and timex.start >= position:
            kept += reading.view.document.text[position : timex.start] + " "
            position = timex.end
    return kept + reading.view.document.text[position : span.end]


@cache
def _label() -> re.Pattern[str]:
    return re.compile("|".join(load_table("lexicons/event_clauses")["fragments"]["labels"]), re.IGNORECASE)


@cache
def _fillers() -> frozenset[str]:
    table = load_table("lexicons/event_clauses")
    return frozenset(table["joins"]["empty"]) | frozenset(table["fragments"]["fillers"])


@cache
def _headwords() -> frozenset[str]:
    return frozenset(load_table("lexicons/event_clauses")["fragments"]["headwords"])
