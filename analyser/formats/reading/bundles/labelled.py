"""Heads that are blocks of labels: "Date of contact: ...  Type: ...  Recorded by: ..." above each note."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median

from analyser.formats.reading.bundles.extent import Extents
from analyser.formats.reading.bundles.heads import Head, have_text, stand_early, words_below
from analyser.formats.reading.bundles.pages import Line
from analyser.formats.reading.bundles.words import Layouts, dated, style_of
from analyser.formats.reading.vocabulary import Vocabulary

TELLING = {"type", "author", "document_id"}
"""A date alone heads no note: one of these has to stand with it."""


def labelled_heads(lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    """Return the heads of a print whose notes begin with labels; nothing where no such block recurs."""
    groups = _anchors(lines, layouts)
    candidates = ((anchors, _extents(anchors, lines, layouts, vocabulary)) for anchors in groups.values() if _may_recur(anchors, lines, layouts))
    accepted = [heads for _, extents in candidates if _recur(heads := extents.heads(), lines, layouts)]
    return max(accepted, key=len, default=[])


def other_heads(heads: Sequence[Head], lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    """Return the heads of forms between the notes of a print: the name of a form, then a date and an author by label.

    A block right under another head is how the text of that note begins and heads nothing.
    """
    taken = {index for head in heads for index in range(head.first, head.end)}
    ends = {head.end: head for head in heads}
    found: list[Head] = []
    for anchors in _anchors(lines, layouts).values():
        free = [anchor for anchor in anchors if anchor not in taken]
        if not free:
            continue
        extents = _extents(free, lines, layouts, vocabulary)
        for head in _named_forms(extents, free):
            own = range(head.first, head.end)
            if taken.isdisjoint(own) and not _right_under(head, ends, lines):
                found.append(head)
                taken.update(own)
    return sorted(found, key=lambda head: head.first)


def _anchors(lines: Sequence[Line], layouts: Layouts) -> dict[str, list[int]]:
    """Line numbers of dates by label, by the label's key."""
    anchors: defaultdict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        if line.furniture or layouts.leading(line.text) is None:
            continue
        for key in dict.fromkeys(_dated_labels(index, lines, layouts)):
            anchors[key].append(index)
    return anchors


def _dated_labels(index: int, lines: Sequence[Line], layouts: Layouts) -> Iterator[str]:
    text = lines[index].text
    for label in layouts.inside(text):
        if label.name != "date":
            continue
        value, place = text, label.value_start
        if not text[place:].strip() and index + 1 < len(lines):
            value, place = lines[index + 1].text, len(lines[index + 1].text) - len(lines[index + 1].text.lstrip())
        if dated(value, place):
            yield label.key


def _extents(anchors: Sequence[int], lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> Extents:
    marks = [next(label.mark for label in layouts.inside(lines[anchor].text) if label.name == "date") for anchor in anchors]
    return Extents(anchors, lines, layouts, vocabulary, style_of(marks))


def _may_recur(anchors: Sequence[int], lines: Sequence[Line], layouts: Layouts) -> bool:
    """The cheap look first: whether there are several, with words below most."""
    return len(anchors) > 1 and have_text([Head(anchor, anchor + 1) for anchor in anchors], lines, layouts.limits)


def _recur(heads: Sequence[Head], lines: Sequence[Line], layouts: Layouts) -> bool:
    limits = layouts.limits
    n_telling = sum(bool(TELLING & set(head.fields)) for head in heads)
    n_full = sum({"type", "author"} <= set(head.fields) for head in heads)
    enough = len(heads) >= limits["least_heads"] or n_full == len(heads)
    if _stand_below(heads, lines):
        return False
    return enough and n_telling >= limits["known_types"] * len(heads) and have_text(heads, lines, limits) and stand_early(heads, lines, limits)


def _stand_below(heads: Sequence[Head], lines: Sequence[Line]) -> bool:
    """Whether dates close notes and do not open them ("Entered on ..."): text before the first of them, and none below the last."""
    words = words_below(heads, lines)
    before = sum(len(line.text.split()) for line in lines[: heads[0].first] if not line.furniture)
    return words[-1] <= 2 and 2 * before >= median(words)


def _named_forms(extents: Extents, anchors: Sequence[int]) -> Iterator[Head]:
    for anchor, head in zip(anchors, extents.heads(), strict=True):
        alone = (
            Extents([anchor], extents.lines, extents.layouts, extents.vocabulary, extents.style).heads()[0] if "author" not in head.fields else head
        )
        above = [
            index for index in range(max(0, head.first - 3), head.first) if not extents.lines[index].blank and not extents.lines[index].furniture
        ]
        if any(extents.type_line(index) for index in range(alone.first, anchor)) and "author" in alone.fields:
            yield alone
        elif above and (named := extents.type_line(above[-1])) and "author" in alone.fields:
            yield Head(above[-1], alone.end, {**alone.fields, "type": named}, alone.rest)


def _right_under(head: Head, ends: Mapping[int, Head], lines: Sequence[Line]) -> bool:
    end = head.first
    while end > 0 and end not in ends and (lines[end - 1].blank or lines[end - 1].furniture or lines[end - 1].rule):
        end -= 1
    return end in ends and not ends[end].rest
