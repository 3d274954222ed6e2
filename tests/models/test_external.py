import json
from dataclasses import replace
from pathlib import Path

import pytest

from analyser.errors import ConfigError
from models.external import ExternalSource, read_external

SOURCE = ExternalSource("x", "ANALYSER_CORPORA", "x.jsonl", "kind", {"Facts": "descriptive", "Why": "analytical"}, group_field="doc")


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [
        {"doc": f"d{i // 10}", "text": f"Sentence number {i} stands here.", "kind": ("Facts", "Why", "Heading")[i % 3], "confidence": f"[5, {i % 7}]"}
        for i in range(30)
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setenv("ANALYSER_CORPORA", str(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("corpus")
def test_maps_labels_and_finds_the_sentence_before_within_a_document() -> None:
    sentences = read_external(SOURCE, seed=1)
    assert {sentence.label for sentence in sentences} == {"analytical", "descriptive"}
    assert len(sentences) == 20
    by_row = {sentence.row: sentence for sentence in sentences}
    assert by_row[3].previous == "Sentence number 2 stands here."
    assert by_row[10].previous == ""


@pytest.mark.usefixtures("corpus")
def test_samples_evenly_and_by_seed() -> None:
    few = read_external(replace(SOURCE, sample=6), seed=1)
    assert sorted((sentence.group, sentence.label) for sentence in few) == [
        (f"d{i}", label) for i in range(3) for label in ("analytical", "descriptive")
    ]
    assert few == read_external(replace(SOURCE, sample=6), seed=1)
    assert few != read_external(replace(SOURCE, sample=6), seed=2)


@pytest.mark.usefixtures("corpus")
def test_leaves_out_what_an_annotator_was_unsure_of() -> None:
    assert {sentence.row % 7 for sentence in read_external(replace(SOURCE, least_confidence=5), seed=1)} == {5, 6}


@pytest.mark.usefixtures("corpus")
def test_says_which_folder_is_missing() -> None:
    with pytest.raises(ConfigError, match="ANALYSER_CORPORA"):
        read_external(replace(SOURCE, path="y.jsonl"), seed=1)
