"""Days that must be reckoned: Easter, feasts, bank holidays, school holidays and half terms (``data/lexicons/uk_calendar.toml``)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import Any

from analyser.lexicons import load_table
from analyser.timex.values import week_value


@cache
def easter(year: int) -> date:
    """Return Easter Sunday of a year of the Gregorian calendar.

    Source: the anonymous algorithm printed in J. Meeus, Astronomical Algorithms (1991), chapter 8.
    """
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    el = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Return Easter Sunday of the Orthodox churches as a Gregorian date.

    Source: J. Meeus, Astronomical Algorithms (1991), chapter 8, Julian Easter; 13 days lie between the calendars from 1900 to 2099.
    """
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, weekday: int, which: int) -> date:
    """Return the which-th weekday (Monday is 0) of a month; -1 is its last, -2 the last but one."""
    if which > 0:
        first = date(year, month, 1)
        return first + timedelta((weekday - first.weekday()) % 7 + 7 * (which - 1))
    after = date(year + month // 12, month % 12 + 1, 1)
    last = after - timedelta(1)
    return last - timedelta((last.weekday() - weekday) % 7 + 7 * (-which - 1))


@dataclass(frozen=True, slots=True)
class Almanac:
    """Names of feasts, holidays and half terms, each as a tuple of lower-case words, with the rule that reckons it."""

    feasts: dict[str, dict[str, Any]] = field(repr=False)
    events: dict[str, str] = field(repr=False)
    holidays: dict[str, dict[str, Any]] = field(repr=False)
    half_terms: tuple[dict[str, Any], ...] = field(repr=False)
    bank_holidays: frozenset[str]
    bank_holiday_weekends: frozenset[str]
    any_bank_holiday: tuple[str, ...]
    half_term_words: frozenset[str]
    bare_holidays: frozenset[str]
    term_edges: dict[str, dict[str, Any]] = field(repr=False)

    def feast(self, name: str, year: int) -> date:
        """Return the day of a feast in a year."""
        rule = self.feasts[name]
        if "fixed" in rule:
            return date(year, *rule["fixed"])
        if "easter" in rule:
            return easter(year) + timedelta(rule["easter"])
        if "days" in rule:
            return self.moon_days(name, year)[0]
        if "orthodox" in rule:
            return orthodox_easter(year) + timedelta(rule["orthodox"])
        return nth_weekday(year, *rule["nth"]) + timedelta(rule.get("plus_days", 0))

    def moon_days(self, name: str, year: int) -> list[date]:
        """Return the first days of a feast that follows the moon in a year: none, one or two.

        Raises
        ------
        ValueError
            If the table knows none.

        """
        rule = self.feasts[name]
        index = year - rule["first_year"]
        entry = rule["days"][index] if 0 <= index < len(rule["days"]) else "-"
        if entry == "-":
            raise ValueError("the table has no day for this year")
        return [date.fromisoformat(f"{year:04d}-{month_day}") for month_day in entry.split()]

    def feast_length(self, name: str) -> int:
        """Return how many days a feast lasts."""
        length: int = self.feasts[name].get("length", 1)
        return length

    def holiday(self, name: str, year: int) -> str:
        """Return school holidays that begin in a year, as a value."""
        rule = self.holidays[name]
        if "value" in rule:
            return f"{year:04d}-{rule['value']}"
        if "easter" in rule:
            first, last = (easter(year) + timedelta(n) for n in rule["easter"])
        else:
            first, last = date(year, *rule["from"]), date(year, *rule["to"])
            if last < first:
                last = date(year + 1, *rule["to"])
        return f"{first.isoformat()}/{last.isoformat()}"

    def half_term(self, which: int, year: int) -> date:
        """Return the Monday of a half term; ``which`` counts through ``half_terms``."""
        rule = self.half_terms[which]
        start = date(year, rule["month"], rule["first_monday"])
        return start + timedelta(-start.weekday() % 7)

    def half_term_value(self, which: int, year: int) -> str:
        """Return a half term as its ISO week."""
        return week_value(self.half_term(which, year))

    def names(self) -> frozenset[str]:
        """Return every name that the almanac knows."""
        return (
            frozenset(self.feasts)
            | frozenset(self.events)
            | frozenset(self.holidays)
            | self.bank_holidays
            | self.bank_holiday_weekends
            | self.half_term_words
        )


@cache
def almanac() -> Almanac:
    """Return the almanac of the installed data file."""
    table = load_table("lexicons/uk_calendar")
    return Almanac(
        feasts={name: rule for rule in [*table["feast"], *load_table("lexicons/timex_feasts")["feast"]] for name in rule["names"]},
        events={name: rule["value"] for rule in table["event"] for name in rule["names"]},
        holidays={name: rule for rule in table["holidays"] for name in rule["names"]},
        half_terms=tuple(table["half_term"]),
        bank_holidays=frozenset(table["bank_holiday"]["names"]),
        bank_holiday_weekends=frozenset(table["bank_holiday"]["weekend_names"]),
        any_bank_holiday=tuple(table["bank_holiday"]["any_of"]),
        half_term_words=frozenset(table["words"]["half_term"]),
        bare_holidays=frozenset(table["words"]["holidays_bare"]),
        term_edges=table["term_edges"],
    )
