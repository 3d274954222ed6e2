"""Training of the event heads: which clauses tell events, what they are about, and which tellings are of one event."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from analyser.chronology.pairs import DIFFERENT, SAME, candidate_pairs, pair_features
from analyser.chronology.tellings import Telling, read_tellings
from analyser.domain.dates import DateInterval
from analyser.domain.events import EventMention
from analyser.domain.text import Span
from analyser.events.candidates import Candidate, DatedBy, find_candidates
from analyser.events.features import Floats, describe, embedding_of, feature_names, read_document
from analyser.events.find import IN_CLAUSE, find_mentions
from analyser.events.models import EVENT, NO_EVENT, ROUTINE, SIGNIFICANT, event_models
from analyser.heads import LinearHead
from analyser.timex.values import interval
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase, GoldEvent
from models.linear import fit_linear_head

LEAST_OVERLAP = 0.3
BY_RULE = ("rule:", "ruled:", "status:")  # what the rules conclude; scaled up, it is what the head leans on where it has seen little
SETTINGS: Mapping[str, Mapping[str, float]] = {  # "least" is the probability from which an event is worth reporting: half of the F1 to be had
    "event_timex": {"c": 0.05, "least": 0.4},
    "event_context": {"c": 0.1, "least": 0.35},
    "event_document": {"c": 0.1, "least": 0.3},
    "category": {"c": 0.1, "embedding": 4.0, "rules": 4.0, "prior": 4.0},
    "status": {"c": 0.3, "embedding": 2.0, "rules": 1.0},
    "significance": {"c": 0.1, "embedding": 2.0, "rules": 1.0},
    "link": {"c": 0.1},
}
KINDS = {"event_timex": IN_CLAUSE, "event_context": (DatedBy.CONTEXT,), "event_document": (DatedBy.DOCUMENT,)}
Views = Mapping[tuple[str, str], DocumentView]


@dataclass(frozen=True, slots=True)
class Example:
    """One candidate with its features, and the gold event that it tells, if any."""

    candidate: Candidate
    features: Floats = field(repr=False)
    embedding: Floats = field(repr=False)
    gold: GoldEvent | None


def fit(cases: Sequence[AnnotatedCase], views: Views, *, seed: int) -> dict[str, LinearHead]:
    """Return the event heads trained on annotated cases; a head of which the cases hold no example is left out.

    Parameters
    ----------
    cases
        The cases to learn from.
    views
        Every document of theirs, by case id and document id.
    seed
        Seed of everything random in training.

    """
    by_case = [_case_examples(case, views) for case in cases]
    heads = _fit_clause_heads(by_case, seed)
    return heads | _fit_links(cases, views, by_case, seed)


def _case_examples(case: AnnotatedCase, views: Views) -> tuple[Example, ...]:
    return tuple(example for document in case.case_file.documents for example in read_examples(case, views[case.case_id, document.document_id]))


def _fit_clause_heads(by_case: Iterable[Sequence[Example]], seed: int) -> dict[str, LinearHead]:
    examples = [example for of_case in by_case for example in of_case]
    told = [(example, example.gold) for example in examples if example.gold is not None]
    rows = [example for example, _ in told]
    significant = [SIGNIFICANT if gold.significant else ROUTINE for _, gold in told]
    heads = _fit_events(examples, seed)
    if told:
        category = _fit_told(rows, [str(gold.category) for _, gold in told], SETTINGS["category"], seed)
        heads["category"] = _with_rules(category, SETTINGS["category"]["prior"])
        heads["status"] = _fit_told(rows, [str(gold.status) for _, gold in told], SETTINGS["status"], seed, class_weight="balanced")
        heads["significance"] = _fit_told(rows, significant, SETTINGS["significance"], seed)
    return heads


def read_examples(case: AnnotatedCase, view: DocumentView) -> tuple[Example, ...]:
    """Return every candidate of a document, each with the gold event whose clause and date it fits best."""
    reading = read_document(view)
    births = [child.dob for child in case.case_file.children if child.dob]
    golds = [event for event in case.events if event.evidence.document_id == view.document.document_id]
    return tuple(
        Example(candidate, describe(reading, candidate), embedding_of(reading, candidate), _told(candidate.span, candidate.interval, golds))
        for candidate in find_candidates(view, reading.lines, births)
    )


def same_dates(gold: DateInterval, found: DateInterval) -> bool:
    """Whether two dates agree: days and weekends exactly, longer stretches by half of their union, open ends within a week."""
    if (gold.earliest is None) != (found.earliest is None) or (gold.latest is None) != (found.latest is None):
        return False
    if gold.earliest is None or gold.latest is None or found.earliest is None or found.latest is None:
        ends = ((gold.earliest, found.earliest), (gold.latest, found.latest))
        return all(abs((a - b).days) <= 7 for a, b in ends if a is not None and b is not None)
    if (gold.latest - gold.earliest).days <= 1:
        return gold == found
    common = (min(gold.latest, found.latest) - max(gold.earliest, found.earliest)).days + 1
    return common > 0 and 2 * common >= (max(gold.latest, found.latest) - min(gold.earliest, found.earliest)).days + 1


def _told(span: Span, dated: DateInterval, golds: Iterable[GoldEvent]) -> GoldEvent | None:
    fitting = [
        (overlap, gold) for gold in golds if (overlap := _iou(span, gold.evidence.span)) >= LEAST_OVERLAP and same_dates(interval(gold.date), dated)
    ]
    return max(fitting, key=lambda row: row[0])[1] if fitting else None


def _iou(one: Span, other: Span) -> float:
    common = one.overlap(other)
    return common / (one.end - one.start + other.end - other.start - common)


def _fit_events(examples: Sequence[Example], seed: int) -> dict[str, LinearHead]:
    """Fit one head for each way in which clauses are dated.

    The bias is moved so that a probability of 0.5 means the least that is worth reporting.
    """
    heads = {}
    for name, kinds in KINDS.items():
        rows = [example for example in examples if example.candidate.dated_by in kinds]
        labels = [EVENT if example.gold else NO_EVENT for example in rows]
        if not rows:
            continue
        head = _fit_plain(np.stack([example.features for example in rows]), labels, c=SETTINGS[name]["c"], seed=seed)
        least = SETTINGS[name]["least"]
        shift = [float(np.log(least / (1 - least))) if label == EVENT else 0.0 for label in head.labels]
        heads[name] = replace(head, bias=head.bias - np.array(shift, dtype=np.float32))
    return heads


def _fit_told(
    told: Sequence[Example], labels: Sequence[str], settings: Mapping[str, float], seed: int, *, class_weight: str | None = None
) -> LinearHead:
    features = np.stack([np.concatenate([example.features, example.embedding]) for example in told])
    scale = np.ones(features.shape[1], dtype=np.float32)
    scale[len(told[0].features) :] = 1 / settings["embedding"]
    for position, name in enumerate(feature_names()):
        if name.startswith(BY_RULE):
            scale[position] = 1 / settings["rules"]
    return _fit_plain(features, labels, c=settings["c"], seed=seed, scale=scale, class_weight=class_weight)


def _with_rules(head: LinearHead, prior: float) -> LinearHead:
    """Add the rules' score of each category to what the head learned: a few hundred events are too few to learn their trust from."""
    weights = head.weights.copy()
    for row, label in enumerate(head.labels):
        column = feature_names().index(f"rule:{label}")
        weights[row, column] += prior * head.scale[column]
    return replace(head, weights=weights)


