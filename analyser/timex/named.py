"""Dates that name a month: "12th March 2008", "Mar '08", "March 12", "in May"."""

import re

from analyser.timex.expression import Point
from analyser.timex.reader import Reader

FOUR_DIGITS = re.compile(r"(1[0-9]\d\d|20\d\d|21\d\d)(?![\d/]|[.,:]\d)")


def year_after(reader: Reader, i: int, *, loose: bool) -> tuple[int, bool, int] | None:
    """Return a year from token ``i``, whether it has but two digits, and the index after it.

    Two bare digits are a year only when ``loose`` (a day stands before them) or when they begin with a nought.
    """
    if not reader.joined(i):
        return None
    token = reader.token(i)
    spelled = spelled_year(reader, i + 1 if token.word in reader.sets["year.links"] else i)
    if spelled:
        return spelled[0], False, spelled[1]
    if token.word in reader.sets["year.marks"] and reader.token(i + 1).is_number:
        follow = reader.token(i + 1)
        if token.word == "of" and len(follow.word) == 2 and int(follow.word) > 31 and reader.ends_phrase(i + 2):
            return int(follow.word), True, i + 2
        if (
            len(follow.word) == 4
            and FOUR_DIGITS.match(reader.text, follow.start)
            and (token.word not in reader.sets["mark.date_marks"] or follow.glued)
        ):
            if reader.word(i + 2) in reader.sets["year.not_units"] and token.word == ",":
                return None
            return int(follow.word), False, i + 2
        same_mark = reader.word(i - 2) == token.word and reader.token(i - 1).glued
        if token.word in reader.sets["mark.date_marks"] and same_mark and token.glued and follow.glued and len(follow.word) == 2 and loose:
            return int(follow.word), True, i + 2
        return None
    if token.word in reader.sets["mark.year_quotes"]:
        follow = reader.token(i + 1)
        if follow.glued and follow.is_number and len(follow.word) == 2:
            return int(follow.word), True, i + 2
        return None
    if not token.is_number:
        return None
    if len(token.word) == 4 and FOUR_DIGITS.match(reader.text, token.start) and reader.word(i + 1) not in reader.sets["year.not_units"]:
        return int(token.word), False, i + 1
    if len(token.word) == 2 and (loose or token.word[0] == "0" or int(token.word) > 31) and not glued_number(reader, i):
        return int(token.word), True, i + 1
    return None


