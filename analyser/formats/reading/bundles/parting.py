"""A print of a whole file parted into its notes, forms and letters; every line of it goes to a note, a head, the front sheet or the pages."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analyser.formats.reading.bundles.heads import Head, own_type
from analyser.formats.reading.bundles.labelled import labelled_heads, other_heads
from analyser.formats.reading.bundles.oneline import line_heads, read_leading
from analyser.formats.reading.bundles.pages import Line, read_lines
from analyser.formats.reading.bundles.running import running_heads
from analyser.formats.reading.bundles.words import Layouts
from analyser.formats.reading.bundles.wrapping import page_width, unwrapped
from analyser.formats.reading.vocabulary import Vocabulary

TRAILER_LINES = 3
PROSE_WORDS = 9
FAR_FEWER = 0.5
LIKELY_HEADS = 8
"""Dated heads or entries from which a paper that was not parted is said to look like a print."""


@dataclass(frozen=True, slots=True)
class Part:
    """A note, form or letter of a print: its text, what its head says, the page it begins on (0 unknown), and the lines of its head."""

    text: str = field(repr=False)
    fields: Mapping[str, str] = field(repr=False)
    page: int
    head: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Parting:
    """The parts of a print in order.

    ``front`` is what stands before the first head, ``dropped`` what pages repeat, ``title`` a type that the print itself names.
    ``likely`` says of a paper without parts that it may be a print all the same.
    """

    parts: tuple[Part, ...]
    front: str = field(default="", repr=False)
    dropped: tuple[str, ...] = field(default=(), repr=False)
    title: str | None = None
    likely: bool = False


def part_print(text: str, page_starts: Sequence[tuple[int, int]], layouts: Layouts, vocabulary: Vocabulary) -> Parting:
    """Return the parts of a print; none where it is one paper, or cannot be parted with confidence (``likely`` tells the second from the first).

    Labelled blocks go before head lines, and these before entries of a running record, unless there are far fewer of them. Linear in the
    length of the text.
    """
    lines = read_lines(text, page_starts, layouts)
    heads = _likeliest([find(lines, layouts, vocabulary) for find in (labelled_heads, line_heads, running_heads)])
    if not heads:
        return Parting((), likely=_looks_like_a_print(lines, layouts))
    heads = sorted([*heads, *other_heads(heads, lines, layouts, vocabulary)], key=lambda head: head.first)
    trailing = _trailers(heads, lines, layouts)
    bounds = [*(head.first for head in heads[1:]), len(lines)]
    width = page_width([line.text for line in lines if not line.furniture and not line.rule])
    parts = tuple(_part(head, bound, lines, layouts, trailing, width) for head, bound in zip(heads, bounds, strict=True))
    return Parting(
        parts,
        front="\n".join(line.text for line in lines[: heads[0].first] if not line.furniture).strip(),
        dropped=tuple(line.text for line in lines if line.furniture),
        title=own_type(lines, heads[0].first, vocabulary),
    )


def _likeliest(kinds: Sequence[Sequence[Head]]) -> Sequence[Head]:
    """The first kind of heads that has about as many as the kind with the most: a few among many are what single notes hold."""
    most = max(map(len, kinds))
    return next((heads for heads in kinds if heads and len(heads) >= FAR_FEWER * most), [])


def is_prose(text: str) -> bool:
    """Whether a front sheet says more than labels, names and numbers: a line of many words, or one that ends as a sentence does."""
    return any(len(line.split()) >= PROSE_WORDS and re.search(r"[.!?]\W*$", line) for line in text.split("\n"))


def _part(head: Head, bound: int, lines: Sequence[Line], layouts: Layouts, trailing: frozenset[str], width: int | None) -> Part:
    """A note with the lines of its text joined that the page's width parted."""
    end, fields = bound, dict(head.fields)
    begin = head.end
    while not head.rest and begin < end and (lines[begin].blank or lines[begin].furniture or lines[begin].rule):
        begin += 1
    while end > begin and (lines[end - 1].blank or lines[end - 1].furniture or lines[end - 1].rule or _is_trailer(lines[end - 1], layouts, trailing)):
        label = layouts.leading(lines[end - 1].text)
        if label and not lines[end - 1].furniture and label.name in ("author", "status"):
            fields.setdefault(label.name, lines[end - 1].text[label.value_start :].strip())
        end -= 1
    kept = [line.text for line in lines[begin:end] if not line.furniture]
    kept = unwrapped(kept, width) if width else kept
    tail = [line.text for line in lines[end:bound] if not line.furniture and not line.blank]
    head_lines = [line.text for line in lines[head.first : begin] if not line.furniture]
    return Part(
        text="\n".join([head.rest, *kept] if head.rest else kept).strip("\n"),
        fields=fields,
        page=lines[head.first].page or lines[head.end - 1].page,
        head="\n".join([*head_lines, *tail]),
    )


def _trailers(heads: Sequence[Head], lines: Sequence[Line], layouts: Layouts) -> frozenset[str]:
    """Labels that most notes end with ("Entered on ... by ..."); they are no text of theirs."""
    counts: Counter[str] = Counter()
    for head, bound in zip(heads, [*(head.first for head in heads[1:]), len(lines)], strict=True):
        filled = [index for index in range(max(head.end, bound - 3 * TRAILER_LINES), bound) if not lines[index].blank and not lines[index].furniture]
        found = [layouts.leading(lines[index].text) for index in filled[-TRAILER_LINES:]]
        counts.update({label.key for label in found if label and label.name in ("date", "author", "other", "status")})
    least = max(3, layouts.limits["shared_labels"] * len(heads))
    return frozenset(key for key, count in counts.items() if count >= least)


def _is_trailer(line: Line, layouts: Layouts, trailing: frozenset[str]) -> bool:
    label = layouts.leading(line.text) if trailing else None
    return label is not None and label.key in trailing


def _looks_like_a_print(lines: Sequence[Line], layouts: Layouts) -> bool:
    """Whether a paper has so many dated heads that it may be a print all the same."""
    dated = [index for index, line in enumerate(lines) if not line.furniture and len(line.text) <= 80 and read_leading(line.text)]
    spread = sum(1 for index in dated if bisect_left(dated, index + 3) - bisect_left(dated, index) == 1)
    return spread >= LIKELY_HEADS and spread * 2 >= len(dated)