def _fit_plain(
    features: Floats, labels: Sequence[str], *, c: float, seed: int, scale: Floats | None = None, class_weight: str | None = None
) -> LinearHead:
    """Fit logistic regression without standardising: most features are rare yes-or-no marks, which standardising would blow up."""
    from sklearn.linear_model import LogisticRegression

    scale = np.ones(features.shape[1], dtype=np.float32) if scale is None else scale
    mean = np.zeros(features.shape[1], dtype=np.float32)
    names = tuple(sorted(set(labels)))
    if len(names) == 1:
        return LinearHead(names, np.zeros((1, features.shape[1]), dtype=np.float32), np.zeros(1, dtype=np.float32), mean, scale)
    model = LogisticRegression(C=c, class_weight=class_weight, random_state=seed, max_iter=2000).fit(features / scale, np.asarray(labels))
    weights, bias = model.coef_, model.intercept_
    if len(names) == 2:
        weights, bias = np.concatenate([-weights, weights]) / 2, np.concatenate([-bias, bias]) / 2
    return LinearHead(names, weights.astype(np.float32), bias.astype(np.float32), mean, scale)


def _fit_links(cases: Sequence[AnnotatedCase], views: Views, by_case: Sequence[Sequence[Example]], seed: int) -> dict[str, LinearHead]:
    """Fit the pair head on the tellings that the stage finds in each case with heads that learned from the other half of the cases.

    With heads that had seen the case, category and significance would look more trustworthy than they will be.
    """
    features, labels = [], []
    for half in (0, 1):
        others = [examples for position, examples in enumerate(by_case) if position % 2 != half]
        heads = _fit_clause_heads(others if others else by_case, seed)
        for case in cases[half::2]:
            tellings, events = _gold_tellings(case, views, heads)
            pairs = candidate_pairs(tellings)
            features.append(pair_features(tellings, pairs))
            labels += [SAME if events[a] == events[b] else DIFFERENT for a, b in pairs]
    return {"link": fit_linear_head(np.concatenate(features), labels, c=SETTINGS["link"]["c"], seed=seed)} if labels else {}


def _gold_tellings(case: AnnotatedCase, views: Views, heads: Mapping[str, LinearHead]) -> tuple[tuple[Telling, ...], list[str]]:
    models = event_models({name: head for name, head in heads.items()})
    placed = [views[case.case_id, document.document_id] for document in case.case_file.documents]
    mentions: list[EventMention] = []
    events: list[str] = []
    for view in placed:
        golds = [event for event in case.events if event.evidence.document_id == view.document.document_id]
        for mention in find_mentions(view, case.case_file, models):
            gold = _told(mention.evidence.span, mention.interval, golds) if mention.interval else None
            if gold:
                mentions.append(mention)
                events.append(gold.event_id)
    by_mention = {id(mention): event for mention, event in zip(mentions, events, strict=True)}
    tellings = read_tellings(mentions, placed)
    return tellings, [by_mention[id(telling.mention)] for telling in tellings]
