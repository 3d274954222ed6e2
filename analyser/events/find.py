"""The events that one document tells."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.events import EventMention
from analyser.domain.text import CaseFile, Evidence, Span
from analyser.events.actors import NameIndex, agencies_of, index_names
from analyser.events.candidates import Candidate, DatedBy, find_candidates
from analyser.events.cues import EventType
from analyser.events.features import Floats, Reading, describe, embedding_of, read_document
from analyser.events.fragments import telling_span
from analyser.events.models import EVENT, SIGNIFICANT, EventModels, chance_of, event_models, probabilities
from analyser.events.significance import is_grave, reasons_for
from analyser.events.status import happens_by_default
from analyser.events.undated import find_undated
from analyser.lexicons import load_table
from analyser.view import DocumentView

IN_CLAUSE = (DatedBy.TIMEX, DatedBy.ONSET)


def find_mentions(view: DocumentView, case_file: CaseFile, models: EventModels | None = None) -> tuple[EventMention, ...]:
    """Return the dated events that a document tells, and significant matters of the past without a date, in text order.

    Parameters
    ----------
    view
        The document with its sentences, time expressions and embeddings.
    case_file
        Its case, for the names of the children and people.
    models
        The learned parts; ``None`` does everything by rule.

    """
    models = models or event_models({})
    reading = read_document(view)
    candidates = find_candidates(view, reading.lines, [child.dob for child in case_file.children if child.dob])
    if not candidates:
        return ()
    features = np.stack([describe(reading, candidate) for candidate in candidates])
    embeddings = np.stack([embedding_of(reading, candidate) for candidate in candidates])
    chosen = choose(candidates, event_scores(candidates, features, embeddings, models))
    spans = {row: telling_span(reading, candidates[row]) for row, _ in chosen}
    chosen = _each_once([(row, score) for row, score in chosen if spans[row]], candidates, spans)
    rows = [row for row, _ in chosen]
    judged = _judge(features[rows], embeddings[rows], models) if rows else []
    names = index_names(case_file)
    found = [
        _mention(reading, replace(candidates[row], span=spans[row] or candidates[row].span), score, verdict, names)
        for (row, score), verdict in zip(chosen, judged, strict=True)
    ]
    undated = find_undated(view.document.text, reading.cues, candidates, [mention.evidence.span for mention in found])
    found += [_undated_mention(reading, candidate, kind, names) for candidate, kind in undated]
    return tuple(sorted(found, key=lambda mention: (mention.evidence.span, mention.value or "")))


def event_scores(candidates: Sequence[Candidate], features: Floats, embeddings: Floats, models: EventModels) -> Floats:
    """Return for each candidate the probability that it tells an event with that date, [n_candidates]."""
    scores = np.zeros(len(candidates), dtype=np.float32)
    heads = ((models.event_timex, IN_CLAUSE), (models.event_context, (DatedBy.CONTEXT,)), (models.event_document, (DatedBy.DOCUMENT,)))
    for head, kinds in heads:
        rows = [row for row, candidate in enumerate(candidates) if candidate.dated_by in kinds]
        if rows:
            scores[rows] = chance_of(EVENT, head, features[rows], embeddings[rows])
    return scores


def choose(candidates: Sequence[Candidate], scores: Floats) -> list[tuple[int, float]]:
    """Return the rows and scores of the candidates that are events, in text order.

    A clause may tell one event for each of its own dates, where an open range and its first day are one date; a clause
    without a date tells at most one. The best score wins, ties go to the candidate that stands first.
    """
    best: dict[tuple[int, int, int], int] = {}
    for row, candidate in enumerate(candidates):
        if scores[row] <= 0.5:
            continue
        own = candidate.timex.start if candidate.timex and candidate.dated_by in IN_CLAUSE else -1
        key = (candidate.span.start, candidate.span.end, own)
        if key not in best or scores[row] > scores[best[key]]:
            best[key] = row
    return [(row, float(scores[row])) for row in sorted(best.values())]


def _each_once(chosen: Sequence[tuple[int, float]], candidates: Sequence[Candidate], spans: Mapping[int, Span | None]) -> list[tuple[int, float]]:
    """A clause that needs its sentence to say anything is left out where another clause of the sentence tells the same days."""
    whole = {(candidates[row].sentence, candidates[row].interval) for row, _ in chosen if spans[row] == candidates[row].span}
    found, seen = [], set()
    for row, score in chosen:
        key = (candidates[row].sentence, candidates[row].interval)
        if spans[row] != candidates[row].span:
            if key in whole or key in seen:
                continue
            seen.add(key)
        found.append((row, score))
    return found


Verdict = tuple[EventCategory, EventStatus, float]


def _judge(features: Floats, embeddings: Floats, models: EventModels) -> list[Verdict]:
    categories = probabilities(models.category, features, embeddings).argmax(axis=1)
    statuses = probabilities(models.status, features, embeddings).argmax(axis=1)
    significant = chance_of(SIGNIFICANT, models.significance, features, embeddings)
    return [
        (EventCategory(models.category.labels[category]), EventStatus(models.status.labels[status]), float(weight))
        for category, status, weight in zip(categories, statuses, significant, strict=True)
    ]


def _mention(reading: Reading, candidate: Candidate, score: float, verdict: Verdict, names: NameIndex) -> EventMention:
    category, status, weight = verdict
    document = reading.view.document
    if status is EventStatus.NOT_OCCURRED and happens_by_default(reading.cues, candidate.span, category):
        status = EventStatus.OCCURRED
    least = float(load_table("lexicons/significance")["settings"]["least_chance"])
    significant = weight > least or is_grave(document.text, reading.cues, candidate.span, status)
    return EventMention(
        evidence=Evidence(document.document_id, candidate.span),
        value=candidate.value,
        interval=candidate.interval,
        status=status,
        category=category,
        agencies=agencies_of(reading.cues, candidate.span, category, document.agency),
        significant=significant,
        confidence=score,
        people=names.people(candidate.span.of(document.text)),
        reasons=reasons_for(document.text, reading.cues, candidate.span, category) if significant else (),
        dated_by="timex" if candidate.dated_by in IN_CLAUSE else str(candidate.dated_by),
        recorded_on=document.written_on,
    )


def _undated_mention(reading: Reading, candidate: Candidate, kind: EventType, names: NameIndex) -> EventMention:
    document = reading.view.document
    return EventMention(
        evidence=Evidence(document.document_id, candidate.span),
        value=None,
        interval=None,
        status=EventStatus.OCCURRED,
        category=kind.category,
        agencies=agencies_of(reading.cues, candidate.span, kind.category, document.agency),
        significant=True,
        confidence=0.5,
        people=names.people(candidate.span.of(document.text)),
        reasons=reasons_for(document.text, reading.cues, candidate.span, kind.category),
        dated_by="none",
        recorded_on=document.written_on,
    )
