"""Days as columns, header blocks and file names write them: ISO or day-first, never month-first in silence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from analyser.lexicons import load_table

EXCEL_EPOCH = date(1899, 12, 30)
EXCEL_SERIALS = range(7306, 73051)
"""Excel's day numbers of 1920 to 2099: what else stands in a date column as a bare number is no date."""
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day read from a value.

    ``month_first`` says that the value makes sense only with the month first; ``either_way`` that day and month could be exchanged.
    """

    day: date
    month_first: bool = False
    either_way: bool = False


def read_day(value: str) -> WrittenDay | None:
    """Return the day that a whole value names, a clock time or weekday beside it allowed; ``None`` when it is no date.

    Two-digit years up to 69 are of this century. A bare number counts as an Excel serial.
    """
    stripped = value.strip()
    if re.fullmatch(r"\d{4,5}(\.\d+)?", stripped):
        serial = int(float(stripped))
        return WrittenDay(EXCEL_EPOCH + timedelta(days=serial)) if serial in EXCEL_SERIALS else None
    match = _patterns()[0].match(stripped)
    rest = _patterns()[1]
    return _written(match) if match and rest.fullmatch(stripped[match.end() :]) else None


def find_day(value: str) -> WrittenDay | None:
    """Return the day that a value begins with, whatever follows it ("12/3/08 at the family home")."""
    match = _patterns()[0].match(value.strip())
    return _written(match) if match else None


def day_at(text: str, position: int) -> tuple[WrittenDay, int] | None:
    """Return the day that stands at a position of a text, a weekday before it allowed, and where it ends."""
    match = _patterns()[0].match(text, position)
    written = _written(match) if match else None
    return (written, match.end()) if match and written else None


def days_in(text: str) -> Iterator[tuple[WrittenDay, int, int]]:
    """Yield the days that stand anywhere in a text, in order, each with its start and end."""
    for match in _name_pattern().finditer(text):
        written = _written(match)
        if written:
            yield written, match.start(), match.end()


def day_in_name(name: str) -> WrittenDay | None:
    """Return the one day that a file name holds ("2008-03-12_visit.docx", "12.03.08 visit.txt"); ``None`` when it holds none or several."""
    days = [written for match in _name_pattern().finditer(name.replace("_", " ")) if (written := _written(match))]
    return days[0] if len({written.day for written in days}) == 1 else None


def _written(match: re.Match[str]) -> WrittenDay | None:
    found = match.groupdict()
    if found.get("iso_year"):
        return _safe(int(found["iso_year"]), int(found["iso_month"]), int(found["iso_day"]))
    if found.get("packed"):
        packed = found["packed"]
        return _safe(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
    month_name = found.get("month_name") or found.get("month_name_first")
    if month_name:
        year = found.get("named_year") or found.get("named_year_first") or ""
        return _safe(_full_year(year), _month_number(month_name), int(found.get("named_day") or found.get("named_day_first") or 0))
    first, second, year = int(found["first"]), int(found["second"]), _full_year(found["year"])
    if second > 12 >= first:
        swapped = _safe(year, first, second)
        return WrittenDay(swapped.day, month_first=True) if swapped else None
    plain = _safe(year, second, first)
    return WrittenDay(plain.day, either_way=first <= 12 and first != second) if plain else None


def _safe(year: int, month: int, day: int) -> WrittenDay | None:
    try:
        return WrittenDay(date(year, month, day)) if year in YEARS else None
    except ValueError:
        return None


def _full_year(written: str) -> int:
    digits = written.strip("'’ ")
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year <= 69 else 1900)


def _month_number(word: str) -> int:
    months = load_table("taxonomies/stated_details")["months"]
    name = word.casefold().rstrip(".")
    return int(months["also"].get(name) or months["short"].index(name[:3]) + 1)


@cache
def _date_pattern() -> str:
    months = load_table("taxonomies/stated_details")["months"]
    words = "|".join(sorted((*months["names"], *months["short"], *months["also"]), key=len, reverse=True))
    return (
        r"(?:(?P<iso_year>(?:19|20)\d\d)[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})(?!\d)"
        r"|(?P<packed>(?:19|20)\d\d[01]\d[0-3]\d)(?!\d)"
        r"|(?P<first>\d{1,2})\s?[-/.\s]\s?(?P<second>\d{1,2})\s?[-/.\s]\s?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
        rf"|(?P<named_day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-/.]*(?P<month_name>{words})\b\.?,?[\s\-/.]*(?P<named_year>(?:19|20)\d\d|['’]?\d\d)(?!\d)"
        rf"|(?P<month_name_first>{words})\b\.?\s+(?P<named_day_first>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<named_year_first>(?:19|20)\d\d)(?!\d))"
    )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    weekday = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+(?:the\s+)?)?"
    clock = r"\d{1,2}(?:[:.]\d\d){0,2}(?:\.\d+)?\s*(?:[ap]\.?m\.?|hrs?|hours)?|\d{4}\s*(?:hrs?|hours)?"
    zone = r"(?:z|utc|gmt|bst|[+-]\d\d:?\d\d)?"
    rest = rf"\.?(?:[t\s,@\-]*(?:at\s+)?(?:{clock})?\s*{zone}\s*)?"
    return re.compile(weekday + _date_pattern(), re.IGNORECASE), re.compile(rest, re.IGNORECASE)


@cache
def _name_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)" + _date_pattern(), re.IGNORECASE)
