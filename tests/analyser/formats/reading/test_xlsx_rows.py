import io
import re
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.tables import EXCHANGED
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
        ("n.xlsx, sheet 3", "has no column of text; its columns are: Code, column 2")
    ]


def test_a_cell_at_the_far_end_of_a_sheet_costs_little(parser: ParserProcess) -> None:
    data = xlsx({"Notes": [["Text"], ["One."]]})
    sheet = part_of(data, SHEET).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    (result,) = parser.parse("xlsx", with_part(data, SHEET, sheet), where="a.xlsx")["sheets"]
    rows = result["rows"]
    assert rows[:2] == [[1, ["Text"]], [2, ["One."]]]
    assert (rows[2][0], len(rows[2][1]), rows[2][1][-1]) == (1048576, 16384, "1")


@pytest.mark.parametrize("place", ["EEEEEE4", "A" * 30 + "1"])
def test_a_cell_where_no_sheet_has_room_is_told_and_ends_no_process(parser: ParserProcess, place: str) -> None:
    data = xlsx({"Notes": [["Text"], ["One."]]})
    sheet = part_of(data, SHEET).replace(b"</sheetData>", f'<row r="9"><c r="{place}"><v>1</v></c></row></sheetData>'.encode())
    with pytest.raises(InputError, match="is damaged"):
        parser.parse("xlsx", with_part(data, SHEET, sheet), where="a.xlsx")
    assert parser.parse("xlsx", data, where="b.xlsx")["sheets"][0]["rows"] == [[1, ["Text"]], [2, ["One."]]]


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


def sheet_of(write: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None], **options: bool) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, **options})
    write(book, book.add_worksheet())
    book.close()
    return buffer.getvalue()


def test_a_header_of_two_rows_with_merged_cells_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    def write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.merge_range("A1:A2", "Case reference")
        sheet.merge_range("B1:C1", "Contact")
        sheet.merge_range("D1:E1", "Case note")
        sheet.write_row("B2", ["date", "type", "heading", "detail"])
        sheet.merge_range("A3:A4", "K-1")
        sheet.write_row("B3", ["3/3/2008", "Home visit", "First", "Seen at home."])
        sheet.write_row("B4", ["4/3/2008", "Email", "Second", "School rang."])

    (tmp_path / "n.xlsx").write_bytes(sheet_of(write))
    case = read_one(tmp_path / "n.xlsx")
    assert case.case_id == "K-1"
    assert [(found.written_on, found.title, found.text) for found in case.documents] == [
        (date(2008, 3, 3), "First", "Seen at home."), (date(2008, 3, 4), "Second", "School rang.")
    ]  # fmt: skip


def test_a_cell_merged_over_empty_rows_is_one_text(tmp_path: Path, read_one: ReadOne) -> None:
    def write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row("A1", ["Date", "Text"])
        sheet.write("A2", "3/3/2008")
        sheet.merge_range("B2:B5", "A long note over four rows.")
        sheet.write_row("A6", ["4/3/2008", "Next."])

    (tmp_path / "n.xlsx").write_bytes(sheet_of(write))
    assert [found.text for found in read_one(tmp_path / "n.xlsx").documents] == ["A long note over four rows.", "Next."]


@pytest.mark.parametrize("system_of_1904", [False, True])
def test_real_dates_are_right_in_both_of_excels_calendars(tmp_path: Path, read_one: ReadOne, system_of_1904: bool) -> None:
    def write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row("A1", ["Date", "Text"])
        sheet.write_datetime("A2", datetime(2008, 3, 4), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write("B2", "Seen.")

    (tmp_path / "n.xlsx").write_bytes(sheet_of(write, date_1904=system_of_1904))
    assert [found.written_on for found in read_one(tmp_path / "n.xlsx").documents] == [date(2008, 3, 4)]


def test_real_dates_among_dates_of_text_are_flagged_where_they_can_be_exchanged(tmp_path: Path, read_one: ReadOne) -> None:
    rows: list[list[str | float | date | datetime | None]] = [
        ["Date", "Text"], [date(2008, 3, 4), "a"], ["13/04/2008", "b"], [date(2008, 3, 25), "c"], [date(2008, 5, 5), "d"]
    ]  # fmt: skip
    (tmp_path / "n.xlsx").write_bytes(xlsx({"Notes": rows}))
    assert [EXCHANGED in found.remarks for found in read_one(tmp_path / "n.xlsx").documents] == [True, False, False, False]
    (tmp_path / "n.xlsx").write_bytes(xlsx({"Notes": [row for row in rows if row[0] != "13/04/2008"]}))
    assert [EXCHANGED in found.remarks for found in read_one(tmp_path / "n.xlsx").documents] == [False, False, False]


def test_a_header_that_is_repeated_on_each_page_is_no_document(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "n.xlsx").write_bytes(xlsx({"Notes": [["Date", "Text"], ["1/2/08", "a"], ["Date", "Text"], ["2/2/08", "b"]]}))
    assert [found.text for found in read_one(tmp_path / "n.xlsx").documents] == ["a", "b"]


def test_signs_that_excel_escapes_are_what_they_stand_for(tmp_path: Path, read_one: ReadOne) -> None:
    data = xlsx({"Notes": [["Date", "Text"], ["1/2/08", "Seen."]]})
    strings = part_of(data, "xl/sharedStrings.xml").replace(b"Seen.", b"Seen._x000D_&#10;At home, _x005F_x000D_ typed")
    (tmp_path / "n.xlsx").write_bytes(with_part(data, "xl/sharedStrings.xml", strings))
    assert [found.text for found in read_one(tmp_path / "n.xlsx").documents] == ["Seen.\nAt home, _x000D_ typed"]
