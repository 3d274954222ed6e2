"""Match predicted expressions to gold ones, and count precision, recall and F1."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from analyser.domain.dates import Timex


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of one text with a calendar value."""

    start: int
    end: int
    value: str


def overlap(a: Span, b: Span) -> int:
    """Return the characters in common."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def pair(gold: Sequence[Span], predicted: Sequence[Span]) -> list[tuple[int, int]]:
    """Return one-to-one pairs of indexes, largest overlap first, as the gold scorer does."""
    scored = sorted(
        ((size, i, j) for i, g in enumerate(gold) for j, p in enumerate(predicted) if (size := overlap(g, p))),
        reverse=True,
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, i, j in scored:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def f1(right: int, *, gold: int, predicted: int) -> float:
    """Return F1 from counts; 0 when there is nothing."""
    return 2 * right / (gold + predicted) if gold + predicted else 0.0


def spans(timexes: Sequence[Timex]) -> list[Span]:
    """Return the placed expressions as spans."""
    return [Span(t.start, t.end, t.value) for t in timexes if t.value is not None]


def covers(timex: Timex, first: date | None, last: date | None) -> bool:
    """Whether an expression covers just these days; stretches over two days agree when half of their union is shared."""
    a, b, c, d = first, last, timex.earliest, timex.latest
    if (a is None) != (c is None) or (b is None) != (d is None):
        return False
    if a is None or c is None or b is None or d is None:
        near: Callable[[date | None, date | None], bool] = lambda x, y: x is None or y is None or abs((x - y).days) <= 31  # noqa: E731
        return near(a, c) and near(b, d)
    if (b - a).days <= 1:
        return (a, b) == (c, d)
    shared = (min(b, d) - max(a, c)).days + 1
    union = (max(b, d) - min(a, c)).days + 1
    return shared > 0 and shared / union >= 0.5
