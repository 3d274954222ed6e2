import pytest

from evaluation.fuzz import READERS, fuzz, seeds
from evaluation.mutation import Mutator


@pytest.mark.parametrize("reader", READERS)
def test_changed_copies_of_real_files_give_documents_or_messages(reader: str) -> None:
    tally = fuzz(reader, seed=1, inputs=40)
    assert tally.findings == {}
    assert sum(tally.outcomes.values()) == 40


def test_equal_numbers_give_equal_inputs() -> None:
    first, second = (Mutator("docx", seeds("docx"), 3) for _ in range(2))
    assert [first.next() for _ in range(20)] == [second.next() for _ in range(20)]
