"""Years and decades, and the year that other expressions take in: "2006", "the 1990s", "last year"."""

from analyser.timex.expression import Point
from analyser.timex.named import FOUR_DIGITS, spelled_year, year_after
from analyser.timex.reader import Reader
from analyser.timex.shifted import shifted_unit

CODE_MARKS = "£$€#@\\%=^~*+_/.:&"
DECADE_WORDS = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip


def with_year(reader: Reader, point: Point, j: int) -> tuple[Point, int]:
    """Add a year that follows: "2015", "'15", "last year", "of this year", "the year before last"."""
    year = year_after(reader, j, loose=False)
    if year:
        point.year, point.short_year, j = year
        return point, j
    k = j + 1 if reader.word(j) in reader.sets["year.links"] else j
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


def year_in_words(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "nineteen ninety six" after a word that leads to a year, and the index after it."""
    if reader.word(i - 1) not in reader.sets["year.spelled_leads"]:
        return None
    spelled = spelled_year(reader, i)
    return (Point("year_spelled", year=spelled[0]), spelled[1]) if spelled and not reader.tag(spelled[1], "unit") else None


def year_alone(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a year, unless it is a number of something, a code, a statute's year or a house number, and the index after it."""
    token = reader.token(i)
    if not token.is_number or len(token.word) == 2:
        return short_year(reader, i)
    if len(token.word) != 4 or not FOUR_DIGITS.match(reader.text, token.start) or year_is_blocked(reader, i):
        return None
    number, previous, following = int(token.word), reader.word(i - 1), reader.token(i + 1)
    era = following.word in reader.sets["year.eras"]
    led = previous in reader.sets["year.leads"] or reader.tag(i - 1, "month") or reader.tag(i - 1, "season")
    written = reader.original(i - 1)
    told = number_is_year(token.word) and written.islower() and len(written) > 1 and reader.ends_phrase(i + 1) and not following.is_number
    if not (told or led or previous in reader.sets["year.marks_before"] or token.line_breaks or i == 0):
        return None
    if number < 1900 and not (led or previous in reader.sets["year.old_marks_before"] or token.line_breaks or era):
        return None
    if previous == "for" and number >= 1900 and following.word.isalpha() and following.word not in reader.sets["year.told_followers"]:
        return None
    return Point("year", year=number, era=era), i + (2 if era else 1)


def short_year(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a year of two figures by itself ("since '05", "in 05"), and the index after it."""
    token, follow, previous = reader.token(i), reader.token(i + 1), reader.word(i - 1)
    if token.word in {"'", "‘"} and follow.glued and len(follow.word) == 2 and follow.is_number:
        if token.glued or previous not in reader.sets["year.leads"] or reader.token(i + 2).glued:
            return None
        return Point("year", year=int(follow.word), short_year=True), i + 2
    if not token.is_number or token.word[0] != "0" or previous not in reader.sets["year.short_leads"]:
        return None
    return None if follow.glued or not reader.ends_phrase(i + 1) else (Point("year", year=int(token.word), short_year=True), i + 1)


def year_is_blocked(reader: Reader, i: int) -> bool:
    """Whether what stands around four figures makes them a code, a quantity, a statute's year or a year before our era."""
    following, previous = reader.token(i + 1), reader.word(i - 1)
    if following.glued and following.word.isalpha():
        return True
    if following.word in reader.sets["year.before_eras"] and (following.word != "b" or reader.word(i + 2) == "."):
        return True
    before = reader.char_before(i)
    coded = before in CODE_MARKS or (before in "-–,'’" and not (reader.token(i - 2).is_number and len(reader.word(i - 2)) == 4))
    circa = before == "." and reader.word(i - 2) in {"c", "ca"}
    if coded and not circa and not (before in ".:" and not reader.token(i - 1).glued):
        return True
    if following.word in reader.sets["blocked.laws"] and previous in {"the", "of"} and reader.joined(i + 1):
        return True
    if following.word in reader.sets["year.quantities"] or following.word == "%" or runs_into_number(reader, i + 1):
        return True
    return previous in reader.sets["blocked.laws"] or (previous in reader.sets["blocked.before"] and previous != "year")


def runs_into_number(reader: Reader, mark: int) -> bool:
    """Whether token ``mark`` ties a year to further figures that are no second year ("2004/17")."""
    token, number = reader.token(mark), reader.token(mark + 1)
    return token.word in {"/", "-"} and token.glued and number.glued and number.is_number and len(number.word) != 4


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
        if reader.word(suffix) == "s" and (
            reader.token(suffix).glued or (suffix == j + 1 and reader.joined(suffix) and reader.ends_phrase(suffix + 1))
        ):
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
