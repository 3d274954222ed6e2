"""The people of a case: which words are parts of their names, found in the list of people, the authors, titles, letter closings and header lines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from analyser.domain.text import CaseFile, Child, Person
from analyser.pseudonyms.ledger import Ledger
from analyser.pseudonyms.words import any_of, read_words

WORD = r"[^\W\d_](?:\w|['’-](?!s\b)(?=\w))*"
"""A word without the possessive or the mark at its end."""
LONGEST_NAME = 4
LEAST_MISSPELT = 5
"""Letters from which a word that is one slip away from a name counts as that name misspelt; one less where two letters are exchanged."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart: first and middle names, and a surname, either of which may be missing."""

    first: tuple[str, ...] = field(repr=False)
    surname: str | None = field(repr=False)

    @property
    def initials(self) -> str:
        """First letters of all parts, in capitals."""
        return "".join(part[0].upper() for part in (*self.first, *((self.surname,) if self.surname else ())))


def read_name(written: str) -> PersonName | None:
    """Return the parts of a name as people and systems write it ("Dr S. Nair, Mill Lane Surgery", "Tranter, Owen"); ``None`` for none.

    >>> read_name("J. McNab, Duty SW").surname, read_name("Tranter, Owen").first, read_name("Legal Services")
    ('McNab', ('Owen',), None)
    """
    words = read_words()
    before, _, after = written.strip(" \t.\"'<").partition(",")
    before = re.split(r"[(<\[/|@\d]|\s[-–—]\s", before)[0]
    parts = re.findall(WORD, before)
    turned = re.findall(WORD, after.split("(")[0])
    if len(parts) == 1 and 1 <= len(turned) <= 2 and all(_is_name(part) for part in (*parts, *turned)):
        return PersonName(tuple(turned), parts[0])
    titled = bool(parts) and parts[0].strip(".") in words.titles
    parts = parts[1:] if titled else parts
    if not parts or len(parts) > LONGEST_NAME or not all(_is_name(part) or len(part) == 1 for part in parts):
        return None
    if len(parts) == 1:
        return PersonName((), parts[0]) if titled and len(parts[0]) > 1 else None
    return PersonName(tuple(parts[:-1]), parts[-1]) if len(parts[-1]) > 1 else None


def register_people(case_file: CaseFile, ledger: Ledger, ordinary: frozenset[str]) -> None:
    """Enter everybody who is named in the case: children first, people, authors, then whom the texts name by title, header line or closing.

    A word of ``ordinary`` is taken for a name only where somebody is listed by it, signs with it, or a title stands before it.
    """
    listed: tuple[Child | Person, ...] = (*case_file.children, *case_file.people)
    for one in listed:
        parts = [part for part in re.findall(WORD, one.name) if _is_name(part)]
        if len(parts) == 1 and re.match(rf"(?:{any_of(read_words().titles)})\b", one.name):
            _enter(PersonName((), parts[0]), ledger)
        elif parts:
            _enter(PersonName(tuple(parts[:-1]), parts[-1]) if len(parts) > 1 else PersonName((parts[0],), None), ledger)
        for also in one.aka:
            _enter_other_name(also, parts, ledger)
    found = [name for document in case_file.documents for name in (read_name(document.author or ""),) if name]
    found += [name for document in case_file.documents for name in _named_in(document.text, ordinary)]
    for name in found:
        _enter(name, ledger)
    for document in case_file.documents:
        _register_beside_surnames(document.text, ledger, ordinary)


def misspelt(words: Iterable[str], ledger: Ledger, ordinary: frozenset[str]) -> dict[str, tuple[str, str]]:
    """Return for capitalised words one slip away from a name the kind and the name meant; never for words that the case uses in lower case."""
    known = [(kind, name) for kind, name in ledger.names if kind in ("first", "surname") and len(name) >= LEAST_MISSPELT - 1]
    meant: dict[str, tuple[str, str]] = {}
    for word in sorted(set(words)):
        lowered = word.casefold()
        if len(lowered) < LEAST_MISSPELT - 1 or lowered in ordinary or any((kind, lowered) in ledger.names for kind in ("first", "surname", "place")):
            continue
        near = next(((kind, name) for kind, name in known if _one_slip(lowered, name)), None)
        if near:
            meant[word] = near
    return meant


def _enter(name: PersonName, ledger: Ledger) -> None:
    for part in name.first:
        if len(part) > 1 and part.casefold() not in read_words().roles and ledger.find("surname", part) is None:
            ledger.name("first", part)
    if name.surname and ledger.find("first", name.surname) is None:
        ledger.name("surname", name.surname)
    _enter_initials(name, ledger)


def _enter_initials(name: PersonName, ledger: Ledger) -> None:
    """Initials of a full name become those of the pseudonym; a first initial alone keeps its letter."""
    initials = name.initials
    if len(initials) not in (2, 3) or initials in read_words().abbreviations or ledger.find("initials", initials):
        return
    parts = [(ledger.find("first", part) or part)[0] for part in name.first]
    surname = ledger.find("surname", name.surname or "") or ledger.find("first", name.surname or "") or initials[-1]
    ledger.enter("initials", initials, "".join([*parts, surname[0]]).upper())


