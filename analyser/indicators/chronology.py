"""Whether there is a chronology, current, begun early enough, without gaps, and telling the good too."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from analyser.domain.codes import DocumentType
from analyser.domain.dates import Timex
from analyser.domain.indicators import Indicator, IndicatorStatus
from analyser.domain.rules import Rule
from analyser.domain.text import Document, Evidence, Span
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, places
from analyser.indicators.papers import Papers, by_date
from analyser.indicators.words import pattern, plain

LEAD = re.compile(
    r"[\s|*•\-–—>]*(?:\d{1,3}[.)|]\s+(?=\S))?[\s|*•\-–—?]*"
    r"(?:c\.?|circa|approx\.?|early|late|mid[- ]|by|from|between|in|on|mon|tue|wed|thu|fri|sat|sun)?\W{0,3}$",
    re.IGNORECASE,
)
"""What may stand before the date of an entry on its line: bullets, a serial number, a weekday."""
HEADING_LINE = re.compile(r"(?m)^[ \t]*(?:\d+[.)]?[ \t]+)?(?P<words>[^\n\d]{3,60})$")
FULL_DATE = re.compile(r"(?m)^\W*\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
MONTH_YEAR = re.compile(r"(?P<month>0[1-9]|1[0-2])[/.](?P<year>[0-2]\d)")
FEW_FULL_DATES = 3
OTHERS = ("chronology_current", "chronology_start", "chronology_gaps", "chronology_balance")


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated line of a chronology: the first day that its date covers, and what it says."""

    day: date
    evidence: Evidence
    text: str


@dataclass(frozen=True, slots=True)
class _Found:
    document: Document
    entries: tuple[Entry, ...]


