"""Running records kept in a word processor: entries that begin with a date, how the contact was made, and who signed below."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from analyser.formats.reading.bundles.heads import PERSON, Head, own_type, stand_early, words_below
from analyser.formats.reading.bundles.pages import Line
from analyser.formats.reading.bundles.words import Layouts, dated
from analyser.formats.reading.dates import WrittenDay
from analyser.formats.reading.vocabulary import Vocabulary

MARKS = " \t-–—:.,;)|"
SIGNATURE_WORDS = 12


def running_heads(lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    """Return the heads of a running record: the date of each entry, its text on the same line.

    Dates have to follow one another, most entries have to begin with how the contact was made or end with a name, and hold more than a
    row of a chronology does. A paper with another title of its own is none.
    """
    entries = [(index, found) for index, line in enumerate(lines) if not line.furniture and (found := _dated_entry(line.text))]
    if len(entries) < layouts.limits["least_running_entries"]:
        return []
    heads = [_head(index, start, end, lines[index].text) for index, (_, start, end) in entries]
    signed = [_signed(head, lines, following) for head, following in zip(heads, [*(h.first for h in heads[1:]), len(lines)], strict=True)]
    if not _convincing(heads, [day for _, (day, _, _) in entries], signed, lines, layouts, vocabulary):
        return []
    return [replace(head, fields={**head.fields, "author": author}) if author else head for head, author in zip(heads, signed, strict=True)]


def _head(index: int, start: int, end: int, text: str) -> Head:
    rest = text[end:].lstrip(MARKS)
    return Head(index, index + 1, {"date": text[start:end].strip()}, rest.strip())


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
