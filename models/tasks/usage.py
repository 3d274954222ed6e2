"""Training of the heads for the use of information: what tells a matter, what takes it up, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from analyser.domain.codes import DocumentType, SentenceLabel, UseStatus
from analyser.domain.judgements import Item, Judgement, LabelScores
from analyser.domain.text import Evidence, Sentence, Span
from analyser.errors import ModelError
from analyser.heads import Floats, LinearHead
from analyser.pipeline import judge_sentences
from analyser.usage.candidates import candidate_features, list_candidates
from analyser.usage.contradictions import denial_fits
from analyser.usage.facts import read_facts
from analyser.usage.items import TOLD, build_items, group_tellings, unweighed_items
from analyser.usage.match import short_list
from analyser.usage.outcomes import NONE, TAKEN, outcome_features, taken_probabilities
from analyser.usage.pairs import pair_features, read_matter, read_page
from analyser.usage.vocabulary import load_vocabulary
from analyser.usage.weights import matter_features
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase
from models.linear import fit_linear_head
from models.stored import StoredLabeller

LEAST_OVERLAP = 0.3  # of the shorter of two stretches, as in the scoring of sources
SURE = 0.94  # how sure a gold label is taken to be, for features that are a labeller's scores elsewhere
C_ITEM, C_MATTER, C_PAIR, C_OUTCOME = 0.003, 0.03, 0.03, 0.1  # inverse strength of the penalty, chosen by us between the two writers
Views = Mapping[tuple[str, str], DocumentView]


@dataclass(frozen=True, slots=True)
class AssessmentPairs:
    """Every matter on file beside every sentence of one assessment.

    ``features`` [n_matters, n_sentences, n_features], ``denied`` [n_matters, n_sentences] how well a denial fits, ``labels`` of the same shape
    none or taken, ``label_scores`` [n_sentences, 4], ``outcomes`` one for each matter.
    """

    case_id: str
    features: Floats = field(repr=False)
    denied: Floats = field(repr=False)
    labels: npt.NDArray[np.str_] = field(repr=False)
    label_scores: Floats = field(repr=False)
    outcomes: tuple[UseStatus, ...]


def fit(cases: Sequence[AnnotatedCase], views: Views, *, seed: int) -> dict[str, LinearHead]:
    """Return the heads ``item``, ``matter``, ``pair`` and ``outcome`` trained on annotated cases.

    Matters and pairs learn from what a head of items finds in a case that it did not see, outcomes from what a head of pairs says of such a case.

    Parameters
    ----------
    cases
        The cases to learn from; at least two.
    views
        Every document of theirs, by case id and document id.
    seed
        Seed of everything random in training.

    """
    unseen = {case.case_id: _fit_items([other for other in cases if other.case_id != case.case_id], views, seed) for case in cases}
    matter = _fit_matters(cases, views, unseen, seed)
    pairs = [one for case in cases for one in read_pairs(case, views, item=unseen[case.case_id], matter=matter)]
    return {"item": _fit_items(cases, views, seed), "matter": matter, "pair": _fit_pairs(pairs, seed), "outcome": _fit_outcomes(pairs, seed)}


def read_pairs(case: AnnotatedCase, views: Views, *, item: LinearHead, matter: LinearHead) -> list[AssessmentPairs]:
    """Return the pairs of every assessment of a case that has anything on file before it.

    Matters stand as the head of items finds them where it does, else as annotated. What it finds besides stands beside them while features are
    computed, as it will in use, and is left out of the result.
    """
    vocabulary = load_vocabulary()
    own = {document.document_id: views[case.case_id, document.document_id] for document in case.case_file.documents}
    facts = {document_id: read_facts(view, vocabulary) for document_id, view in own.items()}
    found = []
    everything = _as_found(case, build_items(list(own.values()), item=item, matter=matter))
    for document_id in sorted(case.assessments):
        outcomes = {outcome.item_id: outcome.status for outcome in case.outcomes if outcome.assessment_id == document_id}
        known = short_list(everything, own[document_id], own)
        items = sorted(known, key=lambda item: item.item_id not in outcomes)
        n_gold = sum(item.item_id in outcomes for item in items)
        if not n_gold:
            continue
        matters = [read_matter(item, own, facts, vocabulary) for item in items]
        page = read_page(own[document_id], known_judgements(case, own[document_id]), matters, vocabulary)
        labels = np.array([[_pair_label(case, item.item_id, document_id, one.sentence.span) for one in page.facts] for item in items[:n_gold]])
        features, denied = pair_features(matters, page, vocabulary)[:n_gold], denial_fits(matters, page)[:n_gold]
        said = tuple(outcomes[item.item_id] for item in items[:n_gold])
        found.append(AssessmentPairs(case.case_id, features, denied, labels, page.labels, said))
    return found


def _as_found(case: AnnotatedCase, items: Sequence[Item]) -> tuple[Item, ...]:
    """Annotated matters under their own ids, with the sources that were found for them where some were, and what was found besides."""
    taken: set[str] = set()
    merged = []
    for gold in gold_items(case):
        match = next(
            (
                item
                for item in items
                if item.item_id not in taken and any(_meets(a, b.document_id, b.span) for a in gold.sources for b in item.sources)
            ),
            None,
        )
        if match is None:
            merged.append(gold)
        else:
            taken.add(match.item_id)
            merged.append(replace(match, item_id=gold.item_id, weight=1.0))
    return (*merged, *(item for item in items if item.item_id not in taken))


def gold_items(case: AnnotatedCase) -> tuple[Item, ...]:
    """Return the annotated matters of a case as items, in the order of their ids; the first mention gives kind, theme and agency."""
    told: dict[str, list[int]] = {}
    for i, one in enumerate(case.information):
        told.setdefault(one.item_id, []).append(i)
    items = []
    for item_id, places in sorted(told.items()):
        rows = sorted((case.information[i] for i in places), key=lambda row: (row.recorded_on, row.evidence))
        first = rows[0]
        items.append(Item(item_id, first.kind, first.theme, first.agency, tuple(row.evidence for row in rows), first.recorded_on, 1.0))
    return tuple(items)


def known_judgements(case: AnnotatedCase, view: DocumentView) -> tuple[Judgement, ...]:
    """Return what a labeller that never saw the writer says of an assessment's sentences, so that heads learn beside its doubts and errors.

    Where no such labeller has judged the sentences, the annotated labels stand in.
    """
    try:
        return judge_sentences(view, StoredLabeller.for_fold(case.writer))
    except ModelError:
        return gold_judgements(case, view.document.document_id)


def gold_judgements(case: AnnotatedCase, document_id: str) -> tuple[Judgement, ...]:
    """Return the annotated labels of an assessment's sentences as judgements, nearly sure of themselves."""
    return tuple(
        Judgement(Sentence(one.evidence.span), one.label, _nearly_sure(one.label))
        for one in case.sentences
        if one.evidence.document_id == document_id
    )


