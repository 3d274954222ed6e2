"""What became of each matter on file in one assessment."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from analyser.domain.codes import UseStatus
from analyser.domain.judgements import Item, Judgement, Use
from analyser.domain.text import Evidence, Span
from analyser.heads import Floats, LinearHead
from analyser.usage.contradictions import by_conflict, denial_fits
from analyser.usage.facts import SentenceFacts, read_facts
from analyser.usage.outcomes import outcome_features, taken_probabilities
from analyser.usage.pairs import Page, pair_features, read_matter, read_page
from analyser.usage.settings import UseThresholds, use_thresholds
from analyser.usage.vocabulary import load_vocabulary
from analyser.view import DocumentView

ANALYTICAL = 0.5  # a sentence counts as analytical from this score


def judge_uses(
    assessment: DocumentView,
    judgements: Sequence[Judgement],
    items: Sequence[Item],
    views: Mapping[str, DocumentView],
    *,
    pair: LinearHead,
    outcome: LinearHead,
) -> tuple[Use, ...]:
    """Return one use for each item that was on file by the assessment's date, in the order of the items.

    An assessment without a date cannot be placed against the file: every use is ``cannot_judge``. Sources are only those on file by then.
    """
    thresholds = use_thresholds()
    known = short_list(items, assessment, views)
    if not known or not assessment.sentences or not judgements:
        return ()
    document_id = assessment.document.document_id
    if assessment.document.written_on is None:
        return tuple(Use(document_id, item, UseStatus.CANNOT_JUDGE, 1.0, item.sources) for item in known)
    vocabulary = load_vocabulary()
    compared = [replace(item, sources=_compared(item.sources, thresholds.sources_compared)) for item in known]
    told = {source.document_id for item in compared for source in item.sources}
    facts: dict[str, tuple[SentenceFacts, ...]] = {one: read_facts(views[one], vocabulary) for one in sorted(told)}
    matters = [read_matter(item, views, facts, vocabulary) for item in compared]
    page = read_page(assessment, judgements, matters, vocabulary)
    taken, denied = taken_probabilities(pair_features(matters, page, vocabulary), pair), denial_fits(matters, page)
    outcomes = outcome.probabilities(outcome_features(taken, denied, page.labels))
    uses = []
    for i, item in enumerate(known):
        status, confidence = _decide(outcomes[i], float(denied[i].max()), outcome.labels, thresholds)
        if status is UseStatus.MENTIONED and _is_weighed(taken[i], page, thresholds):
            status, confidence = UseStatus.USED, float(outcomes[i, outcome.labels.index(UseStatus.USED)])
        against = status is UseStatus.CONTRADICTED
        evidence = _evidence(denied[i] if against else taken[i], status, page, thresholds)
        sources = item.sources
        if against:
            sources = by_conflict(sources, denied[i], page, views, matters[i])
        uses.append(Use(document_id, item, status, confidence, sources, evidence))
    n_alerts = math.ceil(thresholds.alert_share * len(known))
    return tuple(use for i, use in enumerate(uses) if i < n_alerts or use.status is not UseStatus.NOT_USED)


def short_list(items: Sequence[Item], assessment: DocumentView, views: Mapping[str, DocumentView]) -> tuple[Item, ...]:
    """Return the heaviest of the items on file by the assessment's date, in the order given; their number goes by that of documents on file."""
    thresholds = use_thresholds()
    known = on_file(items, assessment, views)
    n_documents = sum(was_on_file(view, assessment) for view in views.values())
    n = min(thresholds.most, max(thresholds.fewest, round(thresholds.per_document * n_documents)))
    heaviest = sorted(range(len(known)), key=lambda i: (-known[i].weight, i))[:n]
    return tuple(known[i] for i in sorted(heaviest))


def was_on_file(view: DocumentView, assessment: DocumentView) -> bool:
    """Whether a document is another one than the assessment and dated no later; one without a date never counts against a dated assessment."""
    if view.document.document_id == assessment.document.document_id:
        return False
    if assessment.document.written_on is None:
        return True
    return view.document.written_on is not None and view.document.written_on <= assessment.document.written_on


def on_file(items: Sequence[Item], assessment: DocumentView, views: Mapping[str, DocumentView]) -> tuple[Item, ...]:
    """Return the items with a source that was on file by the assessment's date, each with those sources only."""
    known = []
    for item in items:
        sources = tuple(source for source in item.sources if was_on_file(views[source.document_id], assessment))
        if sources:
            known.append(Item(item.item_id, item.kind, item.theme, item.agency, sources, item.known_on, item.weight))
    return tuple(known)


def _compared(sources: tuple[Evidence, ...], most: int) -> tuple[Evidence, ...]:
    """The first source and the latest ones: what a matter told very often is followed by."""
    return sources if len(sources) <= most else (sources[0], *sources[-(most - 1) :])


def _decide(outcomes: Floats, denied: float, labels: Sequence[str], thresholds: UseThresholds) -> tuple[UseStatus, float]:
    """``contradicted`` for a sure denial, else the likeliest status that is not ruled out; ties go to the earlier label.

    ``contradicted`` needs a denial, ``not_used`` its probability.
    """
    if denied >= thresholds.surely_contradicted:
        return UseStatus.CONTRADICTED, max(denied * thresholds.surely_contradicted, float(outcomes[labels.index(UseStatus.CONTRADICTED)]))
    ruled_out = set()
    if denied < thresholds.contradicted:
        ruled_out.add(UseStatus.CONTRADICTED)
    if outcomes[labels.index(UseStatus.NOT_USED)] < thresholds.not_used:
        ruled_out.add(UseStatus.NOT_USED)
    ranked = sorted((k for k in range(len(labels)) if labels[k] not in ruled_out), key=lambda k: (-outcomes[k], k))
    best = ranked[0]
    return UseStatus(labels[best]), float(outcomes[best])


def _is_weighed(taken: Floats, page: Page, thresholds: UseThresholds) -> bool:
    """Whether an analytical sentence takes a matter up nearly as surely as the sentence that does so best."""
    best = float((taken * (page.labels[:, 0] > ANALYTICAL)).max())
    return best >= max(thresholds.weighed, thresholds.weighed_share * float(taken.max()))


def _evidence(likely: Floats, status: UseStatus, page: Page, thresholds: UseThresholds) -> tuple[Span, ...]:
    """The best sentence and those nearly as good, in text order; for ``used``, the best analytical one is among them."""
    if status is UseStatus.NOT_USED:
        return ()
    chosen = {int(likely.argmax())}
    if status is UseStatus.USED:
        chosen.add(int((likely * page.labels[:, 0]).argmax()))
    ranked = sorted(range(len(likely)), key=lambda j: (-likely[j], j))
    least = thresholds.contradicted if status is UseStatus.CONTRADICTED else thresholds.evidence
    chosen |= {j for j in ranked[: thresholds.evidence_sentences] if likely[j] >= least}
    spans = (page.facts[j].sentence.span for j in sorted(chosen))
    return tuple(Span(span.start, min(span.end, span.start + thresholds.evidence_length)) for span in spans)
