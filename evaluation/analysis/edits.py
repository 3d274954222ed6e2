"""Program-made edits of an assessment that must not make it look more analytical, and swaps that must not change a label."""

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from analyser.domain.codes import SentenceLabel
from analyser.domain.text import Span
from annotation.schema import AnnotatedCase

Description = Sequence[Span]
Edit = Callable[[str, Description, random.Random], str]
_CAPITALISED = r"[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*"


def descriptions(case: AnnotatedCase, document_id: str) -> list[Span]:
    """Return the spans of the sentences that the annotator called descriptive, in text order."""
    return sorted(
        sentence.evidence.span
        for sentence in case.sentences
        if sentence.evidence.document_id == document_id and sentence.label is SentenceLabel.DESCRIPTIVE
    )


def repeated(text: str, spans: Description, dice: random.Random) -> str:
    """Return the text with a third of its descriptive sentences told again, right after themselves."""
    return _replaced(text, {span: f"{span.of(text)} {span.of(text)}" for span in _some(spans, dice)})


def repeated_at_the_end(text: str, spans: Description, dice: random.Random) -> str:
    """Return the text with a third of its descriptive sentences told again in one paragraph at its end."""
    return text + "\n\n" + " ".join(span.of(text) for span in _some(spans, dice))


def reworded(text: str, spans: Description, dice: random.Random) -> str:
    """Return the text with other words for common ones in all its descriptive sentences."""
    pairs = {word: other for one, two in _words()["reworded"]["pairs"] for word, other in ((one, two), (two, one))}
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, pairs), key=len, reverse=True))})\b")
    return _replaced(text, {span: pattern.sub(lambda match: pairs[match.group()], span.of(text)) for span in spans})


def split(text: str, spans: Description, dice: random.Random) -> str:
    """Return the text with every descriptive sentence that has a joint parted there into two sentences."""
    edits = {}
    for span in spans:
        words = span.of(text)
        for joint in _words()["split"]["joints"]:
            first, found, second = words.partition(joint)
            if found and min(len(first.split()), len(second.split())) >= 4:
                edits[span] = f"{first}. {second[0].upper()}{second[1:]}"
                break
    return _replaced(text, edits)


def joined(text: str, spans: Description, dice: random.Random) -> str:
    """Return the text with neighbouring descriptive sentences of one paragraph joined in pairs."""
    edits: dict[Span, str] = {}
    used: set[Span] = set()
    for one, two in pairwise(spans):
        between = text[one.end : two.start]
        if one in used or between.strip() or "\n" in between:
            continue
        used.update((one, two))
        joint, second = dice.choice(_words()["joined"]["joints"]), two.of(text)
        word = second.split()[0]
        second = second[0].lower() + second[1:] if word in _words()["joined"]["starters"] else second
        edits[Span(one.start, two.end)] = one.of(text).rstrip(". ") + joint + second
    return _replaced(text, edits)


EDITS: dict[str, Edit] = {
    "repeated on the spot": repeated,
    "repeated at the end": repeated_at_the_end,
    "reworded": reworded,
    "split": split,
    "joined": joined,
}


def swapped_pronouns(text: str) -> str:
    """Return the text with he for she and she for he."""
    pairs: dict[str, str] = _words()["swapped"]["pronouns"]
    objects = "|".join(_words()["swapped"]["after_him"])
    pattern = re.compile(rf"\b(?:(?P<object>her)(?=\s*[^\w\s]|\s+(?:{objects})\b|\s*$)|(?P<owner>her)|(?P<word>{'|'.join(pairs)}))\b", re.IGNORECASE)

    def other(match: re.Match[str]) -> str:
        word = "him" if match["object"] else "his" if match["owner"] else pairs[match.group().lower()]
        return _cased(word, match.group())

    return pattern.sub(other, text)


def swapped_names(text: str, case: AnnotatedCase) -> str:
    """Return the text with other names for the case's people, the same one each time."""
    firsts, lasts = _words()["swapped"]["first_names"], _words()["swapped"]["surnames"]
    names: dict[str, str] = {}
    known = [*((c.name, *c.aka) for c in case.case_file.children), *((p.name, *p.aka) for p in case.case_file.people)]
    for i, forms in enumerate(known):
        for full in forms:
            parts = [part for part in (full or "").split() if re.fullmatch(_CAPITALISED, part) and len(part) > 2]
            for k, part in enumerate(parts):
                last = len(parts) > 1 and k == len(parts) - 1
                names.setdefault(part, lasts[(7 * i + 3) % len(lasts)] if last else firsts[(5 * i + k) % len(firsts)])
    for title in ("Ms", "Mrs", "Mr", "Miss", "Dr", "Mum", "Dad", "Nan", "Gran", "Aunt", "Uncle"):
        names.pop(title, None)
    return _mapped(text, names)


def swapped_ethnicities(text: str) -> str:
    """Return the text with another word for each word of origin, language or faith."""
    words = _words()["swapped"]["ethnicities"]
    return _mapped(text, {word: words[(i + 11) % len(words)] for i, word in enumerate(words)})


def swapped_places(text: str) -> str:
    """Return the text with other places where a capitalised word follows a preposition of place."""
    places, seen = _words()["swapped"]["places"], dict[str, str]()
    before = "|".join(_words()["swapped"]["before_places"])
    months = "January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday"
    pattern = re.compile(rf"\b({before}) (?!(?:{months}|Saturday|Sunday|Christmas|Easter|Year|Section|Mr|Mrs|Ms|Dr)\b)({_CAPITALISED})\b")
    return pattern.sub(lambda match: f"{match[1]} {seen.setdefault(match[2], places[len(seen) % len(places)])}", text)


def swaps(case: AnnotatedCase) -> dict[str, Callable[[str], str]]:
    """Return the swaps by what they change."""
    return {
        "names": lambda text: swapped_names(text, case),
        "pronouns": swapped_pronouns,
        "ethnicity words": swapped_ethnicities,
        "places": swapped_places,
    }


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("edits.toml").read_text(encoding="utf-8"))


def _some(spans: Description, dice: random.Random) -> list[Span]:
    return sorted(dice.sample(list(spans), max(1, len(spans) // 3))) if spans else []


def _replaced(text: str, edits: dict[Span, str]) -> str:
    for span, words in sorted(edits.items(), reverse=True):
        text = text[: span.start] + words + text[span.end :]
    return text


def _mapped(text: str, words: dict[str, str]) -> str:
    if not words:
        return text
    pattern = re.compile(rf"\b({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")
    return pattern.sub(lambda match: words[match.group()], text)


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word
