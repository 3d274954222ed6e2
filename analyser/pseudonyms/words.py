"""The words of pseudonymisation as tables and patterns, made from the data file."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from analyser.lexicons import load_table


@dataclass(frozen=True, slots=True)
class Shape:
    """A number or address that is known by its shape; ``pseudonym`` is a template with ``n`` and ``digit``."""

    kind: str
    pattern: re.Pattern[str]
    pseudonym: str
    checked: bool


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words that tell names from other words, in lower case; ``pools`` are pseudonyms by kind of name."""

    pools: Mapping[str, tuple[str, ...]] = field(repr=False)
    titles: tuple[str, ...]
    organisations: frozenset[str]
    roles: frozenset[str]
    abbreviations: frozenset[str]
    ordinary: frozenset[str]
    months: frozenset[str]
    calendar: frozenset[str]
    verbs: frozenset[str]
    plain: frozenset[str]
    name_lines: tuple[str, ...]
    closings: tuple[str, ...]
    roads: tuple[str, ...]
    doubtful_roads: tuple[str, ...]
    kinds: tuple[str, ...]
    towns: frozenset[str]
    shapes: tuple[Shape, ...]


@cache
def read_words() -> NameWords:
    """Return the words and patterns of ``lexicons/pseudonyms``."""
    table = load_table("lexicons/pseudonyms")
    people, places = table["people"], table["places"]
    return NameWords(
        pools={kind: tuple(names) for kind, names in table["pools"].items()},
        titles=tuple(people["titles"]),
        organisations=frozenset(people["organisations"]),
        roles=frozenset(people["roles"]),
        abbreviations=frozenset(people["abbreviations"]),
        ordinary=frozenset(people["ordinary"]),
        months=frozenset(people["months"]),
        calendar=frozenset(people["calendar"]),
        verbs=frozenset(people["verbs"]),
        plain=frozenset(places["plain"]),
        name_lines=tuple(people["name_lines"]),
        closings=tuple(people["closings"]),
        roads=tuple(places["roads"]),
        doubtful_roads=tuple(places["doubtful_roads"]),
        kinds=tuple(places["kinds"]),
        towns=frozenset(places["towns"]),
        shapes=tuple(Shape(one["kind"], re.compile(one["pattern"]), one["pseudonym"], one.get("check") == "nhs") for one in table["shapes"]),
    )


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first, with any white space between their parts."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))
