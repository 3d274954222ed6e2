from collections.abc import Sequence
from pathlib import Path

import pytest

from analyser.analytic.labeller import SentenceInContext
from analyser.domain.judgements import LabelScores
from analyser.errors import ModelError
from models.stored import Recorder, StoredLabeller, input_key, read_predictions, write_predictions

SEEN = SentenceInContext("He is  late again.", previous="Visited.", heading="Analysis")


class Fixed:
    def score(self, contexts: Sequence[SentenceInContext]) -> tuple[LabelScores, ...]:
        return tuple(LabelScores(0.1, 0.2, 0.3, 0.4) for _ in contexts)


def test_keys_tell_contexts_apart_but_not_line_breaks() -> None:
    assert input_key(SEEN) == input_key(SentenceInContext("He is\nlate again.", "Visited.", "Analysis"))
    others = [
        SentenceInContext("He is late again.", "Visited.", "Plan"),
        SentenceInContext("He is late again.", "", "Analysis"),
        SentenceInContext("He is"),
    ]
    assert len({input_key(context) for context in [SEEN, *others]}) == 4


def test_gives_back_what_was_recorded_and_nothing_else(tmp_path: Path) -> None:
    recorder = Recorder(Fixed())
    recorder.score([SEEN])
    write_predictions(tmp_path / "p.jsonl", {"form": "int8"}, {"w9": recorder.scores})
    assert "late" not in (tmp_path / "p.jsonl").read_text(encoding="utf-8")
    labeller = StoredLabeller.for_fold("w9", tmp_path / "p.jsonl")
    assert labeller.score([SEEN, SEEN]) == Fixed().score([SEEN, SEEN])
    with pytest.raises(ModelError, match="1 of 2 sentences") as caught:
        labeller.score([SEEN, SentenceInContext("Something new.")])
    assert "new" not in str(caught.value)
    with pytest.raises(ModelError, match="no fold w8"):
        StoredLabeller.for_fold("w8", tmp_path / "p.jsonl")


@pytest.mark.parametrize("content", ["", "{}", '{"header": {}}\n{"fold": "w1"}', '{"header": {}}\n{"fold": "w1", "key": "k", "scores": [1]}'])
def test_refuses_damaged_predictions(tmp_path: Path, content: str) -> None:
    (tmp_path / "p.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError):
        read_predictions(tmp_path / "p.jsonl")
