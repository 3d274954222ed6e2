from datetime import date

import pytest

from analyser.domain.text import CaseFile, Child, Document
from analyser.errors import InputError
from annotation.schema import AnnotatedCase
from annotation.split import by_case, by_writer, check_no_leak


def make_case(case_id: str, child: str = "", text: str = "") -> AnnotatedCase:
    children = (Child(child, dob=date(2008, 1, 2)),) if child else ()
    case_file = CaseFile(case_id, (Document("D01", text or f"Notes of {case_id}."),), children)
    return AnnotatedCase(case_file, (), (), (), (), (), (), {})


CASES = [make_case("a-1", "Ada"), make_case("a-2", "Ben"), make_case("b-1", "Cai"), make_case("b-2", "ADA")]


def test_by_writer_refuses_a_family_that_two_writers_share() -> None:
    with pytest.raises(InputError, match="a child"):
        by_writer(CASES)
    folds = by_writer(CASES[:3])
    assert [(fold.name, len(fold.train), len(fold.test)) for fold in folds] == [("a", 1, 2), ("b", 2, 1)]


def test_by_case_keeps_a_family_together() -> None:
    folds = by_case(CASES)
    assert [tuple(case.case_id for case in fold.test) for fold in folds] == [("a-1", "b-2"), ("a-2",), ("b-1",)]
    for fold in folds:
        assert len(fold.train) + len(fold.test) == len(CASES)


@pytest.mark.parametrize(
    ("other", "shared"),
    [(make_case("a-1", "Dee"), "a case id"), (make_case("c-1", "ada"), "a child"), (make_case("c-1", "Dee", "Notes of a-1."), "a document's text")],
)
def test_names_what_leaks_without_quoting_it(other: AnnotatedCase, shared: str) -> None:
    with pytest.raises(InputError, match=shared) as caught:
        check_no_leak(CASES[:1], [other])
    assert "Notes of" not in str(caught.value)


def test_children_of_one_name_born_on_other_days_are_no_leak() -> None:
    twin = AnnotatedCase(CaseFile("c-1", (Document("D01", "x"),), (Child("Ada", dob=date(1999, 1, 1)),)), (), (), (), (), (), (), {})
    check_no_leak(CASES[:1], [twin])