def _nearly_sure(label: SentenceLabel) -> LabelScores:
    rest = (1 - SURE) / (len(SentenceLabel) - 1)
    return LabelScores(**{name: SURE if label.value == name else rest for name in (one.value for one in SentenceLabel)})


def _pair_label(case: AnnotatedCase, item_id: str, document_id: str, span: Span) -> str:
    statuses = {
        use.status
        for use in case.uses
        if use.item_id == item_id and use.evidence.document_id == document_id and _meets(use.evidence, document_id, span)
    }
    return TAKEN if statuses - {UseStatus.CONTRADICTED} else NONE


def _meets(evidence: Evidence, document_id: str, span: Span) -> bool:
    shorter = min(evidence.span.end - evidence.span.start, span.end - span.start)
    return evidence.document_id == document_id and evidence.span.overlap(span) >= LEAST_OVERLAP * shorter


def _fit_items(cases: Sequence[AnnotatedCase], views: Views, seed: int) -> LinearHead:
    vocabulary = load_vocabulary()
    rows: list[Floats] = []
    labels: list[str] = []
    for case in cases:
        for document in case.case_file.documents:
            if document.type is DocumentType.ASSESSMENT:
                continue
            view = views[case.case_id, document.document_id]
            candidates = list_candidates(view, read_facts(view, vocabulary))
            if candidates:
                rows.append(candidate_features(candidates, vocabulary))
                labels += [_item_label(case, document.document_id, one.facts.sentence.span) for one in candidates]
    return fit_linear_head(np.concatenate(rows), labels, c=C_ITEM, seed=seed)


def _fit_matters(cases: Sequence[AnnotatedCase], views: Views, heads: Mapping[str, LinearHead], seed: int) -> LinearHead:
    rows: list[Floats] = []
    labels: list[str] = []
    for case in cases:
        own = [views[case.case_id, document.document_id] for document in case.case_file.documents]
        groups = group_tellings(own, heads[case.case_id])
        items = unweighed_items(own, groups)
        if items:
            rows.append(matter_features(groups, items, load_vocabulary()))
            labels += [_matter_label(case, item) for item in items]
    return fit_linear_head(np.concatenate(rows), labels, c=C_MATTER, seed=seed)


def _matter_label(case: AnnotatedCase, item: Item) -> str:
    return TOLD if any(_meets(gold.evidence, source.document_id, source.span) for gold in case.information for source in item.sources) else NONE


def _item_label(case: AnnotatedCase, document_id: str, span: Span) -> str:
    return TOLD if any(_meets(one.evidence, document_id, span) for one in case.information) else NONE


def _fit_pairs(pairs: Sequence[AssessmentPairs], seed: int) -> LinearHead:
    features = np.concatenate([one.features.reshape(-1, one.features.shape[2]) for one in pairs])
    labels = [str(label) for one in pairs for label in one.labels.ravel()]
    return fit_linear_head(features, labels, c=C_PAIR, seed=seed)


def _fit_outcomes(pairs: Sequence[AssessmentPairs], seed: int) -> LinearHead:
    rows, labels = [], []
    for case_id in sorted({one.case_id for one in pairs}):
        head = _fit_pairs([one for one in pairs if one.case_id != case_id], seed)
        for one in pairs:
            if one.case_id == case_id:
                rows.append(outcome_features(taken_probabilities(one.features, head), one.denied, one.label_scores))
                labels += [status.value for status in one.outcomes]
    return fit_linear_head(np.concatenate(rows), labels, c=C_OUTCOME, seed=seed, class_weight="balanced")
