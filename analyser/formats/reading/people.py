"""The children and people of a case: ``case.json`` in its folder, or ``people.csv`` beside a table."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analyser.domain.text import Child, NotAnalysed, Person
from analyser.errors import InputError
from analyser.formats.reading.dates import read_day
from analyser.formats.reading.decoding import decode
from analyser.formats.reading.found import Blob, Workplace, not_analysed
from analyser.formats.reading.rows import csv_tables
from analyser.formats.reading.vocabulary import column_key, key_of
from analyser.lexicons import load_table

CASE_JSON, PEOPLE_CSV = "case.json", "people.csv"
SHAPE = 'Write it as {"case_id": "...", "children": [{"name": "...", "aka": [], "dob": "YYYY-MM-DD"}], "people": [{"name": "...", "role": "..."}]}.'


@dataclass(frozen=True, slots=True)
class Cast:
    """Who belongs to a case; ``case_id`` is what the file calls the case, where it does."""

    case_id: str | None = None
    children: tuple[Child, ...] = field(default=(), repr=False)
    people: tuple[Person, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Casts:
    """Everybody named beside the documents of a folder. ``own`` is of ``case.json``, ``by_case`` of ``people.csv`` (id empty: every case)."""

    own: Cast = field(default_factory=Cast)
    by_case: Mapping[str, Cast] = field(default_factory=dict, repr=False)
    problems: tuple[NotAnalysed, ...] = ()

    def of(self, case_id: str, *, alone: bool) -> Cast:
        """Return who belongs to a case; ``alone`` says that it is the only case here, so that what names no case is meant for it."""
        casts = [cast for name, cast in self.by_case.items() if name == case_id or (alone and not name)]
        if self.own.case_id == case_id or alone:
            casts.insert(0, self.own)
        children = dict.fromkeys(child for cast in casts for child in cast.children)
        people = dict.fromkeys(person for cast in casts for person in cast.people)
        return Cast(case_id, tuple(children), tuple(people))


def read_casts(blobs: Sequence[Blob], workplace: Workplace) -> Casts:
    """Return who is named in the ``case.json`` and ``people.csv`` of a folder; files that cannot be read are problems."""
    problems: list[NotAnalysed] = []
    own, by_case = Cast(), {}
    for blob in blobs:
        try:
            if blob.name == CASE_JSON:
                own = _read_case_json(blob, problems)
            else:
                by_case = _read_people_csv(blob, workplace, problems)
        except InputError as error:
            problems.append(not_analysed(error))
    return Casts(own, by_case, tuple(problems))


def _read_case_json(blob: Blob, problems: list[NotAnalysed]) -> Cast:
    try:
        content = json.loads(decode(blob.read())[0])
    except (ValueError, RecursionError):
        raise InputError(where=blob.where, what="is no JSON", next_step=SHAPE) from None
    if not isinstance(content, dict):
        raise InputError(where=blob.where, what="is no JSON object", next_step=SHAPE)
    children: list[Child] = []
    people: list[Person] = []
    for part in ("children", "people"):
        for number, entry in enumerate(_list(content.get(part)), start=1):
            where = f"{blob.where}, {part} {number}"
            values = entry if isinstance(entry, dict) else {"name": entry}
            if not isinstance(values.get("name"), str) or not values["name"].strip():
                problems.append(NotAnalysed(where=where, what="has no name", next_step=SHAPE))
            elif part == "children":
                children.append(_child(values, where, problems))
            else:
                people.append(_person(values))
    case_id = content.get("case_id")
    return Cast(" ".join(str(case_id).split()) or None if case_id is not None else None, tuple(children), tuple(people))


def _read_people_csv(blob: Blob, workplace: Workplace, problems: list[NotAnalysed]) -> dict[str, Cast]:
    words = load_table("taxonomies/columns")["people"]
    roles = {key_of(role) for role in words["child_roles"]}
    rows = csv_tables(blob, workplace)[0].rows()
    header = next(rows, None)
    keys = [column_key(name) for name in header.cells] if header else []
    places = {
        part: [keys.index(key) for name in words[part] if (key := column_key(name)) in keys] for part in ("case_id", "name", "aka", "role", "dob")
    }
    if not places["name"]:
        raise InputError(where=blob.where, what="has no column 'name'", next_step="Give it the columns case_id, name, aka, role, dob.")
    casts: dict[str, Cast] = {}
    for row in rows:
        values = {
            part: next((row.cells[at].strip() for at in found if at < len(row.cells) and row.cells[at].strip()), "") for part, found in places.items()
        }
        if not values["name"]:
            continue
        cast = casts.get(values["case_id"], Cast(values["case_id"] or None))
        role = key_of(values["role"])
        if role in roles or (not role and values["dob"]):
            child = _child(values, f"{blob.where}, row {row.number}", problems)
            casts[values["case_id"]] = Cast(cast.case_id, (*cast.children, child), cast.people)
        else:
            casts[values["case_id"]] = Cast(cast.case_id, cast.children, (*cast.people, _person(values)))
    return casts


def _child(values: Mapping[str, Any], where: str, problems: list[NotAnalysed]) -> Child:
    written = values.get("dob")
    born = read_day(written) if isinstance(written, str) and written.strip() else None
    if written and not born:
        problems.append(NotAnalysed(where=where, what="has a date of birth that is no date", next_step="Write it as YYYY-MM-DD or day first."))
    return Child(name=values["name"].strip(), aka=_aka(values), dob=born.day if born else None)


def _person(values: Mapping[str, Any]) -> Person:
    role = values.get("role")
    return Person(name=values["name"].strip(), aka=_aka(values), role=role.strip() or None if isinstance(role, str) else None)


def _aka(values: Mapping[str, Any]) -> tuple[str, ...]:
    given = values.get("aka")
    names = re.split(r"[;|,]", given) if isinstance(given, str) else [name for name in _list(given) if isinstance(name, str)]
    return tuple(name.strip() for name in names if name.strip())


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []
