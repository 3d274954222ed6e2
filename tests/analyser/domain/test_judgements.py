import pytest

from analyser.domain.codes import SentenceLabel
from analyser.domain.judgements import LabelScores


@pytest.mark.parametrize(
    ("scores", "label"),
    [
        pytest.param(LabelScores(0.7, 0.1, 0.1, 0.1), SentenceLabel.ANALYTICAL, id="clear"),
        pytest.param(LabelScores(0.4, 0.4, 0.1, 0.1), SentenceLabel.DESCRIPTIVE, id="a tie is never called analysis"),
        pytest.param(LabelScores(0.1, 0.1, 0.4, 0.4), SentenceLabel.PLAN, id="a tie of plan and other"),
    ],
)
def test_the_likeliest_label_wins(scores: LabelScores, label: SentenceLabel) -> None:
    assert scores.best() is label
