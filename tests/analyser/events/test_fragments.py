from collections.abc import Callable
from datetime import date

import pytest

from analyser.domain.text import Document
from analyser.events.candidates import find_candidates
from analyser.events.features import read_document
from analyser.events.fragments import telling_span
from analyser.view import DocumentView
from tests.factories import make_document

MakeView = Callable[[Document], DocumentView]


def _spans(make_view: MakeView, text: str) -> set[str | None]:
    view = make_view(make_document(text, written_on=date(2008, 3, 10)))
    reading = read_document(view)
    told = [telling_span(reading, candidate) for candidate in find_candidates(view, reading.lines)]
    return {span.of(text) if span else None for span in told}


@pytest.mark.parametrize(
    "text", ["06.03.08", "Date: 30 January 2008", "Signed: A Example 06.03.08", "A-M Example 06.03.08", "Exampleton, 28/02/2008"]
)
def test_date_lines_and_signatures_tell_nothing(make_view: MakeView, text: str) -> None:
    assert _spans(make_view, text) == {None}


@pytest.mark.parametrize("text", ["ICPC 06.03.08", "Visited home on 06.03.08", "Review 13 February 2008", "Given a letter on 28/02/2008"])
def test_a_date_with_a_matter_tells_it(make_view: MakeView, text: str) -> None:
    assert _spans(make_view, text) == {text}
