"""Running records kept in a word processor: entries that begin with a date, how the contact was made, and who signed below."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from analyser.formats.reading.bundles.heads import PERSON, Head, own_type, stand_early, words_below
from analyser.formats.reading.bundles.pages import Line
from analyser.formats.reading.bundles.words import Layouts, dated
from analyser.formats.reading.dates import WrittenDay
from analyser.formats.reading.vocabulary import Vocabulary, key_of

MARKS = " \t-–—:.,;)|"
SIGNATURE_WORDS = 12
LONGEST_TYPE = 7
TITLE_END = re.compile(r"\s[-–—]\s|[.:;,(]")


def running_heads(lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    """Return the heads of a running record: the date of each entry, its text on the same line.

    Dates have to follow one another, most entries have to begin with how the contact was made or end with a name, and hold more than a
    row of a chronology does. A paper with another title of its own is none.
    """
    every = [(index, found) for index, line in enumerate(lines) if not line.furniture and (found := _dated_entry(line.text))]
    marks = Counter(_mark(lines[index].text, end) for index, (_, _, end) in every)
    usual = max(marks, key=lambda mark: marks[mark], default="")
    entries = [one for one in every if _mark(lines[one[0]].text, one[1][2]) == usual]  # rows of a table inside an entry have other marks
    if len(entries) < layouts.limits["least_running_entries"]:
        return []
    heads = [_head(index, start, end, lines[index].text, vocabulary) for index, (_, start, end) in entries]
    signed = [_signed(head, lines, following) for head, following in zip(heads, [*(h.first for h in heads[1:]), len(lines)], strict=True)]
    if not _convincing(heads, [day for _, (day, _, _) in entries], signed, lines, layouts, vocabulary):
        return []
    return [replace(head, fields={**head.fields, "author": author}) if author else head for head, author in zip(heads, signed, strict=True)]


def _head(index: int, start: int, end: int, text: str, vocabulary: Vocabulary) -> Head:
    rest = text[end:].lstrip(MARKS).strip()
    kind = _named_type(rest, vocabulary)
    return Head(index, index + 1, {"date": text[start:end].strip()} | ({"type": kind} if kind else {}), rest)


def _named_type(rest: str, vocabulary: Vocabulary) -> str | None:
    """The type that an entry begins with and that something parts from what follows: "Strategy meeting, town hall", "Referral - school"."""
    words = TITLE_END.split(rest, maxsplit=1)[0].split()
    for length in range(min(len(words), LONGEST_TYPE), 0, -1):
        key = key_of(" ".join(words[:length]))
        if key in vocabulary.types.exact or key in vocabulary.types.phrases:
            followed = words[length:]
            return " ".join(words[:length]) if not followed or followed[0].isdigit() or words[length - 1].endswith(",") else None
    return None


def _mark(text: str, end: int) -> str:
    """What parts a date from its entry: a bar, a tab, or something else."""
    after = text[end:].lstrip(" ")[:1]
    return after if after in ("|", "\t") else "other"


def _dated_entry(text: str) -> tuple[WrittenDay, int, int] | None:
    start = len(text) - len(text.lstrip(" \t•*|"))
    if not text[start : start + 1].isalnum():
        return None
    found = dated(text, start)
    return (found[0], start, found[1]) if found else None


def _signed(head: Head, lines: Sequence[Line], following: int) -> str | None:
    """The name that an entry ends with on a line of its own."""
    for index in range(following - 1, head.first, -1):
        line = lines[index]
        if line.furniture or line.blank or line.rule:
            continue
        text = line.text.strip()
        return text if len(text.split()) <= SIGNATURE_WORDS and PERSON.fullmatch(text) else None
    return None


def _convincing(
    heads: Sequence[Head], days: Sequence[WrittenDay], signed: Sequence[str | None], lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary
) -> bool:
    limits = layouts.limits
    title = own_type(lines, heads[0].first, vocabulary)
    if title not in (None, "case_note") or not stand_early(heads, lines, limits):
        return False
    n_methods = sum(layouts.methods.match(head.rest) is not None for head in heads)
    n_signed = sum(map(bool, signed))
    forward = sum(a.day <= b.day for a, b in pairwise(days))
    backward = sum(a.day >= b.day for a, b in pairwise(days))
    in_order = max(forward, backward) >= limits["running_order"] * (len(days) - 1)
    words = median(words_below(heads, lines))
    by_sign = n_signed >= limits["running_signed"] * len(heads)
    by_method = n_methods >= limits["running_methods"] * len(heads) and words >= 2 * limits["running_median_words"]
    return in_order and words >= limits["running_median_words"] and (by_sign or by_method)
