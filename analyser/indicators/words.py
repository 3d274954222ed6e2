"""The words of the indicators: regular expressions of ``data/lexicons/indicators_*.toml``, compiled."""

import re
from functools import cache
from typing import Any

from analyser.lexicons import load_table


@cache
def pattern(table: str, name: str, child: str = "", people: str = "") -> re.Pattern[str]:
    """Return the expressions of ``[words]`` ``name`` in one table as one pattern, whole words in any case.

    ``{child}`` and ``{people}`` in an expression stand for the names that ``child`` and ``people`` give, themselves expressions.
    """
    listed: list[str] = load_table(f"lexicons/indicators_{table}")["words"][name]
    return compiled(tuple(listed), child, people)


@cache
def compiled(expressions: tuple[str, ...], child: str = "", people: str = "") -> re.Pattern[str]:
    """Return expressions as one pattern, whole words in any case; one that begins with ``^`` stands at the beginning only."""
    joined = "|".join(expression.replace("{child}", child or r"(?!)").replace("{people}", people or r"(?!)") for expression in expressions)
    return re.compile(rf"(?<![\w'])(?:{joined})(?:(?<![\w'])|(?![\w']))", re.IGNORECASE)


def table_of(name: str) -> dict[str, Any]:
    """Return a whole table of words."""
    return load_table(f"lexicons/indicators_{name}")


def plain(text: str) -> str:
    """Return the text, of the same length, with plain apostrophes and quotation marks."""
    return text.translate({0x2019: "'", 0x2018: "'", 0x201C: '"', 0x201D: '"', 0xA0: " "})
