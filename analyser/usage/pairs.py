"""A matter on file beside a sentence of an assessment, as features for the head that says whether the sentence takes it up."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analyser.domain.codes import Agency, ItemKind, Theme
from analyser.domain.dates import DateInterval
from analyser.domain.judgements import Item, Judgement
from analyser.heads import Floats
from analyser.usage.denials import Denial, read_denial, read_denials
from analyser.usage.facts import SentenceFacts, content_stems, read_facts
from analyser.usage.phrases import Token, tokenise
from analyser.usage.vocabulary import Vocabulary
from analyser.view import DocumentView

NEAR_DAYS = 400  # two dates speak of one time where both are at most so wide and they meet: chosen by us


@dataclass(frozen=True, slots=True)
class Matter:
    """One item as it stood on file: ``vectors`` [n_sentences, n_dimensions] and the facts of the sentences that tell it.

    ``affirmed`` are themes that it does not deny itself, ``origin`` stems of the authors and titles of the documents that tell it,
    ``told`` the sentences themselves, ``around`` their neighbours in the paragraph, ``recorded`` the days on which the documents were written.
    """

    item: Item
    vectors: npt.NDArray[np.float32] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    numbers: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    concepts: frozenset[str] = field(repr=False)
    themes: frozenset[Theme]
    agencies: frozenset[Agency]
    dates: tuple[DateInterval, ...]
    negated: bool
    affirmed: frozenset[Theme]
    origin: frozenset[str] = field(repr=False)
    told: tuple[SentenceFacts, ...] = field(repr=False)
    around: tuple[SentenceFacts, ...] = field(repr=False)
    recorded: tuple[DateInterval, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """What the heading over a sentence speaks of; nothing where there is none."""

    stems: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    history: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One assessment, read: its facts, denials and labels by sentence, in text order; the rarity of stems and concepts."""

    view: DocumentView = field(repr=False)
    facts: tuple[SentenceFacts, ...] = field(repr=False)
    denials: tuple[Denial, ...] = field(repr=False)
    headings: tuple[Heading, ...] = field(repr=False)
    labels: npt.NDArray[np.float32] = field(repr=False)
    rarity: Mapping[str, float] = field(repr=False)


def read_matter(item: Item, views: Mapping[str, DocumentView], facts: Mapping[str, tuple[SentenceFacts, ...]], vocabulary: Vocabulary) -> Matter:
    """Return an item with everything its sources say. ``facts`` has every document that a source points into."""
    told = [
        (views[source.document_id], one)
        for source in item.sources
        for one in facts[source.document_id]
        if 2 * one.sentence.span.overlap(source.span) >= min(_length(one), source.span.end - source.span.start)
    ]
    read = [one for _, one in told]
    near = _neighbours(told, views, facts)
    return Matter(
        item=item,
        vectors=np.stack([view.embeddings[one.index] for view, one in told]),
        stems=frozenset().union(*(one.stems for one in read)),
        numbers=frozenset().union(*(one.numbers for one in read)),
        names=frozenset().union(*(one.names for one in read)),
        concepts=frozenset().union(*(one.concept_names for one in read)),
        themes=frozenset({item.theme, *(theme for one in read for theme in one.themes)}),
        agencies=frozenset(
            {*([item.agency] if item.agency else []), *(one.speaker for one in read if one.speaker), *(a for one in read for a in one.agencies)}
        ),
        dates=tuple(interval for one in read for interval in one.dates),
        negated=any(one.negated for one in read),
        affirmed=_affirmed(item, read, vocabulary),
        origin=_origin(item, views, vocabulary),
        told=tuple(read),
        around=tuple(near),
        recorded=tuple(DateInterval(day, day) for day in sorted({view.document.written_on for view, _ in told if view.document.written_on})),
    )


def _affirmed(item: Item, read: Sequence[SentenceFacts], vocabulary: Vocabulary) -> frozenset[Theme]:
    denied = [read_denial(one, (), vocabulary).themes for one in read]
    affirmed = frozenset(theme for one, themes in zip(read, denied, strict=True) for theme in set(one.themes) - themes)
    return affirmed if any(item.theme in themes for themes in denied) else affirmed | {item.theme}


