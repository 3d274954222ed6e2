"""How far the head of a note reaches from the line that gives it away: labels and headings that recur around such lines belong to it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from analyser.formats.reading.bundles.heads import Head
from analyser.formats.reading.bundles.pages import Line
from analyser.formats.reading.bundles.words import LONGEST_VALUE, UNKNOWN_LABEL, Found, Layouts
from analyser.formats.reading.vocabulary import Vocabulary

WRAPPED_LINES = 4
"""Lines that the value of a label may go on for in a narrow cell."""
WRAPPED_WORDS = 9
LONGEST_HEAD = 30
HIGHEST = 6
SOMETIMES = 0.2
"""Share of the heads from which a label that stands right below others is one of the head, too."""
LONGEST_HEADING = 60
NEARLY_ALL = 0.8
FEW = 3
"""Fewer heads than this tell nothing by what recurs, so that only labels of what the analyser uses count."""


@dataclass(slots=True)
class Extents:
    """The heads around some anchors, which are line numbers in order. ``style`` are the marks that labels of this print have."""

    anchors: Sequence[int]
    lines: Sequence[Line]
    layouts: Layouts
    vocabulary: Vocabulary
    style: frozenset[str]
    labels: dict[int, tuple[Found, ...]] = field(default_factory=dict)
    nearly_all: frozenset[str] = frozenset()
    """Keys of labels so regular that a wrapped value before them is passed over."""

    def heads(self) -> list[Head]:
        """Return a head for each anchor, in order; fields as the labels inside give them."""
        limits = [*self.anchors[1:], len(self.lines)]
        floors = [-1, *self.anchors[:-1]]
        below = [self._below(anchor, limit) for anchor, limit in zip(self.anchors, limits, strict=True)]
        often, sometimes = self._recurrent(below)
        value_below = self._value_below(below, often)
        above = [self._above(anchor, floor) for anchor, floor in zip(self.anchors, floors, strict=True)]
        depth = self._depth(above, often | sometimes)
        return [
            self._head(anchor, limit, up[:depth], often, sometimes, value_below=value_below)
            for anchor, limit, up in zip(self.anchors, limits, above, strict=True)
        ]

    def labels_of(self, index: int) -> tuple[Found, ...]:
        """Return the known labels of a line that begins with one; nothing for other lines."""
        if index not in self.labels:
            line = self.lines[index]
            leads = not line.furniture and self.layouts.leading(line.text) is not None
            found = tuple(self.layouts.inside(line.text)) if leads else ()
            self.labels[index] = tuple(label for label in found if label.mark in self.style)
        return self.labels[index]

    def _inner(self, index: int) -> tuple[Found, ...]:
        """Known labels anywhere in a line: in a row of narrow cells a wrapped value may stand before the next label."""
        return tuple(label for label in self.layouts.inside(self.lines[index].text) if label.mark in self.style)

    def _below(self, anchor: int, limit: int) -> list[tuple[int, tuple[Found, ...]]]:
        """Lines with labels from the anchor down, gaps of a wrapped value allowed."""
        reached, last = [(anchor, self.labels_of(anchor))], anchor
        for index in range(anchor + 1, min(limit, anchor + LONGEST_HEAD)):
            if self._passed_over(index):
                last += 1
                continue
            if index - last > WRAPPED_LINES:
                break
            found = self.labels_of(index)
            last = index if found else last
            reached.append((index, found or self._inner(index)))
        return reached

    def _passed_over(self, index: int) -> bool:
        line = self.lines[index]
        return line.furniture or line.blank or line.rule

    def _recurrent(self, below: Sequence[Sequence[tuple[int, tuple[Found, ...]]]]) -> tuple[frozenset[str], frozenset[str]]:
        """Keys of labels that stand in most heads, and of those that stand in some."""
        counts = Counter(key for reached in below for key in {label.key for _, found in reached for label in found})
        often = max(self.layouts.limits["shared_labels"] * len(below), min(2, len(below)))
        if len(below) > FEW or "space" in self.style:
            self.nearly_all = frozenset(key for key, count in counts.items() if count >= NEARLY_ALL * len(below))
        told = counts if len(below) >= FEW else [key for key in counts if self.layouts.fields[key] not in ("other", "text")]
        marked = Counter(key for reached in below for key in {label.key for _, found in reached for label in found if _is_marked(label)})
        return (
            frozenset(key for key in told if counts[key] >= often),
            frozenset(key for key in told if marked[key] >= max(FEW, SOMETIMES * len(below))),
        )

    def _value_below(self, below: Sequence[Sequence[tuple[int, tuple[Found, ...]]]], often: frozenset[str]) -> frozenset[str]:
        """Keys of labels whose value stands on the next line in most heads, as cells under one another are printed."""
        empty, n = Counter[str](), Counter[str]()
        for reached in below:
            for index, found in reached:
                for label in found:
                    n[label.key] += 1
                    empty[label.key] += not self.lines[index].text[label.value_start :].strip()
        return frozenset(key for key in often if empty[key] * 2 > n[key])

    def _above(self, anchor: int, floor: int) -> list[int]:
        """Filled lines above the anchor, the nearest first."""
        found = []
        for index in range(anchor - 1, max(floor, anchor - LONGEST_HEAD), -1):
            if not self._passed_over(index):
                found.append(index)
            if len(found) == HIGHEST:
                break
        return found

    def _depth(self, above: Sequence[Sequence[int]], known: frozenset[str]) -> int:
        """How many filled lines above the anchors belong to heads: most of them say the same, name a type, or hold labels that the first has too."""
        for depth in range(HIGHEST):
            places = [up[depth] for up in above if len(up) > depth]
            least = self.layouts.limits["shared_labels"] * len(above)
            if len(places) < least or not places or not (len(above[0]) > depth):
                return depth
            ours = self._heading_key(above[0][depth])
            same = Counter(self._heading_key(index) for index in places if len(self.lines[index].text.strip()) <= LONGEST_HEADING)
            labels = Counter(key for index in places for key in {label.key for label in self.labels_of(index)})
            first = {label.key for label in self.labels_of(above[0][depth])}
            n_types = sum(self.type_line(index) is not None for index in places)
            shared = any(count >= least and key in first for key, count in labels.items())
            if not (shared or same[ours] >= max(least, 2) or n_types >= max(least, 2)):
                return depth
        return HIGHEST

    def _heading_key(self, index: int) -> str:
        return re.sub(r"\d+", "#", self.lines[index].text.strip().casefold())

    def type_line(self, index: int) -> str | None:
        """Return a short line that is the name of a type of document and nothing else."""
        text = self.lines[index].text.strip(" \t*_#:-–")
        short = len(text) <= LONGEST_HEADING and len(text.split()) <= 8 and not text.endswith((".", ",", ";"))
        return text if short and text[:1].isupper() and self.vocabulary.types.of_value(text) else None

    def _head(
        self, anchor: int, limit: int, up: Sequence[int], often: frozenset[str], sometimes: frozenset[str], *, value_below: frozenset[str]
    ) -> Head:
        first = self._first(anchor, up, often | sometimes)
        end, rest = self._end(anchor, limit, often, sometimes, value_below)
        fields = dict(self._values(first, end, often | sometimes))
        if "type" not in fields:
            named = next((text for index in range(first, anchor) if (text := self.type_line(index))), None)
            fields |= {"type": named} if named else {}
        return Head(first, end, fields, rest)

    def _first(self, anchor: int, up: Sequence[int], known: frozenset[str]) -> int:
        first = anchor
        for index in up:
            heading = len(self.lines[index].text.strip()) <= LONGEST_HEADING and not self.lines[index].text.rstrip().endswith(".")
            if not (heading or {label.key for label in self.labels_of(index)} & known):
                break
            first = index
        while first and (self.lines[first - 1].rule or (self.lines[first - 1].furniture and first > 1 and self.lines[first - 2].rule)):
            first -= 1
        return first

    def _end(self, anchor: int, limit: int, often: frozenset[str], sometimes: frozenset[str], value_below: frozenset[str]) -> tuple[int, str]:
        """Return where a head ends, and what of its last line is text: labels that recur and were not seen yet lead on, over wrapped values."""
        end, seen = anchor + 1, {label.key for label in self.labels_of(anchor)}
        index = anchor
        fresh: AbstractSet[str]
        while index < min(limit, anchor + LONGEST_HEAD):
            found = self.labels_of(index)
            keys = {label.key for label in found or self._inner(index)} - seen
            if self._near(end, index):
                fresh = keys & (often | sometimes if found else often)
            else:
                fresh = keys & self.nearly_all if self._is_wrapped(end, index) else frozenset()
            if (fresh or index == anchor) and not self._passed_over(index):
                text = self._text_label(index, found, often)
                if text is not None:
                    return index + 1, text
                seen |= keys
                end = self._with_value(index, limit, found, value_below)
            index += 1
            if sum(not self._passed_over(between) for between in range(end, index)) > WRAPPED_LINES:
                break
        return end, ""

    def _near(self, end: int, index: int) -> bool:
        return all(self._passed_over(between) for between in range(end, index))

    def _is_wrapped(self, end: int, index: int) -> bool:
        """Whether the lines between look like the rest of a value in a narrow cell: few words, no end of a sentence."""
        between = [self.lines[place].text.strip() for place in range(end, index) if not self._passed_over(place)]
        return all(len(text.split()) <= WRAPPED_WORDS and not text.endswith((".", "!", "?")) for text in between)

    def _text_label(self, index: int, found: Sequence[Found], often: frozenset[str]) -> str | None:
        """What follows a label that stands between head and text ("Details:"); ``None`` where the line begins with no such label."""
        line = self.lines[index].text
        if not found or found[0].name != "text" or found[0].key not in often:
            return None
        rest = line[found[0].value_start :].strip()
        return rest if found[0].colon or not rest else None

    def _with_value(self, index: int, limit: int, found: Sequence[Found], value_below: frozenset[str]) -> int:
        empty = bool(found) and found[-1].key in value_below and not self.lines[index].text[found[-1].value_start :].strip()
        return self._next_filled(index + 1, limit) if empty else index + 1

    def _next_filled(self, index: int, limit: int) -> int:
        while index < limit and self._passed_over(index):
            index += 1
        return min(index + 1, limit)

    def _values(self, first: int, end: int, known: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Yield the fields of a head; of several dates the one that the data file puts first, of several others the first."""
        stream = "\n".join(self.lines[index].text.strip() for index in range(first, end) if not self._passed_over(index))
        labels: dict[str, Found] = {}
        for label in self.layouts.only(known).inside(stream):
            if label.mark in self.style:
                labels.setdefault(label.key, label)
        found = sorted(labels.values(), key=lambda label: label.start)
        stops = [*(label.start for label in found), len(stream)][1:]
        values = [
            (label, " ".join(UNKNOWN_LABEL.split(stream[label.value_start : stop], maxsplit=1)[0].split()).strip(" |"))
            for label, stop in zip(found, stops, strict=True)
        ]
        chosen: dict[str, tuple[int, str]] = {}
        for label, value in values:
            if value and len(value) <= LONGEST_VALUE and label.name not in ("other", "text"):
                chosen.setdefault(label.name, (self.layouts.rank[label.key], value))
                if label.name == "date":
                    chosen["date"] = min(chosen["date"], (self.layouts.rank[label.key], value))
        yield from ((name, value) for name, (_, value) in chosen.items())


def _is_marked(label: Found) -> bool:
    """Whether a label that stands in some heads only is sure to be one, and not the first words of a text."""
    return label.mark != "space" and label.name != "text"
