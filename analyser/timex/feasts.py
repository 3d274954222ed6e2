"""Feasts, bank holidays, school holidays and half terms by name."""

from functools import cache

from analyser.timex.almanac import almanac
from analyser.timex.expression import Point
from analyser.timex.reader import Reader
from analyser.timex.tokens import TOKEN
from analyser.timex.years import with_year


@cache
def name_index() -> dict[str, list[tuple[str, ...]]]:
    """Return the almanac's names by their first word, each as its words, longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for name in almanac().names() | almanac().bare_holidays:
        words = tuple(match.group() for match in TOKEN.finditer(name))
        index.setdefault(words[0], []).append(words)
    for names in index.values():
        names.sort(key=lambda words: (-len(words), words))
    return index


@cache
def spelled(words: tuple[str, ...]) -> str:
    """Return the almanac's name made of these words."""
    for name in almanac().names() | almanac().bare_holidays:
        if tuple(match.group() for match in TOKEN.finditer(name)) == words:
            return name
    return " ".join(words)


def almanac_name(reader: Reader, i: int) -> tuple[str, int] | None:
    """Return the longest name of the almanac that begins at token ``i``, and the index after it."""
    for words in name_index().get(reader.word(i), ()):
        if all(reader.word(i + n) == word and (n == 0 or reader.joined(i + n) or reader.token(i + n).glued) for n, word in enumerate(words)):
            return spelled(words), i + len(words)
    return None


def feast(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a feast, bank holiday, school holiday or half term with its year or what moves it, and the index after it."""
    j, shift, definite = i, None, False
    if reader.word(j) == "the":
        definite, j = True, j + 1
    if reader.tag(j, "shift"):
        shift, j = reader.tag(j, "shift"), j + 1
    found = half_term(reader, j)
    if not found:
        named = almanac_name(reader, i if not shift and almanac_name(reader, i) else j)
        if not named:
            return None
        name, j = named
        if name in almanac().events:
            return national_event(reader, i, name, j)
        if name == "new year" and definite and shift is None and is_feast_itself(reader, name, j):
            return Point("new_year", month=1), j
        found = named_feast(reader, name, j) if name in almanac().feasts else named_holiday(reader, name, j)
        if not found:
            return None
    point, j = found
    point.shift, point.definite = shift, definite
    if reader.word(j) in {"in", "of"} and reader.token(j + 1).is_number and len(reader.word(j + 1)) == 4:
        j += 1
    return with_year(reader, point, j)


def national_event(reader: Reader, i: int, name: str, j: int) -> tuple[Point, int] | None:
    """Return the month of an event of the nation after a word that makes it a date ("since the first lockdown"), and ``j``."""
    if reader.word(i - 1) not in reader.sets["feast.event_leads"]:
        return None
    year, month = almanac().events[name].split("-")
    return Point("national_event", year=int(year), month=int(month)), j


def is_feast_itself(reader: Reader, name: str, j: int) -> bool:
    """Whether a feast's name before token ``j`` is the feast, and no street, thing, term or group called after it."""
    if reader.word(j) in reader.sets["blocked.streets"] and reader.original(j)[:1].isupper():
        return False
    if reader.word(j) in reader.sets["feast.things"] or (name in {"christmas", "easter"} and reader.tag(j, "unit") == "term"):
        return False
    return not (name == "lent" and reader.original(j - 1).islower()) and not (name == "new year" and reader.word(j) == "group")


def named_feast(reader: Reader, name: str, j: int) -> tuple[Point, int] | None:
    """Return a feast, or the week or weekend it names, and the index after it."""
    if not is_feast_itself(reader, name, j):
        return None
    point = Point("feast", feast=name)
    if reader.word(j) in {"week", "weekend"}:
        point.week, point.weekend, j = reader.word(j) == "week", reader.word(j) == "weekend", j + 1
    return point, j


def named_holiday(reader: Reader, name: str, j: int) -> tuple[Point, int]:
    """Return school holidays or a bank holiday with the day or weekend it names, and the index after it."""
    table = almanac()
    if name in table.holidays:
        return Point("holidays", holiday=name), j
    if name in table.bare_holidays and name not in table.bank_holiday_weekends:
        return Point("school_holidays", holiday=""), j
    weekday = reader.tag(j, "weekday")
    if name in table.bank_holiday_weekends:
        return Point("bank_holiday_weekend", bank_holiday=True, weekend=True, weekday=weekday), j if weekday is None else j + 1
    point = Point("bank_holiday", bank_holiday=True)
    if weekday in {4, 5, 6}:
        point.weekend, point.weekday, j = True, weekday, j + 1
    return point, j


def half_term(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "half term" or "October half term", and the index after it."""
    words = almanac().half_term_words
    named = almanac_name(reader, i)
    if named and named[0] in words:
        return Point("half_term", half_term=-1), named[1]
    named = almanac_name(reader, i + 1)
    if named and named[0] in words:
        for n, rule in enumerate(almanac().half_terms):
            if reader.word(i) in rule["names"]:
                return Point("half_term", half_term=n), named[1]
    return None
