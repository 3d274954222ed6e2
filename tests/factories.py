"""Small makers of domain objects: give what the test is about, the rest is filled in. All people are invented."""

from collections.abc import Iterable, Sequence
from datetime import date

from analyser.domain.codes import (
    Agency,
    AssessmentLabel,
    DocumentType,
    EventCategory,
    EventStatus,
    ItemKind,
    SentenceLabel,
    Theme,
    UseStatus,
)
from analyser.domain.dates import DateInterval
from analyser.domain.events import Chronology, ChronologyEntry, Conflict, EventMention, Granularity
from analyser.domain.indicators import Basis, Indicator, IndicatorStatus, Value
from analyser.domain.judgements import AssessmentProfile, Feedback, Item, Judgement, LabelScores, Use
from analyser.domain.report import CaseReport, Provenance
from analyser.domain.text import CaseFile, Child, Document, Evidence, NotAnalysed, Sentence, SentenceKind, Span

WRITTEN_ON = date(2007, 3, 12)


def make_document(
    text: str = "H/V to mum and J.",
    *,
    document_id: str = "D01",
    written_on: date | None = WRITTEN_ON,
    type: DocumentType | None = DocumentType.CASE_NOTE,  # noqa: A002 the field's own name
    agency: Agency | None = Agency.CHILDRENS_SOCIAL_CARE,
    author: str | None = None,
    title: str | None = None,
) -> Document:
    return Document(document_id=document_id, text=text, written_on=written_on, type=type, agency=agency, author=author, title=title)


def make_case_file(*documents: Document, case_id: str = "case-1", children: Sequence[Child] = ()) -> CaseFile:
    return CaseFile(case_id=case_id, documents=documents or (make_document(),), children=tuple(children))


def find_evidence(document: Document, words: str) -> Evidence:
    """Where the words stand in the document, first place; they must be there."""
    start = document.text.index(words)
    return Evidence(document.document_id, Span(start, start + len(words)))


def make_day(year: int, month: int, day: int) -> DateInterval:
    return DateInterval(date(year, month, day), date(year, month, day))


def make_mention(
    document: Document,
    words: str,
    *,
    value: str | None = "2007-03-12",
    interval: DateInterval | None = None,
    status: EventStatus = EventStatus.OCCURRED,
    category: EventCategory = EventCategory.HOME_VISIT,
    significant: bool = False,
) -> EventMention:
    return EventMention(
        evidence=find_evidence(document, words),
        value=value,
        interval=interval or (DateInterval(WRITTEN_ON, WRITTEN_ON) if value else None),
        status=status,
        category=category,
        agencies=(Agency.CHILDRENS_SOCIAL_CARE,),
        significant=significant,
        confidence=0.9,
        recorded_on=document.written_on,
    )


def make_entry(
    *mentions: EventMention,
    event_id: str = "ev-0001",
    summary: str = "Home visit",
    granularity: Granularity | None = Granularity.DAY,
    significant: bool = False,
    people: Sequence[str] = (),
    reasons: Sequence[str] = (),
    conflict: Conflict | None = None,
) -> ChronologyEntry:
    """An entry with the dates, status, category and agencies of its first mention."""
    first = mentions[0]
    return ChronologyEntry(
        event_id=event_id,
        value=first.value,
        interval=first.interval,
        granularity=granularity if first.interval else None,
        status=first.status,
        category=first.category,
        agencies=first.agencies,
        summary=summary,
        significant=significant,
        confidence=0.9,
        people=tuple(people),
        reasons=tuple(reasons),
        mentions=mentions,
        conflict=conflict,
    )


def make_judgement(document: Document, words: str, label: SentenceLabel = SentenceLabel.DESCRIPTIVE) -> Judgement:
    scores = {name: 0.85 if name is label else 0.05 for name in SentenceLabel}
    kind = SentenceKind.HEADING if label is SentenceLabel.OTHER else SentenceKind.PROSE
    return Judgement(
        sentence=Sentence(find_evidence(document, words).span, kind),
        label=label,
        scores=LabelScores(**{str(name): score for name, score in scores.items()}),
    )


def make_profile(
    document: Document,
    judgements: Iterable[Judgement] = (),
    *,
    label: AssessmentLabel | None = AssessmentLabel.DESCRIPTIVE,
    strengths: Sequence[Feedback] = (),
    prompts: Sequence[Feedback] = (),
) -> AssessmentProfile:
    return AssessmentProfile(
        document_id=document.document_id,
        label=label,
        p_analytical=0.2,
        analytical_share=0.25,
        judgements=tuple(judgements),
        strengths=tuple(strengths),
        prompts=tuple(prompts),
    )


def make_use(
    assessment: Document,
    *sources: Evidence,
    item_id: str = "inf-0001",
    status: UseStatus = UseStatus.NOT_USED,
    theme: Theme = Theme.NEGLECT,
    agency: Agency | None = Agency.HEALTH_VISITOR,
    evidence: Sequence[Span] = (),
    known_on: date | None = WRITTEN_ON,
) -> Use:
    item = Item(item_id=item_id, kind=ItemKind.AGENCY_INFORMATION, theme=theme, agency=agency, sources=sources, known_on=known_on, weight=0.7)
    return Use(assessment_id=assessment.document_id, item=item, status=status, confidence=0.8, sources=sources, evidence=tuple(evidence))


def make_report(
    case_file: CaseFile | None = None,
    *,
    entries: Iterable[ChronologyEntry] = (),
    undated: Iterable[ChronologyEntry] = (),
    profiles: Iterable[AssessmentProfile] = (),
    uses: Iterable[Use] = (),
    not_analysed: Iterable[NotAnalysed] = (),
) -> CaseReport:
    case_file = case_file or make_case_file()
    return CaseReport(
        case_file=case_file,
        timexes={document.document_id: () for document in case_file.documents},
        chronology=Chronology(tuple(entries), tuple(undated)),
        profiles=tuple(profiles),
        uses=tuple(uses),
        not_analysed=tuple(not_analysed),
        provenance=Provenance(analyser="0.1.0", models={"encoder": "abc"}, lexicons={"lexicons/x": "1"}, settings_digest="0123"),
    )


def make_indicator(
    id: str = "child_seen",  # noqa: A002 the field's own name
    status: IndicatorStatus = IndicatorStatus.MET,
    *,
    value: Value = None,
    evidence: Sequence[Evidence] = (),
    group: str = "child",
) -> Indicator:
    basis = Basis(pack="choices", version="1.0.0", rule="B1", standing="unverified", text="A rule of ours.", source="Chosen by us")
    return Indicator(id, group, status, value, tuple(evidence), (), (), basis, "What others saw.")
