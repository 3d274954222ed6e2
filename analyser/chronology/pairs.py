"""Pairs of tellings that may be of one event, and what speaks for it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import numpy as np

from analyser.chronology.tellings import Floats, Telling
from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.dates import DateInterval
from analyser.heads import LinearHead
from analyser.lexicons import load_table

FEATURES = (
    "same_days", "same_day_exact", "within", "wide", "near", "same_category", "alike", "cosine", "words", "people", "agencies", "other_people",
    "best_of_day", "crowded", "same_document", "same_text", "plan_then_done", "both_timex", "none_timex", "same_status", "both_significant",
    "cosine_same_category", "words_same_category", "record_gap", "category_routine",
)  # fmt: skip
SAME, DIFFERENT = "same", "different"
ROUTINE = frozenset({EventCategory.CONTACT, EventCategory.HOME_VISIT, EventCategory.EDUCATION, EventCategory.OTHER})
Pair = tuple[int, int]
Month = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Positions of tellings by day, and by month: all of them, and those whose date is coarser than a day."""

    days: Mapping[date, list[int]]
    months: Mapping[Month, list[int]]
    coarse: Mapping[Month, list[int]]


def candidate_pairs(tellings: Sequence[Telling]) -> tuple[Pair, ...]:
    """Return pairs (earlier, later) of positions whose dates allow one event, each once, in order.

    Tellings are kept by day and by month, and each is compared only with those of its own stretch, of a crowded one only
    with the nearest of its own category; so the number of pairs grows with the number of tellings and not with its square.
    Copies, equal in text and date, are always paired with the copy before.
    """
    limits = load_table("lexicons/event_links")["compare"]
    calendar = _read_calendar(tellings)
    found: set[Pair] = set()
    copies: dict[tuple[str, DateInterval | None], int] = {}
    for position, telling in enumerate(tellings):
        for bucket in _buckets(telling, calendar, limits):
            for other in _nearest(bucket, position, tellings, limits["most_rivals"]):
                if other != position and _may_be_one(telling, tellings[other], limits["near_days"]):
                    found.add((min(position, other), max(position, other)))
        key = (telling.text, telling.mention.interval)
        if key in copies and telling.mention.interval:
            found.add((copies[key], position))
        copies[key] = position
    return tuple(sorted(found))


def _read_calendar(tellings: Sequence[Telling]) -> _Calendar:
    days: dict[date, list[int]] = defaultdict(list)
    months: dict[Month, list[int]] = defaultdict(list)
    coarse: dict[Month, list[int]] = defaultdict(list)
    for position, telling in enumerate(tellings):
        interval = telling.mention.interval
        first = (interval.earliest or interval.latest) if interval else None
        if interval is None or first is None:
            continue
        month = (first.year, first.month)
        months[month].append(position)
        (days[first] if interval.n_days == 1 else coarse[month]).append(position)
    return _Calendar(days, months, coarse)


