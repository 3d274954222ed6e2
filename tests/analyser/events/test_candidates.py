from collections.abc import Callable
from datetime import date

import pytest

from analyser.domain.text import Document
from analyser.events.candidates import Candidate, DatedBy, find_candidates
from analyser.events.layout import read_lines
from analyser.view import DocumentView
from tests.factories import make_document

BIRTH = date(2002, 5, 14)


@pytest.fixture
def candidates_of(make_view: Callable[[Document], DocumentView]) -> Callable[[str], list[Candidate]]:
    def find(text: str) -> list[Candidate]:
        document = make_document(text)
        return list(find_candidates(make_view(document), read_lines(document.text), [BIRTH]))

    return find


def told(candidates: list[Candidate], how: DatedBy) -> list[str]:
    return [candidate.value for candidate in candidates if candidate.dated_by is how]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Mum rang on 5/3/07.", ["2007-03-05"]),
        ("Jo Bloggs DOB 05/04/2003, seen today.", ["2007-03-12"]),
        ("Jo Bloggs, 14.5.02, lives with mum.", []),
        ("From: A Person\nSent: 05 March 2007 09:12\nTo: B Person\n\nMum rang on Thursday 8 March.", ["2007-03-08"]),
        ("Date: 5 March 2007\nPresent: mother, SW.", ["2007-03-05"]),
        ("From: A Person\nDate: 5 March 2007\n\nHello", []),
    ],
)
def test_dates_of_birth_and_mail_headers_date_no_clause(candidates_of: Callable[[str], list[Candidate]], text: str, values: list[str]) -> None:
    assert told(candidates_of(text), DatedBy.TIMEX) == values


def test_a_clause_without_date_may_have_that_of_writing_or_that_of_the_sentence_before(candidates_of: Callable[[str], list[Candidate]]) -> None:
    found = candidates_of("Seen at home on 5/3/07. Card was left.")
    left = [candidate for candidate in found if candidate.sentence == 1]
    assert [(candidate.dated_by, candidate.value) for candidate in left] == [
        (DatedBy.DOCUMENT, "2007-03-12"),
        (DatedBy.CONTEXT, "2007-03-05"),
    ]


def test_an_open_range_may_stand_for_its_first_day(candidates_of: Callable[[str], list[Candidate]]) -> None:
    found = candidates_of("Dad has lived there since 5/3/07.")
    assert told(found, DatedBy.TIMEX) == ["2007-03-05/"]
    assert told(found, DatedBy.ONSET) == ["2007-03-05"]


def test_without_a_day_of_writing_no_clause_is_dated_by_it(make_view: Callable[[Document], DocumentView]) -> None:
    document = make_document("Home visit. Nobody in.", written_on=None)
    assert find_candidates(make_view(document), read_lines(document.text)) == ()
