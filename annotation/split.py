"""Who may learn from whom: splits of annotated cases that keep a writer, or a case with all its documents, on one side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from analyser.errors import InputError
from annotation.schema import AnnotatedCase


@dataclass(frozen=True, slots=True)
class Fold:
    """One division: learn from ``train``, measure on ``test``. ``name`` is the writer or the case that was kept out."""

    name: str
    train: tuple[AnnotatedCase, ...] = field(repr=False)
    test: tuple[AnnotatedCase, ...] = field(repr=False)


def by_writer(cases: Sequence[AnnotatedCase]) -> tuple[Fold, ...]:
    """Return one fold for each writer, in the order of their ids; all that the writer wrote is its test part."""
    return _leave_out(cases, lambda case: case.writer)


def by_case(cases: Sequence[AnnotatedCase]) -> tuple[Fold, ...]:
    """Return one fold for each family: cases that share a case id or a child's name and day of birth stay together."""
    families = _families(cases)
    return _leave_out(cases, lambda case: families[case.case_id])


def check_no_leak(train: Sequence[AnnotatedCase], test: Sequence[AnnotatedCase]) -> None:
    """Return quietly when no case, no child and no document's text stands on both sides.

    Raises
    ------
    InputError
        If something does. The message names case ids and what they share, never a text.

    """
    for ours in train:
        for theirs in test:
            shared = _shared(ours, theirs)
            if shared:
                where = f"{ours.case_id} and {theirs.case_id}"
                raise InputError(where=where, what=f"share {shared} across a split", next_step="Keep them on one side.")


def _leave_out(cases: Sequence[AnnotatedCase], group: Callable[[AnnotatedCase], str]) -> tuple[Fold, ...]:
    folds = []
    for name in sorted({group(case) for case in cases}):
        test = tuple(case for case in cases if group(case) == name)
        train = tuple(case for case in cases if group(case) != name)
        check_no_leak(train, test)
        folds.append(Fold(name, train, test))
    return tuple(folds)


def _families(cases: Sequence[AnnotatedCase]) -> dict[str, str]:
    names = {case.case_id: case.case_id for case in cases}
    for ours in cases:
        for theirs in cases:
            if _children(ours) & _children(theirs):
                joined, old = sorted((names[ours.case_id], names[theirs.case_id]))
                names = {case_id: joined if name == old else name for case_id, name in names.items()}
    return names


def _shared(ours: AnnotatedCase, theirs: AnnotatedCase) -> str:
    if ours.case_id == theirs.case_id:
        return "a case id"
    if _children(ours) & _children(theirs):
        return "a child"
    if {document.text for document in ours.case_file.documents} & {document.text for document in theirs.case_file.documents}:
        return "a document's text"
    return ""


def _children(case: AnnotatedCase) -> set[tuple[str, object]]:
    return {(child.name.casefold(), child.dob) for child in case.case_file.children if child.name}
