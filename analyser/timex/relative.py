"""Expressions that count from another day: "yesterday", "last Friday", "6/52 ago", "the following day", "a week on Friday"."""

import re

from analyser.timex.ages import after_birth
from analyser.timex.expression import Base, Point
from analyser.timex.reader import Reader

SHORTHAND = re.compile(r"(\d{1,3}) ?/ ?(7|52|12)(?!\d)(?![./-]\d)")
SHORTHAND_UNITS = {"7": "day", "52": "week", "12": "month"}
DAY_UNITS = frozenset({"day", "night"})
MOVABLE = frozenset({"day", "week", "fortnight", "month", "quarter", "year", "decade", "weekend", "night", "term"})
BASES: dict[str, tuple[Base, int]] = {
    "before_speech": ("speech", -1),
    "after_reference": ("reference", 1),
    "before_reference": ("reference", -1),
    "after_speech": ("speech", 1),
}


def weekday(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a day of the week with what moves it ("last", "next", "week", "of last week"), and the index after it."""
    j, shift, definite = i, None, False
    if reader.word(j) in {"the", "that"}:
        definite = True
        j += 1
    if reader.word(j) == "this" and reader.word(j + 1) in {"coming", "upcoming"}:
        j += 1
    if reader.tag(j, "shift") and reader.word(j) not in {"present", "that"}:
        shift = reader.tag(j, "shift")
        j += 1
    day = reader.tag(j, "weekday")
    if day is None or not weekday_is_meant(reader, j, alone=j == i):
        return None
    if j > i and not reader.joined(j):
        return None
    point = Point("weekday", weekday=day, shift=shift, definite=definite)
    if reader.word(j - 1) in {"coming", "upcoming", "forthcoming"}:
        point.flags = ("upcoming",)
    j += 1
    if (
        reader.word(j) == "."
        and reader.token(j).glued
        and len(reader.word(j - 1)) <= 5
        and reader.joined(j + 1)
        and (reader.token(j + 1).is_number or reader.tag(j + 1, "month"))
    ):
        j += 1
    return weekday_tail(reader, point, j)


def weekday_is_meant(reader: Reader, i: int, *, alone: bool) -> bool:
    """Whether a day's name is one: no verb "sat" or "wed", no sun in the sky, no newspaper."""
    word, written = reader.word(i), reader.original(i)
    if word in {"sat", "sun", "wed", "mon", "fri", "thu", "tue", "mons"}:
        if written.islower():
            before, after = reader.word(i - 1), reader.token(i + 1)
            if word in {"sat", "sun", "wed"} and reader.n > 2:
                return (
                    (before in {"on", "last", "next", "this", "every", "since", "by"} and word != "sun")
                    or bool(after.tags.get("part"))
                    or after.is_number
                )
            return True
        if word in {"sun", "wed", "mon"} and name_follows(reader, i):
            return False
        if word == "sun" and (reader.word(i - 1) == "the" or reader.word(i + 1) in {"newspaper", "shone", "cream", "lotion", "hat"}):
            return False
        if (
            word == "sat"
            and reader.word(i + 1) in {"on", "in", "with", "at", "down", "and", "next", "by", "up", "quietly", "there", "beside"}
            and reader.starts_line(i)
        ):
            return reader.word(i + 1) in {"at"}
        if written.isupper() and word in {"sat", "sun", "mon", "wed"} and reader.word(i + 1) in {"nav", "levels", "level"}:
            return False
    if word == "sats":
        return False
    club = reader.word(i + 2) in {"club", "group", "clinic", "session", "sessions"} and reader.word(i + 1).isalpha() and not reader.token(i + 1).tags
    if club and reader.joined(i + 1):
        return False
    if not word.endswith("'s") and reader.word(i + 1) in reader.sets["weekday.nouns"] and reader.joined(i + 1):
        return False
    if alone and listed(reader, i):
        return False
    if alone and reader.word(i - 1) == "one" and reader.word(i - 2) == "next":
        return True
    if alone and (reader.word(i - 1) in reader.sets["weekday.habits"] or (word.endswith("days") and reader.word(i - 1) != "last")):
        return False
    return not (word in {"sat", "sun", "wed"} and written[0].isupper() and verb_follows(reader, i))


def listed(reader: Reader, i: int) -> bool:
    """Whether a day's name is one of three or more in a row ("Mon, Wed and Fri"), which tells a habit."""
    first = i
    while reader.word(first - 1) in {",", "and", "&", "/"} and reader.tag(first - 2, "weekday") is not None:
        first -= 2
    n, k = 1, first
    while reader.word(k + 1) in {",", "and", "&", "/"} and reader.tag(k + 2, "weekday") is not None:
        n, k = n + 1, k + 2
    return n >= 3 and not reader.token(k + 1).is_number


def name_follows(reader: Reader, i: int) -> bool:
    """Whether a capitalised word that is no calendar word follows on the same line, as in a person's name."""
    written = reader.original(i + 1)
    return reader.joined(i + 1) and written[:1].isupper() and written[1:2].islower() and not reader.token(i + 1).tags


def verb_follows(reader: Reader, i: int) -> bool:
    """Whether "Sat", "Sun" or "Wed" at the head of a sentence goes on as a verb or a noun."""
    follow = reader.token(i + 1)
    if not (reader.starts_line(i) or reader.word(i - 1) in {".", "!", "?"}) or follow.line_breaks:
        return False
    return follow.word.isalpha() and not follow.tags and not reader.ends_phrase(i + 1)


def weekday_tail(reader: Reader, point: Point, j: int) -> tuple[Point, int]:
    """Add what follows a day's name: "week", "last", "of last week", "after next", "the 12th" is left to the date."""
    word = reader.word(j)
    if not reader.joined(j):
        return point, j
    if word == "from" and reader.tag(j + 1, "shift") and reader.tag(j + 2, "unit") == "week":
        word = "of"
    if word in {"week", "fortnight"} and reader.ends_phrase(j + 1):
        point.unit, point.amount, point.base, point.rule = "week", 1.0 if word == "week" else 2.0, "point", "weekday_week"
        return point, j + 1
    if (
        word in {"last", "next", "gone", "coming", "past"}
        and point.shift is None
        and reader.tag(j + 1, "unit") is None
        and reader.tag(j + 1, "month") is None
    ):
        if reader.ends_phrase(j + 1):
            point.shift = {"gone": "last", "past": "last", "coming": "next"}.get(word, word)
            if word == "last":
                point.flags += ("post",)
            return point, j + 1
        return point, j
    if word == "after" and reader.word(j + 1) == "next":
        point.shift, point.flags = "after_next", point.flags
        return point, j + 2
    if word in {"before", "after"} and point.shift is None:
        if point.definite and reader.ends_clause(j + 1):
            point.shift, point.flags = "following" if word == "after" else "preceding", ()
            return point, j + 1
        inner = almanac_day(reader, j + 1)
        if inner:
            point.base, point.base_point, point.amount, point.rule = "point", inner[0], 1.0 if word == "after" else -1.0, "weekday_by_point"
            return point, inner[1]
    k = j + 1 if word in {"of", "in", "from"} else j
    if reader.word(k) == "the" and k > j:
        k += 1
    shift = reader.tag(k, "shift")
    if shift and reader.tag(k + 1, "unit") == "week" and point.shift is None:
        point.shift, point.unit = shift, "week"
        return point, k + 2
    if word == "of" and reader.word(j + 1) in {"the", "that"} and reader.tag(j + 2, "unit") == "week":
        point.shift, point.unit = "same", "week"
        return point, j + 3
    return point, j


def almanac_day(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a feast that a weekday is counted from ("before Easter"), and the index after it."""
    from analyser.timex.periods import feast

    found = feast(reader, i)
    return found if found and found[0].feast is not None and found[0].shift is None else None


def counted_weekdays(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "two Fridays ago" and "three Mondays from now", and the index after it."""
    number = reader.small_number(i)
    if not number or number[0] != int(number[0]) or not 1 < number[0] <= 10:
        return None
    day = reader.tag(number[1], "weekday")
    if day is None or not reader.word(number[1]).endswith("s"):
        return None
    if reader.word(number[1] + 1) in {"ago", "back"}:
        return Point("weekdays_ago", weekday=day, amount=-number[0], shift="counted"), number[1] + 2
    if reader.word(number[1] + 1) == "from" and reader.word(number[1] + 2) in {"now", "today"}:
        return Point("weekdays_ahead", weekday=day, amount=number[0], shift="counted"), number[1] + 3
    return None


def part_of_unit(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "earlier this year" or "later in the month", and the index after it."""
    if reader.word(i) not in {"earlier", "later"}:
        return None
    which = "until_now" if reader.word(i) == "earlier" else "from_now_on"
    found = shifted_unit(reader, i + 1)
    if found and found[0].shift == "this" and found[0].unit in {"week", "month", "year"}:
        return Point(which, unit=found[0].unit), found[1]
    if reader.word(i + 1) == "in" and reader.word(i + 2) == "the" and reader.tag(i + 3, "unit") in {"week", "month", "year"}:
        return Point(which, unit=reader.tag(i + 3, "unit")), i + 4
    return None


def number_shifted(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "2 next days" or "the 10 previous weeks", and the index after it."""
    number = reader.small_number(i)
    if not number or reader.word(number[1]) not in {"next", "past", "previous", "last", "coming"} or number[0] < 2:
        return None
    unit = reader.tag(number[1] + 1, "unit")
    if unit not in {"day", "week", "fortnight", "month", "year"}:
        return None
    shift = "next" if reader.word(number[1]) in {"next", "coming"} else "last"
    return Point("shifted_amount", unit=unit, amount=number[0], shift=shift), number[1] + 2


def upcoming(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "two upcoming weeks", and the index after it."""
    number = reader.small_number(i)
    if not number or reader.word(number[1]) != "upcoming" or number[0] < 2:
        return None
    unit = reader.tag(number[1] + 1, "unit")
    return (Point("upcoming", unit=unit, amount=number[0]), number[1] + 2) if unit else None


def week_by(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "week after next", "the week before last", "the day after" and "the week before", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    unit = reader.tag(j, "unit")
    if unit not in {"day", "week", "weekend", "month", "year"} or reader.word(j) in {"days", "weeks", "months", "years"}:
        return None
    if reader.word(j + 1) == "after" and reader.word(j + 2) == "next":
        return Point("after_next", unit=unit, shift="after_next"), j + 3
    if reader.word(j + 1) == "before" and reader.word(j + 2) == "last":
        return Point("before_last", unit=unit, shift="before_last"), j + 3
    if j > i and reader.word(j + 1) in {"before", "after"} and (reader.ends_clause(j + 2) or reader.word(j + 2) in {"but", "and"}):
        return Point("shifted_unit", unit=unit, shift="following" if reader.word(j + 1) == "after" else "previous", definite=True), j + 2
    return None


def day_word(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "today", "yesterday", "the day before yesterday", "tonight", "last night", "this morning", and the index after it."""
    j = i
    if reader.word(j) == "the" and reader.tag(j + 1, "unit") == "day":
        j += 1
    if reader.tag(j, "unit") == "day" and reader.word(j + 1) in {"before", "after"} and reader.tag(j + 2, "day_offset"):
        offset = reader.tag(j + 2, "day_offset")
        step = -1 if reader.word(j + 1) == "before" else 1
        return Point("day_after_day_word", unit="day", amount=float(offset + step), base="speech"), j + 3
    if reader.word(i) == "to" and reader.word(i + 1) == "day" and False:
        return None
    offset = reader.tag(i, "day_offset")
    if offset is not None:
        return Point("day_word", unit="day", amount=float(offset), base="speech"), i + 1
    if reader.tag(i, "tonight"):
        return Point("tonight", unit="day", amount=0.0, base="speech", part="NI"), i + 1
    return shifted_part(reader, i)


def shifted_part(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "last night", "this morning", "that evening", "the following morning", "the night before", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    shift = reader.tag(j, "shift")
    if shift and shift in {"last", "this", "next", "following", "same", "that"}:
        k = j + 1
        edge = None
        if reader.tag(k, "edge") and reader.tag(k + 1, "part"):
            edge, k = reader.tag(k, "edge"), k + 1
        part = reader.tag(k, "part")
        if part is None and shift == "this" and reader.word(k) in {"a", "p"} and reader.word(k + 1) == "." and reader.word(k + 2) == "m":
            after = k + 4 if reader.word(k + 3) == "." and reader.token(k + 3).glued else k + 3
            return Point("shifted_part", unit="day", amount=0.0, base="speech", part="MO" if reader.word(k) == "a" else "AF"), after
        if part and reader.joined(k) and reader.word(k) != "eve":
            if shift == "last" and reader.word(j) == "last" and "the" in {reader.word(i), reader.word(i - 1)}:
                return None
            if shift == "last" and (j > i or (part == "MO" and reader.word(k) != "morning")):
                return None if part != "NI" else (Point("shifted_part", unit="day", amount=-1.0, base="reference", part=part), k + 1)
            amount = {"last": -1.0, "next": 1.0, "following": 1.0}.get(shift, 0.0)
            base: Base = "speech" if shift in {"last", "this"} and reader.word(j) not in {"previous", "preceding"} else "reference"
            return Point("shifted_part", unit="day", amount=amount, base=base, part=part, flags=("early",) if edge else ()), k + 1
        return None
    if reader.tag(j, "part") and reader.word(j + 1) in {"before", "after"} and j > i and reader.ends_phrase(j + 2):
        step = -1.0 if reader.word(j + 1) == "before" else 1.0
        return Point("part_before", unit="day", amount=step, base="reference", part=reader.tag(j, "part")), j + 2
    return None


def shifted_unit(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "last week", "next month", "the following year", "the same day", "the next few days" (left out), and the index after it."""
    j = i
    definite = reader.word(j) == "the"
    if definite:
        j += 1
    if reader.word(j) in {"all", "rest"} and (
        reader.word(j + 1) == "week" or (reader.word(j + 1), reader.word(j + 2), reader.word(j + 3)) == ("of", "the", "week")
    ):
        return Point("shifted_unit", unit="week", shift="this"), j + (2 if reader.word(j) == "all" else 4)
    shift = reader.tag(j, "shift")
    if reader.word(j) == "that" and reader.word(j + 1) == "same":
        shift, j = "same", j + 1
    if shift is None:
        return None
    k = j + 1
    if reader.word(j) == "this" and reader.word(k) == "coming":
        shift, k = "next", k + 1
    if reader.word(k) == "very":
        k += 1
    if shift == "this" and reader.word(k) == "past":
        shift, k = "last", k + 1
    season = reader.tag(k, "season")
    unit = reader.tag(k, "unit")
    if reader.word(k) in {"calendar", "academic", "school", "financial", "tax", "fiscal"} and reader.tag(k + 1, "unit") == "year":
        kind = reader.word(k)
        if kind in {"academic", "school"}:
            return Point("shifted_school_year", unit="school_year", shift=shift, definite=definite), k + 2
        if kind in {"financial", "tax", "fiscal"}:
            return Point("shifted_financial_year", unit="financial_year", shift=shift, definite=definite), k + 2
        return Point("shifted_unit", unit="year", shift=shift, definite=definite), k + 2
    if unit is None and shift == "same":
        return None
    if unit in MOVABLE and reader.joined(k) and reader.joined(j + 1):
        if unit in {"night"} and shift in {"last", "this"}:
            return None
        if reader.word(k) in {"days", "weeks", "months", "years", "nights", "terms"}:
            return None
        if unit == "day" and shift in {"last", "this"} and reader.word(j) in {"last", "past", "present", "this", "current"}:
            return None
        point = Point("shifted_unit", unit=unit, shift=shift, definite=definite or shift in {"that", "same"})
        if reader.word(j) in {"previous", "preceding", "following", "prior", "subsequent"}:
            point.definite = True
        if shift in {"same", "that"} and unit == "term":
            point.definite = True
        return point, k + 1
    if season and (reader.tag(k + 1, "unit") != "term"):
        return Point("shifted_season", code=season, shift=shift, definite=definite), k + 1
    if reader.tag(k + 1, "unit") == "term" and reader.tag(k, "term"):
        return Point("shifted_term", code=reader.tag(k, "term"), shift=shift, definite=definite), k + 2
    month = reader.tag(k, "month")
    if (
        month is not None
        and reader.joined(k)
        and not (reader.word(k) in {"may", "march"} and reader.original(k).islower() and reader.word(j) in {"this", "that"})
    ):
        if reader.word(j) == "that":
            return None
        return Point("shifted_month", month=month, shift=shift, definite=definite), k + 1
    return None


def shifted_amount(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the last six weeks", "the next 3 days", "past two months", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(j) not in {"last", "past", "previous", "next", "coming", "upcoming"}:
        return None
    number = reader.small_number(j + 1)
    if not number or reader.word(j + 1) in {"a", "an"} or number[0] < 2:
        return None
    unit = reader.tag(number[1], "unit")
    if unit not in {"day", "week", "fortnight", "month", "year", "quarter"} or reader.word(i - 1) == "for":
        return None
    if reader.word(j) == "upcoming":
        return Point("upcoming", unit=unit, amount=number[0]), number[1] + 1
    shift = "next" if reader.word(j) in {"next", "coming", "upcoming"} else "last"
    return Point("shifted_amount", unit=unit, amount=number[0], shift=shift), number[1] + 1


def counted(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "two weeks ago", "6/52 ago", "three days later", "in a fortnight's time", "two days before Christmas", and the index after it."""
    j = i
    lead = reader.word(i)
    ahead = lead == "in"
    if ahead:
        j += 1
    while reader.word(j) in reader.sets["connect.approximators"] or (
        reader.word(j) in {"only", "over", "some", "exactly", "nearly", "the"} and reader.word(j) != "c"
    ):
        j += 1
        if j > i + 3:
            return None
    amount, unit, after, top = amount_and_unit(reader, j)
    if unit is None:
        return None
    if reader.word(after) == "'" and reader.token(after).glued:
        after += 1
    tail = reader.word(after)
    if ahead:
        vague = amount is None
        if tail == "time":
            after += 1
        elif (
            (unit in {"month", "year"} and reader.word(j) in {"the", "one"})
            or reader.tag(after, "ago")
            or not (reader.ends_phrase(after) or reader.is_shorthand(j))
        ):
            return None
        if vague or unit in {"minute", "hour"} or (unit == "day" and reader.word(j) == "a" and reader.word(after - 1) != "time"):
            return None
        return Point("in_amount", unit=unit, amount=amount, amount_to=top, base="speech"), after
    if amount is None:
        return None
    if tail in {"after", "before"} and (born := after_birth(reader, after + 1)):
        return Point("after_birth", unit=unit, amount=amount if tail == "after" else -amount, base="birth"), born
    if tail == "'s" or tail == "time":
        return None
    if tail == "from" and reader.word(after + 1) in {"now", "today"}:
        if reader.word(after + 1) == "today" and unit in {"month", "year"}:
            today = Point("day_word", unit="day", amount=0.0, base="speech")
            return Point("ago_exact", unit=unit, amount=amount, base="point", base_point=today), after + 2
        return Point("from_now", unit=unit, amount=amount, amount_to=top, base="speech"), after + 2
    kind = reader.tag(after, "ago")
    if kind is None or not reader.joined(after):
        return None
    base, sign = BASES[kind]
    if reader.word(after) in {"after", "before"} and not reader.ends_clause(after + 1):
        return None
    if reader.word(after) in {"on", "back"} and not (reader.ends_phrase(after + 1) and not reader.token(after + 1).is_number):
        return None
    if reader.word(after) == "on" and not reader.ends_clause(after + 1) and reader.word(after + 1) in {"and", "or", "the", "a"}:
        return None
    if reader.word(after) == "on" and (reader.tag(i - 1, "shift") or reader.word(i - 1) in {"for", "after"}):
        return None
    if unit in {"minute", "hour"} and base == "speech":
        return None
    if base == "speech" and sign < 0 and unit in {"year", "month"}:
        if reader.word(after + 1) in {"today", "tomorrow", "yesterday"}:
            today = Point("day_word", unit="day", amount=float(reader.tag(after + 1, "day_offset")), base="speech")
            return Point("ago_exact", unit=unit, amount=sign * amount, base="point", base_point=today), after + 2
        if reader.word(after + 1) == "this" and reader.word(after + 2) in {"month", "week"}:
            return Point("ago", unit="month", amount=sign * amount * (12 if unit == "year" else 1), base=base), after + 3
    return Point(
        "ago" if base == "speech" else "later", unit=unit, amount=sign * amount, amount_to=sign * top if top is not None else None, base=base
    ), after + 1


def amount_and_unit(reader: Reader, i: int) -> tuple[float | None, str | None, int, float | None]:
    """Return amount, unit, the index after them and the top of a span of amounts ("three to six weeks")."""
    if m := reader.match(i, SHORTHAND):
        return float(int(m[1])), SHORTHAND_UNITS[m[2]], reader.after(i, m.end()), None
    if reader.word(i) in {"a", "an"} and reader.tag(i + 1, "quantity") == "few":
        return None, reader.tag(i + 2, "unit"), i + 3, None
    if reader.tag(i, "quantity") == "half" and reader.word(i + 1) in {"a", "an"}:
        unit = reader.tag(i + 2, "unit")
        return (6.0, "month", i + 3, None) if unit == "year" else (None, None, i, None)
    if reader.word(i) in {"six", "three"} and reader.word(i + 1) == "-" and False:
        return None, None, i, None
    number = reader.small_number(i)
    if number is None:
        unit = reader.tag(i, "unit")
        return (1.0, unit, i + 1, None) if unit == "fortnight" else (None, None, i, None)
    amount, j = number
    top = None
    if reader.word(j) in {"to", "-", "–", "or"}:
        second = reader.small_number(j + 1)
        if second and second[0] > amount and reader.tag(second[1], "unit"):
            top, j = second
    if reader.word(j) in {"more", "further", "school", "calendar", "full", "whole", "clear"}:
        j += 1
    unit = reader.tag(j, "unit")
    if unit is None or (not reader.joined(j) and not reader.token(j).glued) or unit in {"term", "quarter"}:
        return None, None, i, None
    if unit == "weekend":
        return None, None, i, None
    j += 1
    if reader.word(j) == "and" and reader.word(j + 1) in {"a"} and reader.tag(j + 2, "quantity") == "half":
        amount, j = amount + 0.5, j + 3
    return amount, "day" if unit == "night" else unit, j, top


def week_on_weekday(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "a week on Friday", "a fortnight today", "a week last Tuesday", "week tomorrow", and the index after it."""
    number = reader.small_number(i)
    if not number and reader.word(i - 1) in {"the", "of", "this", "last", "next", "every", "per"}:
        return None
    amount, j = number if number else (1.0, i)
    unit = reader.tag(j, "unit")
    if unit not in {"week", "fortnight"}:
        return None
    k = j + 1
    if reader.word(k) in {"on", "from", "this", "next"}:
        if reader.word(k) == "next":
            k -= 1
        found = weekday(reader, k + 1) or day_word(reader, k + 1)
    else:
        found = weekday(reader, k) if reader.tag(k, "shift") == "last" else day_word(reader, k) if number or reader.tag(k, "day_offset") else None
    if not found or found[0].part or found[0].unit == "week":
        return None
    point, after = found
    back = point.shift == "last" or (point.amount is not None and point.amount < 0)
    weeks = amount * (2 if unit == "fortnight" else 1)
    if point.shift is None and point.weekday is not None:
        point.shift = "ahead"
    return Point("week_on_day", unit="week", amount=-weeks if back else weeks, base="point", base_point=point), after
