import pytest

from analyser.chronology.clusters import join_tellings
from analyser.chronology.tellings import Telling, read_tellings
from tests.analyser.chronology.test_build import tell, view


@pytest.fixture
def four() -> tuple[Telling, ...]:
    told = [tell(f"Telling {k}", document_id=f"D{k}") for k in range(4)]
    return read_tellings([mention for _, mention in told], [view(document) for document, _ in told])


def test_pairs_above_the_threshold_are_joined(four: tuple[Telling, ...]) -> None:
    assert join_tellings(four, {(0, 1): 0.9, (2, 3): 0.1}) == ((0, 1), (2,), (3,))


def test_one_doubtful_pair_does_not_pull_two_events_together(four: tuple[Telling, ...]) -> None:
    assert join_tellings(four, {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.6}) == ((0, 1), (2, 3))


def test_no_pairs_leave_every_telling_alone(four: tuple[Telling, ...]) -> None:
    assert join_tellings(four, {}) == ((0,), (1,), (2,), (3,))
