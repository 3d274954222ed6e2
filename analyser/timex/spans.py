"""Find the expressions of a text in order: points, ranges and open ranges."""

from dataclasses import replace

from analyser.timex import ages
from analyser.timex.compound import dated
from analyser.timex.covering import make
from analyser.timex.day_lists import day_enumeration, day_list, half_of_term
from analyser.timex.day_times import PART_PHRASES
from analyser.timex.expression import Found, Point
from analyser.timex.feasts import name_index
from analyser.timex.hour_spans import led_hour
from analyser.timex.openings import onward, open_range, open_tail
from analyser.timex.ranges import led_range, night_between, plain_range, stretch_from, year_span
from analyser.timex.reader import Reader


def find(reader: Reader) -> list[Found]:
    """Return the expressions of a stretch of text in order; none overlap."""
    found: list[Found] = []
    i = 0
    while i < reader.n:
        if not may_begin(reader, i):
            i += 1
            continue
        enumerated = day_enumeration(reader, i) if reader.tokens[i].is_number else None
        if enumerated:
            found += enumerated[0]
            i = enumerated[1]
            continue
        hit = open_range(reader, i) or span(reader, i)
        if hit is None:
            i += 1
            continue
        expression, j = hit
        if j <= i:
            i += 1
            continue
        found.append(expression)
        i = j
    return found


def may_begin(reader: Reader, i: int) -> bool:
    """Whether any pattern can begin at token ``i``."""
    token = reader.tokens[i]
    if (reader.word(i + 1) == "first" and reader.word(i + 2) == "year") or (reader.word(i + 1) == "was" and reader.tag(i + 2, "number")):
        return True
    return bool(token.tags) or token.is_number or token.word in reader.sets["range.beginners"] or token.word in name_index()


def span(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return a range or a point from token ``i``, and the index after it."""
    word = reader.word(i)
    aged = ages.age(reader, i) if word in reader.sets["age.starts"] or reader.word(i + 1) in {"first", "was"} else None
    if aged:
        return make(reader, i, aged[1], aged[0], None, "since" if word == "from" else None), aged[1]
    if word in {"between", "from"}:
        return led_range(reader, i) or (led_hour(reader, i) or onward(reader, i) if word == "from" else None)
    if word in reader.sets["range.starting"]:
        hit = onward(reader, i + 1 if reader.word(i + 1) in {"on", "from"} else i)
        return (replace(hit[0], start=reader.token(i).start, token=i), hit[1]) if hit else span_point(reader, i)
    if word == "after":
        return onward(reader, i) or loose_part(reader, i)
    loose = loose_part(reader, i)
    if loose:
        return loose
    if word == "in":
        ahead = dated(reader, i)
        return (make(reader, i + 1, ahead[1], ahead[0]), ahead[1]) if ahead and ahead[0].rule == "in_amount" else None
    if word in reader.sets["hour.leads"]:
        return led_hour(reader, i)
    counted_on = stretch_from(reader, i)
    if counted_on:
        return counted_on
    hit = half_of_term(reader, i) or year_span(reader, i) or night_between(reader, i) or day_list(reader, i) or plain_range(reader, i)
    if hit:
        return hit
    return span_point(reader, i)


def span_point(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return a point from token ``i`` that stands for itself, and the index after it."""
    found = dated(reader, i)
    if not found:
        return None
    point, j = found
    if point.only_time and not stands_alone(reader, i, j, point):
        return None
    if opened := open_tail(reader, i, point, j):
        return opened
    return make(reader, i, j, point), j


def stands_alone(reader: Reader, i: int, j: int, point: Point) -> bool:
    """Whether a time of day without a date is told as one, and is no rate, habit or number."""
    if any(reader.word(k) in reader.sets["clause.habits"] for k in range(max(0, i - 9), min(reader.n, j + 4))):
        return False
    if point.rule == "clock_word" and reader.word(i - 1) == "past":
        return False
    if point.rule == "clock_hundreds" and point.weak:
        return reader.word(i - 1).isalpha() and reader.word(i - 1) not in reader.sets["blocked.before"]
    if point.rule == "clock_dotted" and point.weak:
        if reader.is_log and reader.starts_line(i):
            return True
        after = reader.token(j)
        return not (after.word.isalpha() and not after.line_breaks and not reader.ends_phrase(j))
    if reader.word(j) in reader.sets["clock.fixtures"] or reader.word(i - 1) in {"usually", "every"}:
        return False
    return point.has_clock


def loose_part(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "(in) the morning", "after school" or "first thing" with no day of its own, and the index after it.

    The caller keeps it only where the clause tells of something past; else it is a habit.
    """
    if reader.word(i) == "in" and reader.word(i + 1) == "the" and reader.word(i + 2) in reader.sets["part.plain"]:
        begin, after, part = i + 1, i + 3, reader.tag(i + 2, "part")
    elif part := PART_PHRASES.get((reader.word(i), reader.word(i + 1))):
        begin, after = i, i + 2
        if reader.word(i + 1) == "time":
            return None
    else:
        return None
    if not reader.ends_phrase(after) or reader.word(after) == "on" or reader.token(i - 1).is_number or reader.token(i + 1).line_breaks:
        return None
    return make(reader, begin, after, Point("loose_part", part=part)), after
