"""Times of day: "14.30", "1430hrs", "3pm", "half past three", "ten to five", "noon", "4ish"."""

import re

from analyser.timex.expression import Point
from analyser.timex.numeric import clean_start
from analyser.timex.reader import Reader

MERIDIEM = r"(?P<m>[ap]m(?![a-z])|[ap]\.m(?![a-z])\.?|[ap] m(?![a-z']))"
HOURS = r"(?P<hrs>hours|hour|hrs|hr|h)(?![a-z])"
COLON = re.compile(rf"(?P<h>[01]?\d|2[0-4]):(?P<n>[0-5]\d)(?::[0-5]\d)?(?!\d|:\d)(?:\s?(?:{MERIDIEM}|{HOURS}))?", re.I)
DOTTED = re.compile(rf"(?P<h>[01]?\d|2[0-3])[.,;](?P<n>[0-5]\d)(?!\d)(?![./]\d)(?:\s?(?:{MERIDIEM}|{HOURS}))?", re.I)
WITH_H = re.compile(r"(?P<h>[01]?\d|2[0-3])h(?P<n>[0-5]\d)?(?![\da-z])", re.I)
FOUR = re.compile(rf"(?P<h>[01]\d|2[0-3])(?P<n>[0-5]\d)(?!\d)(?![./-]\d)(?:\s?(?:{HOURS}|{MERIDIEM}))?", re.I)
THREE = re.compile(rf"(?P<h>[1-9])(?P<n>[0-5]\d)\s?{MERIDIEM}", re.I)
MERIDIEM_HOUR = re.compile(rf"(?P<h>1[0-2]|0?[1-9])\s?(?:ish\s?)?(?:o'?clock\s?)?{MERIDIEM}", re.I)
WORDS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
HOUR_NAMES = {name: n for n, name in enumerate(WORDS.split("|"), 1)}
MINUTE_NAMES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "twenty five": 25, "half": 30}
TAIL = rf"(?:\s?(?:o'?\s?clock))?(?:\s?{MERIDIEM})?"
OCLOCK = re.compile(rf"(?P<h>{WORDS}|1[0-2]|[1-9])\s?(?:o[’']?\s?clock|oclock)(?![a-z])(?:\s?{MERIDIEM})?", re.I)
WORD_HOUR = re.compile(rf"(?P<h>{WORDS})\s(?:in the )?{MERIDIEM}", re.I)
PAST = re.compile(
    rf"(?:(?:a\s)?(?P<q>half|quarter|twenty[ -]five|twenty|ten|five|[1-5]?\d)(?:\s(?:minutes|mins|min))?\s(?P<p>past|after|to|before)\s"
    rf"(?P<h>{WORDS}|noon|midday|midnight|1[0-2]|[1-9])(?![\d:.]\d|\d|-\d))(?![a-z/%])(?:\s?{MERIDIEM})?",
    re.I,
)
HALF = re.compile(rf"half\s(?P<h>{WORDS}|1[0-2]|[1-9])(?![a-z\d]|[./:]\d)(?:\s?{MERIDIEM})?", re.I)
ISH = re.compile(rf"(?P<h>{WORDS}|1[0-2]|[1-9])(?:[.:](?P<n>[0-5]\d))?-?\s?ish(?![a-z])(?:\s?{MERIDIEM})?", re.I)
BARE = re.compile(rf"(?P<h>{WORDS}|1[0-2]|[1-9])(?![a-z\d%])(?![./:,]\d|['’]|-[a-z\d])", re.I)


def clock_point(hour: int, minute: int, meridiem: str | None, *, rule: str, sure: bool) -> Point | None:
    """Return an hour and minute, the meridiem applied; ``None`` for an hour that no clock shows."""
    if meridiem:
        half = meridiem[0].lower()
        if hour > 12:
            return Point(rule, hour=hour % 24, minute=minute, sure_hour=True) if hour < 24 else None
        hour = hour % 12 + (12 if half == "p" else 0)
        return Point(rule, hour=hour, minute=minute, sure_hour=True)
    if hour == 24:
        hour = 0
    return Point(rule, hour=hour, minute=minute, sure_hour=sure)