def _buckets(telling: Telling, calendar: _Calendar, limits: Mapping[str, int]) -> Iterator[Sequence[int]]:
    interval = telling.mention.interval
    if interval is None:
        return
    first, last = interval.earliest or interval.latest, interval.latest or interval.earliest
    if first is None or last is None or (last - first).days > limits["widest_days"]:
        return
    if first == last:
        for gap in range(-limits["near_days"], limits["near_days"] + 1):
            yield calendar.days.get(date.fromordinal(min(max(first.toordinal() + gap, 1), date.max.toordinal())), ())
        yield calendar.coarse.get((first.year, first.month), ())
        return
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        yield calendar.months.get((year, month), ())
        year, month = (year + month // 12, month % 12 + 1)


def _nearest(bucket: Sequence[int], position: int, tellings: Sequence[Telling], most: int) -> Sequence[int]:
    """The positions of a bucket, or of a crowded one at most so many of the same category around the position."""
    if len(bucket) <= most:
        return bucket
    middle = bisect_left(bucket, position)
    around = bucket[max(0, middle - 4 * most) : middle + 4 * most]
    category = tellings[position].mention.category
    same = [other for other in around if tellings[other].mention.category is category]
    centre = bisect_left(same, position)
    return same[max(0, centre - most // 2) : centre + most // 2]


def _may_be_one(one: Telling, other: Telling, near_days: int) -> bool:
    a, b = one.mention.interval, other.mention.interval
    if a is None or b is None:
        return False
    (first_a, last_a), (first_b, last_b) = a.sort_key(), b.sort_key()
    if first_a <= last_b and first_b <= last_a:
        return True
    same_kind = one.mention.category is other.mention.category
    gap = (first_b - last_a).days if first_b > last_a else (first_a - last_b).days
    return same_kind and gap <= near_days and one.rank != other.rank


def pair_features(tellings: Sequence[Telling], pairs: Sequence[Pair]) -> Floats:
    """Return what speaks for and against each pair, [n_pairs, n_features] in the order of :data:`FEATURES`."""
    if not pairs:
        return np.zeros((0, len(FEATURES)), dtype=np.float32)
    left, right = np.array([a for a, _ in pairs]), np.array([b for _, b in pairs])
    embeddings = np.stack([telling.embedding for telling in tellings])
    cosines = np.einsum("ij,ij->i", embeddings[left], embeddings[right])
    best, crowd = _best_rivals(tellings, pairs, cosines)
    rows = [_features(tellings[a], tellings[b], float(cosines[k]), best[k], crowd[k]) for k, (a, b) in enumerate(pairs)]
    return np.array(rows, dtype=np.float32)


def _best_rivals(tellings: Sequence[Telling], pairs: Sequence[Pair], cosines: Floats) -> tuple[list[bool], list[float]]:
    """Whether each is the other's likest telling in that document, and how many rivals there are."""
    likest: dict[tuple[int, int], tuple[float, int]] = {}
    count: dict[tuple[int, int], int] = defaultdict(int)
    scores = [
        float(cosine) + _overlap(tellings[a].words, tellings[b].words) + (tellings[a].mention.category is tellings[b].mention.category)
        for (a, b), cosine in zip(pairs, cosines, strict=True)
    ]
    for (a, b), score in zip(pairs, scores, strict=True):
        for one, other in ((a, b), (b, a)):
            key = (one, tellings[other].rank)
            count[key] += 1
            likest[key] = max(likest.get(key, (-1.0, -1)), (score, -other))
    best = [likest[(a, tellings[b].rank)][1] == -b and likest[(b, tellings[a].rank)][1] == -a for a, b in pairs]
    crowd = [min(count[(a, tellings[b].rank)] + count[(b, tellings[a].rank)] - 2, 8) / 8 for a, b in pairs]
    return best, crowd


def _features(one: Telling, other: Telling, cosine: float, best: bool, crowd: float) -> tuple[float, ...]:
    a, b = one.mention, other.mention
    same = a.category is b.category
    words = _overlap(one.words, other.words)
    widest = max((i.n_days or 400) if i else 400 for i in (a.interval, b.interval))
    gap = abs((b.recorded_on - a.recorded_on).days) if a.recorded_on and b.recorded_on else 0
    values = {
        "same_days": a.interval == b.interval,
        "same_day_exact": a.interval == b.interval and widest == 1,
        "within": a.interval != b.interval and _touch(one, other),
        "wide": min(widest, 366) / 366,
        "near": not _touch(one, other),
        "same_category": same,
        "alike": not same and frozenset((a.category, b.category)) in _alike(),
        "cosine": cosine,
        "words": words,
        "people": bool(set(a.people) & set(b.people)),
        "other_people": bool(a.people and b.people and not set(a.people) & set(b.people)),
        "agencies": bool(set(a.agencies) & set(b.agencies)),
        "best_of_day": best,
        "crowded": crowd,
        "same_document": one.rank == other.rank,
        "same_text": one.text == other.text and len(one.words) > 3,
        "plan_then_done": {a.status, b.status} == {EventStatus.PLANNED, EventStatus.OCCURRED},
        "both_timex": a.dated_by == b.dated_by == "timex",
        "none_timex": a.dated_by != "timex" and b.dated_by != "timex",
        "same_status": a.status is b.status,
        "both_significant": a.significant and b.significant,
        "cosine_same_category": cosine * same,
        "words_same_category": words * same,
        "record_gap": min(gap, 730) / 730,
        "category_routine": same and a.category in ROUTINE,
    }
    return tuple(float(values[name]) for name in FEATURES)


def _touch(one: Telling, other: Telling) -> bool:
    a, b = one.mention.interval, other.mention.interval
    if a is None or b is None:
        return False
    return a.sort_key()[0] <= b.sort_key()[1] and b.sort_key()[0] <= a.sort_key()[1]


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def rule_link_head() -> LinearHead:
    """Return the head with the weights written by hand, used where none was trained."""
    table = load_table("lexicons/event_links")["weights"]
    weights = np.zeros((2, len(FEATURES)), dtype=np.float32)
    weights[1] = [table.get(name, 0.0) for name in FEATURES]
    zeros = np.zeros(len(FEATURES), dtype=np.float32)
    return LinearHead((DIFFERENT, SAME), weights, np.array([0.0, table["bias"]], dtype=np.float32), zeros, zeros + 1)


@cache
def _alike() -> frozenset[frozenset[EventCategory]]:
    return frozenset(frozenset(EventCategory(code) for code in pair) for pair in load_table("lexicons/event_links")["categories"]["alike"])
