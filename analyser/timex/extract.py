"""Time expressions of a text, placed on the calendar."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from analyser.domain.dates import Timex, TimexType
from analyser.timex.ages import Births, is_age_of_child
from analyser.timex.direction import looks_ahead
from analyser.timex.expression import Found
from analyser.timex.habits import is_habit
from analyser.timex.placing import Placed, Unplaced
from analyser.timex.placing_ranges import open_value, place_range
from analyser.timex.quoting import heads_quote
from analyser.timex.reader import Reader
from analyser.timex.remembering import remember
from analyser.timex.resolve import resolve
from analyser.timex.spans import find
from analyser.timex.story import Story
from analyser.timex.tokens import tokenise
from analyser.timex.values import interval
from analyser.timex.vocabulary import vocabulary

MAX_STRETCH = 12_000
YEAR_WRITTEN = re.compile(r"(?<![\d/£$.,])(1[5-9]\d\d|20\d\d)(?![\d])")
SENTENCE = re.compile(r"[.!?]\s|\n")
NAME = re.compile(r"[A-Z][\w'’-]*")
NAME_REACH = 400
BIRTH_LEAD = re.compile(r"(?i)\b(?:d\.?o\.?b\.?|born|date of birth)\W{0,4}(?:on )?$")
HISTORY_MIN_YEARS = 8
HISTORY_SHARE = 0.75
LONG_HISTORY, LONG_HISTORY_SHARE = 20, 0.75
SHORT_DATE = re.compile(r"(?<!\d)\d{1,2}[./]\d{1,2}(?!\d)")
REFERENCE_YEARS = 12
CLEARLY_PAST = -0.5
LOG_LINE = re.compile(r"(?m)^[ \t]*(?:[01]?\d|2[0-3])\.[0-5]\d[ \t]+[A-Z]")
LOG_LINES = 3
ROUND_TIME = re.compile(r"(?m)^[ \t]*(?:[01]?\d|2[0-3])\.(?:00|15|30|45)[ \t]+[A-Z]")


def extract_timexes(text: str, *, written_on: date | None, births: Births = ()) -> tuple[Timex, ...]:
    """Return the calendar expressions of a text in order; none overlap, and ``text[start:end]`` is the expression.

    ``written_on`` is the day of writing, from which "today" counts; without it, what hangs on it stays unresolved.
    ``births`` are the children's dates of birth, by name or without, which place ages. Unresolved expressions have the value ``None``.
    Time and memory grow linearly with the text.

    Source: annotation/guidelines/SPEC.md for extents and values.
    """
    story = Story(written_on, births, narrates=narrates_other_years(text, written_on))
    results: list[Timex] = []
    words = vocabulary()
    logged = sum(1 for _ in islice(LOG_LINE.finditer(text), LOG_LINES)) == LOG_LINES and bool(ROUND_TIME.search(text))
    for start, end in stretches(text):
        reader = Reader(text, tokenise(text, start, end, words), words)
        reader.is_log = logged
        for found in find(reader):
            story.paragraph += text.count("\n", story.position, found.start)
            story.sentence += len(SENTENCE.findall(text, story.position, found.start))
            story.position = found.start
            if story.quote_until is not None and found.start > story.quote_until:
                story.quoted_on = story.quote_until = None
            timex = place(found, reader, story)
            if timex is not None:
                results.append(timex)
    if any("month_first" in timex.flags for timex in results):
        results = [doubted(timex) for timex in results]
    return tuple(results)


def doubted(timex: Timex) -> Timex:
    """Return a date in figures marked ambiguous if it can be read both ways, in a text that holds month-first dates too."""
    if timex.rule.removeprefix("weekday_") not in {"day_month_year", "day_month"} or "month_first" in timex.flags or timex.earliest is None:
        return timex
    both_ways = timex.earliest.day <= 12 and timex.earliest.day != timex.earliest.month and not timex.rule.startswith("weekday_")
    return replace(timex, ambiguous=True) if both_ways else timex


def narrates_other_years(text: str, written_on: date | None) -> bool:
    """Whether a text tells of years other than that of its writing: most years written out in it lie elsewhere, or nothing dates it."""
    if written_on is None:
        return True
    years = [int(match.group()) for match in YEAR_WRITTEN.finditer(text)]
    if len(years) < HISTORY_MIN_YEARS:
        return False
    elsewhere = sum(abs(year - written_on.year) > 2 for year in years)
    if elsewhere / len(years) >= HISTORY_SHARE:
        return True
    told = len(years) + len(SHORT_DATE.findall(text))
    return len(years) >= LONG_HISTORY and sum(year < written_on.year for year in years) / told >= LONG_HISTORY_SHARE


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Yield half-open stretches that cover the text, cut at line ends where there are any."""
    start, n = 0, len(text)
    while start < n:
        end = min(n, start + MAX_STRETCH)
        if end < n:
            for mark in ("\n\n", "\n", ". ", " "):
                cut = text.rfind(mark, start + MAX_STRETCH // 2, end)
                if cut > 0:
                    end = cut + len(mark)
                    break
        yield start, end
        start = end


def place(found: Found, reader: Reader, story: Story) -> Timex | None:
    """Return the timex of an expression, and let the story remember it; ``None`` if it cannot be one."""
    after = reader.after(found.token, found.end)
    ahead = looks_ahead(reader, found.token, after)
    if "since" in {reader.word(found.token), reader.word(found.token - 1)}:
        ahead = -3.0
    text = reader.text[found.start : found.end]
    clock = found.first.has_clock or found.first.part is not None
    kind = TimexType.TIME if clock and found.last is None and found.opening is None else TimexType.DATE
    opening = found.opening or {"by": "until", "since": "since"}.get(reader.word(found.token - 1))
    if found.first.rule == "day_month" and is_age(found, reader, story):
        return None
    if found.first.base == "birth" and found.first.name is None and isinstance(story.births, Mapping):
        found.first.name = name_before(reader.text, found.start, story.births)
    if found.first.rule == "loose_part" and ahead > CLEARLY_PAST:
        return None
    if (found.first.rule == "in_amount" and ahead < 0) or is_habit(found, reader, after, ahead):
        return None
    if found.opening == "until":
        ahead = max(ahead, 0.0)
    if reader.word(found.token + 1) == "or":
        ahead += 0.6
    try:
        placed = place_range(found, story, ahead) if found.last is not None else resolve(found.first, story, ahead, opening)
        value = placed.value
        heads_quote(found, placed, reader, story)
        if not is_birth(found, placed, reader, story):
            remember(found, placed, story)
        if found.opening in {"since", "until"}:
            value = open_value(placed.value, found.opening)
        covered = interval(value)
    except (Unplaced, ValueError, OverflowError, IndexError, StopIteration):
        return Timex(found.start, found.end, text, kind, None, None, None, rule=found.first.rule)
    if found.first.rule == "day_month_year" and is_reference(found, placed, reader, story):
        return None
    flags = placed.flags
    if reader.char_before(found.token) == "?" and "uncertain" not in flags:
        flags = (*flags, "uncertain")
    return Timex(
        found.start, found.end, text, kind, value, covered.earliest, covered.latest,
        rule=found.first.rule, anchor=placed.anchor, anchored_on=placed.anchored_on, flags=flags,
    )  # fmt: skip


def is_reference(found: Found, placed: Placed, reader: Reader, story: Story) -> bool:
    """Whether figures like a date are a case number: "ref" before them, or mixed marks, and a year far from that of writing."""
    written = reader.text[found.start : found.end].split()[0]
    odd = reader.word(found.token - 1) in reader.sets["blocked.references"] or len({mark for mark in written if mark in "./-–"}) > 1
    spoken = story.spoken_on
    return odd and spoken is not None and abs(placed.first().year - spoken.year) > REFERENCE_YEARS


def is_birth(found: Found, placed: Placed, reader: Reader, story: Story) -> bool:
    """Whether a date is somebody's date of birth, which no story goes on from."""
    if placed.grain != "day" or found.first.year is None:
        return False
    days = story.births.values() if isinstance(story.births, Mapping) else story.births
    return placed.first() in days or bool(BIRTH_LEAD.search(reader.text, max(0, found.start - 20), found.start))


def name_before(text: str, start: int, births: Mapping[str, date]) -> str | None:
    """Return the name of a child that was told of last before an offset."""
    words = [match.group() for match in NAME.finditer(text, max(0, start - NAME_REACH), start)]
    known = {word for key in births for word in key.lower().split()}
    return next((word for word in reversed(words) if word.lower() in known), None)


def reads_as_age(found: Found, reader: Reader, story: Story) -> bool:
    """Whether a child's name, "is", "at" or the like stands before figures such as "16/12"."""
    previous = reader.word(found.token - 1)
    names = {word for key in story.births for word in key.lower().split()} if isinstance(story.births, Mapping) else set()
    return previous in reader.sets["figures.age_leads"] or previous in names


def near_december(day: date | None) -> bool:
    """Whether a note of this day may well name a day in December."""
    return day is None or day.month in {11, 12, 1}


def is_age(found: Found, reader: Reader, story: Story) -> bool:
    """Whether figures such as "19/12" give a child's age in months rather than a day in December."""
    if found.first.month != 12 or reader.word(found.token - 1) in reader.sets["figures.day_leads"] or reader.word(found.token + 1) != "/":
        return False
    day = story.day.first if story.day is not None and story.day.paragraph == story.paragraph else story.spoken_on
    if reads_as_age(found, reader, story) and not near_december(story.spoken_on):
        return True
    return is_age_of_child(story.births, int(reader.word(found.token)), 12, day)