def _enter_other_name(also: str, parts: list[str], ledger: Ledger) -> None:
    words = read_words()
    bare = also.replace(".", "").strip()
    if not bare or bare.casefold() in words.roles or bare.upper() in words.abbreviations or (bare.isupper() and len(bare) > 3):
        return
    main = (ledger.find("first", parts[0]) or ledger.find("surname", parts[0]) or parts[0]) if parts else None
    if bare.isupper() and len(bare) <= 3:
        if main and ledger.find("initials", bare) is None:
            ledger.enter("initials", bare, main[0] if len(bare) == 1 else _like(bare, parts, ledger))
        return
    titled = re.match(rf"(?:{any_of(words.titles)})\b", also) is not None
    pieces = [piece for piece in re.findall(WORD, also) if _is_name(piece) and len(piece) > 1]
    for place, piece in enumerate(pieces):
        if any(ledger.find(kind, piece) is not None for kind in ("first", "surname")):
            continue
        if titled or (place == len(pieces) - 1 and len(pieces) > 1):
            ledger.name("surname", piece)
        elif main and place == 0:
            ledger.enter("first", piece, main)  # a short form or nickname


def _like(bare: str, parts: list[str], ledger: Ledger) -> str:
    """Initials of the pseudonyms of those parts that the letters are the initials of."""
    pseudonyms = [ledger.find("first", part) or ledger.find("surname", part) or part for part in parts]
    letters = {part[0].upper(): name[0].upper() for part, name in zip(parts, pseudonyms, strict=True)}
    return "".join(letters.get(letter, letter) for letter in bare)


def _named_in(text: str, ordinary: frozenset[str]) -> Iterator[PersonName]:
    words = read_words()
    titled = re.compile(rf"\b(?:{any_of(words.titles)})\b\.?\s(?:[A-Z]\.?\s){{0,3}}[A-Z][\w'’-]+(?:\s[A-Z][a-z'’-]+)?")
    for match in titled.finditer(text):
        parts = match[0].split()
        candidates = (" ".join(parts), " ".join(parts[:-1])) if len(parts) > 2 else (match[0],)
        names = filter(None, map(read_name, candidates))
        sure = (name for name in names if not (name.first and (name.surname or "").casefold() in ordinary | words.calendar))
        yield from islice(sure, 1)  # "Mrs L. Closed" begins a sentence after an initial
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if len(line) > 200:
            continue
        label = re.match(rf"\s*(?:{any_of(words.name_lines)})\s*:\s*(.+)", line)
        if label:
            yield from filter(None, map(read_name, re.split(r";|\t|\s{2,}|\s[\w ]{1,20}:", label[1])))
        elif re.fullmatch(rf"\s*(?:{any_of(words.closings)})\W*", line):
            yield from filter(None, map(read_name, [below for below in lines[index + 1 : index + 4] if below.strip()][:1]))
    for match in re.finditer(r"(?<=[^\n\w.][ (\"“])[B-HJ-Z]\. ?([A-Z][a-z]\w+)", text):
        if match[1].casefold() not in ordinary | words.calendar and (name := read_name(match[0])):
            yield name


def _register_beside_surnames(text: str, ledger: Ledger, ordinary: frozenset[str]) -> None:
    """A capitalised word before a known surname is a first name ("Ray Sutcliffe")."""
    surnames = [entry.original for (kind, _), entry in ledger.names.items() if kind == "surname"]
    if not surnames:
        return
    for match in re.finditer(rf"\b([A-Z][a-z'’-]+) (?i:{any_of(surnames)})\b", text):
        word = match[1]
        if (
            _is_name(word)
            and word.casefold() not in ordinary | read_words().plain
            and all(ledger.find(kind, word) is None for kind in ("first", "surname", "place"))
        ):
            ledger.name("first", word)


def _is_name(word: str) -> bool:
    """Whether a word may be a part of a name: a capital, and no word for a role, a title or an organisation."""
    words, lowered = read_words(), word.casefold()
    return (
        word[:1].isupper()
        and lowered not in words.organisations
        and lowered not in words.roles
        and word not in words.titles
        and word not in words.abbreviations
    )


def _one_slip(word: str, name: str) -> bool:
    """Whether two words differ by one letter left out, put in or changed, or by two neighbours exchanged; the first letter has to agree."""
    if word == name or word[0] != name[0] or abs(len(word) - len(name)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    ours, theirs = word[start:], name[start:]
    swapped = ours[:2] == theirs[1::-1] and len(theirs) > 1 and ours[2:] == theirs[2:]
    if len(name) < LEAST_MISSPELT or len(word) < LEAST_MISSPELT:
        return swapped
    return swapped or ours[1:] == theirs[1:] or ours[1:] == theirs or ours == theirs[1:]
