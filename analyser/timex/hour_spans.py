"""Hours without a date of their own: "by four", "3-8pm", "Monday 3-8"."""

from analyser.timex import clock
from analyser.timex.compound import dated
from analyser.timex.covering import make
from analyser.timex.day_times import fits_time, time_atom
from analyser.timex.expression import Found, Point
from analyser.timex.reader import Reader


def led_hour(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return the bare hour of "by four" or "at 4" when nothing is counted, and the index after it."""
    lead = reader.word(i)
    j = i + 1
    if lead == "by" and reader.word(j) == "the" and reader.tag(j + 1, "part") in {"EV", "AF", "MO"} and reader.ends_phrase(j + 2):
        return make(reader, j, j + 2, Point("part", part=reader.tag(j + 1, "part"))), j + 2
    doubled = lead in {"at", "by"} and reader.word(j) in reader.sets["hour.softeners"]
    if doubled:
        j += 1
    if clock.clock(reader, j) or reader.token(j).line_breaks or tells_age(reader, i):
        return None
    if any(reader.word(k) in reader.sets["clause.habits"] for k in range(max(0, i - 9), i)):
        return None
    found = clock.bare_hour(reader, j)
    if not found or reader.word(found[1]) in reader.sets["mark.no_hour"]:
        return None
    if lead == "before" and reader.word(i - 1) not in {"shortly", "just"}:
        return None
    ends = reader.ends_clause(found[1]) or (doubled and reader.ends_phrase(found[1])) or (reader.word(found[1]) in {"to", "so"} and lead == "by")
    if not ends or (lead in reader.sets["hour.end_leads"] and not reader.ends_clause(found[1])):
        return None
    return make(reader, j, found[1], found[0]), found[1]


def tells_age(reader: Reader, i: int) -> bool:
    """Whether the number after "at", token ``i``, is a child's age ("left alone at three and again at five", "placed at 11")."""
    if reader.word(i) != "at":
        return False
    if reader.word(i - 1) == "again":
        return any(reader.word(k) in reader.sets["hour.age_leads"] for k in range(max(0, i - 6), i))
    return reader.word(i - 1) in reader.sets["hour.age_leads"]


def day_with_hours(reader: Reader, i: int, point: Point, j: int) -> tuple[Found, int] | None:
    """Return a day with a span of hours after it ("Monday 3-8"), told as the day with its first hour, and the index after it."""
    if not fits_time(point) or point.has_clock:
        return None
    k = j + 1 if reader.word(j) in reader.sets["clock.range_leads"] else j
    hours = hour_range(reader, k, led=k > j and reader.word(j) in {"from", "between"}, after_day=True)
    if not hours:
        return None
    point.hour, point.minute, point.sure_hour = hours[0].hour, hours[0].minute, hours[0].sure_hour
    return make(reader, i, hours[1], point), hours[1]


def hour_range(reader: Reader, i: int, *, led: bool, after_day: bool = False) -> tuple[Point, int] | None:
    """Return "3-8pm", "from 10 to 12pm", "9.30-10.15" as its first hour, with a day that follows, and the index after it."""
    first = clock.clock(reader, i)
    bare = False
    if first is None:
        first, bare = clock.bare_hour(reader, i), True
        if (
            first is None
            and reader.token(i).is_number
            and len(reader.word(i)) <= 2
            and 1 <= int(reader.word(i)) <= 12
            and reader.word(i + 1) in reader.sets["range.joins"]
        ):
            first = Point("bare_hour", hour=int(reader.word(i)), minute=0, weak=True), i + 1
    if (
        first is None
        or (reader.word(first[1]) not in reader.sets["range.joins"] | {"and"})
        or (not reader.joined(first[1]) and not reader.token(first[1]).glued)
    ):
        return None
    if reader.word(first[1]) == "and" and not led:
        return None
    reader.tail_at = first[1] + 1
    last = clock.clock(reader, first[1] + 1)
    second_bare = False
    if last is None:
        last, second_bare = clock.bare_hour(reader, first[1] + 1), True
    if last is None or reader.token(first[1] + 1).line_breaks:
        return None
    if bare and second_bare and not (after_day and reader.ends_phrase(last[1])):
        return bare_hours_with_day(reader, first, last)
    point, j = first[0], last[1]
    if last[0].sure_hour and not point.sure_hour and last[0].hour is not None and point.hour is not None:
        if last[0].hour >= 13 and point.hour + 12 <= last[0].hour and point.hour < 12:
            point.hour += 12
        point.sure_hour = True
    return day_after(reader, point, j)


def bare_hours_with_day(reader: Reader, first: tuple[Point, int], last: tuple[Point, int]) -> tuple[Point, int] | None:
    """Return a span of bare hours as its first hour if a day follows ("3-5 on Friday"), and the index after it."""
    from_point, j = day_after(reader, first[0], last[1])
    return (from_point, j) if from_point.has_date else None


def day_after(reader: Reader, point: Point, j: int) -> tuple[Point, int]:
    """Return an hour with the day or the part of day that follows at token ``j``, and the index after it."""
    k = j + 1 if reader.word(j) in {"on", ","} else j
    found = dated(reader, k) if reader.joined(k) else None
    if found and (fits_time(found[0]) or found[0].unit == "day") and not found[0].has_clock:
        day = found[0]
        day.hour, day.minute, day.sure_hour = point.hour, point.minute, point.sure_hour
        return day, found[1]
    part = time_atom(reader, j, after_day=True)
    if part and part[0].part and not part[0].has_clock and reader.joined(j) and reader.word(j) in reader.sets["part.after_hour"]:
        point.part = part[0].part
        return point, part[1]
    return point, j
