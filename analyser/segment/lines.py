"""What each line of a text is: running text, bullet, heading or form line."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from analyser.segment.headings import heading_spellings
from analyser.segment.rules import Rules
from analyser.segment.stops import sentence_ends


class LineKind(StrEnum):
    """How one line stands on the page."""

    BLANK = "blank"
    PROSE = "prose"
    BULLET = "bullet"
    HEADING = "heading"
    FORM = "form"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without outer white space: offsets, kind, and where its text begins after a bullet or number."""

    start: int
    end: int
    kind: LineKind
    body: int

    @property
    def width(self) -> int:
        """Its length in code points."""
        return self.end - self.start


_NUMBER = re.compile(r"(?:\(?\d{1,2}(?:\.\d{1,2}){0,3}[.):]|\d{1,2}\.\d{1,2}|\(?[A-Za-z][.)]|\(?[ivxIVX]{1,4}[.)]|#{1,6})\s++(?=\S)")
_BARE_NUMBER = re.compile(r"\d{1,2}\s++(?=\S)")
_LETTER_NUMBER = re.compile(r"[A-Z]\.\s")
_LABEL = re.compile(r"[>\s]{0,20}(?P<label>[^\W_][^:.?!|\n]{0,45}):(?=\s|$)")
_GAP = re.compile(r"(?<=[^\s.!?])(?:\t\s{0,20}|\s{3,40}+)(?=\S)")
_ANSWERED = re.compile(r"\?\s{0,9}(?P<answer>[\w/ ]{1,20})$")


def read_lines(text: str, rules: Rules) -> tuple[Line, ...]:
    """Return the lines of a text in order, blank ones included (``start == end``); no text gives no lines."""
    bounds = _bounds(text)
    shouting = _is_mostly_capitals(text)
    lines: list[Line] = []
    for index, (start, end) in enumerate(bounds):
        lines.append(_classify(text, bounds, index, lines, rules, shouting) if start < end else Line(start, end, LineKind.BLANK, start))
    return tuple(lines)


def _bounds(text: str) -> list[tuple[int, int]]:
    bounds, position = [], 0
    for line in text.splitlines(keepends=True):
        start = position + len(line) - len(line.lstrip())
        bounds.append((start, max(start, position + len(line.rstrip()))))
        position += len(line)
    return bounds


def _is_mostly_capitals(text: str) -> bool:
    """Whether capitals say nothing about headings, as most of the text is typed in them."""
    capitals = sum(map(str.isupper, text))
    return capitals > sum(map(str.islower, text))


def _classify(text: str, bounds: list[tuple[int, int]], index: int, before: list[Line], rules: Rules, shouting: bool) -> Line:
    start, end = bounds[index]
    line = text[start:end]
    if not any(map(str.isalnum, line)) or ("|" in line and _is_row(line, rules)):
        return Line(start, end, LineKind.FORM, start)
    if bullet := rules.bullet.match(line):
        return Line(start, end, LineKind.BULLET, start + bullet.end())
    following = _following(text, bounds, index)
    if (number := _NUMBER.match(line)) and not _is_row(line[number.end() :], rules):
        listed = bool(before) and before[-1].kind is LineKind.BULLET
        return Line(start, end, _numbered(line, number.end(), following, rules, listed=listed), start + number.end())
    if _is_row(line, rules):
        return Line(start, end, LineKind.FORM, start)
    if (number := _BARE_NUMBER.match(line)) and _is_known_heading(line[number.end() :], rules.headings):
        return Line(start, end, LineKind.HEADING, start + number.end())
    if _is_salutation(line, rules):
        return Line(start, end, LineKind.FORM, start)
    if (label := _LABEL.match(line)) and (kind := _labelled(text, start, end, label, rules)):
        return Line(start, end, kind, start)
    return Line(start, end, LineKind.HEADING if _is_unnumbered_heading(text, bounds, index, before, rules, shouting) else LineKind.PROSE, start)


def _is_unnumbered_heading(text: str, bounds: list[tuple[int, int]], index: int, before: list[Line], rules: Rules, shouting: bool) -> bool:
    """Whether the list, capitals, or a short line over running text or at the top of the paper make a heading."""
    line = text[slice(*bounds[index])]
    if _is_known_heading(line, rules.headings):
        return True
    if not (following := _following(text, bounds, index)):
        return False
    if _is_capitals(line, rules) and not shouting:
        return True
    adjoining = text[slice(*bounds[index + 1])]
    stands = _stands_over(adjoining, rules) or _stands_apart(adjoining, following, before, rules)
    if _is_plain_heading(line, rules) and stands and _lets_a_heading_follow(text, before, rules):
        return True
    return _is_top(bounds, index) and len(following) > 1 and _is_title(line, rules)


def _following(text: str, bounds: list[tuple[int, int]], index: int) -> str:
    """The next line that is not blank, if it comes within three lines."""
    for start, end in bounds[index + 1 : index + 4]:
        if start < end:
            return text[start:end]
    return ""


def _is_row(line: str, rules: Rules) -> bool:
    """A row of a table, a line of tick boxes, or cells kept apart by wide gaps."""
    if " | " in line or line.startswith("|") or "\t|" in line:
        return True
    cells = _GAP.split(line)
    return len(cells) > 1 and all(len(cell.split()) <= rules.limits.cell_words for cell in cells)


