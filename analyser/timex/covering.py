"""An expression that covers a run of tokens."""

from analyser.timex.expression import Found, Opening, Point
from analyser.timex.reader import Reader


def make(
    reader: Reader, i: int, j: int, first: Point, last: Point | None = None, opening: Opening | None = None, members: tuple[tuple[int, int], ...] = ()
) -> Found:
    """Return the expression that covers tokens ``i`` to ``j``."""
    return Found(reader.token(i).start, reader.token(j - 1).end, i, first, last, opening, members)
