"""Ranges with an open side: "since Christmas", "until the 12th", "from 5 February"."""

from analyser.timex import ages
from analyser.timex.compound import dated
from analyser.timex.covering import make
from analyser.timex.expression import Found, Opening, Point
from analyser.timex.named import FOUR_DIGITS
from analyser.timex.reader import Reader

TAILS: tuple[tuple[str, Opening], ...] = (("opening.later_tails", "since"), ("opening.earlier_tails", "until"))


def open_range(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "since Christmas", "until the 12th", "before October" from token ``i``, and the index after it."""
    beyond = beyond_amount(reader, i)
    if beyond:
        return beyond
    led = opening_word(reader, i)
    if led is None:
        return None
    opening, j = led
    if opening == "since" and (born := ages.age(reader, i)):
        return make(reader, i, born[1], born[0], None, "since"), born[1]
    if opening == "until" and is_denied(reader, i):
        return None
    k = past_year_word(reader, past_fillers(reader, j))
    found = dated(reader, k)
    if opening == "since" and reader.word(i) == "since" and not found:
        found = happening(reader, j)
    if not found or not reader.joined(k) or found[0].only_time:
        return None
    point, after = found
    if opening == "until" and i + 1 == j and names_end(point) and not (point.edge and reader.word(i) == "before"):
        return None
    if reader.word(i) == "before" and (point.week or (point.rule == "day_word" and reader.word(after) == "and")):
        return None
    return make(reader, i, after, point, None, opening), after


def opening_word(reader: Reader, i: int) -> tuple[Opening, int] | None:
    """Return which side "since", "until", "before", "up to" or "prior to" leaves open, and the index after it."""
    word = reader.word(i)
    if word == "since":
        return "since", i + 1
    if after := phrase(reader, i, "opening.later"):
        return "since", after
    if after := phrase(reader, i, "opening.no_later"):
        return "until", after
    if word in reader.sets["until.words"]:
        return "until", i + 1
    if word == "before":
        return None if reader.word(i - 1) in reader.sets["until.before_units"] else ("until", i + 1)
    if (word == "up" and reader.word(i + 1) in reader.sets["until.up_to"]) or (word == "prior" and reader.word(i + 1) == "to"):
        return "until", i + 2
    return None


def phrase(reader: Reader, i: int, table: str) -> int | None:
    """Return the index after the longest phrase of two or three words at token ``i`` that stands in ``table``."""
    for n in (3, 2):
        if " ".join(reader.word(i + k) for k in range(n)) in reader.sets[table] and reader.joined(i + n - 1):
            return i + n
    return None


def past_year_word(reader: Reader, i: int) -> int:
    """Return the index of the year in "the year 2019", else ``i``."""
    k = i + 1 if reader.word(i) == "the" else i
    return k + 1 if reader.tag(k, "unit") == "year" and reader.match(k + 1, FOUR_DIGITS) else i


def beyond_amount(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "more than two weeks ago" and "more than two days after Easter", open on the far side, and the index after it."""
    if (reader.word(i), reader.word(i + 1)) != ("more", "than"):
        return None
    found = dated(reader, i + 2)
    if not found or found[0].rule not in {"ago", "offset_from_point"} or found[0].unit not in {"day", "week", "fortnight"}:
        return None
    opening: Opening = "until" if (found[0].amount or 0) < 0 else "since"
    return make(reader, i, found[1], found[0], None, opening), found[1]


def open_tail(reader: Reader, i: int, point: Point, j: int) -> tuple[Found, int] | None:
    """Return ``point``, tokens ``i`` to ``j``, with what opens it behind ("2015 or later", "May 2016 and earlier"), and the index after it."""
    for table, opening in TAILS:
        after = phrase(reader, j, table)
        if after and reader.ends_clause(after) and not point.only_time and not (reader.word(j) == "and" and point.picks_day):
            return make(reader, i, after, point, None, opening), after
    return None


def names_end(point: Point) -> bool:
    """Whether what follows "until" is an end told by itself, which SPEC tags without its preposition.

    A day of a month, a time of day, a bare weekday, a season or an age names when something ended; a bare month or a feast
    tells the stretch up to it, which takes "until" in.
    """
    day_named = point.day is not None and point.month is not None
    weekday_alone = point.rule == "weekday" and point.shift is None and not point.definite
    stretch_named = point.code is not None or point.edge is not None or point.rule == "national_event"
    return day_named or weekday_alone or stretch_named or point.has_clock or point.part is not None or point.base == "birth"


def is_denied(reader: Reader, i: int) -> bool:
    """Whether the clause before "until" denies: what is not told until Monday is told on Monday, so the day stands alone."""
    return any(reader.word(n) in reader.sets["direction.negations"] or reader.word(n).endswith("n't") for n in range(max(0, i - 8), i))


def past_fillers(reader: Reader, j: int) -> int:
    """Return the index after words that add nothing between "since" and its date ("since about May")."""
    k = j
    while reader.word(k) in reader.sets["range.fillers"] and k < j + 3:
        hit = dated(reader, k) if reader.word(k) in reader.sets["range.point_fillers"] else None
        if hit and not hit[0].only_time:
            break
        k += 1
    return k


def onward(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "from 5 February" or "after Easter" as an open range, and the index after it.

    "After" opens one only before a feast or a month; "from" does not where it tells whence something is ("the letter from May").
    """
    found = dated(reader, i + 1)
    if not found or not reader.joined(i + 1) or found[0].only_time:
        return None
    point, after = found
    if reader.word(i) == "after":
        stated = point.year is not None and point.month is not None and not point.week
        if stated:
            return make(reader, i, after, point, None, "since"), after
        opens = (point.feast is not None or (point.month is not None and point.day is None and point.year is None)) and not point.week
        return (make(reader, i, after, point, None, "since"), after) if opens else None
    origin = reader.word(i - 1)
    calendar_words = point.month is not None or point.feast is not None or (point.year is not None and point.day is not None)
    if (
        not calendar_words
        or point.has_clock
        or point.week
        or point.definite
        or origin in reader.sets["range.origins"]
        or reader.word(i + 1) == "the"
        or counted_unit(reader, i - 1)
    ):
        return None
    return make(reader, i, after, point, None, "since"), after


def counted_unit(reader: Reader, i: int) -> bool:
    """Whether token ``i`` is a unit with a number before it ("3 days from …")."""
    return bool(reader.tag(i, "unit")) and (reader.token(i - 1).is_number or reader.tag(i - 1, "number") is not None)


def happening(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return the date in "since he came out on the 16th": a few words, then "on" and a day, and the index after it."""
    for k in range(i + 1, i + 8):
        if reader.ends_clause(k) or not reader.joined(k):
            return None
        if reader.word(k) == "on":
            found = dated(reader, k + 1)
            return found if found and found[0].picks_day else None
    return None
