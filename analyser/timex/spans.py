"""Find the expressions of a text in order: points, ranges ("3-7 March"), open ranges ("since Christmas")."""

from dataclasses import replace

from analyser.timex import ages, clock, named, numeric, periods
from analyser.timex.compound import NUMBER_ATOMS, PART_PHRASES, dated, fits_time, time_atom
from analyser.timex.expression import Found, Opening, Point
from analyser.timex.reader import Reader

HOUR_LEADS = frozenset({"by", "at", "before", "till", "til", "until", "from"})
SINCE = frozenset({"since"})
UNTIL = frozenset({"until", "till", "til"})
JOINS = frozenset({"to", "until", "till", "til", "through", "thru", "-", "–", "—"})
DAY_JOINS = frozenset({"and", "&", "/", "or", "to", "-", "–", "until", "till"})
FILLERS = frozenset({"about", "approximately", "approx", "at", "around", "least", "the", "on", "early", "mid", "late", "in"})
MAX_DAYS_LISTED = 12
CONSECUTIVE = frozenset({"and", "&", "/", "or", "-", "–", "to"})


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


def day_enumeration(reader: Reader, i: int) -> tuple[list[Found], int] | None:
    """Return the days of "6, 11, 17 and 24 September", each by itself, and the index after them."""
    if not numeric.clean_start(reader, i):
        return None
    starts: list[tuple[int, int, int]] = []
    k = i
    while (number := named.day_number(reader, k)) and reader.token(k).is_number and len(starts) < MAX_DAYS_LISTED:
        starts.append((k, number[1], number[0]))
        j = number[1]
        if reader.word(j) == "," and reader.word(j + 1) in {"and", "&"}:
            j += 1
        if reader.word(j) not in {",", "and", "&"} or not reader.joined(j + 1):
            break
        k = j + 1
    days_named = [day for _, _, day in starts]
    if len(starts) < 2 or days_named != sorted(days_named) or (len(starts) == 2 and reader.word(starts[0][1]) == ","):
        return None
    last = named.day_then_month(reader, starts[-1][0], tail=True)
    if not last or (len(starts) == 2 and starts[1][2] == starts[0][2] + 1):
        return None
    point = last[0]
    days = [
        make(reader, a, b, Point("day_listed", day=day, month=point.month, year=point.year, short_year=point.short_year)) for a, b, day in starts[:-1]
    ]
    return [*days, make(reader, starts[-1][0], last[1], point)], last[1]


def may_begin(reader: Reader, i: int) -> bool:
    """Whether any pattern can begin at token ``i``."""
    token = reader.tokens[i]
    if (reader.word(i + 1) == "first" and reader.word(i + 2) == "year") or (reader.word(i + 1) == "was" and reader.tag(i + 2, "number")):
        return True
    return bool(token.tags) or token.is_number or token.word in BEGINNERS or token.word in periods.name_index()


BEGINNERS = frozenset(
    {
        "the",
        "in",
        "since",
        "until",
        "till",
        "til",
        "between",
        "from",
        "before",
        "up",
        "prior",
        "w",
        "wc",
        "wb",
        "'",
        "‘",
        "q",
        "half",
        "small",
        "end",
        "bank",
        "by",
        "at",
        "pre",
        "not",
        "when",
        "after",
        "all",
        "rest",
        "eom",
        "bom",
        "eoy",
        "boy",
        "eow",
    }
)


def make(
    reader: Reader, i: int, j: int, first: Point, last: Point | None = None, opening: Opening | None = None, members: tuple[tuple[int, int], ...] = ()
) -> Found:
    """Return the expression that covers tokens ``i`` to ``j``."""
    return Found(reader.token(i).start, reader.token(j - 1).end, i, first, last, opening, members)


