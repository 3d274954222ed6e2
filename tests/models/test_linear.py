from pathlib import Path

import numpy as np
import pytest

from analyser.heads import LinearHead, read_head
from models.linear import fit_linear_head, macro_f1, probe_macro_f1, write_head


def make_blobs(n: int = 60) -> tuple[np.ndarray, list[str]]:
    dice = np.random.default_rng(3)
    labels = [("a", "b", "c")[i % 3] for i in range(n)]
    centres = {"a": (0, 0), "b": (4, 0), "c": (0, 4)}
    rows = np.array([np.array(centres[label]) + dice.normal(0, 0.6, 2) for label in labels], dtype=np.float32)
    return rows, labels


def test_two_rows_of_weights_say_what_scikit_learn_says() -> None:
    from sklearn.linear_model import LogisticRegression

    rows, labels = make_blobs()
    two = [label if label == "a" else "z" for label in labels]
    head = fit_linear_head(rows, two, c=0.5, seed=0, class_weight="balanced")
    standard = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    expected = LogisticRegression(C=0.5, class_weight="balanced").fit(standard, two).predict_proba(standard)
    np.testing.assert_allclose(head.probabilities(rows), expected, atol=1e-3)


def test_learns_three_labels_and_copes_with_one_and_with_constant_features() -> None:
    rows, labels = make_blobs()
    head = fit_linear_head(rows, labels, c=1.0, seed=0)
    best = [head.labels[i] for i in head.probabilities(rows).argmax(axis=1)]
    assert macro_f1(labels, best, {"a", "b", "c"}) > 0.95
    only = fit_linear_head(np.ones((3, 2), dtype=np.float32), ["a", "a", "a"], c=1.0, seed=0)
    assert only.probabilities(rows).tolist() == [[1.0]] * len(rows)


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [("aabb", "aabb", 1.0), ("aabb", "aaaa", 1 / 3), ("aa", "bb", 0.0), ("", "", 0.0), ("ab", "ac", 1 / 3)],
)
def test_macro_f1_by_hand(gold: str, predicted: str, expected: float) -> None:
    assert macro_f1(list(gold), list(predicted), "abc") == pytest.approx(expected)


def test_probe_holds_each_group_out() -> None:
    rows, labels = make_blobs()
    groups = [str(i % 2) for i in range(len(labels))]
    assert probe_macro_f1(rows, labels, groups, keep=("a", "b")) > 0.95
    shuffled = np.random.default_rng(8).permutation(labels).tolist()
    assert probe_macro_f1(rows, shuffled, groups, keep=("a", "b")) < 0.75


def test_a_head_in_column_order_comes_back_as_it_was(tmp_path: Path) -> None:
    weights = np.asfortranarray(np.arange(6, dtype=np.float32).reshape(2, 3))
    head = LinearHead(("a", "b"), weights, np.zeros(2, np.float32), np.zeros(3, np.float32), np.ones(3, np.float32))
    write_head(head, tmp_path / "head.safetensors")
    again = read_head(tmp_path / "head.safetensors")
    assert again.weights.tolist() == [[0, 1, 2], [3, 4, 5]]
