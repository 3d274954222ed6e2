"""Who an event concerns and which agencies took part, from the words of the clause and the case's own lists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from analyser.domain.codes import Agency, EventCategory
from analyser.domain.text import CaseFile, Child, Person, Span
from analyser.events.cues import AGENCIES_TABLE, CueIndex
from analyser.lexicons import load_table


@dataclass(frozen=True, slots=True)
class NameIndex:
    """The people of one case by every form of their names; ``pattern`` matches the forms as whole words, longest first."""

    pattern: re.Pattern[str] | None = field(repr=False)
    owners: Mapping[str, str] = field(repr=False)

    def people(self, words: str) -> tuple[str, ...]:
        """Return the full names of those whom the words name, in the order in which they are named, each once."""
        if self.pattern is None:
            return ()
        return tuple(dict.fromkeys(self.owners[match.group()] for match in self.pattern.finditer(words)))


def index_names(case_file: CaseFile) -> NameIndex:
    """Return the index of all children and people of the case.

    A short form that two of them share names nobody. Forms are matched as they are written, because initials such as
    ``JM`` and ``AM`` are words in another case.
    """
    owners: dict[str, str] = {}
    shared: set[str] = set()
    named: tuple[Child | Person, ...] = (*case_file.children, *case_file.people)
    for person in named:
        for form in {person.name, person.name.split()[0], *person.aka} if person.name.strip() else set(person.aka):
            for written in {form, form[:1].upper() + form[1:]}:
                if owners.get(written, person.name) != person.name:
                    shared.add(written)
                owners[written] = person.name
    usable = sorted((form for form in owners if form not in shared and form.strip()), key=lambda form: (-len(form), form))
    if not usable:
        return NameIndex(None, {})
    return NameIndex(re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, usable))})(?!\w)"), {form: owners[form] for form in usable})


def agencies_of(cues: CueIndex, clause: Span, category: EventCategory, author: Agency | None) -> tuple[Agency, ...]:
    """Return the agencies that the clause names, in text order; the author's own is added where it acts or nobody is named."""
    named = [(start, agency) for agency in Agency if (start := cues.first(f"agency.{agency}", clause)) is not None]
    found = [agency for _, agency in sorted(named)]
    if author and author not in found and (not found or category in _acting()):
        found.append(author)
    return tuple(found)


@cache
def _acting() -> frozenset[EventCategory]:
    return frozenset(EventCategory(code) for code in load_table(AGENCIES_TABLE)["acting"]["categories"])
