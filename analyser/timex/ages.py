"""Ages and spells since a birth that place an event: "when he was four", "at 13 months", "six weeks after his birth", "Mason, 19/12"."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from analyser.timex.expression import Point
from analyser.timex.reader import Reader
from analyser.timex.values import add_months

MAX_AGE = 19
DAYS_OF_UNIT = {"day": 1, "week": 7, "fortnight": 14}
MONTHS_OF_UNIT = {"month": 1, "year": 12}

Births = Sequence[date] | Mapping[str, date]


def age(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return an age that places an event, and the index after it."""
    word = reader.word(i)
    if word == "when":
        return _when(reader, i)
    if reader.word(i + 1) == "first" and reader.word(i + 2) == "year" and (word in {"his", "her"} or word.endswith("'s")):
        name = None if word in reader.sets["pronoun.persons"] else reader.original(i).split("'")[0].split("’")[0]
        if name is None or name[:1].isupper():
            return Point("age", unit="year", amount=0.0, base="birth", name=name), i + 3
    if (word in {"he", "she"} or reader.original(i)[:1].isupper()) and reader.word(i + 1) == "was" and reader.tag(i + 2, "number") is not None:
        number = reader.small_number(i + 2)
        if number and reader.word(number[1]) == "when" and 1 < number[0] <= MAX_AGE:
            return Point(
                "age", unit="year", amount=number[0], base="birth", name=None if word in reader.sets["pronoun.persons"] else reader.original(i)
            ), number[1]
    if word in reader.sets["age.leads"]:
        if reader.word(i + 1) == "birth" or (reader.word(i + 1) in reader.sets["pronoun.persons"] and reader.word(i + 2) == "birth"):
            after = i + (2 if reader.word(i + 1) == "birth" else 3)
            return Point("birth", unit="day", amount=0.0, base="birth"), after
        if word != "since":
            return _at_age(reader, i)
    return None


def _when(reader: Reader, i: int) -> tuple[Point, int] | None:
    if reader.word(i + 1) == "aged":
        number = reader.small_number(i + 2)
        return _point(reader, number, None) if number else None
    name = reader.original(i + 1)
    if not (name[:1].isupper() or reader.word(i + 1) in reader.sets["pronoun.persons"] - reader.sets["pronoun.possessives"]) or reader.word(
        i + 2
    ) not in {
        "was",
        "were",
    }:
        return None
    j = i + 3
    while reader.word(j) in reader.sets["connect.approximators"] or reader.word(j) in reader.sets["age.softeners"]:
        j += 1
    number = reader.small_number(j)
    if not number or reader.word(j) in {"a", "an"}:
        return None
    named = None if reader.word(i + 1) in reader.sets["pronoun.persons"] else name
    point = _point(reader, number, named)
    if point is None and 1 < number[0] <= MAX_AGE and reader.token(number[1]).word.isalpha() and not reader.token(number[1]).tags:
        return Point("age", unit="year", amount=number[0], base="birth", name=named), number[1]
    return point


def _at_age(reader: Reader, i: int) -> tuple[Point, int] | None:
    j = i + 1
    if reader.word(j) in {"the", "an"} and reader.word(j + 1) == "age" and reader.word(j + 2) == "of":
        number = reader.small_number(j + 3)
        return _point(reader, number, None) if number else None
    if reader.word(j) in {"age", "aged"}:
        number = reader.small_number(j + 1)
        return _point(reader, number, None) if number else None
    while reader.word(j) in reader.sets["connect.approximators"]:
        j += 1
    number = reader.small_number(j)
    if not number or reader.word(j) in reader.sets["number.singular"] or reader.tag(number[1], "unit") not in {"month", "week"}:
        return None
    found = _point(reader, number, None)
    return found if found and (reader.ends_phrase(found[1]) or reader.word(found[1]) == "old") else None


def _point(reader: Reader, number: tuple[float, int], name: str | None) -> tuple[Point, int] | None:
    amount, j = number
    unit = reader.tag(j, "unit")
    if unit in {"day", "week", "month", "year"}:
        j += 1
    else:
        if (reader.token(j).word.isalpha() and not reader.ends_phrase(j)) or amount > MAX_AGE:
            return None
        unit = "year"
    if reader.word(j) == "old" or (reader.word(j) == "of" and reader.word(j + 1) == "age"):
        j += 1 if reader.word(j) == "old" else 2
    return Point("age", unit=unit, amount=amount, base="birth", name=name), j


def birthday(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "her eleventh birthday" or "Max's 10th birthday", and the index after it."""
    word = reader.word(i)
    owned = word in {"his", "her"} or word.endswith("'s")
    number = reader.ordinal(i + 1 if owned else i)
    if not number or reader.word(number[1]) != "birthday" or not 1 <= number[0] <= MAX_AGE:
        return None
    name = reader.original(i).split("'")[0].split("’")[0] if owned and word not in {"his", "her"} else None
    return Point("birthday", unit="year", amount=float(number[0]), base="birth", name=name), number[1] + 1


def after_birth(reader: Reader, after: int) -> int | None:
    """Return the index after "his birth", "birth" or "he was born" at token ``after``."""
    if reader.word(after) == "birth":
        return after + 1
    if reader.word(after) in reader.sets["pronoun.persons"] | {"the"} and reader.word(after + 1) == "birth":
        return after + 2
    if reader.word(after + 1) == "was" and reader.word(after + 2) == "born":
        return after + 3
    return None


def birth_meant(births: Births, name: str | None, *, on: date | None, months: float) -> date | None:
    """Return the birth that an age counts from; ``None`` when several fit.

    A name decides where the births carry names. Otherwise the age must have been reached by ``on``; of several children
    who have reached it an age in months is the youngest's, and an age in years is nobody's.
    """
    if isinstance(births, Mapping):
        if name:
            named = {day for key, day in births.items() if name.lower() in key.lower().split()}
            if len(named) == 1:
                born = named.pop()
                return born if on is None or add_months(born, int(months)) <= on else None
        births = sorted(set(births.values()))
    reached = [day for day in sorted(set(births)) if on is None or add_months(day, int(months)) <= on]
    if len(reached) == 1 or (reached and months < 36):
        return reached[-1]
    return None


def is_age_of_child(births: Births, count: int, denominator: int, on: date | None) -> bool:
    """Whether "19/12" or "6/52" is the age of a child in months or weeks on a day."""
    if on is None:
        return False
    days = births.values() if isinstance(births, Mapping) else births
    unit = {12: 30.44, 52: 7.0, 7: 1.0}[denominator]
    slack = 1.0 if denominator == 12 else 2.0
    return any(abs((on - day).days / unit - count) <= slack for day in days if day <= on)


def aged_interval(birth: date, amount: float, unit: str) -> tuple[date, date]:
    """Return first and last day on which a child is so many units old."""
    if unit in MONTHS_OF_UNIT:
        months = int(amount * MONTHS_OF_UNIT[unit])
        return add_months(birth, months), add_months(birth, months + MONTHS_OF_UNIT[unit]) - timedelta(1)
    first = birth + timedelta(int(amount * DAYS_OF_UNIT[unit]))
    return first, first + timedelta(DAYS_OF_UNIT[unit] - 1)
