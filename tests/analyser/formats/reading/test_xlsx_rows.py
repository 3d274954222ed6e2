import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.xlsx_rows import MOST_CELLS, parse
from tests.analyser.formats.reading.office_files import part_of, with_part, xlsx

ReadOne = Callable[..., CaseFile]
SHEET = "xl/worksheets/sheet1.xml"
SMALL = xlsx({"a": [["Text"]]})
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")


def test_dates_numbers_and_texts_are_read_as_written(tmp_path: Path, read_one: ReadOne) -> None:
    rows: list[list[str | float | date | datetime | None]] = [
        ["Notes of the family", None, None, None],
        [],
        ["Note ID", "Contact date", "Note type", "Note text"],
        [12, date(2008, 3, 4), "Home visit", "=Seen\r\nat home, “fine”"],
        [13, datetime(2008, 3, 5, 14, 30), "Email", "Body"],
        [14, "6/3/2008", None, "Third"],
        [15, 39519, None, "Fourth"],
    ]
    (tmp_path / "n.xlsx").write_bytes(xlsx({"Notes": rows}))
    documents = read_one(tmp_path / "n.xlsx").documents
    assert [document.document_id for document in documents] == ["12", "13", "14", "15"]
    assert [document.written_on for document in documents] == [date(2008, 3, 4), date(2008, 3, 5), date(2008, 3, 6), date(2008, 3, 12)]
    assert documents[0].text == "=Seen\nat home, “fine”"
    assert documents[0].source == "n.xlsx, row 4"


def test_sheets_without_text_are_told_and_the_others_read(tmp_path: Path, read_one: ReadOne) -> None:
    sheets = {"Notes": [["Date", "Text"], ["1/2/2008", "One."]], "Empty": [], "Codes": [["Code", "Word"], ["a", "b"]]}
    (tmp_path / "n.xlsx").write_bytes(xlsx(sheets))
    case = read_one(tmp_path / "n.xlsx")
    assert [document.source for document in case.documents] == ["n.xlsx, sheet 1, row 2"]
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [
        ("n.xlsx, sheet 3", "has no column of text; its columns are: Code, Word")
    ]


def test_a_cell_at_the_far_end_of_a_sheet_costs_little(parser: ParserProcess) -> None:
    data = xlsx({"Notes": [["Text"], ["One."]]})
    sheet = part_of(data, SHEET).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    (result,) = parser.parse("xlsx", with_part(data, SHEET, sheet), where="a.xlsx")["sheets"]
    rows = result["rows"]
    assert rows[:2] == [[1, ["Text"]], [2, ["One."]]]
    assert (rows[2][0], len(rows[2][1]), rows[2][1][-1]) == (1048576, 16384, "1")


def test_the_dimension_that_a_sheet_claims_is_not_believed() -> None:
    data = xlsx({"Notes": [["Text"], ["One."]]})
    sheet = re.sub(rb'<dimension ref="[^"]*"/>', b'<dimension ref="A1:XFD1048576"/>', part_of(data, SHEET))
    assert parse(with_part(data, SHEET, sheet))["sheets"][0]["rows"] == [(1, ["Text"]), (2, ["One."])]
    assert MOST_CELLS < 16384 * 1048576


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"SECRETWORD", "is no XLSX file or is damaged", id="no archive"),
        pytest.param(COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is protected by a password", id="encrypted"),
        pytest.param(with_part(SMALL, SHEET, b"<!DOCTYPE x><x/>"), "holds a document type declaration, which no office program writes", id="DOCTYPE"),
        pytest.param(with_part(SMALL, SHEET, b" " * 90_000_000), "unpacks to far more than such a file should hold", id="bomb"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why(parser: ParserProcess, data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parser.parse("xlsx", data, where="a.xlsx")
    assert caught.value.what == what
