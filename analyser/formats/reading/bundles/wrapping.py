"""Lines that the width of the page broke, joined again: a print wraps what its writer wrote as one line."""

import re
from collections.abc import Sequence

LEAST_LINES = 20
FULL, TOO_LONG = 0.85, 1.3
"""Shares of the usual width: from the first a line is full, beyond the second it was never wrapped."""
SHARE_FULL = 0.1
FITS = 0.92
"""A line is broken by width when the next word would have made it longer than this share of the width; types of letters differ in width."""
ENDED = re.compile(r"[.!?:]\W*$")
OWN_LINE = re.compile(r"\s*(?:[•●▪*·>☐☒-]|\(?\d{1,2}[.)]\s|\d{1,2}[./-]\d{1,2}[./-]\d|\(?[a-z][.)]\s|[A-Z][\w /'’]{0,40}:\s)")


def page_width(lines: Sequence[str]) -> int | None:
    """Return the usual width of full lines in code points; ``None`` where lines are as long as their writers made them."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    if len(lengths) < LEAST_LINES:
        return None
    width = lengths[int(0.95 * (len(lengths) - 1))]
    n_full = sum(FULL * width <= len(line.strip()) and not ENDED.search(line) for line in lines)
    return width if lengths[-1] <= TOO_LONG * width and n_full >= SHARE_FULL * len(lengths) and width >= LEAST_LINES else None


def unwrapped(lines: Sequence[str], width: int) -> list[str]:
    """Return the lines with those joined that only the width parted; a word parted at its hyphen becomes one again."""
    joined: list[str] = []
    last = ""
    for line in lines:
        if joined and _was_broken(last, line, width):
            kept = joined[-1].rstrip()
            hyphened = re.search(r"\w-$", kept) is not None and line[:1].islower()
            joined[-1] = kept + ("" if hyphened else " ") + line.lstrip()
        else:
            joined.append(line)
        last = line
    return joined


def _was_broken(line: str, following: str, width: int) -> bool:
    word = following.split(maxsplit=1)[0] if following.strip() else ""
    if not word or not line.strip() or OWN_LINE.match(following) or (ENDED.search(line) and not word[0].islower()):
        return False  # where a sentence ends with its line, joining would tell nothing new
    return len(line.rstrip()) + 1 + len(word) > FITS * width
