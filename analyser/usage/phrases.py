"""Find phrases of a data file in a text, in one pass whatever their number."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

TOKEN = re.compile(r"[^\W_]+(?:['’&/.-][^\W_]+)*|[%&£]")

WORDS_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text in lower case, with its half-open code point offsets."""

    start: int
    end: int
    word: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: the name of its entry, and the half-open range of tokens that it covers."""

    name: str
    first: int
    end: int


def tokenise(text: str) -> tuple[Token, ...]:
    """Return the words of a text in order, curly apostrophes made straight. A word keeps its inner hyphens, slashes and full stops."""
    return tuple(Token(m.start(), m.end(), m.group().lower().replace("’", "'")) for m in TOKEN.finditer(text))


class PhraseTable:
    """Named lists of phrases. A phrase is words; one that ends in ``*`` stands for every word that begins so, ``*`` alone for any word."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Index the phrases by their first word, so that a text is read once."""
        self._whole: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        self._begun: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        for name, phrases in lists.items():
            for phrase in phrases:
                first, *rest = (token for token in _words(phrase))
                index = self._begun if first.endswith("*") else self._whole
                index.setdefault(first.rstrip("*"), []).append((name, tuple(rest)))
        self._lengths = tuple(sorted({len(begin) for begin in self._begun}))
        self._met: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}

    def find(self, tokens: Sequence[Token]) -> tuple[Hit, ...]:
        """Return every phrase found, by position, then name; hits may overlap."""
        hits = []
        for i, token in enumerate(tokens):
            entries = self._met.get(token.word)
            if entries is None:
                entries = self._remember(token.word)
            for name, rest in entries:
                if _follows(rest, tokens, i + 1):
                    hits.append(Hit(name, i, i + 1 + len(rest)))
        return tuple(sorted(set(hits), key=lambda hit: (hit.first, hit.end, hit.name))) if hits else ()

    def names(self, tokens: Sequence[Token]) -> frozenset[str]:
        """Return the names of the lists of which the text has a phrase."""
        return frozenset(hit.name for hit in self.find(tokens))

    def _remember(self, word: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What may start with a word; words repeat, so the answer is kept, for a bounded number of words."""
        if len(self._met) >= WORDS_KEPT:
            self._met.clear()
        return self._met.setdefault(word, tuple(self._starting_at(word)))

    def _starting_at(self, word: str) -> Iterable[tuple[str, tuple[str, ...]]]:
        yield from self._whole.get(word, ())
        if word.endswith("'s"):
            yield from self._whole.get(word[:-2], ())
        for length in self._lengths:
            if length > len(word):
                return
            yield from self._begun.get(word[:length], ())


def _words(phrase: str) -> list[str]:
    """Split a phrase as texts are split, keeping each word's final ``*``."""
    words = []
    for part in phrase.lower().split():
        found = [token.word for token in tokenise(part)]
        if not found:
            words.append(part)
            continue
        words += [*found[:-1], found[-1] + "*" if part.endswith("*") else found[-1]]
    return words


def _follows(rest: Sequence[str], tokens: Sequence[Token], start: int) -> bool:
    if start + len(rest) > len(tokens):
        return False
    return all(_matches(word, tokens[start + k].word) for k, word in enumerate(rest))


def _matches(pattern: str, word: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern or word == pattern + "'s"
