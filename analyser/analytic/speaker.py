"""Whose reasoning a sentence tells: the author's own, or what a parent, a child or an agency said."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from analyser.analytic.cues import phrase_pattern
from analyser.domain.codes import Agency
from analyser.lexicons import load_table

_SUBJECT_WORDS = 6
_WORD = re.compile(r"[\w'’.-]+")
_CLAUSE = re.compile(r"[,;:–—]\s+|\s-\s")
_QUOTATION = re.compile(r"\"[^\"]{0,400}\"|“[^”]{0,400}”")


class Voice(StrEnum):
    """Who reasons in a sentence."""

    AUTHOR = "author"
    PARENT = "parent"
    CHILD = "child"
    AGENCY = "agency"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Speaker:
    """The voice of a sentence, with its agency where the voice is an agency's and the agency is known."""

    voice: Voice
    agency: Agency | None = None


AUTHOR = Speaker(Voice.AUTHOR)
UNKNOWN = Speaker(Voice.UNKNOWN)


def find_speaker(sentence: str) -> Speaker:
    """Return whose reasoning a sentence tells.

    A sentence reports when a subject stands before a reporting verb in its opening words ("School feel that"), or a source is named
    ("according to the GP"). It is the author's all the same where the author adopts or weighs what was told ("which I share",
    "and that fits with"). A sentence that reports nothing is the author's. A name and a pronoun give ``unknown``.
    """
    words = sentence.replace("’", "'")
    if _goes_beyond_the_report(_QUOTATION.sub(" ", words)):
        return AUTHOR
    subject = _reported_subject(words)
    return _voice(subject) if subject is not None else AUTHOR


def _goes_beyond_the_report(words: str) -> bool:
    """Whether the author adopts or weighs something, or begins a clause with an inference."""
    if _phrases("adopting").search(words):
        return True
    return any(_phrases("going_on").match(words, start) for start in (0, *(clause.end() for clause in _CLAUSE.finditer(words))))


def _reported_subject(words: str) -> str | None:
    if source := _phrases("sources").search(words):
        return " ".join(_WORD.findall(words[source.end() : source.end() + 60])[:3])
    verb = _phrases("reporting").search(words)
    if verb is None:
        return None
    before = re.split(r"[,;:]\s", words[: verb.start()])[-1]
    subject = _WORD.findall(before)
    return " ".join(subject) if 0 < len(subject) <= _SUBJECT_WORDS else None


def _voice(subject: str) -> Speaker:
    """The longest stretch at the beginning or the end of the subject that names somebody."""
    words = [word.strip(".'").removesuffix("'s") for word in subject.casefold().split()]
    known = _subjects()
    for length in range(len(words), 0, -1):
        for stretch in (" ".join(words[:length]), " ".join(words[-length:])):
            if stretch in known:
                return known[stretch]
    return UNKNOWN


@cache
def _subjects() -> dict[str, Speaker]:
    table = load_table("lexicons/analytic_cues")["speaker"]
    subjects = {name: Speaker(Voice(voice)) for voice in ("parent", "child", "author") for name in table[voice]}
    subjects.update({name: UNKNOWN for name in table["pronouns"]})
    subjects.update({name: Speaker(Voice.AGENCY, Agency(code)) for code, names in table["agencies"].items() for name in names})
    return subjects


@cache
def _phrases(name: str) -> re.Pattern[str]:
    table = load_table("lexicons/analytic_cues")
    return phrase_pattern(table["speaker"][name], table["about"]["gap_words"])
