"""At most three strengths and three questions for the author of an assessment.

They are about the record, never about people. Each is a sentence of ours with the spans or items that it rests on.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from analyser.analytic import gaps, wording
from analyser.domain.codes import AssessmentLabel, EventStatus, ItemKind, SentenceLabel, UseStatus
from analyser.domain.events import Chronology, ChronologyEntry
from analyser.domain.judgements import AssessmentProfile, Feedback, Use
from analyser.domain.text import CaseFile, Document, Span


@dataclass(frozen=True, slots=True)
class _Subject:
    """What feedback is written about: the paper, its profile, what became of the matters on file, and the rest of the case."""

    document: Document
    profile: AssessmentProfile
    uses: tuple[Use, ...]
    case_file: CaseFile
    events: Chronology


def write_feedback(profile: AssessmentProfile, uses: Sequence[Use], case_file: CaseFile, events: Chronology) -> AssessmentProfile:
    """Return the profile with its strengths and prompts, at most three of each, most important first.

    ``uses`` may hold those of other assessments; they are passed over, as are uses of low confidence.

    Raises
    ------
    ValueError
        If the case file has no document of the profile's id.

    """
    document = next((document for document in case_file.documents if document.document_id == profile.document_id), None)
    if document is None:
        raise ValueError("the profile is of a document that the case file lacks")
    least = wording.limit("confidence_least")
    own = tuple(use for use in uses if use.assessment_id == profile.document_id and use.confidence >= least)
    subject = _Subject(document, profile, own, case_file, events)
    most = int(wording.limit("most"))
    return replace(profile, strengths=tuple(islice(_all(_STRENGTHS, subject), most)), prompts=tuple(islice(_all(_PROMPTS, subject), most)))


def _all(writers: Sequence[Callable[[_Subject], Iterator[Feedback]]], subject: _Subject) -> Iterator[Feedback]:
    for writer in writers:
        yield from writer(subject)


def _spans(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted(set(spans)))[: int(wording.limit("spans_most"))]


def _with_status(subject: _Subject, status: UseStatus, kind: ItemKind | None = None) -> list[Use]:
    return [use for use in subject.uses if use.status is status and kind in (None, use.item.kind)]


def _about(uses: Sequence[Use]) -> tuple[str, ...]:
    return tuple(use.item.item_id for use in uses)


def _groups(uses: Sequence[Use], key: Callable[[Use], object]) -> list[list[Use]]:
    """The uses in groups, the group with the weightiest item first, then the bigger, then the first in order; weightiest first within each."""
    groups: dict[object, list[Use]] = {}
    for use in uses:
        groups.setdefault(key(use), []).append(use)
    ranked = sorted(groups.values(), key=lambda members: (-max(use.item.weight for use in members), -len(members)))
    return [sorted(members, key=lambda use: (-use.item.weight, use.item.item_id)) for members in ranked]


def _weightiest(uses: Sequence[Use], key: Callable[[Use], object]) -> list[Use]:
    return next(iter(_groups(uses, key)), [])


def _contradicted(subject: _Subject) -> Iterator[Feedback]:
    groups = _groups(_with_status(subject, UseStatus.CONTRADICTED), lambda use: use.item.theme)
    for uses in groups[: int(wording.limit("contradictions_most"))]:
        item = uses[0].item
        text = wording.compose(
            f"prompts.contradicted_{'one' if len(uses) == 1 else 'many'}",
            n=wording.counted(len(uses)),
            theme=wording.theme_name(item.theme),
            when=wording.when(item.known_on, form="recorded_on"),
        )
        yield Feedback(text, _spans([span for use in uses for span in use.evidence]), _about(uses))


def _unused_history(subject: _Subject) -> Iterator[Feedback]:
    uses = _weightiest(_with_status(subject, UseStatus.NOT_USED, ItemKind.HISTORICAL_CONCERN), lambda use: use.item.theme)
    if not uses:
        return
    theme, known = uses[0].item.theme, uses[0].item.known_on
    n_events, events = _events_before(subject, uses[0])
    if n_events >= wording.limit("events_least"):
        text = wording.compose("prompts.history_events", n=wording.counted(n_events), events=events)
    elif len(uses) > 1:
        text = wording.compose("prompts.history_many", n=wording.counted(len(uses)), theme=wording.theme_name(theme))
    else:
        text = wording.compose("prompts.history_one", theme=wording.theme_name(theme), when=wording.when(known, form="recorded_on"))
    yield Feedback(text, items=_about(uses))


def _events_before(subject: _Subject, use: Use) -> tuple[int, str]:
    """On how many days significant events of the theme's kind happened before the assessment's date, with their name.

    Days are counted, since two entries of one day may tell one event; none where other matters of the theme are used.
    """
    counted, written_on = wording.counted_events(use.item.theme), subject.document.written_on
    if counted is None or written_on is None or any(other.item.theme is use.item.theme for other in _with_status(subject, UseStatus.USED)):
        return 0, ""
    categories, name = counted
    days = {
        entry.interval.earliest
        for entry in subject.events.entries
        if entry.interval
        and entry.interval.n_days == 1
        and entry.significant
        and entry.category in categories
        and _happened_before(entry, written_on)
    }
    return len(days), name


def _happened_before(entry: ChronologyEntry, day: date) -> bool:
    sure = entry.status is EventStatus.OCCURRED and entry.confidence >= wording.limit("confidence_least")
    return sure and entry.interval is not None and entry.interval.latest is not None and entry.interval.latest < day


def _unused_agency(subject: _Subject) -> Iterator[Feedback]:
    uses = _weightiest(_with_status(subject, UseStatus.NOT_USED, ItemKind.AGENCY_INFORMATION), lambda use: use.item.agency)
    if uses:
        first = uses[0].item
        text = wording.compose(
            f"prompts.agency_{'one' if len(uses) == 1 else 'many'}",
            n=wording.counted(len(uses)),
            agency=wording.agency_name(first.agency),
            theme=wording.theme_name(first.theme),
            when=wording.when(first.known_on, form="recorded_on"),
        )
        yield Feedback(text, items=_about(uses))


def _falls_short(subject: _Subject) -> bool:
    """Whether it is an assessment without enough analysis, so that an element without a sign is likely to be missing and not just unrecognised."""
    return subject.profile.label in (AssessmentLabel.DESCRIPTIVE, AssessmentLabel.CANNOT_JUDGE)


def _no_meaning_for_the_child(subject: _Subject) -> Iterator[Feedback]:
    if _falls_short(subject) and (spans := gaps.facts_without_meaning(subject.document.text, subject.profile)):
        yield Feedback(wording.compose("prompts.child"), _spans(spans))


def _no_reasoned_conclusion(subject: _Subject) -> Iterator[Feedback]:
    if _falls_short(subject) and (spans := gaps.unreasoned_decisions(subject.document.text, subject.profile)):
        yield Feedback(wording.compose("prompts.conclusion"), _spans(spans))


def _narrative(subject: _Subject) -> Iterator[Feedback]:
    if spans := gaps.narrative_under_analysis(subject.document.text, subject.profile, least=int(wording.limit("narrative_least"))):
        yield Feedback(wording.compose("prompts.narrative"), _spans(spans))


def _template(subject: _Subject) -> Iterator[Feedback]:
    if spans := gaps.template_questions(subject.document.text, subject.profile):
        text = wording.compose(f"prompts.template_{'one' if len(spans) == 1 else 'many'}", n=wording.counted(len(spans)))
        yield Feedback(text, _spans(spans))


def _copied(subject: _Subject) -> Iterator[Feedback]:
    earlier, spans = gaps.copied_forward(subject.document, subject.profile, subject.case_file, least_words=int(wording.limit("copied_words")))
    if earlier is not None and len(spans) >= wording.limit("copied_least"):
        text = wording.compose("prompts.copied", n=wording.counted(len(spans)), when=wording.when(earlier.written_on, form="of_day"))
        yield Feedback(text, _spans(spans))


def _jargon(subject: _Subject) -> Iterator[Feedback]:
    if spans := gaps.set_phrases(subject.document.text, subject.profile):
        yield Feedback(wording.compose("prompts.jargon"), _spans(spans))


def _more(subject: _Subject) -> Iterator[Feedback]:
    if subject.profile.label is AssessmentLabel.DESCRIPTIVE:
        yield Feedback(wording.compose("prompts.more"), _spans(_labelled(subject, SentenceLabel.DESCRIPTIVE)))


def _mentioned(subject: _Subject) -> Iterator[Feedback]:
    uses = _weightiest(_with_status(subject, UseStatus.MENTIONED), lambda use: (use.item.theme, use.item.agency))
    if uses:
        item = uses[0].item
        text = wording.compose("prompts.mentioned", theme=wording.theme_name(item.theme), from_agency=wording.from_agency(item.agency))
        yield Feedback(text, _spans([span for use in uses for span in use.evidence]), _about(uses))


def _supervision(subject: _Subject) -> Iterator[Feedback]:
    spans = _labelled(subject, SentenceLabel.DESCRIPTIVE)
    if subject.profile.label is None and spans and not _labelled(subject, SentenceLabel.ANALYTICAL):
        yield Feedback(wording.compose("prompts.supervision"), _spans(spans))


def _labelled(subject: _Subject, label: SentenceLabel) -> list[Span]:
    return [judgement.sentence.span for judgement in subject.profile.judgements if judgement.label is label]


def _history_weighed(subject: _Subject) -> Iterator[Feedback]:
    uses = _with_status(subject, UseStatus.USED, ItemKind.HISTORICAL_CONCERN)
    if uses:
        form = "one" if len(uses) == 1 else "many"
        text = wording.compose(f"strengths.history_{form}", n=wording.counted(len(uses)), theme=wording.theme_name(uses[0].item.theme))
        yield Feedback(text, _spans([span for use in uses for span in use.evidence]), _about(uses))


def _agencies_used(subject: _Subject) -> Iterator[Feedback]:
    uses = [use for use in _with_status(subject, UseStatus.USED, ItemKind.AGENCY_INFORMATION) if use.item.agency]
    if uses:
        agencies = wording.listed(list(dict.fromkeys(wording.agency_name(use.item.agency) for use in uses)))
        yield Feedback(wording.compose("strengths.agency", agencies=agencies), _spans([span for use in uses for span in use.evidence]), _about(uses))


def _elements_shown(subject: _Subject) -> Iterator[Feedback]:
    """Elements found in most sentences first, up to three; then the most telling."""
    shown = [(does, _with_cue(subject, element)) for element, does in wording.praised_elements().items()]
    for does, spans in sorted(shown, key=lambda pair: -min(3, len(pair[1]))):
        if spans:
            yield Feedback(wording.compose(f"strengths.element_{'one' if len(spans) == 1 else 'many'}", does=does), _spans(spans))


def _with_cue(subject: _Subject, element: str) -> list[Span]:
    return [judgement.sentence.span for judgement in subject.profile.judgements if element in judgement.cues]


def _reasoning(subject: _Subject) -> Iterator[Feedback]:
    """Analysis that no sign names is still a strength, told when no element was."""
    spans = _labelled(subject, SentenceLabel.ANALYTICAL)
    if spans and not any(True for _ in _elements_shown(subject)):
        yield Feedback(wording.compose(f"strengths.reasoning_{'one' if len(spans) == 1 else 'many'}", n=wording.counted(len(spans))), _spans(spans))


_STRENGTHS = (_history_weighed, _agencies_used, _elements_shown, _reasoning)
_PROMPTS = (
    _contradicted,
    _unused_history,
    _unused_agency,
    _no_meaning_for_the_child,
    _no_reasoned_conclusion,
    _narrative,
    _template,
    _copied,
    _supervision,
    _jargon,
    _more,
    _mentioned,
)
