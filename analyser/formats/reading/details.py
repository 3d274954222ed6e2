"""What a text says about itself in its first and last lines: date, author, type, agency and title, found by labels from a data file."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from analyser.formats.reading.dates import WrittenDay, find_day, read_day
from analyser.formats.reading.vocabulary import Vocabulary, key_of
from analyser.lexicons import load_table

HEAD_LINES, TAIL_LINES = 40, 12
LETTER_LINES = 20
HEADING_LINES = 6
LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class StatedDetails:
    """What a text states of itself; every part may be missing. ``headings`` are the short lines that it begins with."""

    day: WrittenDay | None = None
    day_from: str = ""
    author: str | None = field(default=None, repr=False)
    type: str | None = field(default=None, repr=False)
    agency: str | None = field(default=None, repr=False)
    title: str | None = field(default=None, repr=False)
    is_email: bool = False
    is_letter: bool = False
    headings: tuple[str, ...] = field(default=(), repr=False)


def read_details(text: str, vocabulary: Vocabulary) -> StatedDetails:
    """Return what the first ``HEAD_LINES`` and last ``TAIL_LINES`` non-empty lines state by label; the head goes first."""
    lines = [line for line in text.split("\n", 4000)[:4000] if line.strip()]
    head, tail = lines[:HEAD_LINES], lines[HEAD_LINES:][-TAIL_LINES:]
    stated, signed = dict(_first_values(head)), dict(_first_values(tail))
    day, day_from = _stated_day(stated, signed, head, vocabulary)
    return StatedDetails(
        day=day,
        day_from=day_from,
        author=_value("author", stated, vocabulary) or _value("author", signed, vocabulary),
        type=_value("type", stated, vocabulary),
        agency=_value("agency", stated, vocabulary) or _value("agency", signed, vocabulary),
        title=_value("title", stated, vocabulary),
        is_email=_is_email(stated),
        is_letter=_is_letter(head),
        headings=tuple(line.strip(" \t#*_") for line in head[:HEADING_LINES] if _is_heading(line)),
    )


def _first_values(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield labels with their values; turned round, so that the first of equal labels is the one a ``dict`` keeps."""
    pairs: list[tuple[str, str]] = []
    for line, following in zip(lines, [*lines, ""][1:], strict=True):
        pairs += _pairs(line, following)
    yield from reversed(pairs)


def _pairs(line: str, following: str) -> Iterator[tuple[str, str]]:
    """Yield "Label: value" pairs of a line, the cells of a table row, and a label alone with the line after it."""
    cells = [cell.strip(" *_|") for cell in re.split(r"\t|\s{3,}|\s\|\s", line) if cell.strip(" *_|")]
    for index, cell in enumerate(cells):
        label, colon, value = cell.partition(":")
        if colon and value.strip(" *_") and len(label) <= 60:
            yield key_of(label), value.strip(" *_")
        elif len(cell) <= 60 and index + 1 < len(cells):
            yield key_of(cell), cells[index + 1].strip()
        elif len(cells) == 1 and len(cell) <= 60 and 0 < len(following.strip()) <= 60:
            yield key_of(cell), following.strip()


def _value(name: str, stated: Mapping[str, str], vocabulary: Vocabulary) -> str | None:
    for label in vocabulary.labels[name]:
        value = stated.get(label, "")
        if value and not vocabulary.is_empty(value) and len(value) <= 200:
            return value
    return None


def _stated_day(stated: Mapping[str, str], signed: Mapping[str, str], head: list[str], vocabulary: Vocabulary) -> tuple[WrittenDay | None, str]:
    for values, place in ((stated, "first"), (signed, "last")):
        for label in vocabulary.labels["date"]:
            day = find_day(values[label]) if label in values else None
            if day:
                return day, f"a '{label}' line among its {place} lines"
    for line in head[:LETTER_LINES]:
        day = read_day(line.strip(" *_.,")) if len(line) <= 60 and re.search(r"\d\D+\d", line) else None
        if day:
            return day, "a line of its own at the head of the text"
    return None, ""


def _is_heading(line: str) -> bool:
    return len(line.strip()) <= LONGEST_HEADING and not line.rstrip().endswith((".", "!", "?", ",", ";"))


def _is_email(stated: Mapping[str, str]) -> bool:
    labels = load_table("taxonomies/stated_details")["email"]
    return all(any(label in stated for label in labels[part]) for part in ("from", "when", "to"))


def _is_letter(head: list[str]) -> bool:
    openings = tuple(load_table("taxonomies/stated_details")["letter"]["openings"])
    return any(key_of(line).startswith(openings) and len(line) <= LONGEST_HEADING for line in head[:LETTER_LINES])
