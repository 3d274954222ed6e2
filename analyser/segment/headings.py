"""What a heading says that its section is for."""

import re

from analyser.lexicons import load_table

_NUMBER = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{1,4})[.):]|\d{1,2}(?:\.\d{1,2})?|#{1,6})\s++(?=\S)")
_MARKS = " \t#*_:.?-–—"
_LONGEST = 120


def heading_group(heading: str) -> str | None:
    """Return what the section under a heading is for: analysis, conclusion, plan, history or content; ``None`` if nothing tells.

    The list of ``lexicons/section_headings`` decides, then the words that tell a group.
    """
    table = load_table("lexicons/section_headings")
    number = _NUMBER.match(heading.strip())
    spellings = heading_spellings(heading.strip()[number.end() if number else 0 :])
    listed: dict[str, list[str]] = table["headings"]
    told: dict[str, list[str]] = table["words"]
    for group, names in listed.items():
        if any(spelling in names for spelling in spellings):
            return group
    words = {word.strip(_MARKS) for spelling in spellings for word in spelling.split()}
    return next((group for group, names in told.items() if words.intersection(names)), None)


def heading_spellings(line: str) -> tuple[str, ...]:
    """Return how a heading may stand in the list: case-folded without marks, and the same without a remark in brackets at its end."""
    if len(line) > _LONGEST:
        return ()
    words = " ".join(line.replace("’", "'").casefold().strip(_MARKS).split())
    return (words, words.partition("(")[0].strip(_MARKS)) if words.endswith(")") else (words,)
