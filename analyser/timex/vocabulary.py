"""The words of calendar expressions, read once from ``data/lexicons/timex_words.toml``, ``timex_context.toml`` and ``timex_grammar.toml``."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analyser.lexicons import load_table

Tags = dict[str, Any]

MISSPELLED_FROM = 7
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


def misspell(words: dict[str, Tags]) -> None:
    """Add the long names of months and days with one letter left out, put in twice or wrongly, or exchanged with the next."""
    names = [
        (word, tags) for word, tags in words.items() if len(word) >= MISSPELLED_FROM and ("month" in tags or "weekday" in tags) and word[-1] != "s"
    ]
    for word, tags in names:
        cuts = [(word[:k], word[k:]) for k in range(1, len(word))]
        variants = {a + b[1:] for a, b in cuts}
        variants |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
        variants |= {a + letter + b for a, b in cuts for letter in word}
        for variant in variants:
            words.setdefault(variant, tags)


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
    misspell(words)
    sets = {
        f"{section}.{name}": frozenset(entries)
        for table in ("timex_context", "timex_grammar")
        for section, tables in load_table(f"lexicons/{table}").items()
        if section != "about"
        for name, entries in tables.items()
        if isinstance(entries, list)
    }
    return Vocabulary(words, sets)
