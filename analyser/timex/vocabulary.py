"""The words of calendar expressions, read once from ``data/lexicons/timex_words.toml`` and ``timex_context.toml``."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analyser.lexicons import load_table

Tags = dict[str, Any]

WHOLE_NUMBER_TABLES = frozenset({"month", "weekday", "number", "ordinal", "day_offset"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``words`` gives the tables a lower-case word stands in, with its value in each; the sets decide between readings."""

    words: dict[str, Tags] = field(repr=False)
    sets: dict[str, frozenset[str]] = field(repr=False)

    def tags(self, word: str) -> Tags | None:
        """Return the tables of a lower-case word, a possessive ending set aside; ``None`` for a word of no table."""
        found = self.words.get(word)
        if found is None and word.endswith(("'s", "’s")):
            found = self.words.get(word[:-2])
        return found


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary of the installed data files."""
    words: dict[str, Tags] = {}
    for table, entries in load_table("lexicons/timex_words").items():
        if table == "about":
            continue
        for value, forms in entries.items():
            for form in forms:
                words.setdefault(form, {})[table] = int(value) if table in WHOLE_NUMBER_TABLES else value
    context = load_table("lexicons/timex_context")
    sets = {f"{section}.{name}": frozenset(entries) for section, tables in context.items() if section != "about" for name, entries in tables.items()}
    return Vocabulary(words, sets)
