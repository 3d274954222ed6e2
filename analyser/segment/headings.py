"""What a heading says that its section is for."""

import re

from analyser.lexicons import load_table

_NUMBER = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{1,4})[.):]|\d{1,2}(?:\.\d{1,2})?|#{1,6})\s++(?=\S)")
_MARKS = " \t#*_:.?-–—"
_LONGEST = 120


def heading_group(heading: str) -> str | None:
    """Return the group of a heading in ``lexicons/section_headings``: analysis, conclusion, plan, history or content; ``None`` if not listed."""
    groups: dict[str, list[str]] = load_table("lexicons/section_headings")["headings"]
    number = _NUMBER.match(heading.strip())
    spellings = heading_spellings(heading.strip()[number.end() if number else 0 :])
    return next((group for group, names in groups.items() if any(spelling in names for spelling in spellings)), None)


def heading_spellings(line: str) -> tuple[str, ...]:
    """Return how a heading may stand in the list: case-folded without marks, and the same without a remark in brackets at its end."""
    if len(line) > _LONGEST:
        return ()
    words = " ".join(line.replace("’", "'").casefold().strip(_MARKS).split())
    return (words, words.partition("(")[0].strip(_MARKS)) if words.endswith(")") else (words,)
