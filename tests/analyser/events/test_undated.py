from collections.abc import Callable

import pytest

from analyser.domain.codes import EventCategory
from analyser.domain.text import Document
from analyser.events import find_mentions
from analyser.view import DocumentView
from tests.factories import make_case_file, make_document


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ms Example spent time in foster care as a child.", [EventCategory.PLACEMENT]),
        ("Her first child was placed with his aunt.", [EventCategory.PLACEMENT]),
        ("She was never in foster care as a child.", []),
        ("She likes foster carers.", []),
        ("If she had previously been in foster care we would know.", []),
    ],
)
def test_significant_matters_of_the_past_are_told_without_a_date(
    make_view: Callable[[Document], DocumentView], text: str, expected: list[EventCategory]
) -> None:
    document = make_document(text)
    found = [mention for mention in find_mentions(make_view(document), make_case_file(document)) if mention.interval is None]
    assert [mention.category for mention in found] == expected
    for mention in found:
        assert mention.significant
        assert mention.value is None
        assert mention.dated_by == "none"
