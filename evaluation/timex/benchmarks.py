"""Sentences from public test suites: Recognizers-Text, Duckling, chrono, and sentences with nothing to find.

Rows that the source resolves to the future where a case note means the past (a bare weekday, a year-less date) are counted apart.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from analyser.domain.dates import Timex
from analyser.timex import extract_timexes
from analyser.timex.values import add_months, bounds
from evaluation.timex.matching import covers

DAY_OR_COARSER = frozenset({"day", "week", "month", "quarter", "year"})
REFERENCE = "2016-11-07"
DATE_TYPES = frozenset({"date", "daterange"})
ALL_TYPES = DATE_TYPES | {"datetime", "datetimerange"}
COUNTED_MONTHS = re.compile(r"(?i)\b(?:months?|years?)\b")
COUNTING_RULES = frozenset({"ago", "later", "in_amount", "from_now", "offset_from_point"})
LISTED_DAYS = re.compile(r"\d{1,2}(?:st|nd|rd|th)? (?:and|&) \d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+")
ONE_SIDED_END = re.compile(r"(?i)(?:until|till|by|as late as) ")
ONE_SIDED_START = re.compile(r"(?i)starting ")
Days = tuple[date | None, date | None]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a JSON Lines file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def placed(text: str, on: date) -> list[Timex]:
    """Return the placed expressions of a sentence."""
    return [timex for timex in extract_timexes(text, written_on=on) if timex.value is not None]


def figures(folder: Path) -> dict[str, Any]:
    """Return right, future-apart and total for each set, with the numbers of the rows that are wrong."""
    sets: dict[str, Any] = {}
    for name, parts, score in (
        ("duckling gb", ("duckling", "gb.jsonl"), duckling),
        ("duckling ie", ("duckling", "ie.jsonl"), duckling),
        ("duckling common, day or coarser", ("duckling", "common.jsonl"), duckling_coarse),
        ("recognizers EnglishOthers", ("recognizers", "EnglishOthers_DateTimeModel.jsonl"), recognizers_all),
        ("recognizers focus, dates and date ranges", ("recognizers", "datetime_model_focus.jsonl"), recognizers_dates),
        ("chrono, stated parts of dates", ("chrono", "cases.jsonl"), chrono),
        ("negatives", ("negatives.jsonl",), negatives),
    ):
        path = folder.joinpath(*parts)
        sets[name] = score(path) if path.is_file() else {"left_out": f"{'/'.join(parts)} is not there"}
    return sets


def tally(outcomes: list[tuple[int | str, str]]) -> dict[str, Any]:
    """Return counts of "right", "future" and "wrong" outcomes, the share right of those not future, and the wrong rows."""
    right = sum(outcome == "right" for _, outcome in outcomes)
    future = sum(outcome == "future" for _, outcome in outcomes)
    of = len(outcomes) - future
    wrong = [row for row, outcome in outcomes if outcome == "wrong"]
    return {"right": right, "of": of, "future_apart": future, "share": right / of if of else None, "wrong_rows": wrong}


def duckling_days(row: dict[str, Any]) -> Days | None:
    """Return first and last day of a Duckling value; ``None`` where it has none that a calendar shows."""
    if row["kind"] == "interval":
        if not row.get("start"):
            return None, date.fromisoformat(row["end_exclusive"][:10])
        first = date.fromisoformat(row["start"][:10])
        if not row.get("end_exclusive"):
            return first, None
        last = date.fromisoformat(row["end_exclusive"][:10])
        return first, last - timedelta(1) if row["grain"] in DAY_OR_COARSER else last
    if not row.get("value"):
        return None
    first = date.fromisoformat(row["value"][:10])
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(row["grain"])
    if months:
        return first, add_months(first, months) - timedelta(1)
    return first, first + timedelta(6) if row["grain"] == "week" else first


def duckling(path: Path, *, grains: frozenset[str] | None = None) -> dict[str, Any]:
    """Score a Duckling corpus: one expression, with the days of the value."""
    outcomes: list[tuple[int | str, str]] = []
    for number, row in enumerate(rows(path)):
        if row["kind"] == "no_date" or (grains and row.get("grain") not in grains):
            continue
        on = date.fromisoformat(row["reference_date"][:10])
        found = placed(row["text"], on)
        days = duckling_days(row)
        if days and len(found) == 1 and covers(found[0], *days):
            outcome = "right"
        else:
            outcome = "future" if days and len(found) == 1 and is_past_reading(found[0], days[0], on) else "wrong"
        outcomes.append((number, outcome))
    return tally(outcomes)


def duckling_coarse(path: Path) -> dict[str, Any]:
    """Score the day-or-coarser values of a Duckling corpus."""
    return duckling(path, grains=DAY_OR_COARSER)


def is_past_reading(timex: Timex, first: date | None, on: date) -> bool:
    """Whether the source means the next such day and ours is the last one: the same weekday, day of the month or of the year."""
    ours = timex.earliest
    if first is None or ours is None or first <= on or ours > on:
        return False
    return (first - ours).days in {7, 14} or first.day == ours.day or abs((first - ours).days - 365) <= 30


def recognizers_days(value: dict[str, Any]) -> Days | None:
    """Return first and last day of one reading of a Recognizers value; an exclusive end is told apart by the caller."""
    try:
        if str(value.get("value") or "")[:1].isdigit():
            day = date.fromisoformat(value["value"][:10])
            return day, day
        first = date.fromisoformat(value["start"][:10]) if value.get("start") else None
        last = date.fromisoformat(value["end"][:10]) if value.get("end") else None
    except ValueError:
        return None
    return (first, last) if first or last else None


def agrees(timex: Timex, value: dict[str, Any], days: Days, on: date, text: str, *, literal: bool = False) -> bool:
    """Whether an expression has the days of a reading; ends are exclusive there for days and inclusive for named stretches.

    A reading open at the end begins there on the day after what is named ("later than 2020" on 1 January 2021), ours names it ("2020/").
    Where the annotation guidelines write the same reading otherwise than the source, what the source says is asked in their notation:
    see ``same_in_guidelines``. ``text`` is the expression of the source. With ``literal`` neither of the two is allowed for.
    """
    first, last = days
    if covers(timex, first, last) or (not literal and same_in_guidelines(timex, days, text)):
        return True
    if first and last and timex.earliest == first:
        open_until_now = timex.latest is None and abs((last - on).days) <= 1
        return (
            open_until_now or timex.latest == last - timedelta(1) or bool(value.get("start") and first == timex.latest and (last - first).days <= 1)
        )
    if first is None and last and timex.earliest is None and timex.value:
        return abs((placed_end(timex) - last).days) <= 1
    if not literal and first and last is None and timex.latest is None and timex.value and timex.value[:-1]:
        return first == bounds(timex.value[:-1])[1] + timedelta(1)
    return False


def same_in_guidelines(timex: Timex, days: Days, text: str) -> bool:
    """Whether an expression is a reading of the source in the notation of the annotation guidelines, which differs in three ways.

    Amounts of months and years, with nothing else beside them, are as fine as their unit: "two months ago" is a month that holds the
    day of the source, "two years ago" a year. Two days of one month named together are one range ("18 and 19 June"), which the source
    gives day by day. A day, or the end of a month, after "until", "by", "as late as" or "starting" stands by itself, which the source
    opens on one side.
    """
    first, last = days
    if timex.value is None or timex.earliest is None or timex.latest is None:
        return False
    if COUNTED_MONTHS.search(text) and timex.rule in COUNTING_RULES and text.removeprefix("in ") == timex.text and first and first == last:
        return timex.earliest <= first <= timex.latest
    listed = LISTED_DAYS.fullmatch(timex.text) and (timex.latest - timex.earliest).days == 1
    if listed and first and first == last:
        at = timex.earliest if timex.text.startswith(text) else timex.latest
        return first == at and text in timex.text
    if ONE_SIDED_END.match(text) and first is None and last:
        return timedelta(0) <= last - timex.latest <= timedelta(1)
    return bool(ONE_SIDED_START.match(text)) and last is None and first == timex.earliest


def placed_end(timex: Timex) -> date:
    """Return the first day of the end that an expression open at the start names ("before 2018" is 1 January 2018 there)."""
    return bounds((timex.value or "").rpartition("/")[2])[0]


def recognizers(path: Path, *, types: frozenset[str], skip_numeric: bool) -> dict[str, Any]:
    """Score Recognizers sentences: each expected expression of these types is overlapped by one of ours with its days."""
    outcomes: list[tuple[int | str, str]] = []
    month_first = n_literal = 0
    for row in rows(path):
        if skip_numeric and row.get("numeric_slash") and not row.get("dayfirst"):
            month_first += 1
            continue
        on = date.fromisoformat((row["reference_date"] or REFERENCE)[:10])
        found = placed(row["text"], on)
        for expected in row["expected"]:
            if (expected["type"] or "").rpartition(".")[2] not in types or expected.get("start") is None:
                continue
            readings = [(value, days) for value in expected["values"] or [] if value and (days := recognizers_days(value))]
            if not readings:
                continue
            hits = [t for t in found if t.start < expected["end"] and t.end > expected["start"]]
            words = row["text"][expected["start"] : expected["end"]]
            if any(agrees(hit, value, days, on, words) for hit in hits for value, days in readings):
                outcome = "right"
                n_literal += any(agrees(hit, value, days, on, words, literal=True) for hit in hits for value, days in readings)
            else:
                past = bool(hits) and all(is_past_reading(hits[0], days[0], on) for _, days in readings)
                outcome = "future" if past else "wrong"
            outcomes.append((row["id"], outcome))
    counts = tally(outcomes)
    return counts | {"month_first_sentences_apart": month_first, "literal_share": n_literal / counts["of"] if counts["of"] else None}


def recognizers_all(path: Path) -> dict[str, Any]:
    """Score the day-first sentences: dates, date-times and ranges of both."""
    return recognizers(path, types=ALL_TYPES, skip_numeric=False)


def recognizers_dates(path: Path) -> dict[str, Any]:
    """Score the focus sentences: dates and date ranges, sentences with month-first figures apart."""
    return recognizers(path, types=DATE_TYPES, skip_numeric=True)


def chrono(path: Path) -> dict[str, Any]:
    """Score chrono sentences whose day, month or year is stated: those parts agree."""
    outcomes: list[tuple[int | str, str]] = []
    for number, row in enumerate(rows(path)):
        stated = (row.get("expected") or {}).get("start_certain") or {}
        parts = [name for name in ("year", "month", "day") if stated.get(name)]
        if not parts or not row.get("reference_date"):
            continue
        values = row["expected"]["start_components"]
        found = placed(row["text"], date.fromisoformat(row["reference_date"][:10]))
        good = any(t.earliest and all(getattr(t.earliest, name) == values.get(name) for name in parts) for t in found)
        outcomes.append((number, "right" if good else "wrong"))
    return tally(outcomes)


def negatives(path: Path) -> dict[str, Any]:
    """Count the false dates in sentences with nothing to find."""
    false = {number: len(found) for number, row in enumerate(rows(path)) if (found := placed(row["text"], date.fromisoformat(REFERENCE)))}
    return {"false_dates": sum(false.values()), "of": sum(1 for _ in rows(path)), "wrong_rows": list(false)}
