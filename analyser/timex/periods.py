"""Stretches of the calendar: seasons, terms, years, decades, weeks, feasts, holidays, and the early, middle or late part of them."""

from functools import cache

from analyser.timex.almanac import almanac
from analyser.timex.expression import Point
from analyser.timex.named import FOUR_DIGITS, month_alone, month_with_year, spelled_year, year_after
from analyser.timex.numeric import SCHOOL_YEAR
from analyser.timex.reader import Reader
from analyser.timex.relative import shifted_unit
from analyser.timex.tokens import TOKEN

WEEK_HEADS = frozenset({"wk", "week", "wks"})
SEASON_CAPITAL = frozenset({"spring", "summer", "autumn", "winter", "fall"})
DECADE_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip


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
    table = almanac()
    found = half_term(reader, j)
    if found:
        point, j = found
    else:
        named = almanac_name(reader, i if not shift and almanac_name(reader, i) else j)
        if not named:
            return None
        name, j = named
        if name in table.events:
            led = reader.word(i - 1) in {"since", "to", "until", "till", "before", "during", "in", "after", "from", "pre"}
            year, month = table.events[name].split("-")
            return (Point("national_event", year=int(year), month=int(month)), j) if led else None
        if name in table.feasts:
            if reader.word(j) in reader.sets["blocked.streets"] and reader.original(j)[:1].isupper():
                return None
            if reader.word(j) in reader.sets["feast.things"] or (name in {"christmas", "easter"} and reader.tag(j, "unit") == "term"):
                return None
            if name == "lent" and reader.original(j - 1).islower():
                return None
            if name == "new year" and reader.word(j) == "group":
                return None
            point = Point("feast", feast=name)
            if name == "new year" and definite and shift is None:
                point = Point("new_year", month=1)
                return point, j
            if reader.word(j) in {"week", "weekend"}:
                point.week, point.weekend, j = reader.word(j) == "week", reader.word(j) == "weekend", j + 1
        elif name in table.holidays:
            point = Point("holidays", holiday=name)
        elif name in table.bank_holiday_weekends:
            point = Point("bank_holiday_weekend", bank_holiday=True, weekend=True)
            if reader.tag(j, "weekday") is not None:
                point.weekday, j = reader.tag(j, "weekday"), j + 1
        elif name in table.bare_holidays:
            point = Point("school_holidays", holiday="")
        else:
            point = Point("bank_holiday", bank_holiday=True)
            if reader.tag(j, "weekday") in {4, 5, 6}:
                point.weekend, point.weekday, j = True, reader.tag(j, "weekday"), j + 1
    point.shift, point.definite = shift, definite
    if point.feast is None or reader.token(j).word != "day":
        pass
    if reader.word(j) in {"in", "of"} and reader.token(j + 1).is_number and len(reader.word(j + 1)) == 4:
        j += 1
    return with_year(reader, point, j)


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


def with_year(reader: Reader, point: Point, j: int) -> tuple[Point, int]:
    """Add a year that follows: "2015", "'15", "last year", "of this year", "the year before last"."""
    year = year_after(reader, j, loose=False)
    if year:
        point.year, point.short_year, j = year
        return point, j
    k = j + 1 if reader.word(j) in {"of", "in", ","} else j
    if not reader.joined(k):
        return point, j
    relative = year_words(reader, k)
    if relative:
        point.base_point, j = relative
    elif reader.word(j) in {"last", "gone"} and point.month is not None and point.shift is None and reader.ends_phrase(j + 1):
        point.shift, j = "last", j + 1
    elif reader.word(j) == "just" and reader.word(j + 1) in {"gone", "past"}:
        point.shift, j = "last", j + 2
    return point, j


