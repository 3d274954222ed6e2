"""The ledger of one case: which pseudonym stands for which name, place or number, the same everywhere in the case."""

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass, field

from analyser.pseudonyms.words import read_words


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One line of the key: what stood there, what stands there now."""

    kind: str
    original: str = field(repr=False)
    pseudonym: str = field(repr=False)


def draw(secret: str | None, *parts: str) -> int:
    """Return a number that depends on a secret and on the parts, and on nothing else; without a secret on the parts alone."""
    digest = hmac.new((secret or "").encode(), "\x1f".join(parts).encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big")


@dataclass(slots=True)
class Ledger:
    """Pseudonyms of one case by kind and name in lower case. ``taken`` are words that the case itself holds: none becomes a pseudonym.

    With a secret the order of the pool depends on it; without one pseudonyms come in the order of the pool.
    """

    case_id: str = field(repr=False)
    secret: str | None = field(repr=False)
    taken: Collection[str] = field(repr=False)
    names: dict[tuple[str, str], KeyEntry] = field(default_factory=dict, repr=False)
    _pools: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _initials: set[str] = field(default_factory=set, repr=False)
    _counts: dict[str, int] = field(default_factory=dict)

    def find(self, kind: str, name: str) -> str | None:
        """Return the pseudonym of a name; ``None`` when it has none yet."""
        entry = self.names.get((kind, name.casefold()))
        return entry.pseudonym if entry else None

    def name(self, kind: str, name: str) -> str:
        """Return the pseudonym of a first name, a surname or a place, a new one from the pool when it has none."""
        found = self.find(kind, name)
        return found if found is not None else self.enter(kind, name, self._next(kind))

    def number(self, kind: str, written: str, template: str) -> str:
        """Return the pseudonym of a number or address, made from a template when it has none."""
        found = self.find(kind, written)
        if found is not None:
            return found
        n = self._counts[kind] = self._counts.get(kind, 0) + 1
        return self.enter(kind, written, template.format(n=n, digit=n % 10))

    def enter(self, kind: str, original: str, pseudonym: str) -> str:
        """Write a line of the key and return its pseudonym."""
        self.names[kind, original.casefold()] = KeyEntry(kind, original, pseudonym)
        return pseudonym

    def entries(self) -> tuple[KeyEntry, ...]:
        """Return the key in the order in which it was written."""
        return tuple(self.names.values())

    def _next(self, kind: str) -> str:
        """The next free name; a first letter that nobody has yet goes before others, so that initials stay apart."""
        pool = self._pools.get(kind)
        if pool is None:
            names = read_words().pools[kind]
            free = [name for name in names if not {part.casefold() for part in name.split()} & set(self.taken)]
            pool = self._pools[kind] = sorted(free, key=lambda name: draw(self.secret, self.case_id, kind, name)) if self.secret else free
        if not pool:
            n = self._counts[f"more {kind}"] = self._counts.get(f"more {kind}", 0) + 1
            return f"{kind.capitalize()}{_letters(n)}"
        fresh = next((name for name in pool if kind != "first" or name[0] not in self._initials), pool[0])
        pool.remove(fresh)
        self._initials |= {fresh[0]} if kind == "first" else set()
        return fresh


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
