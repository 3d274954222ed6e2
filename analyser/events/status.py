"""Whether an event took place, as its telling has it, by rule."""

from collections.abc import Sequence
from datetime import date

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.text import Span
from analyser.events.cues import CueIndex


def rule_status(cues: CueIndex, clause: Span, sentence: Span, interval: DateInterval, written_on: date | None, *, in_plan: bool) -> EventStatus:
    """Return the status that the cues and the date say.

    A cancelled event did not take place, a missed appointment did (it is the missing that happened). What lies after the
    day of writing is planned unless it is cancelled or conditional; what lies before it happened unless it is negated or hedged.
    """
    missed = cues.has("not_occurred.missed", clause)
    if cues.has("not_occurred.cancelled", clause) and not missed:
        return EventStatus.NOT_OCCURRED
    later = written_on is not None and interval.earliest is not None and interval.earliest > written_on
    if later:
        return EventStatus.UNCERTAIN if cues.has("uncertain.condition", clause) else EventStatus.PLANNED
    if _undone(cues, clause, sentence, interval, written_on, in_plan=in_plan):
        return EventStatus.PLANNED
    if cues.has("uncertain.hedge", clause) and cues.has("uncertain.condition", clause):
        return EventStatus.UNCERTAIN
    return EventStatus.OCCURRED


def happens_by_default(cues: CueIndex, clause: Span, category: EventCategory) -> bool:
    """Whether the clause tells that something was missed: that is an event which took place, unless it was called off."""
    missed = category is EventCategory.MISSED_APPOINTMENT or cues.has("not_occurred.missed", clause)
    return missed and not cues.has("not_occurred.cancelled", clause)


def _undone(cues: CueIndex, clause: Span, sentence: Span, interval: DateInterval, written_on: date | None, *, in_plan: bool) -> bool:
    current = written_on is None or interval.latest is None or interval.latest >= written_on
    words: Sequence[str] = ("planned.bare_infinitive", "planned.future", "planned.deadline")
    return current and (any(cues.has(group, clause) for group in words) or (in_plan and cues.has("planned.label", sentence)))
