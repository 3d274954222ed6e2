import csv
import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from analyser.domain.report import CaseReport
from analyser.formats.writing.chronology_rows import chronology_rows, source_rows
from analyser.formats.writing.spreadsheet import FORMULA_SIGNS, chronology_csv, chronology_xlsx, defuse

NEEDED = (
    *("event_id", "date_start", "date_end", "date_text", "value", "granularity", "status", "category", "agencies", "summary"),
    *("significant", "confidence", "people", "reasons", "sources", "recorded", "conflict", "review_status"),
)


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_csv_reads_back(report: CaseReport) -> None:
    content = chronology_csv(report)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = read_csv(content)
    assert set(NEEDED) <= set(rows[0])
    assert [row["event_id"] for row in rows] == ["ev-0001", "ev-0002", "ev-0003", "ev-0004", "ev-0005"]
    first, unanswered, visit, booked, undated = rows
    assert (first["date_start"], first["date_end"], first["date_text"], first["value"]) == ("2005-03-01", "2005-05-31", "Spring 2005", "2005-SP")
    assert first["significant"] == "yes"
    assert first["child_age"] == "Ann 2"
    assert first["sources"] == "Letter 1/2:0-51"
    assert (unanswered["date_start"], unanswered["date_end"]) == ("2005-06-01", "")
    assert visit["sources"] == "D02:0-30; D02:7-42"
    assert visit["recorded"] == "2007-03-13; 2007-03-13"
    assert "Sun 11 March 2007" in visit["conflict"]
    assert booked["status"] == "planned"
    assert (undated["number"], undated["date_start"], undated["granularity"]) == ("U1", "", "")
    assert {row["review_status"] for row in rows} == {""}


def test_no_cell_of_the_csv_can_run(hostile: CaseReport) -> None:
    rows = read_csv(chronology_csv(hostile))
    assert len(rows) == 8
    assert all(not (value or "").startswith(FORMULA_SIGNS) for row in rows for value in row.values())
    assert rows[1]["summary"].startswith("'=<script>")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "'=1", "'"])
def test_what_is_defused_comes_back_by_taking_off_one_sign(text: str) -> None:
    assert defuse(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "H/V", "12/03/07", "a=1", " =1"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert defuse(text) == text


def test_the_workbook_reads_back_with_typed_cells(report: CaseReport) -> None:
    book = openpyxl.load_workbook(io.BytesIO(chronology_xlsx(report)))
    assert book.sheetnames == ["Chronology", "Sources", "About"]
    sheet = book["Chronology"]
    names = [str(cell.value) for cell in sheet[1]]
    assert set(NEEDED) <= set(names)
    first = dict(zip(names, sheet[2], strict=True))
    assert first["date_start"].value == datetime(2005, 3, 1)
    assert first["date_start"].is_date
    assert first["confidence"].value == 0.9
    assert first["summary"].font.bold
    assert not dict(zip(names, sheet[3], strict=True))["summary"].font.bold
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(len(names))}6"
    assert sheet.max_row == 1 + len(chronology_rows(report))
    sources = book["Sources"]
    assert sources.max_row == 1 + len(source_rows(report))
    told = {str(name.value): cell.value for name, cell in zip(sources[1], sources[2], strict=True)}
    document = report.case_file.documents[0]
    assert document.text[int(str(told["start"])) : int(str(told["end"]))] == told["text"]


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(hostile: CaseReport) -> None:
    content = chronology_xlsx(hostile)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]
    assert any(str(cell.value).startswith("=<script>") for cell in cells)


def test_a_date_before_excel_began_is_kept_as_text(report: CaseReport) -> None:
    from dataclasses import replace

    from analyser.domain.dates import DateInterval
    from analyser.domain.events import Chronology

    old = replace(report.chronology.entries[0], interval=DateInterval(date(1898, 1, 1), date(1898, 12, 31)), value="1898")
    book = openpyxl.load_workbook(io.BytesIO(chronology_xlsx(replace(report, chronology=Chronology((old,))))))
    names = [cell.value for cell in book["Chronology"][1]]
    assert book["Chronology"][2][names.index("date_start")].value == "1898-01-01"


def test_the_archive_holds_no_clock(report: CaseReport) -> None:
    with zipfile.ZipFile(io.BytesIO(chronology_xlsx(report))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "1980-01-01T00:00:00Z" in core
    assert "20" not in core.split("created", 1)[1].split("modified")[0].replace("1980", "").split("W3CDTF")[-1]
