"""Significant matters without a date, gathered over all documents."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from analyser.chronology.tellings import Telling
from analyser.domain.codes import EventCategory
from analyser.lexicons import load_table


def gather_undated(undated: Sequence[Telling], dated: Sequence[Telling]) -> list[list[Telling]]:
    """Return groups of tellings of one undated matter, in the order of their first telling, at most as many as the data file allows.

    A matter that reads like a dated telling of its category is a retelling of that event and is left to it. Matters told
    by most documents go first when there are too many.
    """
    settings = load_table("lexicons/significance")["undated"]
    known: dict[EventCategory, list[Telling]] = defaultdict(list)
    for telling in dated:
        known[telling.mention.category].append(telling)
    groups: dict[EventCategory, list[list[Telling]]] = defaultdict(list)
    for telling in undated:
        category = telling.mention.category
        if not telling.mention.significant or _alike(telling, known[category], settings["alike"]) is not None:
            continue
        firsts = [group[0] for group in groups[category]]
        position = _alike(telling, firsts, settings["alike"])
        if position is None:
            groups[category].append([telling])
        else:
            groups[category][position].append(telling)
    found = [group for of_category in groups.values() for group in of_category]
    kept = sorted(found, key=lambda group: (-len({telling.rank for telling in group}), group[0].order))[: settings["per_case"]]
    return sorted(kept, key=lambda group: group[0].order)


def _alike(telling: Telling, others: Sequence[Telling], least: float) -> int | None:
    """Position of the one whose sentence points most the same way, if it does so at least that much."""
    if not others:
        return None
    cosines = np.stack([other.embedding for other in others]) @ telling.embedding
    best = int(cosines.argmax())
    return best if cosines[best] >= least else None