def span(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return a range or a point from token ``i``, and the index after it."""
    word = reader.word(i)
    aged = ages.age(reader, i) if word in {"when", "at", "from", "his", "her"} or reader.word(i + 1) in {"first", "was"} else None
    if aged:
        return make(reader, i, aged[1], aged[0], None, "since" if word == "from" else None), aged[1]
    if word in {"between", "from"}:
        return led_range(reader, i) or (led_hour(reader, i) or onward(reader, i) if word == "from" else None)
    if word in {"starting", "beginning", "commencing"}:
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
    if word in HOUR_LEADS:
        return led_hour(reader, i)
    hit = year_span(reader, i) or night_between(reader, i) or day_list(reader, i) or plain_range(reader, i)
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
    if reader.word(j) in {"daily", "appointments", "slot", "slots", "curfew", "starts", "club"} or reader.word(i - 1) in {"usually", "every"}:
        return False
    return point.has_clock


def loose_part(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "(in) the morning", "after school" or "first thing" with no day of its own, and the index after it.

    The caller keeps it only where the clause tells of something past; else it is a habit.
    """
    if reader.word(i) == "in" and reader.word(i + 1) == "the" and reader.word(i + 2) in {"morning", "afternoon", "evening"}:
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


def led_hour(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return the bare hour of "by four" or "at 4" when nothing is counted, and the index after it."""
    lead = reader.word(i)
    j = i + 1
    if lead == "by" and reader.word(j) == "the" and reader.tag(j + 1, "part") in {"EV", "AF", "MO"} and reader.ends_phrase(j + 2):
        return make(reader, j, j + 2, Point("part", part=reader.tag(j + 1, "part"))), j + 2
    doubled = lead in {"at", "by"} and reader.word(j) in {"about", "around", "approx", "approximately", "roughly"}
    if doubled:
        j += 1
    if clock.clock(reader, j) or reader.token(j).line_breaks:
        return None
    found = clock.bare_hour(reader, j)
    if not found or reader.word(found[1]) in {"-", "–", "(", "?", "/", ":"}:
        return None
    if lead == "before" and reader.word(i - 1) not in {"shortly", "just"}:
        return None
    ends = reader.ends_clause(found[1]) or (doubled and reader.ends_phrase(found[1])) or (reader.word(found[1]) in {"to", "so"} and lead == "by")
    if not ends or (lead in {"from", "till", "until", "before"} and not reader.ends_clause(found[1])):
        return None
    return make(reader, j, found[1], found[0]), found[1]


def open_range(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "since Christmas", "until the 12th", "before October" from token ``i``, and the index after it."""
    word = reader.word(i)
    j = i + 1
    opening: Opening
    if word in SINCE:
        opening = "since"
    elif word in UNTIL or word == "before":
        opening = "until"
    elif (word == "up" and reader.word(j) in {"to", "until", "till"}) or (word == "prior" and reader.word(j) == "to"):
        opening, j = "until", j + 1
    else:
        return None
    if word == "before" and reader.word(i - 1) in {
        "day",
        "night",
        "week",
        "month",
        "year",
        "days",
        "weeks",
        "months",
        "years",
        "weekend",
        "evening",
        "afternoon",
        "morning",
        "shortly",
        "just",
        "well",
        "soon",
        "long",
    }:
        return None
    if opening == "since" and (born := ages.age(reader, i)):
        return make(reader, i, born[1], born[0], None, "since"), born[1]
    k = j
    while reader.word(k) in FILLERS and k < j + 3:
        hit = dated(reader, k) if reader.word(k) in {"the", "early", "mid", "late"} else None
        if hit and not hit[0].only_time:
            break
        k += 1
    if opening == "until" and any(
        reader.word(n) in reader.sets["direction.negations"] or reader.word(n).endswith("n't") for n in range(max(0, i - 8), i)
    ):
        return None
    found = dated(reader, k)
    if opening == "since" and not found:
        found = happening(reader, j)
    if not found or not reader.joined(k):
        return None
    point, after = found
    if point.only_time:
        return None
    if word == "before" and (point.week or (point.rule in {"day_word"} and reader.word(after) in {"and"})):
        return None
    return make(reader, i, after, point, None, opening), after


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


def endpoint(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return an end of a range: a place on the calendar, or a bare day or hour that takes the rest from the other end."""
    reader.tail_at = i
    found = dated(reader, i)
    if found:
        return found
    k = i + 1 if reader.word(i) == "the" else i
    number = named.day_number(reader, k)
    if number and ((not reader.token(k).is_number and number[2]) or (numeric.clean_start(reader, k) and reader.token(k).is_number)):
        return Point("bare_day", day=number[0], weak=not number[2]), number[1]
    month = reader.tag(k, "month")
    if month is not None:
        return Point("month", month=month), k + 1
    token = reader.token(k)
    if token.is_number and len(token.word) == 4 and named.FOUR_DIGITS.match(reader.text, token.start):
        return Point("year", year=int(token.word)), k + 1
    return None


def date_to(reader: Reader, i: int) -> int | None:
    """Return the index after "date", "now" or "present" as the end of a range."""
    k = i + 1 if reader.word(i) in {"the", "current"} else i
    return k + 1 if reader.word(k) in {"date", "now", "present", "today"} and reader.word(k + 1) != "of" else None


def led_range(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "between March and May", "from 10 to 12 June 2019", and the index after it."""
    between = reader.word(i) == "between"
    start = i + 1
    hours = hour_range(reader, start, led=True)
    if hours:
        return make(reader, i, hours[1], hours[0]), hours[1]
    listed = day_list(reader, start)
    if listed and listed[0].last is not None:
        return replace(listed[0], start=reader.token(i).start, token=i), listed[1]
    ranged = plain_range(reader, start)
    if ranged and ranged[0].last is not None:
        return replace(ranged[0], start=reader.token(i).start, token=i), ranged[1]
    first = endpoint(reader, start)
    if between and reader.word(start) in {"now", "today"}:
        first = Point("to_date", unit="day", amount=0.0, base="speech"), start + 1
    if not first:
        return None
    joins = JOINS | {"and", "&", ","} if between else JOINS
    j = first[1]
    if reader.word(j) == "up" and reader.word(j + 1) in {"to", "until"}:
        j += 1
    if reader.word(j) == "right" and reader.word(j + 1) == "through":
        j += 1
    if reader.word(j) not in joins or (not reader.joined(j) and not reader.token(j).glued):
        return None
    now = date_to(reader, j + 1)
    if now and first[0].has_date and not first[0].weak:
        return make(reader, i, now, first[0], Point("to_date", unit="day", amount=0.0, base="speech")), now
    k = j + 1
    while reader.word(k) in {"about", "approximately", "around", "on"}:
        k += 1
    last = endpoint(reader, k)
    if not last or not combine(reader, first[0], last[0]):
        return None
    if first[0].weak and first[0].rule == "bare_day" and last[0].rule == "bare_day" and last[0].weak:
        return None
    return make(reader, i, last[1], first[0], last[0], members=((start, first[1]), (k, last[1]))), last[1]


def combine(reader: Reader, first: Point, last: Point) -> bool:
    """Fill each end of a range from the other; return whether both then say when."""
    if first.only_time or last.only_time:
        return False
    if (last.month is not None or last.year is not None) and first.day is not None and first.month is None and last.day is not None:
        first.month, first.year, first.short_year = last.month, last.year, last.short_year
    if last.day is not None and last.month is None and last.weekday is None and first.month is not None and first.day is not None:
        last.month, last.year, last.short_year = first.month, first.year, first.short_year
    if last.base_point is not None and last.month is not None and first.month is not None and first.year is None and first.base_point is None:
        first.base_point = last.base_point
    return not (first.rule == "bare_day" and first.month is None and last.rule == "bare_day" and last.month is None and first.weak and last.weak)


def plain_range(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "12 March to 3 April", "Nov-Feb 2017", "2001-2005", "Weds 23 to Thurs 24 March", and the index after it."""
    first = dated(reader, i)
    bare = None
    if first is None and reader.token(i).is_number:
        number = named.day_number(reader, i)
        if number and numeric.clean_start(reader, i):
            bare = Point("bare_day", day=number[0], weak=True), number[1]
    if first is None and reader.tag(i, "month") is not None and reader.word(i + 1) in JOINS:
        bare = Point("month", month=reader.tag(i, "month")), i + 1
    opening = first or bare
    if opening is None:
        return None
    point, j = opening
    if point.only_time:
        hours = hour_range(reader, i, led=False)
        return (make(reader, i, hours[1], hours[0]), hours[1]) if hours else None
    if reader.word(j) == "up" and reader.word(j + 1) in {"to", "until"}:
        j += 1
    join = reader.word(j)
    if join not in JOINS or reader.token(j).line_breaks or reader.token(j + 1).line_breaks:
        return day_with_hours(reader, i, point, j) if first else None
    now = date_to(reader, j + 1)
    if now and first and (reader.word(now - 1) != "today" or point.year is not None):
        return make(reader, i, now, point, Point("to_date", unit="day", amount=0.0, base="speech")), now
    last = endpoint(reader, j + 1)
    if last is None or last[0].only_time or not comparable(reader, point, last[0], join):
        return day_with_hours(reader, i, point, j) if first else None
    if not combine(reader, point, last[0]):
        return None
    after = last[1]
    if last[0].rule == "bare_day" and point.year is None and (year := named.year_after(reader, after, loose=False)) and not year[1]:
        point.year = last[0].year = year[0]
        after = year[2]
    return make(reader, i, after, point, last[0], members=((i, j), (j + 1, last[1]))), after


def comparable(reader: Reader, first: Point, last: Point, join: str) -> bool:
    """Whether two points are ends of one range and not two dates with a mark or "to" between them."""
    if first.school_year is not None and last.school_year is None:
        return False
    if first.has_clock or first.week or last.week or (first.base == "speech" and join in {"-", "–"}):
        return False
    if first.rule == "bare_day":
        return (
            last.day is not None
            and last.month is not None
            and last.rule not in {"day_month"}
            and not last.has_clock
            and first.day is not None
            and (last.day > first.day)
        )
    if last.rule == "bare_day":
        if (
            first.day is None
            or first.month is None
            or first.weekday is not None
            or first.year is not None
            or last.day is None
            or last.day <= first.day
        ):
            return False
        return first.rule == "named_month_day" or not last.weak
    if last.has_clock and not first.has_clock:
        return False
    if first.weekday is not None and first.day is None:
        return last.weekday is not None and last.day is None
    if first.picks_day and not last.picks_day:
        return first.rule == "named_month_day" and False
    if not first.picks_day and last.picks_day:
        return first.month is not None and last.month is not None and join in {"-", "–"} and last.rule == "named_month_day"
    if join in {"-", "–", "—"}:
        return first.rule != "weekday" and last.base is None and not (last.rule == "year" and first.rule != "year")
    return last.base is None


def day_with_hours(reader: Reader, i: int, point: Point, j: int) -> tuple[Found, int] | None:
    """Return a day with a span of hours after it ("Monday 3-8"), told as the day with its first hour, and the index after it."""
    if not fits_time(point) or point.has_clock:
        return None
    k = j + 1 if reader.word(j) in {"from", "between", ",", "at"} else j
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
            and reader.word(i + 1) in JOINS
        ):
            first = Point("bare_hour", hour=int(reader.word(i)), minute=0, weak=True), i + 1
    if first is None or (reader.word(first[1]) not in JOINS | {"and"}) or (not reader.joined(first[1]) and not reader.token(first[1]).glued):
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
    from_point, j = day_after(reader, first[0], last[1])
    return (from_point, j) if from_point.has_date else None


def day_after(reader: Reader, point: Point, j: int) -> tuple[Point, int]:
    k = j + 1 if reader.word(j) in {"on", ","} else j
    found = dated(reader, k) if reader.joined(k) else None
    if found and (fits_time(found[0]) or found[0].unit == "day") and not found[0].has_clock:
        day = found[0]
        day.hour, day.minute, day.sure_hour = point.hour, point.minute, point.sure_hour
        return day, found[1]
    part = time_atom(reader, j, after_day=True)
    if part and part[0].part and not part[0].has_clock and reader.joined(j) and reader.word(j) in {"in", "am", "pm"}:
        point.part = part[0].part
        return point, part[1]
    return point, j


def year_span(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "1990-94" as a range of years, and the index after it."""
    m = reader.match(i, numeric.YEAR_SPAN) if reader.token(i).is_number and numeric.clean_start(reader, i) else None
    if not m or int(m[2]) <= int(m[1][2:]) + 1 or reader.word(i - 1) in reader.sets["blocked.before"]:
        return None
    first, j = int(m[1]), reader.after(i, m.end())
    return make(reader, i, j, Point("year_span", year=first), Point("year_span", year=first // 100 * 100 + int(m[2]))), j


def night_between(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return "the night of 12/13 March" and "the weekend of 3-4 Nov", and the index after it."""
    j = i + 1 if reader.word(i) == "the" else i
    unit = reader.tag(j, "unit")
    if unit not in {"night", "weekend"} or reader.word(j + 1) != "of":
        return None
    k = j + 3 if reader.word(j + 2) == "the" else j + 2
    listed = day_list(reader, k)
    if not listed or listed[0].last is None:
        return None
    return replace(listed[0], start=reader.token(i).start, token=i), listed[1]


def day_list(reader: Reader, i: int) -> tuple[Found, int] | None:
    """Return days that share one month or stand side by side: "3-7/3/08", "21st/22nd February", "Mon/Tues", "Monday and Tuesday"."""
    if m := reader.match(i, numeric.DAY_TO_DAY) if reader.token(i).is_number and numeric.clean_start(reader, i) else None:
        first, last, month = int(m[1]), int(m[2]), int(m[4])
        separated = reader.text[m.start(3)] == "/" or m[5]
        if 1 <= first < last <= 31 and 1 <= month <= 12 and separated:
            year = int(m[5]) if m[5] else None
            short = bool(m[5]) and len(m[5]) <= 2
            j = reader.after(i, m.end())
            if not (m[5] is None and reader.word(j) in reader.sets["blocked.after_fraction"]):
                return (
                    make(
                        reader, i, j,
                        Point("day_range", day=first, month=month, year=year, short_year=short),
                        Point("day_range", day=last, month=month, year=year, short_year=short),
                    ),
                    j,
                )  # fmt: skip
    k = i + 1 if reader.word(i) == "the" else i
    number = named.day_number(reader, k)
    if number and reader.word(number[1]) in DAY_JOINS and (reader.token(k).is_number and numeric.clean_start(reader, k)):
        join = number[1]
        night = named.day_then_month(reader, join + 1, tail=True)
        if (
            night
            and night[0].day is not None
            and (night[0].day > number[0] or (night[0].day == 1 and number[0] >= 28))
            and not reader.token(join + 1).line_breaks
        ):
            last_point = night[0]
            consecutive = last_point.day == number[0] + 1
            if reader.word(join) in {"and", "&", "or"} and not consecutive:
                return None
            first_point = Point("day_range", day=number[0], month=last_point.month, year=last_point.year, short_year=last_point.short_year)
            if last_point.day == 1 and last_point.month is not None:
                first_point.month = (last_point.month - 2) % 12 + 1
            last_point.rule = "day_range"
            return make(reader, i, night[1], first_point, last_point), night[1]
    month = reader.tag(k, "month")
    if month is not None and reader.word(k + 1) == "/" and reader.tag(k + 2, "month") is not None:
        ending = named.month_with_year(reader, k + 2) or (Point("month", month=reader.tag(k + 2, "month")), k + 3)
        beginning = Point("month_pair", month=month, year=ending[0].year, short_year=ending[0].short_year)
        return make(reader, i, ending[1], beginning, ending[0]), ending[1]
    weekday = reader.tag(k, "weekday")
    if weekday is not None and reader.word(k + 1) in CONSECUTIVE:
        return weekday_pair(reader, i, k, weekday)
    return None


def weekday_pair(reader: Reader, i: int, k: int, weekday: int) -> tuple[Found, int] | None:
    second = dated(reader, k + 2)
    if (
        not second
        or second[0].weekday is None
        or second[0].has_clock
        or second[0].week
        or (reader.word(k + 2).endswith("s") and reader.word(k + 2).endswith("days"))
    ):
        return None
    if reader.word(k).endswith("days") or second[0].shift == "after_next":
        return None
    if (second[0].weekday - weekday) % 7 != 1 and reader.word(k + 1) in {"and", "&", "or"}:
        return None
    if second[0].day is not None and second[0].rule != "weekday_day":
        return None
    if second[0].part is not None:
        return None
    first = replace(second[0], weekday=weekday, day=None, month=None, year=None)
    first.flags = (*first.flags, "before_last")
    return make(reader, i, second[1], first, second[0]), second[1]


__all__ = ["NUMBER_ATOMS", "find"]