CENTURY_WORDS = {"fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20}


def spelled_year(reader: Reader, i: int) -> tuple[int, int] | None:
    """Return a year in words ("nineteen eighty six", "two thousand and five") from token ``i``, and the index after it."""
    if reader.word(i) == "two" and reader.word(i + 1) == "thousand":
        k = i + 3 if reader.word(i + 2) == "and" else i + 2
        rest = reader.small_number(k) if reader.tag(k, "number") is not None and reader.word(k) not in {"a", "an"} else None
        if rest and 0 < rest[0] < 100:
            return 2000 + int(rest[0]), rest[1]
        return 2000, i + 2
    century = CENTURY_WORDS.get(reader.word(i))
    if century is None:
        return None
    k = i + 1
    if reader.word(k) == "hundred":
        k += 2 if reader.word(k + 1) == "and" else 1
    elif century == 20 and (reader.tag(k, "number") or 0) < 10:
        return None
    if reader.tag(k, "number") is None or reader.word(k) in {"a", "an"}:
        return None
    rest = reader.small_number(k)
    return (century * 100 + int(rest[0]), rest[1]) if rest and 10 <= rest[0] < 100 else None


def glued_number(reader: Reader, i: int) -> bool:
    """Whether the number at token ``i`` runs on as a clock time, a decimal, an ordinal or a measure."""
    follow = reader.token(i + 1)
    if follow.glued and follow.word in reader.sets["mark.runs_on"]:
        return reader.token(i + 2).glued and reader.token(i + 2).is_number
    return (follow.glued and follow.word.isalpha()) or follow.word in reader.sets["year.measures"]


def month_is_meant(reader: Reader, i: int) -> bool:
    """Whether a month's name standing alone is a month: no person called April, no modal "may"."""
    word, token = reader.word(i), reader.token(i)
    written = reader.original(i)
    if reader.n <= 2:
        return True
    if reader.token(i - 1).is_number and reader.token(i - 1).glued and reader.char_before(i - 1).isalpha():
        return False
    previous, follow = reader.word(i - 1), reader.word(i + 1)
    if reader.joined(i + 1) and follow in reader.sets["blocked.streets"] and reader.original(i + 1)[:1].isupper():
        return False
    if word in reader.sets["month.signatures"] and token.line_breaks and (reader.token(i + 1).line_breaks or i + 1 >= reader.n):
        return i == 0
    if word in reader.sets["month.first_names"] and previous in reader.sets["month.name_leads"]:
        return False
    if previous in reader.sets["month.indefinite"]:
        return False
    if follow in {"'", "-"} and reader.token(i + 1).glued and reader.token(i + 2).glued and word in reader.sets["month.names_of_people"]:
        return False
    led = previous in reader.sets["month.leads"] and not token.line_breaks
    if written.islower() and (word in reader.sets["month.verbs"] or (len(word) == 3 and word in reader.sets["month.cut_words"])):
        return led and previous not in reader.sets["month.weak_leads"] and follow not in reader.sets["blocked.modal_followers"]
    if word not in reader.sets["month.names_of_people"]:
        return written[0].isupper() or len(word) > 3 or led
    if previous in reader.sets["blocked.titles"] or (previous == "." and reader.word(i - 2) in reader.sets["blocked.titles"]):
        return False
    if word in {"may", "march"} and not led and follow in reader.sets["blocked.modal_followers"]:
        return False
    if led and previous not in reader.sets["month.shared_leads"]:
        return True
    following = reader.original(i + 1)
    if reader.joined(i + 1) and following[:1].isupper() and following[1:].islower() and not reader.token(i + 1).tags and word != "august":
        return False
    if reader.joined(i + 1) and follow in reader.sets["blocked.person_verbs"] and not led and follow != "and":
        return False
    return (
        word not in reader.sets["month.modal"]
        or led
        or (written[0].isupper() and not (reader.starts_line(i) or previous in reader.sets["mark.sentence_ends"]))
    )


def day_number(reader: Reader, i: int) -> tuple[int, int, bool] | None:
    """Return a day of the month from token ``i``, the index after it, and whether it is an ordinal."""
    ordinal = reader.ordinal(i)
    if ordinal and 1 <= ordinal[0] <= 31:
        return ordinal[0], ordinal[1], True
    token = reader.token(i)
    if token.is_number and len(token.word) <= 2 and 1 <= int(token.word) <= 31:
        return int(token.word), i + 1, False
    return None


def tails_number(reader: Reader, i: int) -> bool:
    """Whether the number at token ``i`` is the last figures of a longer number."""
    token = reader.token(i)
    if token.is_number and reader.word(i - 1) in reader.sets["mark.currency"]:
        return True
    if token.is_number and token.glued and reader.char_before(i).isalpha() and reader.tag(i - 1, "weekday") is None:
        return True
    return token.is_number and token.glued and reader.char_before(i) in "£$€.,:/-%" and reader.token(i - 2).is_number


def day_then_month(reader: Reader, i: int, *, tail: bool = False) -> tuple[Point, int] | None:
    """Return "12th March 2008", "the first of March", "05-Aug-2016", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    number = day_number(reader, j)
    if not number and (spelled := spelled_day(reader, j)) and reader.original(spelled[1])[:1].isupper():
        number = spelled
    if not number or (not tail and tails_number(reader, j)):
        return None
    day, j, is_ordinal = number
    if reader.word(j) == "day" and is_ordinal:
        j += 1
    if reader.word(j) == "of":
        j += 1
        if reader.word(j) == "the" and reader.word(j + 1) == "month" and reader.word(j + 2) == "of":
            j += 3
    elif (reader.word(j) in reader.sets["mark.date_marks"] and reader.token(j).glued and reader.token(j + 1).glued) or (
        reader.word(j) == "," and reader.tag(j + 1, "month") and is_ordinal
    ):
        j += 1
    month = reader.tag(j, "month")
    if month is None or not (reader.joined(j) or reader.token(j).glued):
        return None
    if (
        reader.word(j) in reader.sets["month.modal"]
        and reader.original(j).islower()
        and reader.word(j + 1) in reader.sets["blocked.modal_followers"]
        and not is_ordinal
    ):
        return None
    j += 1
    point = Point("day_named_month", day=day, month=month)
    j = skip_dot(reader, j)
    year = year_after(reader, j, loose=True)
    if year:
        point.year, point.short_year, j = year
    return point, j


def spelled_day(reader: Reader, i: int) -> tuple[int, int, bool] | None:
    """Return a day of the month spelled as a plain number ("twenty five January"), the index after it, and ``True``."""
    if reader.tag(i, "number") is None or reader.word(i) in reader.sets["number.singular"]:
        return None
    number = reader.small_number(i)
    if not number or number[0] != int(number[0]) or not 1 <= number[0] <= 31:
        return None
    return int(number[0]), number[1], True


def skip_dot(reader: Reader, j: int) -> int:
    """Return the index after the full stop of a shortened month or weekday, if a number or a year follows it."""
    if reader.word(j) == "." and reader.token(j).glued and reader.token(j + 1).line_breaks == 0:
        follow = reader.token(j + 1)
        if follow.is_number or (follow.word in {"'", "the"} and reader.token(j + 2).is_number):
            return j + 1
    return j


def month_then_day(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "March 12th, 2008", "March the 12th", "Sep-23-2020" or "Feb13", and the index after it."""
    month = reader.tag(i, "month")
    if month is None:
        return None
    j = skip_dot(reader, i + 1)
    if reader.word(j) == "the":
        j += 1
        if not reader.ordinal(j):
            return None
    elif (reader.word(j) in {"-", "/"} and reader.token(j).glued and reader.token(j + 1).glued) or (reader.word(j) == "," and reader.ordinal(j + 1)):
        j += 1
    if not reader.joined(j):
        return None
    number = day_number(reader, j)
    if not number and (spelled := spelled_day(reader, j)) and (reader.ends_phrase(spelled[1]) or spelled_year(reader, spelled[1])):
        number = spelled
    if not number:
        return None
    day, after, is_ordinal = number
    if not is_ordinal:
        if reader.word(j)[0] == "0" and not (
            reader.word(after) in {",", "-"} and reader.token(after + 1).is_number and len(reader.word(after + 1)) == 4
        ):
            return None
        if glued_number(reader, j) and reader.token(after).word != "-":
            return None
        if (
            reader.original(i).islower()
            and reader.word(i) in reader.sets["month.verbs"]
            and reader.word(i - 1) not in reader.sets["month.leads"]
            and i > 0
        ):
            return None
    point = Point("named_month_day", day=day, month=month)
    year = year_after(reader, after, loose=False)
    if year and not (year[1] and reader.word(after) not in {"'", "’"}):
        point.year, point.short_year, after = year
    return point, after


def month_with_year(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "March 2008", "Sept 05", "Mar '08" or "February of 1940", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    month = reader.tag(j, "month")
    if month is None:
        return None
    year = year_after(reader, skip_dot(reader, j + 1), loose=False)
    if not year:
        return None
    return Point("month_year", month=month, year=year[0], short_year=year[1]), year[2]


def month_alone(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a month without day or year, if it is one, and the index after it."""
    j = i + 1 if reader.word(i) == "the" and reader.word(i - 1) == "in" else i
    month = reader.tag(j, "month")
    if month is None or not month_is_meant(reader, j) or (j > i and not reader.ends_phrase(j + 1)):
        return None
    return Point("month", month=month, definite=j > i), j + 1


def dashed(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "September-2020-23" or "23-2020-September", a date whose three parts stand in an unusual order, and the index after it."""
    mark = reader.word(i + 1)
    if mark not in {"-", "/"} or reader.word(i + 3) != mark or not all(reader.token(i + n).glued for n in (1, 2, 3, 4)):
        return None
    year = reader.word(i + 2)
    if not (reader.token(i + 2).is_number and len(year) == 4):
        return None
    for month_at, day_at in ((i, i + 4), (i + 4, i)):
        month, day = reader.tag(month_at, "month"), reader.token(day_at)
        if month and day.is_number and len(day.word) <= 2 and 1 <= int(day.word) <= 31:
            return Point("dashed_date", year=int(year), month=month, day=int(day.word)), i + 5
    return None


def year_month_name_day(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "2020/Sep/23" or "2020 September 23", and the index after it."""
    token = reader.token(i)
    if not token.is_number or len(token.word) != 4:
        return None
    if reader.word(i + 1) not in {"/", "-"} or reader.word(i + 3) != reader.word(i + 1):
        return None
    for month_at, day_at in ((i + 2, i + 4), (i + 4, i + 2)):  # also "23-2020-September" and "September-2020-23" below
        month, day = reader.tag(month_at, "month"), reader.token(day_at)
        if month and day.is_number and len(day.word) <= 2 and 1 <= int(day.word) <= 31:
            return Point("year_named_month_day", year=int(token.word), month=month, day=int(day.word)), i + 5
    return None
