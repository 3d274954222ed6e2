"""The learned parts of the event stage, and the rules that stand in for those that are missing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from analyser.domain.codes import EventCategory, EventStatus
from analyser.errors import ModelError
from analyser.events.features import Floats, feature_names
from analyser.heads import LinearHead
from analyser.lexicons import load_table

EVENT, NO_EVENT = "event", "no_event"
SIGNIFICANT, ROUTINE = "significant", "routine"
HEADS = ("event_timex", "event_context", "event_document", "category", "status", "significance", "link")
ON_CLAUSES = HEADS[:-1]


@dataclass(frozen=True, slots=True)
class EventModels:
    """One head for each decision about a candidate, and one for pairs of tellings (``None`` where it was not trained).

    ``event_timex`` judges clauses with a date in them, ``event_context`` those dated by an expression nearby,
    ``event_document`` those dated by the day of writing; labels ``no_event`` and ``event``. ``category`` and ``status``
    have the codes as labels, ``significance`` has ``routine`` and ``significant``. A head sees the features, or the
    features and the embedding of the sentence.
    """

    event_timex: LinearHead = field(repr=False)
    event_context: LinearHead = field(repr=False)
    event_document: LinearHead = field(repr=False)
    category: LinearHead = field(repr=False)
    status: LinearHead = field(repr=False)
    significance: LinearHead = field(repr=False)
    link: LinearHead | None = field(repr=False, default=None)


def event_models(heads: Mapping[str, LinearHead]) -> EventModels:
    """Return the learned parts from heads by name (:data:`HEADS`); what is missing is done by rule.

    Raises
    ------
    ModelError
        If a head is unknown or was trained on other features than the present ones.

    """
    unknown = sorted(set(heads) - set(HEADS))
    if unknown:
        raise ModelError(where="events", what=f"has unknown heads: {', '.join(unknown)}", next_step=f"Known are {', '.join(HEADS)}.")
    n_features = len(feature_names())
    for name in ON_CLAUSES:
        if name in heads and heads[name].weights.shape[1] < n_features:
            raise ModelError(where=name, what="was trained on other features", next_step="Train the event heads again.")
    chosen = {name: heads.get(name) or rule_head(name) for name in ON_CLAUSES}
    return EventModels(**chosen, link=heads.get("link"))


def probabilities(head: LinearHead, features: Floats, embeddings: Floats) -> Floats:
    """Return what a head says of candidates: [n, n_labels]; the embedding is added where the head was trained with it.

    Raises
    ------
    ModelError
        If the head was trained on other features or with another encoder.

    """
    width = head.weights.shape[1]
    if width == features.shape[1]:
        return head.probabilities(features)
    if width != features.shape[1] + embeddings.shape[1]:
        raise ModelError(where="events", what="has a head of other features or another encoder", next_step="Train the event heads again.")
    return head.probabilities(np.concatenate([features, embeddings], axis=1))


def chance_of(label: str, head: LinearHead, features: Floats, embeddings: Floats) -> Floats:
    """Return the probability of one label for each candidate, [n]; 0 where the head never saw the label."""
    if label not in head.labels:
        return np.zeros(len(features), dtype=np.float32)
    chances: Floats = probabilities(head, features, embeddings)[:, head.labels.index(label)]
    return chances


def rule_head(name: str) -> LinearHead:
    """Return the head that applies the weights of ``lexicons/event_weights``, written by hand, in place of a learned one."""
    names = feature_names()
    labels = _labels(name)
    weights = np.zeros((len(labels), len(names)), dtype=np.float32)
    bias = np.zeros(len(labels), dtype=np.float32)
    if name == "category":
        for row, label in enumerate(labels):
            weights[row, names.index(f"rule:{label}")] = 1.0
        bias[labels.index(EventCategory.OTHER)] = 0.5
    elif name == "status":
        for row, label in enumerate(labels):
            weights[row, names.index(f"status:{label}")] = 3.0
    else:
        table = load_table("lexicons/event_weights")[name]
        bias[1] = table["bias"]
        for feature, weight in table["weights"].items():
            weights[1, names.index(feature)] = weight
    return LinearHead(labels, weights, bias, np.zeros(len(names), dtype=np.float32), np.ones(len(names), dtype=np.float32))


def _labels(name: str) -> tuple[str, ...]:
    if name == "category":
        return tuple(str(category) for category in EventCategory)
    if name == "status":
        return tuple(str(status) for status in EventStatus)
    return (ROUTINE, SIGNIFICANT) if name == "significance" else (NO_EVENT, EVENT)