def _neighbours(
    told: Sequence[tuple[DocumentView, SentenceFacts]], views: Mapping[str, DocumentView], facts: Mapping[str, tuple[SentenceFacts, ...]]
) -> list[SentenceFacts]:
    """The sentences right before and after those that tell a matter, where they stand in the same paragraph."""
    own = {(one.document_id, one.index) for _, one in told}
    near = []
    for view, one in told:
        for other in facts[one.document_id][max(0, one.index - 1) : one.index + 2]:
            first, second = sorted((one.sentence.span, other.sentence.span))
            if (other.document_id, other.index) not in own and "\n" not in view.document.text[first.end : max(first.end, second.start)]:
                near.append(other)
    return near


def _origin(item: Item, views: Mapping[str, DocumentView], vocabulary: Vocabulary) -> frozenset[str]:
    documents = [views[source.document_id].document for source in item.sources]
    return content_stems(tokenise(" ".join(f"{document.author or ''} {document.title or ''}" for document in documents)), vocabulary)


def read_page(view: DocumentView, judgements: Sequence[Judgement], matters: Sequence[Matter], vocabulary: Vocabulary) -> Page:
    """Return an assessment, read. Rarity counts its sentences and the matters on file alike."""
    facts, text = read_facts(view, vocabulary), view.document.text
    headings = [tokenise(one.sentence.heading.of(text)) if one.sentence.heading else () for one in facts]
    return Page(
        view=view,
        facts=facts,
        denials=read_denials(facts, headings, vocabulary),
        headings=tuple(_heading(heading, vocabulary) for heading in headings),
        labels=_labels(view, judgements),
        rarity=_rarity(
            [*((one.stems | one.concept_names) for one in facts), *((matter.stems | matter.concepts | matter.origin) for matter in matters)]
        ),
    )


def _heading(tokens: Sequence[Token], vocabulary: Vocabulary) -> Heading:
    return Heading(content_stems(tokens, vocabulary), vocabulary.concepts.names(tokens), "history" in vocabulary.cues.names(tokens))


def _labels(view: DocumentView, judgements: Sequence[Judgement]) -> npt.NDArray[np.float32]:
    """Return [n_sentences, 4] label scores: of the judgement that covers most of each sentence."""
    rows = []
    for sentence in view.sentences:
        best = max(judgements, key=lambda judgement: judgement.sentence.span.overlap(sentence.span))
        scores = best.scores
        rows.append([scores.analytical, scores.descriptive, scores.plan, scores.other])
    return np.array(rows, dtype=np.float32).reshape(-1, 4)


