"""What kind of line a stretch stands on: forms, letter heads, tables and minutes carry dates that tell no event."""

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from analyser.domain.dates import Timex
from analyser.domain.text import Span
from analyser.lexicons import load_table

LETTER_HEAD = 70  # characters: a longer line that begins like a letter head is the letter itself


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text, with the kinds of ``lexicons/event_context`` that it shows; ``section`` is the last heading's kinds."""

    span: Span
    kinds: frozenset[str]
    in_plan: bool


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of the text that are not empty, in order."""
    kinds = _line_kinds()
    found: list[Line] = []
    in_plan = False
    for match in re.finditer(r"[^\n]+", text):
        words = match.group()
        if not words.strip():
            continue
        shown = frozenset(name for name, patterns in kinds.items() if any(pattern.search(words) for pattern in patterns))
        if "heading" in shown or "plan" in shown:
            in_plan = "plan" in shown
        found.append(Line(Span(match.start(), match.end()), shown, in_plan))
    return tuple(_as_mail_header(found, position) for position in range(len(found)))


def _as_mail_header(lines: list[Line], position: int) -> Line:
    """A "Date:" line beside other header lines of an e-mail is one of them."""
    line = lines[position]
    beside = lines[max(0, position - 1) : position] + lines[position + 1 : position + 2]
    if "date_label" in line.kinds and any("mail_header" in other.kinds for other in beside):
        return replace(line, kinds=line.kinds | {"mail_header"})
    return line


def line_at(lines: tuple[Line, ...], position: int) -> Line | None:
    """Return the line that covers the position."""
    index = bisect_right(lines, position, key=lambda line: line.span.start) - 1
    return lines[index] if index >= 0 and position < lines[index].span.end else None


def tells_no_event(text: str, timex: Timex, lines: tuple[Line, ...], births: Collection[date] = ()) -> bool:
    """Whether a date is a date of birth, or stands in a letter head or the header of an e-mail."""
    if "birth" in before_timex(text, timex) or (timex.earliest == timex.latest and timex.earliest in births and not timex.anchored_on):
        return True
    line = line_at(lines, timex.start)
    if line is None:
        return False
    return "mail_header" in line.kinds or ("letter_head" in line.kinds and line.span.end - line.span.start <= LETTER_HEAD)


def before_timex(text: str, timex: Timex) -> frozenset[str]:
    """Return the kinds of words that stand directly before a time expression."""
    window = text[max(0, timex.start - 24) : timex.start]
    return frozenset(name for name, patterns in _patterns("before").items() if any(pattern.search(window) for pattern in patterns))


def after_timex(text: str, timex: Timex) -> frozenset[str]:
    """Return the kinds of marks that stand directly after a time expression."""
    window = text[timex.end : timex.end + 16]
    return frozenset(name for name, patterns in _patterns("after").items() if any(pattern.search(window) for pattern in patterns))


def kinds_before() -> tuple[str, ...]:
    """Return the names of what can stand before a time expression."""
    return tuple(_patterns("before"))


def kinds_after() -> tuple[str, ...]:
    """Return the names of what can stand after a time expression."""
    return tuple(_patterns("after"))


def kinds_of_line() -> tuple[str, ...]:
    """Return the names of the kinds of lines."""
    return tuple(_line_kinds())


def kinds_of_opening() -> tuple[str, ...]:
    """Return the names of the ways in which a note tells what it records."""
    return tuple(_patterns("openings"))


def word_patterns() -> dict[str, re.Pattern[str]]:
    """Return the marks that the words of a clause may show (past tense, first person, names), by their names."""
    return {name: patterns[0] for name, patterns in _patterns("words").items()}


def opens_as(words: str) -> frozenset[str]:
    """Return the kinds of openings with which a stretch begins."""
    return frozenset(name for name, patterns in _patterns("openings").items() if any(pattern.search(words) for pattern in patterns))


def _line_kinds() -> dict[str, tuple[re.Pattern[str], ...]]:
    return _patterns("lines")


@cache
def _patterns(section: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    table = load_table("lexicons/event_context")[section]
    return {name: tuple(re.compile(pattern) for pattern in patterns) for name, patterns in table.items()}
