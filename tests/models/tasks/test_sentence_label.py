from datetime import date

import pytest
import torch
from tokenizers import Tokenizer

from analyser.analytic.labeller import SentenceInContext
from analyser.domain.codes import DocumentType, SentenceLabel
from analyser.domain.text import CaseFile, Document, Evidence, Span
from analyser.weights import weights_path
from annotation.schema import AnnotatedCase, GoldSentence
from models.tasks.sentence_label import Example, Joining, balanced, batch_loss, gold_examples, joined_examples, padded

JOINING = Joining(joints=[", and "], starters=["He"], enough=0.85)
PARTS = [
    ("other", "Analysis"),
    ("descriptive", "He was seen at school."),
    ("descriptive", "He ate lunch."),
    ("descriptive", "Mum was at work."),
    ("analytical", "Because nobody sees him at weekends, his hunger goes unseen."),
    ("plan", "Visit again."),
]


def make_case() -> AnnotatedCase:
    text, sentences = "", []
    for label, part in PARTS:
        start = len(text)
        text += part
        sentences.append(GoldSentence(Evidence("D01", Span(start, len(text))), SentenceLabel(label)))
        text += "\n" if label == "other" else " "
    document = Document("D01", text.strip(), date(2011, 5, 3), DocumentType.ASSESSMENT)
    return AnnotatedCase(CaseFile("w9-01", (document,)), (), (), tuple(sentences[::-1]), (), (), (), {})


def test_gold_examples_carry_the_sentence_before_in_text_order() -> None:
    by_text = {example.context.text: example for example in gold_examples([make_case()])}
    assert len(by_text) == len(PARTS)
    assert by_text["Analysis"].context.previous == ""
    assert by_text["He ate lunch."].context.previous == "He was seen at school."
    assert by_text["Visit again."].label == "plan"


def test_joined_description_is_as_long_as_analysis_and_keeps_its_words() -> None:
    made = joined_examples([make_case()], JOINING, seed=1)
    description = next(example for example in made if example.label == "descriptive")
    assert description.context.text.startswith("He was seen at school, and he ate lunch")
    assert len(description.context.text) >= 0.85 * len(PARTS[4][1])
    assert made == joined_examples([make_case()], JOINING, seed=1)


def test_weights_bring_length_and_label_apart() -> None:
    def example(label: str, n_words: int) -> Example:
        return Example(SentenceInContext(" ".join(["word"] * n_words)), label, "w9")

    many = [example("analytical", 30)] * 9 + [example("analytical", 8)]
    many += [example("descriptive", 8)] * 9 + [example("descriptive", 30), example("plan", 8)]
    weighted = balanced(many)
    assert weighted[0].weight < 1 < weighted[9].weight
    assert weighted[10].weight < 1 < weighted[19].weight
    assert weighted[20].weight == 1


def test_even_weights_do_not_teach_how_common_analysis_is() -> None:
    rare = [Example(SentenceInContext("One two three."), label, "w9") for label in ["analytical"] * 2 + ["descriptive"] * 6]
    weights = [example.weight for example in balanced(rare, even=True)]
    assert sum(weights[:2]) == pytest.approx(sum(weights[2:]))
    assert [example.weight for example in balanced(rare)] == [1.0] * 8


class Constant(torch.nn.Module):
    """Gives every sentence the same logits and remembers what it was shown."""

    def __init__(self, logits: tuple[float, ...]) -> None:
        super().__init__()
        self.logits, self.shown = torch.tensor(logits, dtype=torch.float32), 0

    def forward(self, ids: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        self.shown = int(mask.sum())
        return self.logits.expand(len(ids), 4)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(weights_path("encoder-tokenizer")))
    tokenizer.no_padding()
    return tokenizer


def test_two_way_labels_say_nothing_of_plan_and_other(tokenizer: Tokenizer) -> None:
    def loss(logits: tuple[float, ...], *, binary: bool) -> float:
        example = Example(SentenceInContext("He was late."), "descriptive", "x", binary=binary)
        return float(batch_loss(Constant(logits), tokenizer, drop_context=0.0, smoothing=0.0)([example]))

    assert loss((1, 2, 9, 9), binary=True) == pytest.approx(loss((1, 2, 0, 0), binary=True), abs=1e-4)
    assert loss((1, 2, 9, 9), binary=False) > loss((1, 2, 0, 0), binary=False) + 3


def test_context_is_dropped_as_told_and_never_the_sentence(tokenizer: Tokenizer) -> None:
    example = Example(SentenceInContext("He was late.", "The bus came at nine.", "School"), "descriptive", "x")
    module = Constant((0, 0, 0, 0))
    shown = []
    for drop in (0.0, 1.0):
        batch_loss(module, tokenizer, drop_context=drop, smoothing=0.0)([example])
        shown.append(module.shown)
    assert shown[0] == shown[1] + len(["the", "bus", "came", "at", "nine", ".", "school"])


def test_padding_marks_what_is_no_word(tokenizer: Tokenizer) -> None:
    ids, types, mask = padded([SentenceInContext("Late."), SentenceInContext("He was late again today.")], tokenizer)
    assert ids.shape == types.shape == mask.shape
    assert mask[1].sum() == mask.shape[1] > mask[0].sum()
