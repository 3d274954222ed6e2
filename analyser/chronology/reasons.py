"""Why an event matters in the light of the rest of the file: the first of its kind, again so soon, to so young a child."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.events import ChronologyEntry
from analyser.domain.text import CaseFile
from analyser.lexicons import load_table


def add_reasons(entries: Sequence[ChronologyEntry], case_file: CaseFile) -> tuple[ChronologyEntry, ...]:
    """Return the entries, which stand by date, with what the file adds to the reasons of the significant ones.

    Only events of harm that took place and have a day count for "first" and "again".
    """
    table = load_table("lexicons/significance")
    words, settings = table["reasons"], table["settings"]
    harm = {EventCategory(code) for code in settings["harm_categories"]}
    latest: dict[EventCategory, date] = {}
    found = []
    for entry in entries:
        day = entry.interval.earliest if entry.interval and entry.interval.n_days == 1 else None
        more = []
        if day and entry.category in harm and entry.status is EventStatus.OCCURRED:
            before = latest.get(entry.category)
            if before is None:
                more.append(str(words["first_of_kind"]))
            elif 0 < (day - before).days <= settings["repeat_days"]:
                more.append(str(words["repeat"]).format(settings["repeat_days"]))
            latest[entry.category] = day
            if entry.category is EventCategory.INJURY_MEDICAL and _is_infant(entry, day, case_file, settings["infant_years"]):
                more.append(str(words["infant"]).format(settings["infant_years"]))
        found.append(replace(entry, reasons=_each_once((*entry.reasons, *more))) if entry.significant and more else entry)
    return tuple(found)


def _is_infant(entry: ChronologyEntry, day: date, case_file: CaseFile, years: int) -> bool:
    """Whether a child whom the event names was younger than so many years; unnamed children do not count."""
    return any(child.dob and child.name in entry.people and 0 <= _age(child.dob, day) < years for child in case_file.children)


def _age(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _each_once(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))
