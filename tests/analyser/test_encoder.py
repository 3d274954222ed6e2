import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from analyser.encoder import Encoder, OnnxModel, load_encoder
from analyser.errors import ModelError
from analyser.weights import weights_path

SENTENCES = ["H/V to mum and baby.", "", "No answer – card left.", "The plan is not working because nobody owns it.", "word " * 400]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load_encoder()


def test_gives_one_unit_vector_for_each_sentence(encoder: Encoder) -> None:
    vectors = encoder.embed(SENTENCES)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, rtol=1e-5)
    assert encoder.embed([]).shape == (0, 384)


def test_a_vector_depends_on_its_sentence_alone(encoder: Encoder) -> None:
    together = encoder.embed(SENTENCES)
    backwards = encoder.embed(SENTENCES[::-1])[::-1]
    alone = np.concatenate([load_encoder().embed([sentence]) for sentence in SENTENCES])
    assert np.array_equal(together, backwards)
    assert np.array_equal(together, alone)


def test_near_meanings_lie_nearer_than_far_ones(encoder: Encoder) -> None:
    visit, call, lunch = encoder.embed(["I visited the family at home.", "Home visit to the family today.", "The kettle is made of steel."])
    assert visit @ call > visit @ lunch + 0.2


def test_reads_no_further_than_128_tokens(encoder: Encoder) -> None:
    long, longer = encoder.embed(["word " * 200, "word " * 200 + "dragon " * 50])
    assert np.array_equal(long, longer)


def test_refuses_files_that_are_no_model(tmp_path: Path) -> None:
    wrong = tmp_path / "encoder.onnx"
    wrong.write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        OnnxModel(wrong, weights_path("encoder-tokenizer"), max_tokens=8)


def test_needs_no_training_library() -> None:
    code = "import sys; from analyser.encoder import load_encoder; load_encoder().embed(['a']); print({'torch', 'transformers'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"
