"""Places of a case: roads with their numbers, schools, surgeries and councils by the word for what they are, and towns of a list."""

import re
from collections.abc import Iterator
from functools import cache

from analyser.pseudonyms.ledger import Ledger
from analyser.pseudonyms.words import any_of, read_words

NAME = r"(?:St\.? )?(?:[A-Z](?:[^\W\d_]|['’-])+ ){1,3}"


def register_places(text: str, ledger: Ledger) -> None:
    """Enter the proper names of the places that a text names."""
    for pattern in _patterns():
        for match in pattern.finditer(text):
            name = _proper(match["name"]) if not re.match(r"(?:19|20)\d\d$", match.groupdict().get("number") or "") else ""
            if name and all(ledger.find(kind, name) is None for kind in ("place", "surname", "first")):
                ledger.name("place", name)
    for word in re.findall(r"\b[A-Z][a-z]+\b", text):
        if word in read_words().towns and all(ledger.find(kind, word) is None for kind in ("place", "surname", "first")):
            ledger.name("place", word)


def house_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield house numbers before roads; the group ``number`` is the number."""
    yield from (match for match in _patterns()[1].finditer(text) if not re.fullmatch(r"(?:19|20)\d\d", match["number"]))


def _proper(name: str) -> str:
    """A name without the ordinary words before it ("at the Mill Lane" is "Mill Lane")."""
    parts = name.split()
    while parts and parts[0].casefold().strip(".") in read_words().plain | read_words().roles | read_words().organisations:
        parts.pop(0)
    while parts and parts[-1].casefold() in read_words().plain:
        parts.pop()
    return " ".join(parts) if parts and len("".join(parts)) > 2 else ""


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    words = read_words()
    every = any_of((*words.roads, *words.doubtful_roads))
    return (
        re.compile(rf"\b(?P<name>{NAME})(?:{any_of(words.roads)})\b"),
        re.compile(rf"(?<![\w/.£])(?P<number>\d{{1,4}}[A-Za-z]?(?:[/-]\d+)?),?\s(?P<name>{NAME})(?:{every})\b"),
        re.compile(rf"\b(?P<name>{NAME})(?:{any_of(words.kinds)})\b"),
        re.compile(r"\b(?P<name>St\.? [A-Z][a-z]+(?:['’]s)?)(?!\w)"),
    )
