import pytest

from analyser.errors import LexiconError, ModelError
from analyser.lexicons import load_table
from analyser.usage import UsageModels, usage_models, vocabulary


def test_heads_come_back_under_their_names(models: UsageModels) -> None:
    assert usage_models({"item": models.item, "matter": models.matter, "pair": models.pair, "outcome": models.outcome}) == models


def test_a_missing_head_is_an_error(models: UsageModels) -> None:
    with pytest.raises(ModelError, match="usage head pair"):
        usage_models({"item": models.item, "matter": models.matter, "outcome": models.outcome})


def test_a_head_with_other_labels_is_an_error(models: UsageModels) -> None:
    with pytest.raises(ModelError, match="usage head matter"):
        usage_models({"item": models.item, "matter": models.outcome, "pair": models.pair, "outcome": models.outcome})


def test_a_theme_that_does_not_exist_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real = load_table
    broken = {"about": {}, "concept": [{"id": "x", "theme": "no_theme", "phrases": ["x"]}]}
    monkeypatch.setattr(vocabulary, "load_table", lambda name: broken if name == vocabulary.CONCEPTS else real(name))
    with pytest.raises(LexiconError, match="no_theme"):
        vocabulary.load_vocabulary.__wrapped__()


def test_a_concept_named_twice_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    real = load_table
    broken = {"about": {}, "concept": [{"id": "x", "phrases": ["x"]}, {"id": "x", "phrases": ["y"]}]}
    monkeypatch.setattr(vocabulary, "load_table", lambda name: broken if name == vocabulary.CONCEPTS else real(name))
    with pytest.raises(LexiconError, match="twice"):
        vocabulary.load_vocabulary.__wrapped__()
