"""Milestones of a case that clocks run between: when a paper is one, when a statement tells one, and on which day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from analyser.domain.text import Document, Evidence, Span
from analyser.indicators.papers import Papers, Statement, is_denied, lies_ahead
from analyser.indicators.words import compiled, pattern, plain, table_of

Words = re.Pattern[str] | None
FIRST_LINES = 12
"""Statements at the beginning of a paper in which the day of what it records is looked for."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Something that took place on a day, or on an unknown one; ``own`` tells that the whole paper records it.

    ``is_later`` tells that it is called the second or a later one of its kind.
    """

    day: date | None
    evidence: Evidence
    own: bool
    is_later: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    types: frozenset[str]
    titles: Words
    not_titles: Words
    phrases: Words
    unless: Words
    stated: Words
    needs: Words
    near: Words
    later: Words
    anywhere: bool
    may_follow: bool


def find_milestones(papers: Papers, kind: str) -> tuple[Milestone, ...]:
    """Return the milestones of one kind (an id of ``lexicons/indicators_milestones``) by day, each day once, undated ones last."""
    found: dict[date | None, Milestone] = {}
    for milestone in sorted(_all(papers, _kind(kind)), key=lambda m: (m.day or date.max, not m.own)):
        found.setdefault(milestone.day, milestone)
    return tuple(found.values())


@cache
def _kind(name: str) -> _Kind:
    entry = next(row for row in table_of("milestones")["milestone"] if row["id"] == name)

    def words(key: str) -> Words:
        return compiled(tuple(entry[key])) if entry.get(key) else None

    return _Kind(
        types=frozenset(entry.get("types", ())),
        titles=words("titles"),
        not_titles=words("not_titles"),
        phrases=words("phrases"),
        unless=words("unless"),
        stated=words("stated"),
        needs=words("needs"),
        near=words("near"),
        later=words("later"),
        anywhere=bool(entry.get("any_paper", False)),
        may_follow=bool(entry.get("may_follow", False)),
    )


def _all(papers: Papers, kind: _Kind) -> Iterator[Milestone]:
    for document in papers.documents:
        if _is_record(document, kind):
            later = kind.later is not None and kind.later.search(plain(f"{document.title or ''}\n{document.text[:60]}")) is not None
            yield Milestone(_own_day(papers, document, kind), Evidence(document.document_id, _opening(papers, document)), own=True, is_later=later)
        elif kind.phrases is not None:
            yield from _told(papers, document, kind)


def _is_record(document: Document, kind: _Kind) -> bool:
    """Whether a whole paper is the record of a milestone: by its type, its title where the kind asks for one, and words it needs."""
    if not kind.types or str(document.type) not in kind.types:
        return False
    head = plain(f"{document.title or ''}\n{document.text[:160]}")
    if kind.titles is not None and not kind.titles.search(head):
        return False
    if kind.not_titles is not None and kind.not_titles.search(head):
        return False
    return kind.needs is None or any(_holds(sentence, kind.needs) for sentence in _lines(document))


def _lines(document: Document) -> list[str]:
    return [line for line in plain(document.text).replace(". ", ".\n").split("\n") if line.strip()]


def _holds(line: str, needed: re.Pattern[str]) -> bool:
    match = needed.search(line)
    return match is not None and not is_denied(line, match.start())


def _opening(papers: Papers, document: Document) -> Span:
    statements = papers.of(document)
    return statements[0].span if statements else Span(0, max(1, len(document.text)))


def _own_day(papers: Papers, document: Document, kind: _Kind) -> date | None:
    """Return the day that a record gives for what it records, else its own date."""
    for statement in papers.of(document):
        match = kind.stated.search(statement.text) if kind.stated is not None else None
        if match:
            after = [day for at, day in statement.days() if match.end() <= at + 1 and at - match.end() < 25 and _past(day, document)]
            if after:
                return after[0]
    for statement in papers.of(document)[:FIRST_LINES]:
        match = pattern("milestones", "held").search(statement.text)
        if match and not lies_ahead(statement):
            day = statement.day_near(match.end(), until=document.written_on)
            if day:
                return day
    return document.written_on


def _past(day: date, document: Document) -> bool:
    return document.written_on is None or day <= document.written_on


def _told(papers: Papers, document: Document, kind: _Kind) -> Iterator[Milestone]:
    phrases = kind.phrases
    for statement in papers.of(document):
        for match in phrases.finditer(statement.text) if phrases else ():
            if not took_place(statement, match.start(), match.end(), kind.unless) or not _in_context(statement, kind):
                continue
            day = _day_told(statement, match.start(), match.end(), may_follow=kind.may_follow)
            if day is not None or kind.anywhere or str(document.type) in ("case_note", "email", "None"):
                named = bool(statement.timexes)
                later = kind.later is not None and kind.later.search(statement.text) is not None
                told = day or (None if named and not kind.anywhere else document.written_on)
                yield Milestone(told, statement.evidence, own=False, is_later=later)
                break


def _in_context(statement: Statement, kind: _Kind) -> bool:
    """Whether the words that a kind asks for nearby stand in the sentence, the statement before it or the title."""
    around = f"{statement.document.title or ''} {statement.document.author or ''} {statement.before} {statement.sentence}"
    return kind.near is None or kind.near.search(plain(around)) is not None


def took_place(statement: Statement, start: int, end: int, unless: Words = None) -> bool:
    """Whether what a stretch of a statement tells took place: not denied, not called off, not still ahead."""
    text = statement.text
    if unless is not None and unless.search(text):
        return False
    if is_denied(text, start) or pattern("milestones", "called_off").search(text):
        return False
    written = statement.document.written_on
    past = any(written is None or day <= written for _, day in statement.days())
    return (past and not pattern("milestones", "surely_ahead").search(text)) or not lies_ahead(statement)


def _day_told(statement: Statement, start: int, end: int, *, may_follow: bool) -> date | None:
    """Return the day nearest after what tells a milestone, else nearest before it; days after the paper's own do not count."""
    written = statement.document.written_on
    days = [(at, day) for at, day in statement.days() if written is None or day <= written or may_follow]
    after = [day for at, day in days if at >= end - 1]
    inside = [day for at, day in days if start <= at < end]
    before = [day for at, day in days if at < start]
    near = [day for at, day in days if end - 1 <= at <= end + 22]
    found = inside or near or before[-1:] or after
    return found[0] if found else None
