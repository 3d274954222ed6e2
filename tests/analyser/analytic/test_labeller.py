import pytest

from analyser.analytic.labeller import OnnxLabeller, SentenceInContext, load_labeller, model_input
from analyser.domain.codes import SentenceLabel

CONTEXTS = [
    SentenceInContext("Initial Assessment Record"),
    SentenceInContext("The school rang on 11 February.", "Initial Assessment Record", "Referral"),
    SentenceInContext("He missed school because, with Mum asleep after nights, nobody else was there to take him, so it will go on.", "", "Analysis"),
    SentenceInContext("Social worker to visit weekly.", "", "Plan"),
]


@pytest.fixture(scope="module")
def labeller() -> OnnxLabeller:
    return load_labeller()


def test_probabilities_sum_to_one_and_fit_plain_sentences(labeller: OnnxLabeller) -> None:
    scores = labeller.score(CONTEXTS)
    for row in scores:
        assert row.analytical + row.descriptive + row.plan + row.other == pytest.approx(1.0, abs=1e-4)
    assert [row.best() for row in scores] == [SentenceLabel.OTHER, SentenceLabel.DESCRIPTIVE, SentenceLabel.ANALYTICAL, SentenceLabel.PLAN]


def test_scores_depend_on_the_sentence_and_its_context_alone(labeller: OnnxLabeller) -> None:
    together = labeller.score(CONTEXTS)
    assert labeller.score(CONTEXTS[::-1])[::-1] == together
    assert tuple(load_labeller().score([context])[0] for context in CONTEXTS) == together
    assert labeller.score([]) == ()


def test_model_input_keeps_the_near_end_of_what_stands_before() -> None:
    before, text = model_input(SentenceInContext("He  was\nlate.", "first " + "x" * 300 + " last", "Head\ting"))
    assert text == "He was late."
    assert before.startswith("Head ing | x")
    assert before.endswith(" last")
    assert model_input(SentenceInContext("A."))[0] == " | "