def year_words(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "last year", "this year", "the following year", "the year before last", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.tag(j, "unit") == "year" and reader.word(j + 1) == "before":
        if reader.word(j + 2) == "last":
            return Point("year_before_last", unit="year", amount=-2.0, base="speech"), j + 3
        if j > i:
            return Point("year_before", unit="year", shift="previous", definite=True), j + 2
    if reader.tag(j, "unit") == "year" and reader.word(j + 1) == "after" and j > i and reader.ends_phrase(j + 2):
        return Point("year_after", unit="year", shift="following", definite=True), j + 2
    found = shifted_unit(reader, i)
    if found and found[0].unit == "year":
        return found
    return None


def season_or_term(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "summer 2006", "the autumn of 2009", "spring term", "autumn term 2007", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    definite = j > i
    term = reader.tag(j, "term")
    if term and reader.tag(j + 1, "unit") == "term" and reader.joined(j + 1):
        k = j + 2
        point = Point("term", code=term, definite=definite)
        return with_year(reader, point, k)
    season = reader.tag(j, "season")
    if not season:
        return None
    if reader.word(j) == "fall" and reader.word(i - 1) not in {
        "in",
        "last",
        "this",
        "next",
        "throughout",
        "during",
        "by",
        "since",
        "until",
        "early",
        "late",
    }:
        return None
    if (
        reader.word(j + 1)
        in {
            "school",
            "club",
            "onion",
            "onions",
            "cleaning",
            "playscheme",
            "scheme",
            "clothes",
            "born",
            "coat",
            "coats",
            "house",
            "camp",
            "roll",
            "rolls",
            "uniform",
            "dress",
        }
        | reader.sets["feast.things"]
    ):
        return None
    if reader.word(j + 1) in reader.sets["blocked.streets"] and reader.original(j + 1)[:1].isupper():
        return None
    point = Point("season", code=season, definite=definite)
    split = reader.match(j + 1, SCHOOL_YEAR) if reader.token(j + 1).is_number else None
    if split and season == "WI" and split[2] == str(int(split[1]) + 1)[-len(split[2]) :]:
        point.year = int(split[1])
        return point, reader.after(j + 1, split.end())
    point, k = with_year(reader, point, j + 1)
    if point.year is None and point.base_point is None:
        written = reader.original(j)
        if written[0].isupper() and not reader.starts_line(i) and not definite and reader.word(i - 1) not in reader.sets["season.leads"]:
            return None
        if not definite and reader.word(i - 1) not in reader.sets["season.leads"]:
            return None
        if definite and reader.word(j + 1) == "of":
            return None
    return point, k


def year_in_words(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "nineteen ninety six" after a word that leads to a year, and the index after it."""
    if reader.word(i - 1) not in {"in", "since", "by", "until", "of", "from", "before", "after"}:
        return None
    spelled = spelled_year(reader, i)
    return (Point("year_spelled", year=spelled[0]), spelled[1]) if spelled and not reader.tag(spelled[1], "unit") else None


def year_alone(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a year, unless it is a number of something, a code, a statute's year or a house number, and the index after it."""
    token = reader.token(i)
    previous = reader.word(i - 1)
    if token.word in {"'", "‘"} and reader.token(i + 1).glued and len(reader.word(i + 1)) == 2 and reader.token(i + 1).is_number:
        if not token.glued and previous in reader.sets["year.leads"] and not reader.token(i + 2).glued:
            return Point("year", year=int(reader.word(i + 1)), short_year=True), i + 2
        return None
    if not token.is_number:
        return None
    if (
        len(token.word) == 2
        and previous in {"in", "since", "early", "late"}
        and token.word[0] == "0"
        and not reader.token(i + 1).glued
        and reader.ends_phrase(i + 1)
    ):
        return Point("year", year=int(token.word), short_year=True), i + 1
    if len(token.word) != 4 or not FOUR_DIGITS.match(reader.text, token.start):
        return None
    if reader.token(i + 1).glued and reader.word(i + 1).isalpha():
        return None
    era = reader.word(i + 1) in {"ad", "ce", "a.d"}
    if reader.word(i + 1) in {"bc", "bce", "b"} and (reader.word(i + 1) != "b" or reader.word(i + 2) == "."):
        return None
    before = reader.char_before(i)
    coded = before in "£$€#@\\%=^~*+_/.:&" or (before in "-–,'’" and not (reader.token(i - 2).is_number and len(reader.word(i - 2)) == 4))
    circa = before == "." and reader.word(i - 2) in {"c", "ca"}
    if coded and not circa and not (before in ".:" and not reader.token(i - 1).glued):
        return None
    following = reader.token(i + 1)
    if following.word in reader.sets["blocked.laws"] and previous in {"the", "of"} and reader.joined(i + 1):
        return None
    if (
        following.word in reader.sets["year.quantities"]
        or following.word == "%"
        or (
            following.word in {"/", "-"}
            and following.glued
            and reader.token(i + 2).glued
            and not (reader.token(i + 2).is_number and len(reader.word(i + 2)) == 4)
            and reader.token(i + 2).is_number
        )
    ):
        return None
    if previous in reader.sets["blocked.laws"] or (previous in reader.sets["blocked.before"] and previous not in {"year"}):
        return None
    led = previous in reader.sets["year.leads"] or reader.tag(i - 1, "month") or reader.tag(i - 1, "season")
    written = reader.original(i - 1)
    told = number_is_year(token.word) and written.islower() and len(written) > 1 and reader.ends_phrase(i + 1) and not following.is_number
    if told or led or previous in {",", "(", ";", ":", "-", "–", "—", "[", "/", '"', ".", "?", "•", "!"} or token.line_breaks or i == 0:
        number = int(token.word)
        if number < 1900 and not (led or previous in {"(", "-", "–", ",", "—"} or token.line_breaks or era):
            return None
        if previous == "for" and number >= 1900 and following.word.isalpha() and following.word not in {"and", "to", "the"}:
            return None
        return Point("year", year=number, era=era), i + (2 if era else 1)
    return None


def number_is_year(digits: str) -> bool:
    """Whether four digits read as a year of living memory."""
    return 1930 <= int(digits) <= 2060


def decade(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the 1990s", "the early nineties" (without its edge), and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    token = reader.token(j)
    if token.is_number and len(token.word) == 4 and token.word[3] == "0" and 1000 <= int(token.word) < 2100:
        suffix = j + 1
        if reader.word(suffix) in {"'", "’"} and reader.token(suffix).glued:
            suffix += 1
        if reader.word(suffix) == "s" and reader.token(suffix).glued:
            return Point("decade", decade=int(token.word) // 10), suffix + 1
    if (
        token.is_number
        and len(token.word) == 2
        and token.word[1] == "0"
        and reader.tag(i - 1, "edge")
        and reader.word(j + 1) == "s"
        and reader.token(j + 1).glued
    ):
        return Point("decade", decade=int(token.word) // 10, short_year=True), j + 2
    if token.word in DECADE_WORDS and j > i:
        return Point("decade", decade=DECADE_WORDS[token.word], short_year=True), j + 1
    return None


def weekend(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the weekend", "at the weekend" without its preposition, and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if (
        reader.tag(j, "unit") != "weekend"
        or reader.word(j) in {"weekends", "wkends"}
        or (j == i and reader.word(i - 1) not in {"over", "at", "on", "since", "before", "after"})
    ):
        return None
    if reader.word(j + 1) == "of":
        return None
    return Point("weekend", weekend=True, definite=j > i), j + 1


INITIALS = {"EOM": ("month", "END"), "BOM": ("month", "START"), "EOY": ("year", "END"), "BOY": ("year", "START"), "EOW": ("week", "END")}


def week_number(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "week 31" or "week 3 of 2027", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    number = reader.token(j + 1)
    if reader.word(j) not in {"week", "wk"} or not number.is_number or number.line_breaks or not 1 <= int(number.word[:4]) <= 53:
        return None
    if reader.word(i - 1) not in {"in", "during", "by", "for", "of", "until", ","} and reader.word(j + 2) != "of":
        return None
    follow = reader.token(j + 2)
    if follow.glued and follow.word not in {".", ",", ";", "?", "!", ")"}:
        return None
    return with_year(reader, Point("week_number", nth=int(number.word), unit="week"), j + 2)


def initials(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "EOM" or "EOY", the end of the month or year in office shorthand, and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    known = INITIALS.get(reader.original(j))
    return (Point("initials", unit=known[0], shift="this", edge=known[1]), j + 1) if known else None


def short_term(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "Aut 23" or "Spr 24" as attendance exports write terms, and the index after it."""
    code, year = reader.tag(i, "short_term"), reader.token(i + 1)
    if (
        not code
        or not reader.original(i)[0].isupper()
        or not year.is_number
        or len(year.word) not in {2, 4}
        or year.line_breaks
        or int(year.word) < 5
    ):
        return None
    return Point("term", code=code, year=int(year.word), short_year=len(year.word) == 2), i + 2


def quarter(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "Q3 2008", "2018Q4", "the third quarter of 2008", and the index after it."""
    if reader.word(i) == "q" and reader.token(i + 1).glued and reader.word(i + 1) in {"1", "2", "3", "4"}:
        point = Point("quarter", code=f"Q{reader.word(i + 1)}")
        year = year_after(reader, i + 2, loose=True)
        if year:
            point.year, point.short_year = year[0], year[1]
            return point, year[2]
        return None
    token = reader.token(i)
    k = i + 2 if reader.word(i + 1) == "-" else i + 1
    if token.is_number and len(token.word) == 4 and reader.word(k) == "q" and reader.joined(k) and reader.word(k + 1) in {"1", "2", "3", "4"}:
        return Point("quarter", code=f"Q{reader.word(k + 1)}", year=int(token.word)), k + 2
    if (
        token.is_number
        and len(token.word) in {2, 4}
        and reader.word(i + 1) == "q"
        and reader.token(i + 1).glued
        and reader.word(i + 2) in {"1", "2", "3", "4"}
    ):
        return Point("quarter", code=f"Q{reader.word(i + 2)}", year=int(token.word), short_year=len(token.word) == 2), i + 3
    j = i + 1 if reader.word(i) == "the" else i
    number = reader.ordinal(j)
    if number and 1 <= number[0] <= 4 and reader.tag(number[1], "unit") == "quarter":
        point = Point("quarter", code=f"Q{number[0]}")
        return with_year(reader, point, number[1] + 1)
    return None


def edge(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "early May", "mid-2007", "the end of the month", "late in 2006", "the beginning of last week", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(j) in {"very"}:
        j += 1
    which = reader.tag(j, "edge")
    if not which:
        return None
    j += 1
    if reader.word(j) == "-" and reader.word(j + 1) not in {"to"}:
        j += 1
    if reader.word(j) in {"on"} and reader.word(j + 1) == "in":
        j += 1
    inner_in = reader.word(j) == "in" and reader.word(j - 1) in {"early", "late", "mid", "on", "midway"}
    of = reader.word(j) == "of" or inner_in
    if of:
        j += 1
    if not (reader.joined(j) or reader.token(j).glued):
        return None
    if reader.word(j - 1) == "beginning" or reader.word(j - 1) == "close" or (reader.word(i) == "close" and not of):
        return None
    found = (
        month_with_year(reader, j)
        or shifted_unit(reader, j)
        or definite_unit(reader, j, of=of)
        or decade(reader, j)
        or season_or_term(reader, j)
        or plain_month(reader, j)
        or year_after_edge(reader, j)
    )
    if not found:
        return None
    point, after = found
    if point.edge is not None or point.unit in {"day", "night"}:
        return None
    if point.month is not None and point.year is None and point.shift is None:
        point, after = with_year(reader, point, after)
    point.edge = which
    return point, after


def plain_month(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a month's name after "early" or "end of", and the index after it."""
    month = reader.tag(i, "month")
    return (Point("month", month=month), i + 1) if month is not None else month_alone(reader, i)


def definite_unit(reader: Reader, i: int, *, of: bool) -> tuple[Point, int] | None:
    """Return "the month", "the year", "term" after "end of", and the index after it."""
    j = i + 1 if reader.word(i) in {"the", "that"} else i
    unit = reader.tag(j, "unit")
    if not of or (unit not in {"week", "month", "year", "term"}) or reader.word(j) in {"weeks", "months", "years"}:
        return None
    if reader.word(j) == "week" and reader.word(j + 1) in {"commencing", "beginning", "of"}:
        return None
    return Point("definite_unit", unit=unit, shift="same", definite=True), j + 1


def year_after_edge(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a year after "early" or "end of", and the index after it."""
    token = reader.token(i)
    if token.is_number and len(token.word) == 4 and FOUR_DIGITS.match(reader.text, token.start):
        return Point("year", year=int(token.word)), i + 1
    if token.word in {"'", "’"} and reader.token(i + 1).is_number and len(reader.word(i + 1)) == 2:
        return Point("year", year=int(reader.word(i + 1)), short_year=True), i + 2
    if token.is_number and len(token.word) == 2 and token.word[0] == "0" and reader.ends_phrase(i + 1):
        return Point("year", year=int(token.word), short_year=True), i + 1
    return None
