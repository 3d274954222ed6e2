"""All mentions of a case into its chronology."""

from collections.abc import Sequence
from datetime import date

from analyser.chronology.clusters import join_tellings
from analyser.chronology.entries import best_dated, make_entry
from analyser.chronology.pairs import SAME, candidate_pairs, pair_features, rule_link_head
from analyser.chronology.reasons import add_reasons
from analyser.chronology.tellings import Telling, read_tellings
from analyser.chronology.undated import gather_undated
from analyser.domain.dates import DateInterval
from analyser.domain.events import Chronology, EventMention
from analyser.domain.text import CaseFile
from analyser.events.models import EventModels
from analyser.view import DocumentView


def build_chronology(
    mentions: Sequence[EventMention], views: Sequence[DocumentView], case_file: CaseFile, models: EventModels | None = None
) -> Chronology:
    """Return the chronology of a case: each event once, with every place that tells it.

    Parameters
    ----------
    mentions
        What the documents tell, from ``find_mentions``, in any order.
    views
        All documents of the case.
    case_file
        The case; its documents' order decides between events of one date.
    models
        The learned parts of the event stage; without their link head, tellings are linked by rule.

    """
    order = {document.document_id: position for position, document in enumerate(case_file.documents)}
    placed = sorted(views, key=lambda view: (view.document.written_on or date.min, order.get(view.document.document_id, len(order))))
    tellings = read_tellings(mentions, placed)
    dated = [telling for telling in tellings if telling.mention.interval]
    groups = sorted(([dated[position] for position in group] for group in link_tellings(dated, models)), key=_place)
    undated = gather_undated([telling for telling in tellings if not telling.mention.interval], dated)
    return Chronology(
        entries=add_reasons([make_entry(f"ev-{number:04d}", group) for number, group in enumerate(groups, start=1)], case_file),
        undated=tuple(make_entry(f"un-{number:04d}", group) for number, group in enumerate(undated, start=1)),
    )


def link_tellings(tellings: Sequence[Telling], models: EventModels | None) -> tuple[tuple[int, ...], ...]:
    """Return groups of positions of tellings that are of one event."""
    head = models.link if models and models.link else rule_link_head()
    pairs = candidate_pairs(tellings)
    chances = head.probabilities(pair_features(tellings, pairs))[:, head.labels.index(SAME)] if pairs else ()
    return join_tellings(tellings, {pair: float(chance) for pair, chance in zip(pairs, chances, strict=True)})


def _place(group: Sequence[Telling]) -> tuple[tuple[date, date], int]:
    interval = best_dated([telling.mention for telling in group]).interval
    return (interval or DateInterval(date.min, None)).sort_key(), group[0].order
