from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.indicators import Indicator
from analyser.domain.text import CaseFile, Child, Document
from analyser.rules import load_rules
from evaluation.indicators import indicators_of

TIA = Child("Tia Marsh", ("T", "Tia"), date(2003, 5, 2))
Paper = tuple[str, str, str]
Ask = Callable[..., Indicator]


def document(number: int, paper: Paper, *, agency: Agency, author: str, title: str) -> Document:
    day, kind, text = paper
    written_on = date.fromisoformat(day) if day else None
    return Document(f"D{number:02}", text, written_on, DocumentType(kind), agency, author or None, title or None)


@pytest.fixture(scope="session")
def ask() -> Ask:
    """Return a function that makes a case file of (day, type, text) and gives one indicator of it."""

    def found(
        indicator: str,
        *papers: Paper,
        authors: Sequence[str] = (),
        titles: Sequence[str] = (),
        agencies: Sequence[Agency] = (),
        children: Sequence[Child] = (TIA,),
        rules: Path | None = None,
    ) -> Indicator:
        documents = tuple(
            document(
                n + 1,
                paper,
                agency=agencies[n] if n < len(agencies) else Agency.CHILDRENS_SOCIAL_CARE,
                author=authors[n] if n < len(authors) else "A. Lee, Social Worker",
                title=titles[n] if n < len(titles) else "",
            )
            for n, paper in enumerate(papers)
        )
        case_file = CaseFile("case-1", documents, tuple(children))
        return next(one for one in indicators_of(case_file, load_rules(own=rules)) if one.id == indicator)

    return found
