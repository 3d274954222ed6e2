"""The report of one case file, and its form as ``report.json`` (contract, section 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from analyser.domain.dates import Timex
from analyser.domain.events import Chronology, ChronologyEntry, EventMention
from analyser.domain.indicators import Indicator, Value
from analyser.domain.judgements import AssessmentProfile, Feedback, SectionProfile, Use
from analyser.domain.text import CaseFile, Document, Evidence, NotAnalysed, Span

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Provenance:
    """What made the report: versions and digests of everything that could change it."""

    analyser: str
    models: Mapping[str, str]
    lexicons: Mapping[str, str]
    settings_digest: str


@dataclass(frozen=True, slots=True)
class CaseReport:
    """Everything found in one case file. ``timexes`` maps a document id to its time expressions in text order."""

    case_file: CaseFile
    timexes: Mapping[str, tuple[Timex, ...]] = field(repr=False)
    chronology: Chronology = field(repr=False)
    profiles: tuple[AssessmentProfile, ...] = field(repr=False)
    uses: tuple[Use, ...] = field(repr=False)
    not_analysed: tuple[NotAnalysed, ...]
    provenance: Provenance
    indicators: tuple[Indicator, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return ``report.json`` as plain Python values; key order is fixed, so equal reports give equal bytes."""
        texts = {document.document_id: document.text for document in self.case_file.documents}
        return {
            "schema_version": SCHEMA_VERSION,
            "case_id": self.case_file.case_id,
            "documents": [_document(document) for document in self.case_file.documents],
            "time_expressions": [
                {"document_id": document.document_id, **timex_row(timex)}
                for document in self.case_file.documents
                for timex in self.timexes.get(document.document_id, ())
                if timex.interval is not None
            ],
            "chronology": [_entry(entry, texts) for entry in self.chronology.entries],
            "assessments": [_profile(profile) for profile in self.profiles],
            "information_use": [_use(use, texts) for use in self.uses],
            "undated": [_entry(entry, texts) for entry in self.chronology.undated],
            "indicators": [_indicator(check, texts) for check in self.indicators],
            "not_analysed": [{"where": n.where, "what": n.what, "next_step": n.next_step} for n in self.not_analysed],
            "provenance": {
                "analyser": self.provenance.analyser,
                "models": dict(sorted(self.provenance.models.items())),
                "lexicons": dict(sorted(self.provenance.lexicons.items())),
                "settings_digest": self.provenance.settings_digest,
            },
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _document(document: Document) -> dict[str, Any]:
    return {
        "document_id": document.document_id,
        "date": _iso(document.written_on),
        "type": document.type,
        "agency": document.agency,
        "author": document.author,
        "title": document.title,
        "words": len(document.text.split()),
        "page": document.page,
        "remarks": list(document.remarks),
    }


def timex_row(timex: Timex) -> dict[str, Any]:
    """Return a time expression as a row of ``report.json``, without its document."""
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": str(timex.type),
        "value": timex.value,
        "earliest": _iso(timex.earliest),
        "latest": _iso(timex.latest),
        "ambiguous": timex.ambiguous,
        "rule": timex.rule,
        "anchor": str(timex.anchor),
        "anchored_on": _iso(timex.anchored_on),
        "flags": list(timex.flags),
    }


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _quote(evidence: Evidence, texts: Mapping[str, str]) -> dict[str, Any]:
    return {"document_id": evidence.document_id, **_span(evidence.span), "text": evidence.span.of(texts[evidence.document_id])}


def _dates(value: str | None, told: EventMention | ChronologyEntry) -> dict[str, Any]:
    interval = told.interval
    return {
        "value": value,
        "earliest": _iso(interval.earliest) if interval else None,
        "latest": _iso(interval.latest) if interval else None,
    }


def _entry(entry: ChronologyEntry, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "event_id": entry.event_id,
        **_dates(entry.value, entry),
        "granularity": entry.granularity,
        "status": str(entry.status),
        "category": str(entry.category),
        "agencies": [str(agency) for agency in entry.agencies],
        "summary": entry.summary,
        "significant": entry.significant,
        "confidence": round(entry.confidence, 3),
        "people": list(entry.people),
        "reasons": list(entry.reasons),
        "sources": [
            {
                **_quote(mention.evidence, texts),
                "recorded": _iso(mention.recorded_on),
                **_dates(mention.value, mention),
                "status": str(mention.status),
            }
            for mention in entry.mentions
        ],
        "conflict": {"kind": entry.conflict.kind, "values": list(entry.conflict.values)} if entry.conflict else None,
    }


def _feedback(feedback: Feedback) -> dict[str, Any]:
    return {"text": feedback.text, "spans": [_span(span) for span in feedback.spans], "items": list(feedback.items)}


def _profile(profile: AssessmentProfile) -> dict[str, Any]:
    share = profile.analytical_share
    return {
        "document_id": profile.document_id,
        "label": profile.label,
        "p_analytical": round(profile.p_analytical, 4),
        "analytical_share": None if share is None else round(share, 4),
        "sentences": [
            {**_span(j.sentence.span), "label": str(j.label), "p_analytical": round(j.scores.analytical, 4), "cues": list(j.cues)}
            for j in profile.judgements
        ],
        "sections": [_section(section) for section in profile.sections],
        "strengths": [_feedback(strength) for strength in profile.strengths],
        "prompts": [_feedback(prompt) for prompt in profile.prompts],
    }


def _section(section: SectionProfile) -> dict[str, Any]:
    judged = section.analytical_words + section.descriptive_words
    return {
        **_span(section.span),
        "heading": _span(section.heading) if section.heading else None,
        "label": str(section.label),
        "analytical_share": round(section.analytical_words / judged, 4) if judged else None,
        "words": judged,
    }


def _use(use: Use, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "assessment_id": use.assessment_id,
        "item_id": use.item.item_id,
        "kind": str(use.item.kind),
        "theme": str(use.item.theme),
        "agency": use.item.agency,
        "weight": round(use.item.weight, 3),
        "status": str(use.status),
        "confidence": round(use.confidence, 3),
        "sources": [_quote(source, texts) for source in use.sources],
        "evidence": [{**_span(span), "text": span.of(texts[use.assessment_id])} for span in use.evidence],
    }


def _indicator(check: Indicator, texts: Mapping[str, str]) -> dict[str, Any]:
    basis = check.basis
    return {
        "id": check.id,
        "group": check.group,
        "status": str(check.status),
        "value": _value(check.value),
        "evidence": [_quote(place, texts) for place in check.evidence],
        "documents": list(check.documents),
        "findings": [
            {
                "status": str(finding.status),
                "value": _value(finding.value),
                "evidence": [_quote(place, texts) for place in finding.evidence],
                "documents": list(finding.documents),
            }
            for finding in check.findings
        ],
        "basis": {
            "pack": basis.pack,
            "version": basis.version,
            "rule": basis.rule,
            "standing": basis.standing,
            "text": basis.text,
            "source": basis.source,
        },
        "not_looked_at": check.not_looked_at,
        "right_unseen": check.right_unseen,
    }


def _value(value: Value) -> Any:  # noqa: ANN401 plain JSON
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value
