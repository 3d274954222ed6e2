"""Sentences into clauses: the stretches that can stand for one event each."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from analyser.domain.text import Span
from analyser.lexicons import load_table

SHORT_ENTRY = 3
FEW_WORDS, FEW_CHARACTERS = 2, 100


@dataclass(frozen=True, slots=True)
class _Rules:
    """The patterns of ``lexicons/event_clauses``, compiled."""

    always: re.Pattern[str]
    row: re.Pattern[str]
    stop: re.Pattern[str]
    series: re.Pattern[str]
    joiner: re.Pattern[str]
    bracket: re.Pattern[str]
    quotation: re.Pattern[str]
    either: re.Pattern[str]
    empty: frozenset[str]
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
        row=re.compile(table["separators"]["row"]),
        stop=re.compile(table["separators"]["stop"]),
        series=re.compile(table["separators"]["series"], re.IGNORECASE),
        joiner=re.compile(rf"(?:{words(table['joins']['dropped'])})\b[\s,]+(?=\S)", re.IGNORECASE),
        bracket=re.compile(table["separators"]["bracket"]),
        quotation=re.compile(table["separators"]["quotation"]),
        either=re.compile(rf",?\s(?=(?:{words(table['joins']['either'])})\s)", re.IGNORECASE),
        empty=frozenset(table["joins"]["empty"]),
        label=re.compile(table["separators"]["label"]),
        comma=re.compile(
            rf",\s+(?=(?:{words(table['joins']['comma'])})\b)|,\s+(?=\S+\s+(?:{words(verbs['words'])}|{verbs['suffix']})\b)", re.IGNORECASE
        ),
        bare=re.compile(rf"\s(?=(?:{words(table['joins']['bare'])})\s)", re.IGNORECASE),
        verb=re.compile(rf"(?<![\w/'])(?:{words(verbs['words'])}|{verbs['suffix']})(?![\w'])", re.IGNORECASE),
    )


def has_verb(text: str) -> bool:
    """Whether the words hold something that reads as a verb."""
    return _rules().verb.search(text) is not None


def split_clauses(text: str, sentence: Span, marks: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Return the clauses of one sentence, in order, without white space, commas and joining words at their edges.

    ``marks`` are the time expressions of the sentence: none is ever cut, and one counts like a verb when a comma or
    a joining word divides two stretches, because notes leave verbs out. A date that stands alone goes with the words that
    it dates, unless it is one of a list; a label goes with a short entry ("Date completed: 3.11.11") and else stands alone.
    """
    words = sentence.of(text)
    inside = tuple(Span(mark.start - sentence.start, mark.end - sentence.start) for mark in marks if sentence.covers(mark))
    pieces = [Span(start, end) for start, end in pairwise(_cuts(words, inside)) if end > start]
    trimmed = (_trim(text, sentence.start + piece.start, sentence.start + piece.end) for piece in _joined(words, pieces, inside))
    return tuple(span for span in trimmed if span)


def _cuts(words: str, marks: Sequence[Span]) -> list[int]:
    """Where the pieces of a sentence start and end."""
    rules = _rules()

    whole = [*((mark.start, mark.end) for mark in marks), *(match.span() for match in rules.quotation.finditer(words))]

    def free(position: int) -> bool:
        return not any(start < position < end for start, end in whole)

    def dated(start: int, end: int) -> bool:
        return any(start <= mark.start and mark.end <= end for mark in marks)

    def tells(start: int, end: int) -> bool:
        return dated(start, end) or has_verb(words[start:end])

    if rules.row.search(words):
        return _row_cuts(words, marks, free)
    fixed = {0, len(words)} | {match.end() for match in rules.always.finditer(words) if free(match.end())}
    if (label := rules.label.match(words)) and free(label.end()) and not dated(0, label.end()):
        fixed.add(label.end())
    fixed |= {edge for match in rules.bracket.finditer(words) if has_verb(match.group()) for edge in match.span() if free(edge)}
    joins = {match.end() for pattern in (rules.comma, rules.bare) for match in pattern.finditer(words)}
    either = {match.end() for match in rules.either.finditer(words)}
    lists = {match.end() for match in rules.series.finditer(words)} if len(marks) > 1 else set()
    cuts = [0]
    for left, right in pairwise(sorted(fixed)):
        inner = [position for position in sorted(joins | either | lists) if left < position < right and free(position)]
        for k, position in enumerate(inner):
            following = inner[k + 1] if k + 1 < len(inner) else right
            divides = position in joins and tells(cuts[-1], position) and (tells(position, following) or tells(position, right))
            divides |= position in either and tells(cuts[-1], position) and has_verb(words[position:following])
            if divides or (position in lists and dated(cuts[-1], position) and dated(position, following)):
                cuts.append(position)
        cuts.append(right)
    return cuts


