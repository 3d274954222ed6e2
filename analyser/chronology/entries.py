"""One event from all its tellings: its date, status, words, and what the tellings disagree about."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from analyser.chronology.tellings import Telling
from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.events import ChronologyEntry, Conflict, EventMention, Granularity

TIDY = re.compile(r"^[\s\-–—•*>|,;:.)\]]+|[\s,;:|\-–—(\[]+$")
GRAINS = (
    (re.compile(r"\d{4}-\d\d-\d\d"), Granularity.DAY),
    (re.compile(r"\d{4}-\d\d-\d\dT.*"), Granularity.TIME),
    (re.compile(r"\d{4}-W\d\d-WE"), Granularity.WEEKEND),
    (re.compile(r"\d{4}-W\d\d"), Granularity.WEEK),
    (re.compile(r"\d{4}-\d\d"), Granularity.MONTH),
    (re.compile(r"\d{4}-Q\d"), Granularity.QUARTER),
    (re.compile(r"\d{4}-(?:SP|SU|AU|WI)"), Granularity.SEASON),
    (re.compile(r"\d{4}-T[ASU]"), Granularity.TERM),
    (re.compile(r"\d{4}"), Granularity.YEAR),
)


def make_entry(event_id: str, tellings: Sequence[Telling]) -> ChronologyEntry:
    """Return the entry of one event from its tellings, which stand in document order."""
    mentions = [telling.mention for telling in tellings]
    dated = best_dated(mentions)
    lead = max(tellings, key=lambda telling: (telling.mention is dated, telling.mention.confidence, min(len(telling.text), 160), -telling.order))
    return ChronologyEntry(
        event_id=event_id,
        value=dated.value,
        interval=dated.interval,
        granularity=granularity(dated.value, dated.interval) if dated.interval else None,
        status=settled_status(mentions),
        category=_commonest(mentions),
        agencies=tuple(dict.fromkeys(agency for mention in mentions for agency in mention.agencies)),
        summary=tidy(lead.text),
        significant=any(mention.significant for mention in mentions),
        confidence=max(mention.confidence for mention in mentions),
        people=tuple(dict.fromkeys(person for mention in mentions for person in mention.people)),
        reasons=tuple(dict.fromkeys(reason for mention in mentions for reason in mention.reasons)),
        mentions=tuple(mentions),
        conflict=find_conflict(mentions),
    )


def best_dated(mentions: Sequence[EventMention]) -> EventMention:
    """Return the telling with the finest date that most tellings allow; the more confident, then the earlier one on a tie."""

    def allowed(mention: EventMention) -> int:
        return sum(_touch(mention.interval, other.interval) for other in mentions)

    return max(mentions, key=lambda mention: (allowed(mention), -(_days(mention.interval)), mention.confidence))


def settled_status(mentions: Sequence[EventMention]) -> EventStatus:
    """Return what the tellings settle on: what was planned is overtaken by word that it took place or did not.

    Among tellings that say what came of it, the one written last decides; undated documents count as oldest, and of
    tellings written on one day the one that it did not take place.
    """
    final = [mention for mention in mentions if mention.status in (EventStatus.OCCURRED, EventStatus.NOT_OCCURRED)]
    pool = final or list(mentions)
    off = EventStatus.NOT_OCCURRED
    return max(enumerate(pool), key=lambda row: (row[1].recorded_on or date.min, row[1].status is off, row[0]))[1].status


def find_conflict(mentions: Sequence[EventMention]) -> Conflict | None:
    """Return what the tellings disagree about: days that exclude each other, or whether it took place; ``None`` if nothing."""
    days = sorted({mention.interval for mention in mentions if mention.interval}, key=DateInterval.sort_key)
    if any(not _touch(one, other) for one in days for other in days):
        values = dict.fromkeys(mention.value for mention in mentions if mention.value)
        return Conflict("date", tuple(values))
    if _disputed(mentions):
        statuses = {mention.status for mention in mentions}
        return Conflict("status", tuple(sorted(str(status) for status in statuses)))
    return None


def _disputed(mentions: Sequence[EventMention]) -> bool:
    """Whether one document has the event as done and another one has it, under the same category, as not done."""
    done = [mention for mention in mentions if mention.status is EventStatus.OCCURRED]
    undone = [mention for mention in mentions if mention.status is EventStatus.NOT_OCCURRED]
    return any(a.category is b.category and a.evidence.document_id != b.evidence.document_id for a in done for b in undone)


def granularity(value: str | None, interval: DateInterval) -> Granularity:
    """Return how fine a date is, from its notation."""
    if interval.n_days is None:
        return Granularity.OPEN
    for pattern, grain in GRAINS:
        if value and pattern.fullmatch(value):
            return grain
    return Granularity.RANGE


def tidy(text: str) -> str:
    """Return the words of a source without line breaks, bullets and stray marks at its edges."""
    return TIDY.sub("", re.sub(r"\s+", " ", text).strip()) or text.strip()


def _commonest(mentions: Sequence[EventMention]) -> EventCategory:
    votes: Counter[EventCategory] = Counter()
    for mention in mentions:
        votes[mention.category] += 1
    order = {category: position for position, category in enumerate(EventCategory)}
    return max(votes, key=lambda category: (votes[category], category is not EventCategory.OTHER, -order[category]))


def _touch(one: DateInterval | None, other: DateInterval | None) -> bool:
    if one is None or other is None:
        return True
    return one.sort_key()[0] <= other.sort_key()[1] and other.sort_key()[0] <= one.sort_key()[1]


def _days(interval: DateInterval | None) -> int:
    return 10**6 if interval is None or interval.n_days is None else interval.n_days
