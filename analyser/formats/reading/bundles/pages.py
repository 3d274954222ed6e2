"""The lines of a print, and those of them that every page repeats: running heads, page counters, closing lines."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from analyser.formats.reading.bundles.words import Layouts

EDGE_LINES = 6
"""How many lines from the top and from the bottom of a page a running head may stand."""
SHARE_OF_PAGES = 0.5
LEAST_PAGES = 3
LONGEST_COUNTER = 160
PAGE_BREAK = "\f"
Edge = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a print without its end; ``page`` counts from 1, 0 where pages are unknown; ``furniture`` is what the page repeats."""

    text: str = field(repr=False)
    page: int
    furniture: bool = False

    @property
    def blank(self) -> bool:
        """Whether it holds no letter, digit or other mark."""
        return not self.text.strip()

    @property
    def rule(self) -> bool:
        """Whether it is a line of marks that parts one thing from the next."""
        return len(self.text.strip()) > 2 and not any(map(str.isalnum, self.text))


def read_lines(text: str, page_starts: Sequence[tuple[int, int]], layouts: Layouts) -> tuple[Line, ...]:
    """Return the lines of a print in order.

    ``page_starts`` are pairs of an offset into the text and the number of the page that begins there. Without them pages are told by form
    feeds, then by lines that count them.
    """
    pages = _pages(text, page_starts) or _counted_pages(text, layouts)
    edges = [_edges(lines, layouts) if len(pages) >= LEAST_PAGES else () for _, lines in pages]
    repeated = _repeated(edges)
    furniture = [_with_gaps(_furniture(edge, repeated), lines) for edge, (_, lines) in zip(edges, pages, strict=True)]
    return tuple(
        Line(line.replace(PAGE_BREAK, ""), number, furniture=index in dropped)
        for (number, lines), dropped in zip(pages, furniture, strict=True)
        for index, line in enumerate(lines)
    )


def _pages(text: str, page_starts: Sequence[tuple[int, int]]) -> list[tuple[int, list[str]]]:
    starts = list(page_starts)
    if not starts and PAGE_BREAK in text:
        breaks = [0, *(match.end() for match in re.finditer(PAGE_BREAK, text))]
        starts = [(start, number) for number, start in enumerate(breaks, start=1)]
    ends = [start for start, _ in starts[1:]] + [len(text)]
    return [(number, text[start:end].removesuffix("\n").split("\n")) for (start, number), end in zip(starts, ends, strict=True)] if starts else []


def _counted_pages(text: str, layouts: Layouts) -> list[tuple[int, list[str]]]:
    """Pages told by counting lines ("Page 3 of 12") alone; a number alone on a line counts nothing here."""
    lines = text.split("\n")
    ends = [
        index for index, line in enumerate(lines) if len(line) <= LONGEST_COUNTER and "page" in line.casefold() and _counter(line.strip(), layouts)
    ]
    if len(ends) < LEAST_PAGES:
        return [(0, lines)]
    bounds = [0, *(index + 1 for index in ends), len(lines)]
    return [(number, lines[start:end]) for number, (start, end) in enumerate(pairwise(bounds), start=1) if start < end]


def _counter(line: str, layouts: Layouts) -> re.Match[str] | None:
    """The page counter that a line is, or that it begins or ends with."""
    if not line or len(line) > LONGEST_COUNTER:
        return None
    whole = next((match for pattern in layouts.counters if (match := pattern.fullmatch(line))), None)
    if whole:
        return whole
    worded = (pattern for pattern in layouts.counters if "page" in pattern.pattern.casefold())
    return next((match for pattern in worded for match in pattern.finditer(line) if match.start() == 0 or match.end() == len(line)), None)


def _key(line: str, layouts: Layouts) -> str:
    """A line as pages repeat it: its page counter as N, its spaces as one."""
    stripped = line.strip()
    counter = _counter(stripped, layouts)
    if counter:
        stripped = f"{stripped[: counter.start()]}{re.sub(r'[0-9]+', 'N', counter[0])}{stripped[counter.end() :]}"
    return " ".join(stripped.split())


def _edges(page: Sequence[str], layouts: Layouts) -> tuple[Edge, ...]:
    """The filled lines at the top and at the bottom of a page, each from the edge inwards: line number and what pages would repeat of it."""
    filled = [index for index, line in enumerate(page) if line.strip()]
    return tuple(
        tuple((index, "" if _heads(page[index], layouts) else _key(page[index], layouts)) for index in side)
        for side in (filled[:EDGE_LINES], filled[: -EDGE_LINES - 1 : -1])
    )


def _repeated(edges: Sequence[tuple[Edge, ...]]) -> frozenset[tuple[int, int, str]]:
    """What stands at the same place of most pages: side, rank from the edge, and words."""
    counts = Counter(
        (side, rank, key) for page in edges for side, lines in enumerate(page) for rank, (_, key) in enumerate(lines) if any(map(str.isalnum, key))
    )
    least = max(LEAST_PAGES, SHARE_OF_PAGES * len(edges))
    return frozenset(place for place, count in counts.items() if count >= least)


def _furniture(edges: tuple[Edge, ...], repeated: Collection[tuple[int, int, str]]) -> frozenset[int]:
    """Line numbers of a page's furniture, from each edge up to the first line that is none: a line inside the text may repeat by chance."""
    found: set[int] = set()
    for side, lines in enumerate(edges):
        for rank, (index, key) in enumerate(lines):
            if (side, rank, key) not in repeated:
                break
            found.add(index)
    return frozenset(found)


def _with_gaps(furniture: frozenset[int], page: Sequence[str]) -> frozenset[int]:
    """The furniture with the blank lines between it and the text: they part no paragraphs."""
    gaps: set[int] = set()
    for order in (range(len(page)), range(len(page) - 1, -1, -1)):
        outer = list(takewhile(lambda index: index in furniture or not page[index].strip(), order))
        gaps.update(outer if furniture.intersection(outer) else ())
    return furniture | gaps


def _heads(line: str, layouts: Layouts) -> bool:
    """Whether a line belongs to the head of a note, although each page may repeat it: where a print gives each note a page, "Type: Home visit"."""
    found = layouts.leading(line)
    return found is not None and found.name not in ("date", "other") and found.colon
