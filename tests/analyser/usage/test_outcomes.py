import numpy as np

from analyser.heads import LinearHead
from analyser.usage.outcomes import outcome_features, taken_probabilities

LABELS = np.array([[0.9, 0.05, 0.03, 0.02], [0.05, 0.9, 0.03, 0.02]], dtype=np.float32)
NO_DENIAL = np.zeros((1, 2), dtype=np.float32)


def test_a_sentence_that_denies_does_not_take_up() -> None:
    taken = np.array([[0.1, 0.9]], dtype=np.float32)
    denied = np.array([[0.0, 1.0]], dtype=np.float32)
    assert outcome_features(taken, denied, LABELS)[0, 0] < outcome_features(taken, NO_DENIAL, LABELS)[0, 0]


def test_a_sentence_shared_with_another_matter_counts_less() -> None:
    alone = np.array([[0.1, 0.8], [0.1, 0.1]], dtype=np.float32)
    shared = np.array([[0.1, 0.8], [0.1, 0.8]], dtype=np.float32)
    nothing = np.zeros((2, 2), dtype=np.float32)
    assert outcome_features(shared, nothing, LABELS)[0, 1] < outcome_features(alone, nothing, LABELS)[0, 1]


def test_features_of_certain_probabilities_are_finite() -> None:
    assert np.isfinite(outcome_features(np.array([[0.0, 1.0]], dtype=np.float32), NO_DENIAL, LABELS)).all()


def test_probabilities_keep_the_shape_of_matters_and_sentences() -> None:
    head = LinearHead(
        ("none", "taken"), np.array([[-1.0], [1.0]], np.float32), np.zeros(2, np.float32), np.zeros(1, np.float32), np.ones(1, np.float32)
    )
    taken = taken_probabilities(np.array([[[0.0], [3.0]], [[-3.0], [0.0]]], dtype=np.float32), head)
    assert taken.shape == (2, 2)
    assert taken[0, 1] > taken[0, 0] == 0.5 > taken[1, 0]
