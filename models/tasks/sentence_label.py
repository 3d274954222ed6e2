"""Examples and loss of the sentence labeller.

Gold sentences carry one of four labels. Prose by people carries analytical or descriptive only: its loss is taken over those two logits. Where a
source lets the length of a sentence tell its label, the length is made to say less: runs of descriptive sentences are joined into one as long as an
analytical one, analytical ones are joined with a descriptive neighbour (a sentence with both fact and meaning is analytical), and examples
are weighted so that label and length are nearer to independent within a source.
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import torch
from tokenizers import Tokenizer

from analyser.analytic.labeller import LABELS, SentenceInContext, model_input
from analyser.domain.codes import SentenceLabel
from analyser.domain.text import Span
from analyser.segment import split_sentences
from annotation.schema import AnnotatedCase, GoldSentence
from models.external import ExternalSentence

TWO = (LABELS.index("analytical"), LABELS.index("descriptive"))
BINS = (6, 10, 15, 20, 27, 36)  # words; sentence lengths are weighed against labels in these bands
WEIGHTS = (0.3, 3.0)


@dataclass(frozen=True, slots=True)
class Joining:
    """How sentences are joined: with one of ``joints``; after one that is no space, the words of ``starters`` lose their capital.

    A joined sentence is long enough at ``enough`` of the characters of the sentence that it is made for.
    """

    joints: Sequence[str]
    starters: Sequence[str]
    enough: float


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in its context with its label. ``binary`` labels say nothing of plan and other; ``source`` is the writer or the external source."""

    context: SentenceInContext
    label: str
    source: str
    binary: bool = False
    weight: float = field(default=1.0, compare=False)


def gold_examples(cases: Sequence[AnnotatedCase]) -> tuple[Example, ...]:
    """Return every labelled sentence of the cases with the context that the product would give it."""
    return tuple(
        Example(context, str(sentence.label), case.writer) for case in cases for sentence, context in zip(case.sentences, contexts(case), strict=True)
    )


def contexts(case: AnnotatedCase) -> tuple[SentenceInContext, ...]:
    """Return the context of every gold sentence of a case: the gold sentence before, and the heading that the product finds for that place."""
    found = []
    for document_id, sentences in _by_document(case.sentences).items():
        text = case.document(document_id).text
        split = split_sentences(text)
        for i, gold in enumerate(sentences):
            span = gold.evidence.span
            same = max(split, key=lambda sentence: sentence.span.overlap(span))
            heading = same.heading if same.heading and same.heading.end <= span.start else None
            found.append(
                (gold, SentenceInContext(span.of(text), sentences[i - 1].evidence.span.of(text) if i else "", heading.of(text) if heading else ""))
            )
    by_place = {gold.evidence: context for gold, context in found}
    return tuple(by_place[sentence.evidence] for sentence in case.sentences)


def external_examples(sentences: Sequence[ExternalSentence], source: str) -> tuple[Example, ...]:
    """Return the sentences of an external source as two-way examples."""
    return tuple(Example(SentenceInContext(s.text, s.previous), s.label, source, binary=True) for s in sentences)


def joined_examples(cases: Sequence[AnnotatedCase], joining: Joining, *, seed: int) -> tuple[Example, ...]:
    """Return made-up examples that are long for another reason than analysis, and analytical ones with a fact beside them.

    For every analytical sentence: one run of neighbouring descriptive sentences of the case, joined until it is as long; and, for every
    second one, the sentence joined with its descriptive neighbour. Runs come from one document and keep their order.
    """
    dice = random.Random(seed)
    made = []
    for case in cases:
        documents = [(case.document(document_id).text, sentences) for document_id, sentences in _by_document(case.sentences).items()]
        runs = [run for text, sentences in documents for run in _runs(sentences, text)]
        for text, sentences in documents:
            for i, gold in enumerate(sentences):
                if gold.label is not SentenceLabel.ANALYTICAL:
                    continue
                words = gold.evidence.span.of(text)
                long_enough = [run for run in runs if sum(map(len, run)) >= joining.enough * len(words)]
                if long_enough:
                    made.append(Example(SentenceInContext(_join(dice.choice(long_enough), len(words), joining, dice)), "descriptive", case.writer))
                if i % 2 and sentences[i - 1].label is SentenceLabel.DESCRIPTIVE:
                    both = _join([sentences[i - 1].evidence.span.of(text), words], None, joining, dice)
                    made.append(Example(SentenceInContext(both), "analytical", case.writer))
    return tuple(dict.fromkeys(made))