def figures(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a time of day in figures from token ``i``, and the index after it."""
    if not clean_start(reader, i):
        return None
    if m := reader.match(i, COLON):
        point = clock_point(int(m["h"]), int(m["n"]), m["m"], rule="clock", sure=bool(m["hrs"]) or m["h"][0] == "0" or int(m["h"]) > 12)
        return (point, reader.after(i, m.end())) if point else None
    if m := reader.match(i, MERIDIEM_HOUR):
        point = clock_point(int(m["h"]), 0, m["m"], rule="hour_meridiem", sure=True)
        return (point, reader.after(i, m.end())) if point else None
    if m := reader.match(i, THREE):
        point = clock_point(int(m["h"]), int(m["n"]), m["m"], rule="clock", sure=True)
        return (point, reader.after(i, m.end())) if point else None
    if (m := reader.match(i, WITH_H)) and (m["n"] or len(m["h"]) == 2):
        return Point("clock_h", hour=int(m["h"]), minute=int(m["n"] or 0), sure_hour=True), reader.after(i, m.end())
    if m := reader.match(i, FOUR):
        stated = bool(m["hrs"] or m["m"])
        led = reader.word(i - 1) in reader.sets["connect.clock_leads"]
        begins = m["h"][0] == "0" and int(m["n"]) % 5 == 0 and (i == 0 or reader.token(i).line_breaks or reader.word(i - 1) in {".", ";"})
        begins = begins and reader.token(i + 1).word.isalpha() and reader.joined(i + 1)
        if stated or begins or (led and not 1900 <= int(m["h"] + m["n"]) <= 2059) or (m["h"][0] == "0" and reader.ends_clause(i + 1)):
            point = clock_point(int(m["h"]), int(m["n"]), m["m"], rule="clock_hundreds", sure=True)
            if point:
                point.weak = not (stated or led or begins)
                return point, reader.after(i, m.end())
        return None
    return dotted(reader, i)


def dotted(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return "14.30" as a time of day unless it is a date, a sum or a measure, and the index after it."""
    m = reader.match(i, DOTTED)
    if not m:
        return None
    mark = reader.word(i + 1)
    stated = bool(m["m"] or m["hrs"])
    after = reader.after(i, m.end())
    if not stated:
        if (
            mark != "."
            or reader.word(after) in reader.sets["blocked.after_decimal"]
            or (reader.token(after).glued and (reader.word(after) == "%" or (reader.word(after) == "-" and not reader.token(after + 1).is_number)))
        ):
            return None
        if reader.word(i - 1) in reader.sets["blocked.before"]:
            return None
    hour, minute = int(m["h"]), int(m["n"])
    led = reader.word(i - 1) in reader.sets["connect.clock_leads"]
    point = clock_point(hour, minute, m["m"], rule="clock_dotted", sure=bool(m["hrs"]) or m["h"][0] == "0" or hour > 12)
    if not point:
        return None
    point.weak = not (stated or led)
    return point, after


def spoken(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a time of day in words from token ``i``, and the index after it."""
    token = reader.token(i)
    named = token.tags.get("clock_word")
    if named and reader.word(i + 1) != "meal":
        return Point("clock_word", hour=int(named[:2]), minute=0, sure_hour=True), i + 1
    if m := reader.match(i, PAST):
        named = {"noon": 12, "midday": 12, "midnight": 24}.get(m["h"].lower())
        hour = named or HOUR_NAMES.get(m["h"].lower()) or int(m["h"])
        quantity = m["q"].lower()
        minute = MINUTE_NAMES.get(quantity) or (int(quantity) if quantity.isdigit() else 0)
        if m["p"].lower() in reader.sets["clock.minutes_to"]:
            if quantity.isdigit() and minute < 10 and not m["m"]:
                return None
            hour, minute = hour - 1, 60 - minute
            if hour == 0:
                hour = 12
        elif m["p"].lower() == "after" and not m["m"]:
            return None
        point = clock_point(hour % 24 if named else hour, minute % 60, m["m"], rule="clock_spoken", sure=bool(named))
        return (point, reader.after(i, m.end())) if point else None
    if m := reader.match(i, OCLOCK) or reader.match(i, WORD_HOUR):
        return _worded(reader, i, m, 0, "oclock")
    if m := reader.match(i, ISH):
        return _worded(reader, i, m, int(m["n"] or 0), "hour_ish")
    if m := reader.match(i, HALF):
        if reader.word(i - 1) in reader.sets["clock.half_share"] or not (
            m["m"] or reader.ends_clause(reader.after(i, m.end())) or reader.word(i - 1) in reader.sets["clock.half_leads"]
        ):
            return None
        return _worded(reader, i, m, 30, "half_hour")
    return None


def _worded(reader: Reader, i: int, m: re.Match[str], minute: int, rule: str) -> tuple[Point, int] | None:
    hour = HOUR_NAMES.get(m["h"].lower()) or int(m["h"])
    point = clock_point(hour, minute, m["m"], rule=rule, sure=False)
    return (point, reader.after(i, m.end())) if point else None


def bare_hour(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return an hour with nothing but "at" or "by" to show that it is one ("by four"), and the index after it."""
    m = reader.match(i, BARE)
    if not m or reader.token(i).glued:
        return None
    hour = HOUR_NAMES.get(m["h"].lower()) or int(m["h"])
    return Point("bare_hour", hour=hour, minute=0, weak=True), i + 1


def clock(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a time of day from token ``i``, and the index after it."""
    if reader.token(i).is_number:
        found = figures(reader, i)
        if found:
            return found
    return spoken(reader, i)
