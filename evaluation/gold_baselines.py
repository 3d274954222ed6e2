"""Plain systems that anybody could write in an hour, as reports that the gold scorer reads, to stand beside the analyser's figures."""

import warnings
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np

from analyser.domain.codes import DocumentType, UseStatus
from analyser.domain.text import Span
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase

Views = Mapping[tuple[str, str], DocumentView]
Report = dict[str, Any]
Best = tuple[float, Span | None]


def baseline_reports(cases: Sequence[AnnotatedCase], views: Views, reports: Mapping[str, Report]) -> dict[str, dict[str, Report]]:
    """Return reports by case id for each baseline.

    ``dateparser``: its ``search_dates`` (day first, past preferred), and every sentence with a date as an event that
    happened on it. ``cosine, items given``: the analyser's dates with the same events, every gold item given, and one
    threshold on the best cosine of the frozen encoder, the best one for the other writers. ``majority``: every sentence
    descriptive, every gold item mentioned.
    """
    cosines = {case.case_id: _best_cosines(case, views) for case in cases}
    thresholds = {
        writer: _best_threshold([(case, cosines[case.case_id]) for case in cases if case.writer != writer]) for writer in {c.writer for c in cases}
    }
    return {
        "dateparser": {case.case_id: _dateparser_report(case, views) for case in cases},
        "our dates, sentence is event; cosine, items given": {
            case.case_id: _cosine_report(case, views, reports[case.case_id], cosines[case.case_id], thresholds[case.writer]) for case in cases
        },
        "majority, items given": {case.case_id: _majority_report(case, views) for case in cases},
    }


def _events(case: AnnotatedCase, views: Views, timexes: Sequence[Report]) -> list[Report]:
    rows: list[Report] = []
    for document in case.case_file.documents:
        view = views[case.case_id, document.document_id]
        for sentence in view.sentences:
            inside = [
                t for t in timexes
                if t["document_id"] == document.document_id and sentence.span.start <= t["start"] < sentence.span.end
            ]  # fmt: skip
            if inside:
                source = {"document_id": document.document_id, "start": sentence.span.start, "end": sentence.span.end}
                dates = {"earliest": inside[0]["earliest"], "latest": inside[0]["latest"]}
                rows.append(
                    {
                        "event_id": f"b{len(rows)}",
                        "status": "occurred",
                        "category": "contact",
                        "significant": True,
                        "sources": [source | dates],
                        **dates,
                    }
                )
    return rows


def _dateparser_report(case: AnnotatedCase, views: Views) -> Report:
    from dateparser.search import search_dates

    timexes = []
    for document in case.case_file.documents:
        written = document.written_on or date(2000, 1, 1)
        settings = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past", "RELATIVE_BASE": datetime.combine(written, datetime.min.time())}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = search_dates(document.text, languages=["en"], settings=settings) or []
        at = 0
        for words, when in found:
            start = document.text.find(words, at)
            if start < 0:
                continue
            at, day = start + len(words), when.date().isoformat()
            timexes.append({"document_id": document.document_id, "start": start, "end": at, "value": day, "earliest": day, "latest": day})
    return {"time_expressions": timexes, "chronology": _events(case, views, timexes), "assessments": _descriptive(case, views), "information_use": []}


def _descriptive(case: AnnotatedCase, views: Views) -> list[Report]:
    return [
        {
            "document_id": document.document_id,
            "label": "descriptive",
            "sentences": [
                {"start": s.span.start, "end": s.span.end, "label": "descriptive"} for s in views[case.case_id, document.document_id].sentences
            ],
        }
        for document in case.case_file.documents
        if document.type in (DocumentType.ASSESSMENT, DocumentType.SUPERVISION)
    ]


def _given_items(case: AnnotatedCase) -> list[tuple[str, str, list[Report]]]:
    """Assessment id, item id and the places that tell the item, for every pair of the gold."""
    return [
        (
            use.assessment_id,
            use.item_id,
            [
                {"document_id": i.evidence.document_id, "start": i.evidence.span.start, "end": i.evidence.span.end}
                for i in case.information
                if i.item_id == use.item_id and i.evidence.document_id != use.assessment_id
            ],
        )
        for use in case.outcomes
    ]


def _majority_report(case: AnnotatedCase, views: Views) -> Report:
    rows = [{"assessment_id": a, "item_id": i, "status": "mentioned", "sources": sources, "evidence": []} for a, i, sources in _given_items(case)]
    return {"time_expressions": [], "chronology": [], "assessments": _descriptive(case, views), "information_use": rows}


def _best_cosines(case: AnnotatedCase, views: Views) -> list[Best]:
    """For each given item, the best cosine of a sentence that tells it to a sentence of the assessment, and that sentence."""
    out: list[Best] = []
    for assessment_id, _, sources in _given_items(case):
        target = views[case.case_id, assessment_id]
        best: Best = (-1.0, None)
        for source in sources:
            view = views[case.case_id, source["document_id"]]
            told = [k for k, s in enumerate(view.sentences) if s.span.start < source["end"] and source["start"] < s.span.end]
            if told and target.sentences:
                cosines = (view.embeddings[told] @ target.embeddings.T).max(axis=0)
                best = max(best, (float(cosines.max()), target.sentences[int(np.argmax(cosines))].span), key=lambda pair: pair[0])
        out.append(best)
    return out


def _best_threshold(cases: Sequence[tuple[AnnotatedCase, Sequence[Best]]]) -> float:
    """The threshold with the most statuses right when everything above it is called mentioned and the rest not used."""
    rows = [(cosine, outcome.status) for case, best in cases for (cosine, _), outcome in zip(best, case.outcomes, strict=True)]

    def right(threshold: float) -> int:
        return sum(status is (UseStatus.MENTIONED if cosine >= threshold else UseStatus.NOT_USED) for cosine, status in rows)

    return max((step / 50 for step in range(51)), key=right)


def _cosine_report(case: AnnotatedCase, views: Views, report: Report, cosines: Sequence[Best], threshold: float) -> Report:
    rows = []
    for (assessment_id, item_id, sources), (best, where) in zip(_given_items(case), cosines, strict=True):
        taken_up = best >= threshold and where is not None
        rows.append(
            {
                "assessment_id": assessment_id,
                "item_id": item_id,
                "status": "mentioned" if taken_up else "not_used",
                "sources": sources,
                "evidence": [{"start": where.start, "end": where.end}] if taken_up and where else [],
            }
        )
    return {
        "time_expressions": report["time_expressions"],
        "chronology": _events(case, views, report["time_expressions"]),
        "assessments": _descriptive(case, views),
        "information_use": rows,
    }
