"""Matters on file that a good assessor has to take into account: found, joined over documents, ranked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import numpy.typing as npt

from analyser.domain.codes import Agency, DocumentType, ItemKind, Theme
from analyser.domain.judgements import Item
from analyser.heads import LinearHead
from analyser.usage.candidates import candidate_features, days_before, list_candidates, tells_nothing
from analyser.usage.facts import read_facts
from analyser.usage.settings import ItemThresholds, item_thresholds
from analyser.usage.tellings import Telling, find_tellings
from analyser.usage.vocabulary import Vocabulary, load_vocabulary
from analyser.usage.weights import matter_features
from analyser.view import DocumentView

OLD_DAYS = 180  # before the current episode, where no words of history say so: chosen by us
LINKED_WITHIN = 2000  # tellings that a later one is compared with at most, so that time stays linear in the length of a file
TOLD = "told"  # the label of the head that stands for a sentence that tells a matter


def build_items(views: Sequence[DocumentView], *, item: LinearHead, matter: LinearHead) -> tuple[Item, ...]:
    """Return the matters on file, heaviest first, then in the order of their first telling.

    A matter told in several documents is one item with all its sources, by date of document. An assessment tells what only it tells
    to later ones; it has to be surer, as most of what an assessor writes down is a use.
    """
    groups = group_tellings(views, item)
    items = unweighed_items(views, groups)
    if not items:
        return ()
    weights = matter.probabilities(matter_features(groups, items, load_vocabulary()))[:, matter.labels.index(TOLD)]
    ranked = sorted(range(len(items)), key=lambda i: (-weights[i], i))
    return tuple(replace(items[i], item_id=f"inf-{n:04d}", weight=float(weights[i])) for n, i in enumerate(ranked, start=1))


def group_tellings(views: Sequence[DocumentView], head: LinearHead) -> list[list[Telling]]:
    """Return what the documents tell, grouped by matter, in the order of first tellings."""
    thresholds, vocabulary = item_thresholds(), load_vocabulary()
    return _link([telling for view in _in_order(views) for telling in _tellings_of(view, head, thresholds, vocabulary)], thresholds)


def unweighed_items(views: Sequence[DocumentView], groups: Sequence[Sequence[Telling]]) -> list[Item]:
    """Return one item for each group, without id and weight."""
    began = min((view.document.written_on for view in views if view.document.written_on), default=None)
    return [_item(group, began, item_thresholds(), load_vocabulary()) for group in groups]


def _in_order(views: Sequence[DocumentView]) -> list[DocumentView]:
    """By date; documents without one last, in the order of the file."""
    return sorted(views, key=lambda view: view.document.written_on or date.max)


def _tellings_of(view: DocumentView, head: LinearHead, thresholds: ItemThresholds, vocabulary: Vocabulary) -> tuple[Telling, ...]:
    if not view.sentences:
        return ()
    candidates = list_candidates(view, read_facts(view, vocabulary))
    told = head.probabilities(candidate_features(candidates, vocabulary))[:, head.labels.index(TOLD)]
    told = np.where([tells_nothing(one, vocabulary) for one in candidates], 0.0, told).astype(np.float32)
    if view.document.type is DocumentType.ASSESSMENT:
        thresholds = replace(thresholds, seed=thresholds.seed_in_assessments)
    return find_tellings(candidates, told, thresholds)


def _link(tellings: Sequence[Telling], thresholds: ItemThresholds) -> list[list[Telling]]:
    """Group tellings of one matter: each joins the likest earlier telling of another document, if it is like enough."""
    groups: list[list[Telling]] = []
    group_of: list[int] = []
    vectors: npt.NDArray[np.float32] = np.stack([telling.vector for telling in tellings]) if tellings else np.zeros((0, 0), dtype=np.float32)
    for i, telling in enumerate(tellings):
        first = max(0, i - LINKED_WITHIN)
        likeness = vectors[first:i] @ telling.vector
        best = int(likeness.argmax()) if i else -1
        if best >= 0 and likeness[best] >= thresholds.link:
            group_of.append(group_of[first + best])
            groups[group_of[best]].append(telling)
        else:
            group_of.append(len(groups))
            groups.append([telling])
    return groups


def _item(group: Sequence[Telling], began: date | None, thresholds: ItemThresholds, vocabulary: Vocabulary) -> Item:
    dates = [telling.document.written_on for telling in group]
    known = [day for day in dates if day]
    theme = _theme(group, vocabulary)
    agency = next((telling.agency for telling in group if telling.agency), None)
    return Item(
        item_id="",
        kind=_kind(group[0], agency, began),
        theme=theme,
        agency=agency,
        sources=tuple(source for telling in group for source in telling.sources(thresholds.source_length)),
        known_on=min(known, default=None),
    )


def _theme(group: Sequence[Telling], vocabulary: Vocabulary) -> Theme:
    """The theme with most words of concern in the first telling that has any, else in its neighbours; ties go to the heavier theme, then by code."""
    for counts in (*(telling.themes for telling in group), *(_themes_around(telling) for telling in group)):
        if counts:
            return max(sorted(counts), key=lambda theme: (counts[theme], vocabulary.themes[theme].weight))
    return Theme.NEGLECT  # the most general of the codes


def _themes_around(telling: Telling) -> dict[Theme, int]:
    near = (telling.candidates[0].previous, telling.candidates[-1].following)
    return dict(sum((Counter(one.themes) for one in near if one), Counter()))


def _kind(first: Telling, agency: Agency | None, began: date | None) -> ItemKind:
    """A concern from before the current episode, or what nobody outside told, is historical; the rest is agency information."""
    facts = [one.facts for one in first.candidates]
    written_on = first.document.written_on
    oldest = max((days_before(one, written_on) for one in facts), default=0)
    since_start = (written_on - began).days if written_on and began else 0
    if agency is None:
        return ItemKind.HISTORICAL_CONCERN
    return ItemKind.HISTORICAL_CONCERN if oldest > since_start + OLD_DAYS else ItemKind.AGENCY_INFORMATION