def _rarity(bags: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency of every stem and concept over sentences and matters."""
    counts = Counter(word for bag in bags for word in bag)
    return {word: math.log((1 + len(bags)) / (1 + n)) + 0.1 for word, n in counts.items()}


def pair_features(matters: Sequence[Matter], page: Page, vocabulary: Vocabulary) -> Floats:
    """Return [n_matters, n_sentences, n_features]."""
    likeness = np.stack([(matter.vectors @ page.view.embeddings.T).max(axis=0) for matter in matters])
    context = page.view.embeddings.copy()
    context[1:] += page.view.embeddings[:-1]
    context /= np.maximum(np.linalg.norm(context, axis=1, keepdims=True), 1e-6)
    in_context = np.stack([(matter.vectors @ context.T).max(axis=0) for matter in matters])
    overlap = np.array([[_overlaps(matter, one, page, vocabulary) for one in page.facts] for matter in matters], dtype=np.float32)
    dense = np.stack([likeness, in_context, _above_rest(likeness, 1), _above_rest(likeness, 0), _rank(likeness, 1), _rank(likeness, 0)], axis=2)
    shared = overlap[:, :, 0]
    relative = np.stack(
        [_above_rest(shared, 1), _above_rest(shared, 0), _rank(shared, 1), _rank(shared, 0), _shifted(shared), likeness * shared], axis=2
    )
    labels = np.broadcast_to(page.labels, (len(matters), *page.labels.shape))
    return np.concatenate([dense, relative, overlap, labels], axis=2).astype(np.float32)


def _overlaps(matter: Matter, one: SentenceFacts, page: Page, vocabulary: Vocabulary) -> list[float]:
    stems, concepts = matter.stems & one.stems, matter.concepts & one.concept_names
    rare, topics = _weight(stems, page), _weight(concepts, page)
    related = {other for theme in matter.themes for other in vocabulary.themes[theme].related}
    denial, heading = page.denials[one.index], page.headings[one.index]
    return [
        rare + topics,
        rare / math.sqrt(1e-6 + _weight(one.stems, page) * _weight(matter.stems, page)),
        max((page.rarity[word] for word in stems), default=0.0),
        topics / math.sqrt(1e-6 + max(1.0, _weight(one.concept_names, page)) * max(1.0, _weight(matter.concepts, page))),
        max((page.rarity[word] for word in concepts), default=0.0),
        math.log1p(len(matter.numbers & one.numbers)),
        math.log1p(len(matter.names & one.names)),
        float(_same_time(matter.dates, one.dates)),
        float(bool(matter.dates) and bool(one.dates) and not _same_time(matter.dates, one.dates)),
        float(matter.item.theme in one.themes),
        float(bool(matter.themes & set(one.themes))),
        float(bool(related & set(one.themes))),
        float(bool(matter.agencies & one.agencies)),
        float(bool(one.agencies) and not matter.agencies & one.agencies),
        float(matter.item.kind is ItemKind.HISTORICAL_CONCERN and "history" in one.cues),
        float("weighing" in one.cues),
        float(matter.negated != one.negated),
        float(denial.says_anything),
        _weight(matter.origin & one.stems, page),
        float(_same_time(matter.recorded, one.dates)),
        float(bool(matter.concepts & heading.concepts)),
        float(bool((matter.stems | matter.origin) & heading.stems)),
        float(heading.history and matter.item.kind is ItemKind.HISTORICAL_CONCERN),
        math.log1p(len(one.tokens)),
        float(len(matter.vectors)),
    ]


def _weight(words: Iterable[str], page: Page) -> float:
    return sum(page.rarity.get(word, 0.0) for word in sorted(words))


def _same_time(first: Sequence[DateInterval], second: Sequence[DateInterval]) -> bool:
    """Whether two dates, none of them wider than ``NEAR_DAYS``, meet."""
    narrow = [[d for d in dates if d.n_days is not None and d.n_days <= NEAR_DAYS] for dates in (first, second)]
    return any(a.sort_key()[0] <= b.sort_key()[1] and b.sort_key()[0] <= a.sort_key()[1] for a in narrow[0] for b in narrow[1])


def _above_rest(values: Floats, axis: int) -> Floats:
    """How far each value stands above the mean of its row (axis 1) or column (axis 0)."""
    result: Floats = (values - values.mean(axis=axis, keepdims=True)).astype(np.float32)
    return result


def _rank(values: Floats, axis: int) -> Floats:
    """1 for the largest of its row or column, 1/2 for the second, and so on; ties share the better rank."""
    greater = np.sort(values, axis=axis)
    places = np.empty_like(values)
    for k in range(values.shape[1 - axis]):
        line, order = (values[k], greater[k]) if axis == 1 else (values[:, k], greater[:, k])
        above = len(order) - np.searchsorted(order, line, side="right")
        if axis == 1:
            places[k] = 1 / (1 + above)
        else:
            places[:, k] = 1 / (1 + above)
    result: Floats = places.astype(np.float32)
    return result


def _shifted(values: Floats) -> Floats:
    """The value of the sentence before; 0 for the first."""
    result = np.zeros_like(values)
    result[:, 1:] = values[:, :-1]
    return result


def _length(one: SentenceFacts) -> int:
    return one.sentence.span.end - one.sentence.span.start
