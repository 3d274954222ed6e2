"""A case file under pseudonyms, and the key that leads back."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from analyser.domain.text import CaseFile, Child, Document, NotAnalysed, Person
from analyser.errors import ConfigError
from analyser.pseudonyms.dates import date_changes, offset_days, shift_day
from analyser.pseudonyms.ledger import KeyEntry, Ledger
from analyser.pseudonyms.people import WORD, misspelt, register_people
from analyser.pseudonyms.places import register_places
from analyser.pseudonyms.rewriting import Change, Rewriter, apply
from analyser.pseudonyms.words import read_words
from analyser.timex import extract_timexes

TELLS_NOTHING = re.compile(r"[A-Za-z]{0,3}-?\d{1,6}")
"""An id such as D0003 names nobody and stays; others may be made of a file name."""


@dataclass(frozen=True, slots=True)
class Pseudonymised:
    """A case file under pseudonyms. The key has a line for each of them; ``shifted_by`` is in days, 0 where dates stand as written."""

    case_file: CaseFile
    case_id: str = field(repr=False)
    key: tuple[KeyEntry, ...] = field(repr=False)
    shifted_by: int = field(default=0, repr=False)


def pseudonymise(case_file: CaseFile, *, number: int, secret: str | None = None, shift_dates: bool = False) -> Pseudonymised:
    """Return a case file in which names, places and numbers are replaced, each by the same everywhere in it.

    Equal input gives equal output; with another ``secret`` other pseudonyms. ``number`` is the place of the case in a run: its id becomes
    ``case-0001``. With ``shift_dates`` all dates move by one offset of whole weeks, which comes from the secret alone.

    Raises
    ------
    ConfigError
        If dates are to be shifted without a secret: anybody could then work the offset out.

    """
    if shift_dates and not secret:
        raise ConfigError(where="--shift-dates", what="needs a secret", next_step="Put a long random line into a file and name it with --secret.")
    texts = [text for one in case_file.documents for text in (one.text, one.title or "", one.author or "")]
    counts = Counter(word for text in texts for word in re.findall(WORD, text))
    listed = {part.casefold() for one in _listed(case_file) for part in re.findall(WORD, one.name)}
    lower = frozenset(word for word, n in counts.items() if word.islower() and n > counts[word.capitalize()])
    ordinary = (lower - listed) | read_words().ordinary
    ledger = Ledger(case_file.case_id, secret, frozenset(word.casefold() for word in counts) | listed)
    register_people(case_file, ledger, ordinary)
    for text in texts:
        register_places(text, ledger)
    rewriter = Rewriter(
        ledger, ordinary, misspelt((word for word in counts if word[0].isupper()), ledger, frozenset(map(str.casefold, filter(str.islower, counts))))
    )
    offset = offset_days(secret, case_file.case_id) if shift_dates and secret else 0
    return _renamed(case_file, rewriter, f"case-{number:04}", offset)


def _listed(case_file: CaseFile) -> tuple[Child | Person, ...]:
    return (*case_file.children, *case_file.people)


def _renamed(case_file: CaseFile, rewriter: Rewriter, case_id: str, offset: int) -> Pseudonymised:
    births = {" ".join((child.name, *child.aka)): child.dob for child in case_file.children if child.dob}
    ids = _document_ids(case_file.documents)
    documents = tuple(_document(one, rewriter, ids, births, offset) for one in case_file.documents)
    children = tuple(
        Child(_person(one.name, rewriter), _other_names(one, rewriter), shift_day(one.dob, offset) if one.dob else None) for one in case_file.children
    )
    people = tuple(Person(_person(one.name, rewriter), _other_names(one, rewriter), one.role) for one in case_file.people)
    places = {place: f"file {n}" for n, place in enumerate(dict.fromkeys(one.where for one in case_file.not_analysed), start=1)}
    left_out = tuple(NotAnalysed(places[one.where], one.what, one.next_step) for one in case_file.not_analysed)
    renamed = [*((old, new) for old, new in ids.items() if old != new), *places.items()]
    key = (*rewriter.ledger.entries(), *(KeyEntry("document or file", old, new) for old, new in renamed))
    return Pseudonymised(CaseFile(case_id, documents, children, people, left_out), case_file.case_id, key, offset)


def _document(document: Document, rewriter: Rewriter, ids: Mapping[str, str], births: Mapping[str, object], offset: int) -> Document:
    changes = rewriter.changes(document.text)
    remarks = [re.sub("'([^']+)'", lambda match: f"'{ids.get(match[1], match[1])}'", remark) for remark in document.remarks]
    if offset:
        timexes = extract_timexes(document.text, written_on=document.written_on, births=births)  # type: ignore[arg-type]
        moved, n_left = date_changes(document.text, timexes, offset)
        changes = _both(changes, moved)
        remarks += [f"{n_left} of its dates could not be shifted and stand as written"] if n_left else []
    return replace(
        document,
        document_id=ids[document.document_id],
        text=apply(document.text, changes),
        written_on=shift_day(document.written_on, offset) if document.written_on else None,
        author=rewriter.rewrite(document.author) if document.author else None,
        title=_title(document.title, rewriter, offset) if document.title else None,
        source=None,
        remarks=tuple(remarks),
    )


def _title(title: str, rewriter: Rewriter, offset: int) -> str:
    changes = rewriter.changes(title)
    if offset:
        moved, _ = date_changes(title, extract_timexes(title, written_on=None), offset)
        changes = _both(changes, moved)
    return apply(title, changes)


def _both(names: list[Change], dates: list[Change]) -> list[Change]:
    """Changes of both kinds in order; a date inside a name, such as a reference number, is not moved."""
    return sorted([*names, *(one for one in dates if all(one.end <= other.start or other.end <= one.start for other in names))])


def _document_ids(documents: Sequence[Document]) -> dict[str, str]:
    """New ids by old ones; where one may tell a name all are exchanged, so that none is given twice."""
    if all(TELLS_NOTHING.fullmatch(one.document_id) for one in documents):
        return {one.document_id: one.document_id for one in documents}
    return {one.document_id: f"D{place:04}" for place, one in enumerate(documents, start=1)}


def _person(name: str, rewriter: Rewriter) -> str:
    """A listed name under its pseudonym: every part, also one that is an ordinary word and stands alone."""
    ledger = rewriter.ledger
    found = {word: ledger.find("first", word) or ledger.find("surname", word) for word in re.findall(WORD, name)}
    return re.sub(WORD, lambda match: found[match[0]] or match[0], name)


def _other_names(one: Child | Person, rewriter: Rewriter) -> tuple[str, ...]:
    return tuple(rewriter.rewrite(_person(name, rewriter)) for name in one.aka)
