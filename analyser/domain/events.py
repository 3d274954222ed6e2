"""Events of a case and the chronology made of them."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from analyser.domain.codes import Agency, EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.text import Evidence


class Granularity(StrEnum):
    """How fine the date of an event is."""

    TIME = "time"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    TERM = "term"
    YEAR = "year"
    RANGE = "range"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class EventMention:
    """One place in one document that tells an event.

    ``value`` and ``interval`` are what this telling says (``None`` for both when it says no date).
    ``dated_by`` is ``timex`` (an expression in the clause), ``context`` (one nearby), ``document`` (its date) or ``none``.
    ``recorded_on`` is the document's own date. ``confidence`` lies in [0, 1].
    """

    evidence: Evidence
    value: str | None
    interval: DateInterval | None
    status: EventStatus
    category: EventCategory
    agencies: tuple[Agency, ...]
    significant: bool
    confidence: float
    people: tuple[str, ...] = field(default=(), repr=False)
    reasons: tuple[str, ...] = ()
    dated_by: str = "timex"
    recorded_on: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """What the tellings of one event disagree about: ``kind`` such as ``date`` or ``status``, and the rival values."""

    kind: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChronologyEntry:
    """One event, once, with every place that tells it.

    ``summary`` is words of the source, tidied; nothing is invented. ``mentions`` stand in document order.
    Undated matters have neither ``value`` nor ``interval`` nor ``granularity``.
    """

    event_id: str
    value: str | None
    interval: DateInterval | None
    granularity: Granularity | None
    status: EventStatus
    category: EventCategory
    agencies: tuple[Agency, ...]
    summary: str = field(repr=False)
    significant: bool
    confidence: float
    people: tuple[str, ...] = field(default=(), repr=False)
    reasons: tuple[str, ...] = ()
    mentions: tuple[EventMention, ...] = ()
    conflict: Conflict | None = None


@dataclass(frozen=True, slots=True)
class Chronology:
    """Dated entries, sorted by earliest, then latest, then document order; significant undated matters apart."""

    entries: tuple[ChronologyEntry, ...]
    undated: tuple[ChronologyEntry, ...] = ()
