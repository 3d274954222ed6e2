"""Written dates moved by whole weeks, in the style in which each is written: a Monday stays a Monday, "12.3.08" stays dotted and short."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from analyser.domain.dates import Timex
from analyser.lexicons import load_table
from analyser.pseudonyms.ledger import draw
from analyser.pseudonyms.rewriting import Change

MONTH_AND_YEAR = re.compile(r"(?P<month>0?[1-9]|1[0-2])[/.](?P<year>\d\d)(?!\d)")
WEEKS_OF_YEAR, MOST_YEARS, MOST_WEEKS = 52, 5, 3
"""An offset is one to five years of 52 weeks either way, and up to three weeks more or less, so that seasons stay about where they were."""


def offset_days(secret: str, case_id: str) -> int:
    """Return the offset of a case in days, a whole number of weeks; the same for the same secret and case."""
    years = draw(secret, case_id, "years") % MOST_YEARS + 1
    weeks = draw(secret, case_id, "weeks") % (2 * MOST_WEEKS + 1) - MOST_WEEKS
    sign = 1 if draw(secret, case_id, "sign") % 2 else -1
    return 7 * sign * (WEEKS_OF_YEAR * years + weeks)


def shift_day(day: date, offset: int) -> date:
    """Return a day moved; the first or last day of the calendar where it would leave it."""
    try:
        return day + timedelta(days=offset)
    except OverflowError:
        return date.max if offset > 0 else date.min


def date_changes(text: str, timexes: tuple[Timex, ...], offset: int) -> tuple[list[Change], int]:
    """Return the changes that move the dates of a text, and how many expressions with figures of a date were left as written.

    Weekdays alone, feasts and "last week" need no change: they move with the day that they are counted from.
    """
    changes: list[Change] = []
    n_left = 0
    for timex in timexes:
        found = list(_moved(timex, offset))
        changes += found
        kept = re.sub(r"\d{1,2}[:.]\d\d\s?(?:[ap]m|hrs?)?|\d{4}\s?h(?:ou)?rs?", "", _outside(timex, found))
        n_left += timex.value is not None and re.search(r"(?:19|20)\d\d|\d[/.-]\d", kept) is not None
    return changes, n_left


def _outside(timex: Timex, changes: list[Change]) -> str:
    kept = timex.text
    for change in reversed(changes):
        kept = kept[: change.start - timex.start] + kept[change.end - timex.start :]
    return kept


def _moved(timex: Timex, offset: int) -> Iterator[Change]:
    hint = timex.earliest or timex.latest
    position = 0
    while hint is not None and (match := _search(timex, position)):
        position = match.end()
        new = _rewritten(match, hint, offset)
        if new is not None and new != match[0]:
            yield Change(timex.start + match.start(), timex.start + match.end(), new)


def _search(timex: Timex, position: int) -> re.Match[str] | None:
    """The next date in an expression, of several that begin together the fuller one; "04/05" is a month where it was read as one."""
    if re.fullmatch(r"\d{4}-\d\d", timex.value or "") and (whole := MONTH_AND_YEAR.match(timex.text, position)):
        return whole
    monthly = re.fullmatch(r"\d{4}-\d\d", timex.value or "") is not None
    forms = [form for form in _forms() if not (monthly and "day" in form.groupindex)]
    found = [match for form in forms if (match := form.search(timex.text, position))]
    return min(found, key=lambda match: match.start(), default=None)


def _rewritten(match: re.Match[str], hint: date, offset: int) -> str | None:
    parts = {name: text for name, text in match.groupdict().items() if text is not None}
    year, month = _year(parts, hint), _month(parts["month"]) if "month" in parts else hint.month
    if "day" in parts:
        old = _day_of(year, month, int(parts["day"]))
        if old is None:
            return None
        if "year" not in parts and "month" in parts:
            old = min((_in_year(old, hint.year + step) for step in (-1, 0, 1)), key=lambda day: abs((day - hint).days))
        return _fill(match, _days_filled(parts, old, offset, padded=_padded(match)))
    if "month" in parts:
        new = shift_day(date(year, month, 15), offset)
        return _fill(match, {"month": _month_like(new.month, parts["month"], padded=False), "year": _digits_like(parts.get("year", ""), new.year)})
    step = round(offset / 364)
    return _fill(match, {"year": _digits_like(parts["year"], year + step), "second": _digits_like(parts.get("second", ""), year + 1 + step)})


def _days_filled(parts: dict[str, str], old: date, offset: int, *, padded: bool) -> dict[str, str]:
    """The new words of a day, or of two days of one month ("3-7 March"); the first gets a month of its own where they part."""
    new = shift_day(old, offset)
    last = new
    if "last" in parts:
        other = _day_of(old.year, old.month, int(parts["last"])) or old
        last = shift_day(other, offset)
    month = parts.get("month", "")
    own_month = "" if last.month == new.month else f" {_month_like(new.month, month, padded=padded)}"
    return {
        "day": str(new.day).zfill(2 if padded else 1) + ("" if "suffix" in parts else own_month),
        "suffix": _suffix(new.day, parts.get("suffix", "")) + own_month,
        "last": str(last.day),
        "last_suffix": _suffix(last.day, parts.get("last_suffix", "")),
        "month": _month_like(last.month, month, padded=padded),
        "year": _digits_like(parts.get("year", ""), last.year),
    }


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _padded(match: re.Match[str]) -> bool:
    """Whether days and months of one figure have a nought before them here: one has, or the year stands first."""
    groups = match.groupdict()
    return any((groups.get(name) or "").startswith("0") for name in ("day", "month")) or match[0][:4].isdigit()


def _fill(match: re.Match[str], new: dict[str, str]) -> str:
    text, spans = match[0], [(match.span(name), new[name]) for name in new if match.groupdict().get(name) is not None]
    for (start, end), value in sorted(spans, reverse=True):
        text = text[: start - match.start()] + value + text[end - match.start() :]
    return text


def _year(parts: dict[str, str], hint: date) -> int:
    written = parts.get("year")
    if not written:
        return hint.year
    return int(written) if len(written) == 4 else hint.year // 100 * 100 + int(written)


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return day.replace(year=year, day=28)


def _digits_like(written: str, year: int) -> str:
    """A year in as many figures as another was written."""
    return str(year)[-len(written) :] if written else ""


def _suffix(day: int, written: str) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return suffix.upper() if written.isupper() else suffix


def _month(written: str) -> int:
    months = load_table("taxonomies/stated_details")["months"]
    return int(written) if written.isdigit() else months["short"].index(written.casefold()[:3]) + 1


def _month_like(month: int, written: str, *, padded: bool) -> str:
    if written and _month(written) == month and not written.isdigit():
        return written  # "Sept" stays "Sept"
    if written.isdigit() or not written:
        return str(month).zfill(2 if padded else 1)
    months = load_table("taxonomies/stated_details")["months"]
    name = str(months["names"][month - 1] if written.casefold() in months["names"] and len(written) > 3 else months["short"][month - 1])
    return name.upper() if written.isupper() else name if written.islower() else name.capitalize()


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    months = load_table("taxonomies/stated_details")["months"]
    names = "|".join(sorted((*months["names"], *months["short"], *months["also"]), key=len, reverse=True))
    year, day, suffix = r"(?:19|20)\d\d", r"[0-3]?\d", "st|nd|rd|th"
    ending = rf"\b\.?(?:,?[\s./-]*['’]?(?P<year>{year}|\d\d)(?![\d:.]))?"
    forms = (
        rf"(?<!\d)(?P<year>{year})[-/.](?P<month>[01]?\d)[-/.](?P<day>{day})(?!\d)",
        rf"(?<!\d)(?P<day>{day})\s?[-/.]\s?(?P<month>[01]?\d)\s?[-/.]\s?(?P<year>{year}|\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>{day})(?P<suffix>{suffix})?\s?(?:/|-|–|to|and|&)\s?(?P<last>{day})(?P<last_suffix>{suffix})?\s+(?P<month>{names}){ending}",
        rf"(?<!\d)(?P<day>{day})(?P<suffix>{suffix})?(?:\s+of)?[\s./-]*(?P<month>{names}){ending}",
        rf"\b(?P<month>{names})\b\.?\s+(?P<day>{day})(?P<suffix>{suffix})?(?![\d:])(?:,?\s+(?P<year>{year}))?",
        rf"\b(?P<month>{names})\b\.?,?[\s./-]*['’]?(?P<year>{year}|\d\d)(?!\d)",
        rf"(?<![\d/.])(?P<month>0?[1-9]|1[0-2])/(?P<year>{year})(?!\d)",
        rf"(?<![\d/.:])(?P<day>{day})/(?P<month>0?[1-9]|1[0-2])(?![\d/])",
        rf"(?<!\d)(?P<year>{year})\s?[-/–]\s?(?P<second>\d{{1,4}})(?!\d)",
        rf"(?<!\d)(?P<year>{year})(?!\d)",
        rf"\b(?P<day>{day})(?P<suffix>{suffix})\b",
        rf"\b(?P<month>{names})\b",
    )
    return tuple(re.compile(form, re.IGNORECASE) for form in forms)
