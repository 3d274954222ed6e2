"""Codes into the words that people read, from ``data/lexicons/report_words.toml``."""

from typing import Any

from analyser.domain.codes import EventCategory
from analyser.lexicons import load_table

# Characters that XML 1.0 cannot hold, lone surrogates among them; a reader sees that something stood there.
_UNPRINTABLE = {code: "\ufffd" for code in (*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF) if code not in (9, 10, 13)}


def report_words() -> dict[str, Any]:
    """Return the whole table of words."""
    return load_table("lexicons/report_words")


def label(kind: str, code: str | None) -> str:
    """Return the words for a code, such as ``label("agency", "gp")``; an unknown code loses its underscores, none gives ``""``."""
    if not code:
        return ""
    known: str | None = report_words()["label"].get(kind, {}).get(str(code))
    return known or sentence_case(str(code).replace("_", " "))


def sentence_case(words: str) -> str:
    """Return the words with a capital first letter, the rest unchanged."""
    return words[:1].upper() + words[1:]


def confidence_words(confidence: float) -> str:
    """Return what a confidence in [0, 1] tells a reader."""
    bands = report_words()["confidence"]
    band = "high" if confidence >= bands["high"] else "medium" if confidence >= bands["medium"] else "low"
    return label("confidence", band)


def lanes() -> list[tuple[str, frozenset[EventCategory]]]:
    """Return the lanes of the timeline picture from top to bottom: name, and the categories that it holds."""
    return [(str(lane["name"]), frozenset(EventCategory(code) for code in lane["categories"])) for lane in report_words()["lanes"]]


def lane_number(category: EventCategory) -> int:
    """Return the number of the lane that holds a category, from 1."""
    return next(number for number, (_, categories) in enumerate(lanes(), 1) if category in categories)


def printable(text: str) -> str:
    """Return the text, of the same length, with U+FFFD for each character that XML forbids."""
    return text.translate(_UNPRINTABLE)
