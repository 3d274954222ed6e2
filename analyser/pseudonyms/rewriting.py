"""One text of a case with its names, places and numbers replaced, each where its neighbours say that it is one."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from analyser.pseudonyms.ledger import Ledger
from analyser.pseudonyms.places import house_numbers
from analyser.pseudonyms.words import any_of, read_words

LEAST_LOWER = 4
"""Letters from which a name counts that somebody typed without its capital."""
SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•*\"“(]|\s[-–—])\s*$")
DAY_BEFORE = re.compile(
    r"(?i)(?:\d(?:st|nd|rd|th)?|\b(?:in|by|since|of|early|late|mid|last|next|until|end|from|to|and|during|this|before|after|monday|tuesday|wednesday|thursday|friday|saturday|sunday))[\s-]*$"
)
YEAR_AFTER = re.compile(r"[\s,]*['’]?\d")


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A range of a text, half open, and what comes in its place."""

    start: int
    end: int
    new: str = field(repr=False)


@dataclass
class Rewriter:
    """Replaces what the ledger knows. ``ordinary`` are words in lower case that are names only in the right place; ``misspelt`` names by slips."""

    ledger: Ledger
    ordinary: frozenset[str] = field(repr=False)
    misspelt: Mapping[str, tuple[str, str]] = field(repr=False)

    def changes(self, text: str) -> list[Change]:
        """Return the changes of a text in order, none over another: numbers and addresses go before names."""
        made: list[Change] = []
        taken = bytearray(len(text))
        for change in (*self._shaped(text), *self._houses(text), *self._names(text), *self._letters(text), *self._initials(text)):
            if not any(taken[change.start : change.end]):
                taken[change.start : change.end] = b"\1" * (change.end - change.start)
                made.append(change)
        return sorted(made)

    def rewrite(self, text: str) -> str:
        """Return a text with its changes made."""
        return apply(text, self.changes(text))

    def _shaped(self, text: str) -> Iterator[Change]:
        for shape in read_words().shapes:
            for match in shape.pattern.finditer(text):
                group = 1 if match.re.groups else 0
                if not shape.checked or is_nhs_number(match[group]):
                    yield Change(match.start(group), match.end(group), self.ledger.number(shape.kind, match[group], shape.pseudonym))

    def _houses(self, text: str) -> Iterator[Change]:
        for match in house_numbers(text):
            yield Change(match.start("number"), match.end("number"), self.ledger.number("house number", match["number"], "{n}"))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        names = [name for kind, name in self.ledger.names if kind in ("first", "surname", "place")] + [slip.casefold() for slip in self.misspelt]
        return re.compile(rf"(?<![\w@])(?P<name>(?i:{any_of(names)}))(?!\w)") if names else None

    def _names(self, text: str) -> Iterator[Change]:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(text):
            written, start, end = match["name"], match.start("name"), match.end("name")
            slip = self.misspelt.get(written)
            kinds = [slip[0]] if slip else [kind for kind in ("first", "surname", "place") if self.ledger.find(kind, written)]
            if not kinds or not self._is_name(text, start, end, written, kinds[0]):
                continue
            pseudonym = self.ledger.find(kinds[0], slip[1] if slip else written) or ""
            if slip:
                self.ledger.enter("misspelt", written, pseudonym)
            yield Change(start, end, _in_case_of(pseudonym, written))

    def _is_name(self, text: str, start: int, end: int, written: str, kind: str) -> bool:
        lowered = written.casefold()
        if written.islower():
            return len(written) >= LEAST_LOWER and lowered not in self.ordinary and kind != "place"
        if lowered not in self.ordinary:
            return True
        before, after = text[max(0, start - 24) : start], text[end : end + 24]
        if lowered in read_words().months and (YEAR_AFTER.match(after) or DAY_BEFORE.search(before)):
            return False
        if self._beside_a_name(before, after):
            return True
        if written.isupper():
            return False
        if SENTENCE_START.search(before):
            following = re.match(r"\s([a-z]+)", after)
            return re.match(r"['’]s\b", after) is not None or (following is not None and following[1] in read_words().verbs)
        return True

    def _beside_a_name(self, before: str, after: str) -> bool:
        """Whether a title, an initial or a name stands before a word, or a surname after it."""
        last, following = re.search(r"([A-Z][\w'’-]*)\.?\s$", before), re.match(r"\s([A-Z][\w'’-]*)", after)
        titled = last is not None and ((len(last[1]) == 1 and last[1] != "I") or last[1] in read_words().titles or self._plain_name(last[1]))
        return titled or (following is not None and self.ledger.find("surname", following[1]) is not None)

    def _plain_name(self, word: str) -> bool:
        return word.casefold() not in self.ordinary and any(self.ledger.find(kind, word) for kind in ("first", "surname"))

    def _letters(self, text: str) -> Iterator[Change]:
        """The letter that stands for a surname after a title or a first name ("Ms P", "Dawn P"), and for a first name before a surname."""
        people = [entry.original for (kind, _), entry in self.ledger.names.items() if kind == "first"]
        short = re.compile(rf"\b(?:{any_of((*read_words().titles, *people))})\.? (?P<letter>[A-Z])(?![\w'’]|\. ?[A-Z])")
        for match in short.finditer(text):
            letter = match["letter"]
            surname = next(
                (entry.pseudonym for (kind, name), entry in self.ledger.names.items() if kind == "surname" and name[0] == letter.casefold()), letter
            )
            yield Change(match.start("letter"), match.end("letter"), surname[0])
        surnames = {name: entry for (kind, name), entry in self.ledger.names.items() if kind == "surname"}
        if surnames:
            for match in re.finditer(rf"(?<![\w'’])(?P<letter>[A-Z])\.? ?(?P<name>(?i:{any_of(surnames)}))(?!\w)", text):
                pair = f"{match['letter']}{match['name'][0]}".upper()
                both = self.ledger.find("initials", pair)
                yield Change(match.start("letter"), match.end("letter"), both[0] if both else match["letter"])

    def _initials(self, text: str) -> Iterator[Change]:
        for (kind, _), entry in list(self.ledger.names.items()):
            if kind != "initials":
                continue
            letters = r"\.?".join(map(re.escape, entry.original.replace(".", "").upper()))
            for match in re.finditer(rf"(?<![\w.'’£]){letters}(?!\w|\.\w|['’](?!s\b))", text):
                yield Change(match.start(), match.end(), _dotted(entry.pseudonym, match[0]))


def apply(text: str, changes: list[Change]) -> str:
    """Return a text with changes made; they stand in order and none lies over another."""
    pieces, position = [], 0
    for change in changes:
        pieces += [text[position : change.start], change.new]
        position = change.end
    return "".join([*pieces, text[position:]])


def is_nhs_number(written: str) -> bool:
    """Whether ten digits pass the NHS number's check (modulus 11).

    >>> is_nhs_number("943 476 5919"), is_nhs_number("943 476 5918")
    (True, False)
    """
    digits = [int(letter) for letter in written if letter.isdigit()]
    if len(digits) != 10:
        return False
    check = 11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)) % 11
    return check % 11 == digits[9] and check != 10


def _in_case_of(pseudonym: str, written: str) -> str:
    if written.isupper() and len(written) > 1:
        return pseudonym.upper()
    return pseudonym.lower() if written.islower() else pseudonym


def _dotted(pseudonym: str, written: str) -> str:
    return ".".join(pseudonym) + ("." if written.endswith(".") else "") if "." in written else pseudonym