def chronology_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the five checks of the chronology, in the order of ``docs/indicators.md``."""
    found = _find(papers)
    if found is None:
        denied = [
            s
            for s in papers.all_statements()
            if pattern("chronology", "missing").search(s.text) and not pattern("chronology", "not_missing").search(s.text)
        ]
        yield answer(papers, "chronology_on_file", FLAGGED if denied else NOT_EVIDENCED, 0, evidence=places(denied))
        yield from (answer(papers, name, NOT_EVIDENCED) for name in OTHERS)
        return
    yield answer(papers, "chronology_on_file", MET, len(found.entries), documents=(found.document.document_id,))
    checks: tuple[Callable[[Papers, _Found], Indicator], ...] = (_current, _start, _gaps, _balance)
    yield from (check(papers, found) for check in checks)


def _find(papers: Papers) -> _Found | None:
    """Return the latest chronology: a paper of the type, else one that holds one under a heading."""
    typed = papers.of_type(DocumentType.CHRONOLOGY)
    if typed:
        dated = [document for document in typed if document.written_on]
        chosen = (dated or typed)[-1]
        return _Found(chosen, tuple(_entries(papers, chosen, Span(0, max(1, len(chosen.text))))))
    least = papers.rule("chronology_on_file")
    for document in reversed(by_date(papers.documents)):
        section = _section(document.text)
        entries = tuple(_entries(papers, document, section)) if section else ()
        if len(entries) >= (least.limit if least else 3):
            return _Found(document, entries)
    return None


def _section(text: str) -> Span | None:
    """Return what stands under a heading that names a chronology, up to the next heading or the end."""
    words = plain(text)
    heading = next((m for m in HEADING_LINE.finditer(words) if pattern("chronology", "heading").fullmatch(m["words"].strip(" \t#*:-"))), None)
    if heading is None or heading.end() >= len(text):
        return None
    rest = re.compile(r"\n[ \t]*\n[^\n\d]{3,60}\n|\n[A-Z][A-Z ,&/]{4,60}:?\n").search(text, heading.end())
    return Span(heading.end(), rest.start() if rest and rest.start() > heading.end() else len(text))


def _entries(papers: Papers, document: Document, section: Span) -> Iterator[Entry]:
    text = document.text
    full_dates = len(FULL_DATE.findall(text, section.start, section.end)) >= FEW_FULL_DATES
    for timex in papers.views[document.document_id].timexes:
        if timex.earliest is None or not section.start <= timex.start < section.end:
            continue
        begins = text.rfind("\n", 0, timex.start) + 1
        ends = text.find("\n", timex.start)
        ends = len(text) if ends < 0 else ends
        if LEAD.match(text[begins : timex.start]) and re.search(r"\w{2}", text[timex.end : ends]):
            yield Entry(_first_day(timex, full_dates), Evidence(document.document_id, Span(begins, ends)), plain(text[timex.end : ends]))


def _first_day(timex: Timex, full_dates: bool) -> date:
    """Return the first day that an entry covers. "04/05" among full dates is a month of a year and no day without one."""
    short = MONTH_YEAR.fullmatch(timex.text)
    if short and full_dates:
        return date(2000 + int(short["year"]), int(short["month"]), 1)
    assert timex.earliest is not None
    return timex.earliest


def _current(papers: Papers, found: _Found) -> Indicator:
    rule = papers.rule("chronology_current")
    last = max(
        (d.written_on for d in papers.documents if d.written_on and d.type is not DocumentType.CHRONOLOGY and d is not found.document), default=None
    )
    if not found.entries or last is None or rule is None:
        return _told(papers, "chronology_current", CANNOT_COMPUTE, None, found)
    latest = max(found.entries, key=lambda entry: entry.day)
    days = max(0, (last - latest.day).days)
    return answer(papers, "chronology_current", FLAGGED if days > rule.limit else MET, days, evidence=(latest.evidence,), rule=rule)


def _start(papers: Papers, found: _Found) -> Indicator:
    if not found.entries:
        return _told(papers, "chronology_start", CANNOT_COMPUTE, None, found)
    first = min(found.entries, key=lambda entry: entry.day)
    births = [child.dob for child in papers.case_file.children if child.dob]
    referrals = [d.written_on for d in papers.documents if d.type is DocumentType.REFERRAL and d.written_on]
    status: IndicatorStatus = CANNOT_COMPUTE
    if births and first.day <= min(births):
        status = MET
    elif referrals:
        status = MET if first.day < min(referrals) else FLAGGED
    return answer(papers, "chronology_start", status, first.day.isoformat(), evidence=(first.evidence,))


def _gaps(papers: Papers, found: _Found) -> Indicator:
    rule = papers.rule("chronology_gaps")
    entries = sorted(found.entries, key=lambda entry: entry.day)
    born = min((child.dob for child in papers.case_file.children if child.dob), default=None)
    pairs = [(b.day - max(a.day, born or a.day)).days for a, b in pairwise(entries) if born is None or b.day >= born]
    if len(entries) < 2 or rule is None:
        return _told(papers, "chronology_gaps", CANNOT_COMPUTE, None, found)
    longest = max(pairs, default=0)
    around = next(((a, b) for a, b in pairwise(entries) if pairs and (b.day - max(a.day, born or a.day)).days == longest), ())
    status = FLAGGED if longest > rule.limit else MET
    return answer(papers, "chronology_gaps", status, longest, evidence=(entry.evidence for entry in around), rule=rule)


def _balance(papers: Papers, found: _Found) -> Indicator:
    rule: Rule | None = papers.rule("chronology_balance")
    good = [entry for entry in found.entries if _is_good(entry.text)]
    if good:
        return answer(papers, "chronology_balance", MET, len(good), evidence=(entry.evidence for entry in good))
    few = rule is None or len(found.entries) < rule.limit
    return _told(papers, "chronology_balance", CANNOT_COMPUTE if few else FLAGGED, None if few else 0, found)


def _is_good(text: str) -> bool:
    without = pattern("chronology", "not_good").sub(lambda match: "\0" * len(match.group()), text)
    return pattern("chronology", "good").search(without) is not None


def _told(papers: Papers, indicator: str, status: IndicatorStatus, value: int | None, found: _Found) -> Indicator:
    return answer(papers, indicator, status, value, documents=(found.document.document_id,))
