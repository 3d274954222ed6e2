"""The order of the stages: one case file in, one report out.

``analyse`` is deterministic for fixed components: it reads no file, no clock, no environment and no network.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from analyser.analytic.clauses import analytical_clauses
from analyser.analytic.feedback import write_feedback
from analyser.analytic.labeller import SentenceInContext, SentenceLabeller
from analyser.analytic.profile import profile_assessment
from analyser.chronology import build_chronology
from analyser.domain.codes import DocumentType
from analyser.domain.judgements import AssessmentProfile, Judgement, Use
from analyser.domain.report import CaseReport, Provenance
from analyser.domain.rules import RuleBook
from analyser.domain.text import CaseFile, Document
from analyser.encoder import Encoder
from analyser.events import EventModels, find_mentions
from analyser.indicators import find_indicators
from analyser.segment import split_sentences
from analyser.timex import extract_timexes
from analyser.usage import UsageModels, find_items, match_uses
from analyser.view import DocumentView

JUDGED_TYPES = (DocumentType.ASSESSMENT, DocumentType.SUPERVISION)


@dataclass(frozen=True, slots=True)
class Components:
    """Everything learned that the stages need, and the rules that records are held against; ``provenance`` says which versions these are."""

    encoder: Encoder = field(repr=False)
    labeller: SentenceLabeller = field(repr=False)
    events: EventModels = field(repr=False)
    usage: UsageModels = field(repr=False)
    rules: RuleBook = field(repr=False)
    provenance: Provenance


def analyse(case_file: CaseFile, components: Components, *, on_stage: Callable[[str], None] = lambda stage: None) -> CaseReport:
    """Return the report of one case file. ``on_stage`` is told the name of each stage as it begins."""
    on_stage("reading dates and sentences")
    views = prepare(case_file, components.encoder)
    on_stage("finding events")
    mentions = [mention for view in views.values() for mention in find_mentions(view, case_file, components.events)]
    on_stage("building the chronology")
    chronology = build_chronology(mentions, list(views.values()), case_file, components.events)
    on_stage("judging assessments")
    judgements = {
        document_id: judge_sentences(view, components.labeller) for document_id, view in views.items() if view.document.type in JUDGED_TYPES
    }
    on_stage("following information into assessments")
    uses = _uses(case_file, views, judgements, components.usage)
    on_stage("checking the file as a whole")
    indicators = find_indicators(case_file, list(views.values()), rules=components.rules)
    on_stage("writing feedback")
    profiles = _profiles(views, judgements)
    return CaseReport(
        case_file=case_file,
        timexes={document_id: view.timexes for document_id, view in views.items()},
        chronology=chronology,
        profiles=tuple(write_feedback(profile, uses, case_file, chronology) for profile in profiles),
        uses=uses,
        not_analysed=case_file.not_analysed,
        provenance=components.provenance,
        indicators=indicators,
    )


def prepare(case_file: CaseFile, encoder: Encoder) -> dict[str, DocumentView]:
    """Return each document with its sentences, time expressions and embeddings, by document id, in the order of the file."""
    births = {" ".join((child.name, *child.aka)): child.dob for child in case_file.children if child.dob}
    return {document.document_id: _view(document, births, encoder) for document in case_file.documents}


def judge_sentences(view: DocumentView, labeller: SentenceLabeller) -> tuple[Judgement, ...]:
    """Return a label for every sentence of an assessment or supervision record, in text order, with the clauses that are analysis read alone."""
    text = view.document.text
    contexts = [
        SentenceInContext(
            text=sentence.span.of(text),
            previous=view.sentences[i - 1].span.of(text) if i else "",
            heading=sentence.heading.of(text) if sentence.heading else "",
        )
        for i, sentence in enumerate(view.sentences)
    ]
    return tuple(
        Judgement(sentence=sentence, label=scores.best(), scores=scores, analysis=analytical_clauses(text, sentence, labeller))
        for sentence, scores in zip(view.sentences, labeller.score(contexts), strict=True)
    )


def _view(document: Document, births: Mapping[str, date], encoder: Encoder) -> DocumentView:
    sentences = split_sentences(document.text)
    return DocumentView(
        document=document,
        sentences=sentences,
        timexes=extract_timexes(document.text, written_on=document.written_on, births=births),
        embeddings=encoder.embed([sentence.span.of(document.text) for sentence in sentences]),
    )


def _uses(
    case_file: CaseFile, views: Mapping[str, DocumentView], judgements: Mapping[str, Sequence[Judgement]], models: UsageModels
) -> tuple[Use, ...]:
    items = find_items(list(views.values()), case_file, models)
    return tuple(
        use
        for document in case_file.documents
        if document.type is DocumentType.ASSESSMENT
        for use in match_uses(views[document.document_id], judgements[document.document_id], items, views, models)
    )


def _profiles(views: Mapping[str, DocumentView], judgements: Mapping[str, Sequence[Judgement]]) -> list[AssessmentProfile]:
    return [
        profile_assessment(views[document_id].document, judged, judged=views[document_id].document.type is DocumentType.ASSESSMENT)
        for document_id, judged in judgements.items()
    ]
