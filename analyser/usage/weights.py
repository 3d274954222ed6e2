"""Groups of tellings as features for the head that weighs matters: which of them an assessor has to take into account."""

import math
from collections.abc import Sequence

import numpy as np

from analyser.domain.codes import Agency, DocumentType, ItemKind
from analyser.domain.judgements import Item
from analyser.heads import Floats
from analyser.usage.tellings import Telling
from analyser.usage.vocabulary import Vocabulary

SUMMING_UP = frozenset(
    {
        DocumentType.CHRONOLOGY,
        DocumentType.CONFERENCE_MINUTES,
        DocumentType.SUPERVISION,
        DocumentType.TRANSFER_SUMMARY,
        DocumentType.LEGAL,
        DocumentType.PLAN,
        DocumentType.MEETING_MINUTES,
    }
)
LEAST = 1e-6


def matter_features(groups: Sequence[Sequence[Telling]], items: Sequence[Item], vocabulary: Vocabulary) -> Floats:
    """Return [n_matters, n_features] for the matters of a whole file, ``items`` in the order of their ``groups``."""
    if not groups:
        return np.zeros((0, 0), dtype=np.float32)
    by_document: dict[str, list[float]] = {}
    for group in groups:
        for telling in group:
            by_document.setdefault(telling.document.document_id, []).append(telling.p)
    rows = [_features(group, item, by_document, vocabulary) for group, item in zip(groups, items, strict=True)]
    return np.array(rows, dtype=np.float32)


def _features(group: Sequence[Telling], item: Item, by_document: dict[str, list[float]], vocabulary: Vocabulary) -> list[float]:
    best = max(group, key=lambda telling: telling.p)
    rivals = by_document[best.document.document_id]
    place = 1 / (1 + sum(p > best.p for p in rivals))
    outside = float(best.document.agency is not Agency.CHILDRENS_SOCIAL_CARE)
    n_documents = len({telling.document.document_id for telling in group})
    n_words = sum(len(one.facts.tokens) for telling in group for one in telling.candidates)
    return [
        _log_odds(best.p),
        -sum(math.log(1 - telling.p + LEAST) for telling in group),
        float(n_documents > 1),
        math.log(n_documents),
        place,
        math.log(len(rivals)),
        outside,
        outside * place,
        math.log(sum(len(telling.candidates) for telling in group)),
        math.log1p(n_words),
        vocabulary.themes[item.theme].weight,
        float(item.kind is ItemKind.HISTORICAL_CONCERN),
        float(item.agency is not None),
        float(any(telling.document.type in SUMMING_UP for telling in group[1:])),
        float(group[0].document.type in SUMMING_UP),
        float(bool(best.themes)),
        math.log1p(sum(best.themes.values())),
        _log_odds(best.p) - _log_odds(max(rivals)),
    ]


def _log_odds(p: float) -> float:
    return math.log((p + LEAST) / (1 - p + LEAST))
