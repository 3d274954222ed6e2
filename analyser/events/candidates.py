"""Stretches of a document that may tell a dated event, each with a date that it may have."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from analyser.domain.dates import DateInterval, Timex
from analyser.domain.text import Span
from analyser.events.clauses import split_clauses
from analyser.events.layout import Line, tells_no_event
from analyser.timex.values import interval as resolve
from analyser.view import DocumentView


class DatedBy(StrEnum):
    """Where a candidate has its date from."""

    TIMEX = "timex"
    ONSET = "onset"
    CONTEXT = "context"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One clause with one date that it may have.

    ``sentence`` is the index of its sentence in the view, ``clause`` of the clause in its sentence.
    ``timex`` gives the date; where the document's own date does, it is the last expression before, if any. ``onset`` candidates are dated
    by the first day of an open range ("has lived here since June"). ``distance`` counts the characters between the
    clause and its time expression. ``clauses`` are all clauses of the sentence.
    """

    span: Span
    sentence: int
    clause: int
    clauses: tuple[Span, ...]
    dated_by: DatedBy
    timex: Timex | None
    value: str
    interval: DateInterval
    distance: int = 0


Clause = tuple[Span, int, int, tuple[Span, ...]]


def find_candidates(view: DocumentView, lines: tuple[Line, ...], births: Collection[date] = ()) -> tuple[Candidate, ...]:
    """Return every clause of the document with every date that it may have, in text order.

    Dates of birth (``births`` are the children's) and dates in letter heads and e-mail headers date nothing, and neither
    does the clause that they stand in.
    """
    text = view.document.text
    timexes = [timex for timex in view.timexes if timex.interval is not None and timex.value]
    silent = {timex.start for timex in timexes if tells_no_event(text, timex, lines, births)}
    found: list[Candidate] = []
    context: Timex | None = None
    k = 0
    for index, sentence in enumerate(view.sentences):
        first = k
        while k < len(timexes) and timexes[k].start < sentence.span.end:
            k += 1
        inside = timexes[first:k]
        clauses = split_clauses(text, sentence.span, tuple(Span(timex.start, timex.end) for timex in inside))
        telling = [timex for timex in inside if timex.start not in silent]
        for position, clause in enumerate(clauses):
            own = [timex for timex in inside if clause.start <= timex.start and timex.end <= clause.end]
            base = (clause, index, position, clauses)
            told = [timex for timex in own if timex.start not in silent]
            if told:
                found.extend(_dated(base, told))
                context = told[-1]
            elif not own:
                later = next((timex for timex in telling if timex.start >= clause.end), None)
                found.extend(_undated(base, context, later, view))
    return tuple(found)


def _dated(base: Clause, own: list[Timex]) -> list[Candidate]:
    found: list[Candidate] = []
    seen: set[DateInterval] = set()
    for timex in own:
        interval = timex.interval
        if interval is None or timex.value is None or interval in seen:
            continue
        seen.add(interval)
        found.append(Candidate(*base, DatedBy.TIMEX, timex, timex.value, interval))
        if interval.latest is None and interval.earliest is not None:
            value = timex.value.rstrip("/")
            found.append(Candidate(*base, DatedBy.ONSET, timex, value, _onset(value, interval.earliest)))
    return found


def _onset(value: str, first: date) -> DateInterval:
    try:
        return resolve(value)
    except ValueError:
        return DateInterval(first, first)


def _undated(base: Clause, context: Timex | None, later: Timex | None, view: DocumentView) -> list[Candidate]:
    """The dates that a clause without one may have: that of the day of writing, of the last expression, of the next one in the sentence."""
    clause = base[0]
    found: list[Candidate] = []
    seen: set[DateInterval] = set()
    if written := view.document.written_on:
        seen.add(DateInterval(written, written))
        found.append(Candidate(*base, DatedBy.DOCUMENT, context, written.isoformat(), DateInterval(written, written), _distance(clause, context)))
    for timex in (context, later):
        if timex is None or timex.interval is None or timex.value is None or timex.interval in seen:
            continue
        seen.add(timex.interval)
        found.append(Candidate(*base, DatedBy.CONTEXT, timex, timex.value, timex.interval, _distance(clause, timex)))
    return found


def _distance(clause: Span, timex: Timex | None) -> int:
    if timex is None:
        return 0
    return clause.start - timex.end if timex.end <= clause.start else clause.end - timex.start
