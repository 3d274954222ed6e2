import numpy as np
import pytest

from analyser.errors import ModelError
from analyser.events.features import feature_names
from analyser.events.models import HEADS, event_models, probabilities, rule_head
from analyser.heads import LinearHead


def make_head(labels: tuple[str, ...], n_features: int) -> LinearHead:
    zeros = np.zeros(n_features, dtype=np.float32)
    return LinearHead(labels, np.zeros((len(labels), n_features), dtype=np.float32), np.zeros(len(labels), dtype=np.float32), zeros, zeros + 1)


def test_missing_heads_are_done_by_rule_except_the_links() -> None:
    models = event_models({})
    assert models.link is None
    assert models.category.labels
    assert models.event_timex.labels == ("no_event", "event")


@pytest.mark.parametrize("name", [name for name in HEADS if name != "link"])
def test_every_rule_head_fits_the_features(name: str) -> None:
    assert rule_head(name).weights.shape[1] == len(feature_names())


def test_a_head_of_other_features_is_refused() -> None:
    with pytest.raises(ModelError, match="other features"):
        event_models({"category": make_head(("other",), len(feature_names()) - 1)})


def test_an_unknown_head_is_refused() -> None:
    with pytest.raises(ModelError, match="unknown heads: mood"):
        event_models({"mood": make_head(("good",), 3)})


def test_the_embedding_is_added_where_the_head_was_trained_with_it() -> None:
    features, embeddings = np.zeros((2, 3), dtype=np.float32), np.ones((2, 4), dtype=np.float32)
    assert probabilities(make_head(("a", "b"), 3), features, embeddings).shape == (2, 2)
    assert probabilities(make_head(("a", "b"), 7), features, embeddings).shape == (2, 2)


def test_a_head_of_another_encoder_is_refused() -> None:
    features, embeddings = np.zeros((2, 3), dtype=np.float32), np.ones((2, 4), dtype=np.float32)
    with pytest.raises(ModelError, match="another encoder"):
        probabilities(make_head(("a", "b"), 8), features, embeddings)