def _row_cuts(words: str, marks: Sequence[Span], free: Callable[[int], bool]) -> list[int]:
    """A table row is one piece, or, where its first cell is a date, its other cells are cut like sentences."""
    rules = _rules()
    first = next((match.end() for match in rules.row.finditer(words) if free(match.end())), len(words))
    if not any(mark.end <= first for mark in marks):
        return [0, len(words)]
    rest = {first + match.end() for match in rules.stop.finditer(words[first:]) if free(first + match.end())}
    return [0, *sorted({first, len(words)} | rest)]


def _joined(words: str, pieces: Sequence[Span], marks: Sequence[Span]) -> list[Span]:
    """Pieces with bare dates and labels given to the words that they belong to."""
    found: list[Span] = []
    bare = [_is_bare_date(words, piece, marks) for piece in pieces]
    pending: int | None = None
    for k, piece in enumerate(pieces):
        start = piece.start if pending is None else pending
        pending = None
        following = pieces[k + 1] if k + 1 < len(pieces) else None
        listed = (k > 0 and bare[k - 1]) or (following is not None and bare[k + 1])
        alone = bare[k] and not listed
        if bare[k] and start < piece.start:
            found.append(Span(start, piece.end))
        elif following and (alone or _reads_on(words, Span(start, piece.end), following, marks)):
            pending = start
        elif alone and found:
            found[-1] = Span(found[-1].start, piece.end)
        else:
            found.append(Span(start, piece.end))
    return found


def _reads_on(words: str, piece: Span, following: Span, marks: Sequence[Span]) -> bool:
    """Whether a label has a short entry, or a dated stretch of few words a next one with no date ("ICPC yesterday, both children made ...")."""
    if words[: piece.end].rstrip().endswith(":") and _is_short_entry(words, following, marks):
        return True
    within = [mark for mark in marks if piece.covers(mark)]
    if not within or words[: piece.end].rstrip().endswith(".") or any(following.covers(mark) for mark in marks):
        return False
    return following.end - piece.start <= FEW_CHARACTERS and len(_content(words, piece, within)) <= FEW_WORDS


def _is_bare_date(words: str, piece: Span, marks: Sequence[Span]) -> bool:
    within = [mark for mark in marks if piece.covers(mark)]
    return bool(within) and not _content(words, piece, within)


def _is_short_entry(words: str, piece: Span, marks: Sequence[Span]) -> bool:
    return len(_content(words, piece, [mark for mark in marks if piece.covers(mark)])) <= SHORT_ENTRY


def _content(words: str, piece: Span, marks: Sequence[Span]) -> list[str]:
    """The words of a piece outside its time expressions, without prepositions and the like."""
    kept, position = "", piece.start
    for mark in marks:
        kept += words[position : mark.start] + " "
        position = mark.end
    kept += words[position : piece.end]
    return [word for word in re.findall(r"\w+", kept) if word.lower() not in _rules().empty]


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in ",;|"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;|"):
        end -= 1
    if end - start > 1 and (match := _rules().joiner.match(text, start, end)):
        start = match.end()
    return Span(start, end) if end - start > 1 and any(char.isalnum() for char in text[start:end]) else None
