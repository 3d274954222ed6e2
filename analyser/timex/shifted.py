"""Stretches moved from another: "last week", "this morning", "the following year", "the next three days"."""

from analyser.timex.expression import Base, Point
from analyser.timex.reader import Reader

MOVABLE = frozenset({"day", "week", "fortnight", "month", "quarter", "year", "decade", "weekend", "night", "term"})


def day_word(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "today", "yesterday", "the day before yesterday", "tonight", "last night", "this morning", and the index after it."""
    j = i
    if reader.word(j) == "the" and reader.tag(j + 1, "unit") == "day":
        j += 1
    if reader.tag(j, "unit") == "day" and reader.word(j + 1) in {"before", "after"} and reader.tag(j + 2, "day_offset"):
        offset = reader.tag(j + 2, "day_offset")
        step = -1 if reader.word(j + 1) == "before" else 1
        return Point("day_after_day_word", unit="day", amount=float(offset + step), base="speech"), j + 3
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
            bare = shift == "same" and j == i
            return Point("shifted_part", unit="day", amount=amount, base=base, part=part, definite=not bare, flags=("early",) if edge else ()), k + 1
        return None
    if reader.tag(j, "part") and reader.word(j + 1) in {"before", "after"} and j > i and reader.ends_phrase(j + 2):
        step = -1.0 if reader.word(j + 1) == "before" else 1.0
        return Point("part_before", unit="day", amount=step, base="reference", part=reader.tag(j, "part")), j + 2
    return None


def shifted_unit(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "last week", "next month", "the following year", "the same day", "this autumn", and the index after it."""
    definite = reader.word(i) == "the"
    j = i + 1 if definite else i
    whole = rest_of_week(reader, j)
    if whole:
        return whole
    lead = shift_word(reader, j)
    if lead is None:
        return None
    shift, j, k = lead
    kind = reader.word(k)
    if kind in reader.sets["year.kinds"] and reader.tag(k + 1, "unit") == "year":
        return kind_of_year(reader, k, shift, definite=definite), k + 2
    if (reader.word(k), reader.word(k + 1), reader.word(k + 2)) == ("w", "/", "e"):
        return Point("shifted_unit", unit="weekend", shift=shift, definite=definite), k + 3
    unit = reader.tag(k, "unit")
    if unit is None and shift == "same":
        return None
    if unit in MOVABLE and reader.joined(k) and reader.joined(j + 1):
        if not unit_is_moved(reader, j, k, shift, unit):
            return None
        counted_back = reader.word(j) in reader.sets["shift.definite"]
        return Point("shifted_unit", unit=unit, shift=shift, definite=definite or counted_back or shift in {"that", "same"}), k + 1
    return shifted_name(reader, j, k, shift, definite=definite)


def rest_of_week(reader: Reader, j: int) -> tuple[Point, int] | None:
    """Return "all week", "rest of the week" or "remainder of the month", and the index after it."""
    if reader.word(j) in reader.sets["shift.rest"] and (reader.word(j + 1), reader.word(j + 2)) in {("of", "the"), ("of", "this")}:
        unit = reader.tag(j + 3, "unit")
        if unit in {"week", "month", "year"} and reader.word(j + 3) not in reader.sets["unit.plurals"]:
            return Point("from_now_on", unit=unit), j + 4
    if reader.word(j) not in {"all", "rest"}:
        return None
    if reader.word(j + 1) != "week" and (reader.word(j + 1), reader.word(j + 2), reader.word(j + 3)) != ("of", "the", "week"):
        return None
    return Point("shifted_unit", unit="week", shift="this"), j + (2 if reader.word(j) == "all" else 4)


def shift_word(reader: Reader, j: int) -> tuple[str, int, int] | None:
    """Return what moves a unit, the index of its word, and the index after it and its fillers ("that same", "this past")."""
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
    if reader.word(k) in reader.sets["count.working"] and reader.tag(k + 1, "unit") == "week":
        k += 1
    if shift == "this" and reader.word(k) == "past":
        shift, k = "last", k + 1
    return shift, j, k


def kind_of_year(reader: Reader, k: int, shift: str, *, definite: bool) -> Point:
    """Return a school, financial or calendar year that is moved."""
    kind = reader.word(k)
    if kind in {"academic", "school"}:
        return Point("shifted_school_year", unit="school_year", shift=shift, definite=definite)
    if kind in reader.sets["year.financial"]:
        return Point("shifted_financial_year", unit="financial_year", shift=shift, definite=definite)
    return Point("shifted_unit", unit="year", shift=shift, definite=definite)


def unit_is_moved(reader: Reader, j: int, k: int, shift: str, unit: str) -> bool:
    """Whether the word at ``j`` moves the unit at ``k`` by one; "last night" is a part of a day, "the last days" are no day."""
    if unit == "night" and shift in {"last", "this"}:
        return False
    if reader.word(k) in reader.sets["unit.plurals"]:
        return False
    return not (unit == "day" and shift in {"last", "this"} and reader.word(j) in reader.sets["shift.no_day"])


def shifted_name(reader: Reader, j: int, k: int, shift: str, *, definite: bool) -> tuple[Point, int] | None:
    """Return a season, term or month that is moved ("last autumn", "next March"), and the index after it."""
    season, term, month = reader.tag(k, "season"), reader.tag(k, "term"), reader.tag(k, "month")
    before_term = reader.tag(k + 1, "unit") == "term"
    if season and not before_term:
        return Point("shifted_season", code=season, shift=shift, definite=definite), k + 1
    if before_term and term:
        return Point("shifted_term", code=term, shift=shift, definite=definite), k + 2
    if month is None or not reader.joined(k) or reader.word(j) == "that":
        return None
    if reader.word(k) in {"may", "march"} and reader.original(k).islower() and reader.word(j) == "this":
        return None
    return Point("shifted_month", month=month, shift=shift, definite=definite), k + 1


def shifted_amount(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "the last six weeks", "the next 3 days", "past two months", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.word(j) not in reader.sets["shift.stretch"]:
        return None
    number = couple_of(reader, j + 1) or reader.small_number(j + 1)
    if not number or reader.word(j + 1) in {"a", "an"} or number[0] < 2:
        return None
    if reader.word(number[1]) in reader.sets["count.working"] and reader.tag(number[1] + 1, "unit") == "day" and reader.word(i - 1) != "for":
        shift = "next" if reader.word(j) in reader.sets["shift.ahead"] else "last"
        return Point("working_days", unit="day", amount=number[0], shift=shift), number[1] + 2
    unit = reader.tag(number[1], "unit")
    if unit not in {"day", "week", "fortnight", "month", "year", "quarter", "decade"} or reader.word(i - 1) == "for":
        return None
    if reader.word(j) == "upcoming":
        return Point("upcoming", unit=unit, amount=number[0]), number[1] + 1
    shift = "next" if reader.word(j) in reader.sets["shift.ahead"] else "last"
    return Point("shifted_amount", unit=unit, amount=number[0], shift=shift), number[1] + 1


def couple_of(reader: Reader, i: int) -> tuple[float, int] | None:
    """Return 2 for "couple of" or "couple" from token ``i``, and the index after it."""
    if reader.tag(i, "quantity") != "couple":
        return None
    return 2.0, i + (2 if reader.word(i + 1) == "of" else 1)


def number_shifted(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "2 next days" or "the 10 previous weeks", and the index after it."""
    number = reader.small_number(i)
    if not number or reader.word(number[1]) not in reader.sets["shift.amount_adjectives"] or number[0] < 2:
        return None
    unit = reader.tag(number[1] + 1, "unit")
    if unit not in {"day", "week", "fortnight", "month", "year"} or reader.word(number[1] + 1) not in reader.sets["unit.all_plurals"]:
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
    if unit not in {"day", "week", "weekend", "month", "year"} or reader.word(j) in reader.sets["unit.plurals_of_period"]:
        return None
    if reader.word(j + 1) == "after" and reader.word(j + 2) == "next":
        return Point("after_next", unit=unit, shift="after_next"), j + 3
    if reader.word(j + 1) == "before" and reader.word(j + 2) == "last":
        return Point("before_last", unit=unit, shift="before_last"), j + 3
    if j > i and reader.word(j + 1) in {"before", "after"} and (reader.ends_clause(j + 2) or reader.word(j + 2) in {"but", "and"}):
        return Point("shifted_unit", unit=unit, shift="following" if reader.word(j + 1) == "after" else "previous", definite=True), j + 2
    return None


def part_of_unit(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "earlier this year", "later in the month" or "month to date", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    if reader.tag(j, "unit") in {"week", "month", "year"} and (reader.word(j + 1), reader.word(j + 2)) == ("to", "date"):
        return Point("until_now", unit=reader.tag(j, "unit")), j + 3
    if reader.word(i) not in {"earlier", "later"}:
        return None
    which = "until_now" if reader.word(i) == "earlier" else "from_now_on"
    found = shifted_unit(reader, i + 1)
    if found and found[0].shift == "this" and found[0].unit in {"week", "month", "year"}:
        return Point(which, unit=found[0].unit), found[1]
    if reader.word(i + 1) == "in" and reader.word(i + 2) == "the" and reader.tag(i + 3, "unit") in {"week", "month", "year"}:
        return Point(which, unit=reader.tag(i + 3, "unit")), i + 4
    return None
