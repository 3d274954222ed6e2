import pickle
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import save_file

from analyser.errors import ModelError
from analyser.heads import LinearHead, read_head
from models.linear import fit_linear_head, write_head

FEATURES = np.array([[0.0, 5.0], [1.0, 5.0], [2.0, 5.0], [9.0, 5.0]], dtype=np.float32)


def make_head() -> LinearHead:
    return fit_linear_head(FEATURES, ["no", "no", "no", "yes"], c=10.0, seed=1)


def test_reads_what_was_written(tmp_path: Path) -> None:
    head = make_head()
    write_head(head, tmp_path / "head.safetensors")
    again = read_head(tmp_path / "head.safetensors")
    assert again.labels == ("no", "yes")
    assert np.array_equal(again.probabilities(FEATURES), head.probabilities(FEATURES))
    write_head(again, tmp_path / "twice.safetensors")
    assert (tmp_path / "twice.safetensors").read_bytes() == (tmp_path / "head.safetensors").read_bytes()


def test_probabilities_sum_to_one_even_far_out_and_for_no_rows() -> None:
    odds = make_head().probabilities(np.array([[-1e6, 0.0], [1e6, 0.0]], dtype=np.float32))
    np.testing.assert_allclose(odds.sum(axis=1), 1.0, rtol=1e-5)
    assert odds.argmax(axis=1).tolist() == [0, 1]
    assert make_head().probabilities(np.zeros((0, 2), dtype=np.float32)).shape == (0, 2)


def test_refuses_pickles_and_heads_that_do_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "head.safetensors"
    path.write_bytes(pickle.dumps(make_head()))
    with pytest.raises(ModelError, match="no readable head"):
        read_head(path)
    head = make_head()
    arrays = {"weights": head.weights[:, :1], "bias": head.bias, "mean": head.mean, "scale": head.scale}
    save_file(arrays, path, metadata={"labels": '["no", "yes"]'})
    with pytest.raises(ModelError, match="do not fit"):
        read_head(path)
    with pytest.raises(ModelError):
        read_head(tmp_path / "nowhere.safetensors")
