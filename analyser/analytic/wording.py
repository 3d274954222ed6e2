"""Sentences of feedback, composed from templates, counts, dates and the names of agencies and themes, never from case text."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from analyser.domain.codes import Agency, Theme
from analyser.lexicons import load_table


def _table() -> dict[str, Any]:
    return load_table("lexicons/feedback")


def compose(template: str, **parts: str) -> str:
    """Return the sentence of a template such as ``prompts.child`` with its parts filled in and its first letter a capital."""
    group, name = template.split(".")
    wording: str = _table()[group][name].format(**parts)
    return wording[0].upper() + wording[1:]


def counted(n: int) -> str:
    """Return a count in words up to twelve, in figures above."""
    numbers: list[str] = _table()["wording"]["numbers"]
    return numbers[n] if n < len(numbers) else str(n)


def day(written: date) -> str:
    """Return a date as people read it: ``5 March 2009``."""
    return f"{written.day} {_table()['wording']['months'][written.month - 1]} {written.year}"


def when(known: date | None, *, form: str) -> str:
    """Return a date with the words before it (``recorded_on``, ``of_day``); nothing for an unknown one."""
    return _table()["wording"][form].format(date=day(known)) if known else ""


def agency_name(agency: Agency | None) -> str:
    """Return the agency with its article, in the middle of a sentence."""
    name: str = _table()["agencies"][agency] if agency else _table()["wording"]["no_agency"]
    return name


def from_agency(agency: Agency | None) -> str:
    """Return " from the school"; nothing for an unknown agency."""
    return _table()["wording"]["from_agency"].format(agency=agency_name(agency)) if agency else ""


def theme_name(theme: Theme) -> str:
    """Return the theme in plain words."""
    name: str = _table()["themes"][theme]
    return name


def listed(names: Sequence[str]) -> str:
    """Return names as a list: ``the school, the GP and the police``."""
    if len(names) < 2:
        return "".join(names)
    joined: str = _table()["wording"]["and_last"].format(first=", ".join(names[:-1]), last=names[-1])
    return joined


def limit(name: str) -> float:
    """Return a limit of ``[limits]``."""
    value: float = _table()["limits"][name]
    return value


def counted_events(theme: Theme) -> tuple[tuple[str, ...], str] | None:
    """Return the event categories that may be counted out for a theme and what they are called; ``None`` if there are none."""
    entry = _table()["events"].get(theme)
    return (tuple(entry["categories"]), entry["many"]) if entry else None


def praised_elements() -> dict[str, str]:
    """Return the elements of analysis that a strength can name, the most telling first, with what the record does."""
    elements: dict[str, str] = _table()["elements"]
    return elements
