"""Pairs into events: tellings joined one by one, best pair first, as long as the whole group agrees."""

from collections.abc import Mapping, Sequence

from analyser.chronology.pairs import Pair
from analyser.chronology.tellings import Telling

JOIN = 0.3
GROUP = 0.25


def join_tellings(tellings: Sequence[Telling], odds: Mapping[Pair, float]) -> tuple[tuple[int, ...], ...]:
    """Return groups of positions, each in order, groups by their first member.

    Two groups are joined by a pair with a probability above :data:`JOIN` when the mean over all their pairs, with 0 for those
    that were never compared, stays above :data:`GROUP`: one doubtful pair must not pull two events together.
    Ties go to the pair that stands first.
    """
    group_of = list(range(len(tellings)))
    members: dict[int, list[int]] = {position: [position] for position in range(len(tellings))}
    for (a, b), chance in sorted(odds.items(), key=lambda row: (-row[1], row[0])):
        if chance <= JOIN:
            break
        left, right = group_of[a], group_of[b]
        if left == right or _mean(members[left], members[right], odds) <= GROUP:
            continue
        keep, drop = min(left, right), max(left, right)
        for position in members[drop]:
            group_of[position] = keep
        members[keep] += members.pop(drop)
    return tuple(tuple(sorted(group)) for _, group in sorted(members.items()))


def _mean(left: Sequence[int], right: Sequence[int], odds: Mapping[Pair, float]) -> float:
    total = sum(odds.get((min(a, b), max(a, b)), 0.0) for a in left for b in right)
    return total / (len(left) * len(right))