def balanced(examples: Sequence[Example], *, even: bool = False) -> tuple[Example, ...]:
    """Return the examples with weights that bring analytical and descriptive nearer to independence of length, within each source.

    The weight is P(label) P(band) / P(label, band), kept within ``WEIGHTS``; other labels weigh 1. With ``even``, P(label) is a half, so that
    how common analysis is in a source is not learned with it.
    """
    judged = [example for example in examples if example.label in ("analytical", "descriptive")]
    sizes = Counter(example.source for example in judged)
    by_label = Counter((example.source, example.label) for example in judged)
    by_band = Counter((example.source, _band(example)) for example in judged)
    both = Counter((example.source, example.label, _band(example)) for example in judged)

    def weight(example: Example) -> float:
        if example.label not in ("analytical", "descriptive"):
            return 1.0
        source, label, band = example.source, example.label, _band(example)
        share = 0.5 if even else by_label[source, label] / sizes[source]
        ideal = share * by_band[source, band] / both[source, label, band]
        return min(max(ideal, WEIGHTS[0]), WEIGHTS[1])

    return tuple(replace(example, weight=weight(example)) for example in examples)


def token_lengths(examples: Sequence[Example], tokenizer: Tokenizer) -> list[int]:
    """Return how many tokens each example takes."""
    return [len(encoding.ids) for encoding in tokenizer.encode_batch([model_input(example.context) for example in examples])]


def batch_loss(
    module: torch.nn.Module, tokenizer: Tokenizer, *, drop_context: float, smoothing: float
) -> Callable[[Sequence[Example]], torch.Tensor]:
    """Return the loss of a batch: weighted cross-entropy over four logits, or over two where only two labels are known.

    Each example loses its heading, and its previous sentence, with probability ``drop_context`` each, so that neither is leant on.
    """

    def loss(batch: Sequence[Example]) -> torch.Tensor:
        dropped = torch.rand(len(batch), 2) < drop_context
        seen = [_without(example.context, *(bool(flag) for flag in flags)) for example, flags in zip(batch, dropped, strict=True)]
        logits = module(*padded(seen, tokenizer))
        for i, example in enumerate(batch):
            if example.binary:
                keep = torch.full_like(logits[i], -1e4)
                keep[list(TWO)] = 0.0
                logits = torch.cat([logits[:i], (logits[i] + keep).unsqueeze(0), logits[i + 1 :]])
        targets = torch.stack([_target(example, smoothing) for example in batch])
        weights = torch.tensor([example.weight for example in batch])
        losses = -(targets * torch.log_softmax(logits, dim=-1)).sum(dim=-1)
        return (losses * weights).sum() / weights.sum()

    return loss


def padded(batch: Sequence[SentenceInContext], tokenizer: Tokenizer) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return token ids, segment ids and the mask [n, longest] of sentences in context."""
    encodings = tokenizer.encode_batch([model_input(context) for context in batch])
    longest = max(len(encoding.ids) for encoding in encodings)

    def rows(field_name: str) -> torch.Tensor:
        return torch.tensor([getattr(e, field_name) + [0] * (longest - len(e.ids)) for e in encodings])

    return rows("ids"), rows("type_ids"), rows("attention_mask")


def _target(example: Example, smoothing: float) -> torch.Tensor:
    among = TWO if example.binary else range(len(LABELS))
    target = torch.zeros(len(LABELS))
    target[list(among)] = smoothing / len(among)
    target[LABELS.index(example.label)] += 1 - smoothing
    return target


def _without(context: SentenceInContext, heading: bool, previous: bool) -> SentenceInContext:
    return SentenceInContext(context.text, "" if previous else context.previous, "" if heading else context.heading)


def _band(example: Example) -> int:
    return sum(len(example.context.text.split()) >= bound for bound in BINS)


def _by_document(sentences: Sequence[GoldSentence]) -> dict[str, list[GoldSentence]]:
    documents: dict[str, list[GoldSentence]] = {}
    for sentence in sorted(sentences, key=lambda sentence: sentence.evidence):
        documents.setdefault(sentence.evidence.document_id, []).append(sentence)
    return documents


def _runs(sentences: Sequence[GoldSentence], text: str) -> Iterator[list[str]]:
    spans: list[Span] = []
    for sentence in [*sentences, None]:
        if sentence is not None and sentence.label is SentenceLabel.DESCRIPTIVE:
            spans.append(sentence.evidence.span)
            continue
        for first in range(len(spans) - 1):
            yield [span.of(text) for span in spans[first:]]
        spans = []


def _join(parts: Sequence[str], length: int | None, joining: Joining, dice: random.Random) -> str:
    joined = parts[0]
    for part in parts[1:]:
        if length is not None and len(joined) >= joining.enough * length:
            break
        joint = dice.choice(joining.joints)
        if joint != " ":
            first, _, _ = part.partition(" ")
            part = part[0].lower() + part[1:] if first in joining.starters else part
            joined = joined.rstrip(".")
        joined += joint + part
    return joined
