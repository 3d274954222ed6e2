from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.cases import read_cases
from analyser.formats.reading.parser import ParserProcess
from tests.analyser.formats.reading.office_files import pdf, scanned_pdf

ReadOne = Callable[..., CaseFile]


def test_the_text_layer_is_read_page_after_page(tmp_path: Path, read_one: ReadOne) -> None:
    pages = ["Anytown Primary School", "Date of report: 12/03/2008", "Attendance is 71% this term."], ["He is often hungry."]
    (tmp_path / "report.pdf").write_bytes(pdf(*pages))
    (document,) = read_one(tmp_path / "report.pdf").documents
    assert document.text == "\n".join(line for page in pages for line in page)
    assert (document.written_on, document.agency, document.title) == (date(2008, 3, 12), Agency.SCHOOL, "report")
    assert document.type is not DocumentType.CASE_NOTE


def test_a_hyphen_at_the_end_of_a_line_stays_a_hyphen(parser: ParserProcess) -> None:
    assert parser.parse("pdf", pdf(["a follow-", "up visit"]), where="a.pdf")["text"] == "a follow-up visit"


def test_a_scanned_pdf_needs_ocr(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(scanned_pdf())
    with pytest.raises(InputError) as caught:
        list(read_cases(tmp_path / "scan.pdf"))
    assert caught.value.what == "has no text layer and needs OCR"


def test_scanned_pages_of_a_pdf_with_text_are_told(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "half.pdf").write_bytes(scanned_pdf(text_on_first_page="Seen at home."))
    case = read_one(tmp_path / "half.pdf")
    assert case.documents[0].text == "Seen at home."
    assert "1 of its pages could not be read" in case.documents[0].remarks
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [("half.pdf, page 2", "has no text layer and needs OCR")]


def test_a_damaged_page_costs_only_itself(tmp_path: Path, read_one: ReadOne) -> None:
    data = pdf(["Seen at home."], ["Lost."])
    assert b"\n4 0 obj" in data, "the object of the second page"
    (tmp_path / "b.pdf").write_bytes(data.replace(b"\n4 0 obj", b"\n4 0 xbj"))
    case = read_one(tmp_path / "b.pdf")
    assert case.documents[0].text == "Seen at home."
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [("b.pdf, page 2", "is damaged")]


def test_a_blank_page_is_no_scan(parser: ParserProcess) -> None:
    assert parser.parse("pdf", pdf(["Text."], []), where="a.pdf") == {
        "text": "Text.",
        "page_starts": [[0, 1]],
        "scanned": [],
        "broken": [],
        "n_attached": 0,
    }


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(pdf(["SECRETWORD"], password="p"), "is protected by a password", id="encrypted"),
        pytest.param(b"SECRETWORD", "is no PDF or is damaged", id="no PDF"),
        pytest.param(b"%PDF-1.4\nSECRETWORD", "is no PDF or is damaged", id="head alone"),
        pytest.param(b"", "is no PDF or is damaged", id="empty"),
    ],
)
def test_files_that_cannot_be_read_say_why(parser: ParserProcess, data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parser.parse("pdf", data, where="a.pdf")
    assert (caught.value.where, caught.value.what) == ("a.pdf", what)