def _numbered(line: str, body: int, following: str, rules: Rules, *, listed: bool) -> LineKind:
    """A numbered line is a heading when it is known as one, or short, without a stop, and not one of a list (``listed``: one stands before it)."""
    rest = line[body:]
    if line.startswith("#") or _is_known_heading(rest, rules.headings):
        return LineKind.HEADING
    if not rest[0].isupper() or rest[-1] in ".!?,;" or len(rest.split()) > rules.limits.heading_words:
        return LineKind.PROSE if _LETTER_NUMBER.match(line) else LineKind.BULLET
    if _LETTER_NUMBER.match(line) and ("," in rest or not following):
        return LineKind.PROSE  # initials of a signature
    if listed or not following or _NUMBER.match(following) or _has_verb(rest, rules):
        return LineKind.BULLET
    return LineKind.HEADING


def _is_salutation(line: str, rules: Rules) -> bool:
    words = line.rstrip(" ,.!").casefold().split()
    return bool(words) and len(words) <= 5 and (words[0] in ("dear", "hi", "hello") or " ".join(words) in rules.salutations)


def _labelled(text: str, start: int, end: int, label: re.Match[str], rules: Rules) -> LineKind | None:
    """A line that begins "Label:": form line, heading, or ``None`` for running text."""
    name, value = " ".join(label["label"].casefold().split()), text[start + label.end() : end].strip()
    if not value:
        return LineKind.FORM if name in rules.form_labels else LineKind.HEADING if len(name.split()) <= rules.limits.heading_words else None
    cuts = [start, *sentence_ends(text, start, end, rules), end]
    if len(cuts) > 2:
        pieces = [text[left:right].lstrip() for left, right in pairwise(cuts)]
        return LineKind.FORM if all(_LABEL.match(piece) and len(piece.split()) <= rules.limits.form_value_words for piece in pieces) else None
    unstopped, short = value[-1] not in ".!?", len(value.split()) <= rules.limits.form_value_words
    listed = name in rules.form_labels
    return LineKind.FORM if (unstopped and short) or (listed and (unstopped or short)) else None


def heading_before_text(text: str, line: Line, rules: Rules) -> int | None:
    """Return where the heading of a line such as "Analysis: The visits show ..." ends, colon included; ``None`` if it has none."""
    label = _LABEL.match(text, line.body, line.end)
    return label.end() if label and label.end() < line.end and _is_known_heading(label["label"], rules.run_in_headings) else None


def _is_known_heading(line: str, headings: frozenset[str]) -> bool:
    """Whether the list of headings has the line, with or without what stands in brackets at its end."""
    return any(spelling in headings for spelling in heading_spellings(line))


def _is_capitals(line: str, rules: Rules) -> bool:
    words = line.split()
    return (
        line.isupper()
        and len(words) <= rules.limits.heading_words
        and line[-1] not in ".!?,;"
        and (len(words) > 1 or sum(map(str.isalpha, line)) > 3)
    )


def _has_verb(line: str, rules: Rules) -> bool:
    words = [word.strip(",.:;()\"'").casefold() for word in line.split()]
    return bool(words) and words[0] not in rules.questions and any(word in rules.verbs for word in words)


def _is_top(bounds: list[tuple[int, int]], index: int) -> bool:
    """Whether this is the first line with text on it; readers strip a text, so few blank lines can stand before it."""
    return index < 3 and all(start >= end for start, end in bounds[:index])


def _is_plain_heading(line: str, rules: Rules) -> bool:
    """Whether a line could be a heading that no number, colon or capitals give away: short, capital first, no verb, no figures."""
    few = len(line.split()) <= rules.limits.plain_heading_words
    return few and line[0].isupper() and line[-1].isalnum() and "," not in line and not any(map(str.isdigit, line)) and not _has_verb(line, rules)


def _stands_over(adjoining: str, rules: Rules) -> bool:
    """Whether the line below is running text: long, or a short sentence with its stop."""
    return bool(adjoining) and (len(adjoining) >= rules.limits.followed_by or adjoining[-1] == ".")


def _stands_apart(adjoining: str, following: str, before: list[Line], rules: Rules) -> bool:
    """Whether blank lines stand around a line, and a paragraph twice as long as a line that a heading stands over comes next."""
    return not adjoining and len(following) >= 2 * rules.limits.followed_by and (not before or before[-1].kind is LineKind.BLANK)


def _is_title(line: str, rules: Rules) -> bool:
    return len(line.split()) <= rules.limits.title_words and line[0].isalpha() and line[-1] not in ".!?,;" and not _has_verb(line, rules)


def _lets_a_heading_follow(text: str, before: list[Line], rules: Rules) -> bool:
    """Whether the lines so far end with a stop, a short line or no running text, so that nothing would be torn by a heading."""
    if not before or before[-1].kind is not LineKind.PROSE or before[-1].width < rules.limits.followed_by:
        return True
    return text[before[-1].end - 1] in '.!?"”’)…'


def is_answered_question(text: str, start: int, end: int, rules: Rules) -> bool:
    """Return whether a stretch is a question of a form with its answer ("Child seen alone? YES")."""
    answered = _ANSWERED.search(text[max(start, end - 40) : end])
    return answered is not None and answered["answer"].strip().casefold() in rules.answers
