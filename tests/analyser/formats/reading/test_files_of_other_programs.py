"""Files that LibreOffice and writers of spreadsheets made, read back and compared with what was put into them."""

import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from analyser.domain.codes import DocumentType
from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.cases import read_cases
from analyser.formats.reading.tables import EXCHANGED

ReadOne = Callable[..., CaseFile]
FILES = Path(__file__).resolve().parents[3] / "data" / "reading"
SAID = (
    "Mrs Quillfeather said “she’s tired” – a café in Łódź, £5 and €20, naïve, 你好, 😀. "
    "The health visitor saw the baby on 3 March 2008{} and weighed him at home, as agreed."
)
HEAD = ["Initial assessment", "Date of assessment: 12/03/2008", "Completed by: F. Example, social worker"]
REST = ["• Seen alone", "• Bedroom seen", "Date\tEvent\tSource", "3/3/08\tSeen at home\tHV"]
BOX = {"Before the box.", "Words in the box."}


def lines_of(case: CaseFile) -> list[str]:
    (document,) = case.documents
    assert (document.written_on, document.author, document.type) == (date(2008, 3, 12), "F. Example, social worker", DocumentType.ASSESSMENT)
    return [line for line in document.text.split("\n") if line]


@pytest.mark.parametrize("name", ["form.docx", "form.rtf"])
def test_a_word_processors_form_is_read_line_by_line(read_one: ReadOne, name: str) -> None:
    case = read_one(FILES / name)
    lines = lines_of(case)
    assert lines[:6] == ["Anyshire Council: child’s record", *HEAD, SAID.format(""), "He was calm and clean."]
    assert lines[6:10] == REST
    assert set(lines[10:12]) == BOX
    assert lines[12:] == ["The last line.", "Weighed again on 10 March."]
    assert set(case.documents[0].remarks) >= {
        "its comments were left out",
        "its footnotes and endnotes were read at the end of its text",
        "tracked deletions were left out and tracked insertions read as text",
    }


def test_a_web_page_is_read_with_its_footnote_marks_raised(read_one: ReadOne) -> None:
    lines = lines_of(read_one(FILES / "form.html"))
    assert lines[:5] == ["Anyshire Council: child’s record", *HEAD, SAID.format("¹")]
    assert lines[6:10] == REST
    assert "1Weighed again on 10 March." in lines


def test_a_print_has_every_word_in_its_order(read_one: ReadOne) -> None:
    """Lines of a print break where the page does; a wide sign may stand a place further on, and boxes come where they were drawn."""
    words = " ".join(lines_of(read_one(FILES / "form.pdf"))).split()
    expected = " ".join([*HEAD, SAID.format("1")]).replace("😀.", "").split()
    kept = [word for word in words if word not in (".", "😀")]
    start = kept.index("Initial")
    assert kept[start : start + len(expected)] == expected
    assert ({"Seen", "home", "HV", "Before", "box.", "Words", "in", "Weighed", "again", "10", "March."}) <= set(words)


@pytest.mark.parametrize("name", ["notes.xlsx", "notes.csv"])
def test_a_spreadsheet_programs_table_is_read_cell_by_cell(read_one: ReadOne, name: str) -> None:
    case = read_one(FILES / name)
    assert case.case_id == "K-1"
    assert [(found.written_on, found.title, found.text) for found in case.documents] == [
        (date(2008, 3, 4), "First", "Mrs Quillfeather was seen.\n“Well”, she said – 😀 Łódź."),
        (date(2008, 4, 13), "Second", "School rang & asked."),
        (date(2008, 4, 25), "Third", "=Not a formula"),
    ]
    assert [EXCHANGED in found.remarks for found in case.documents] == [name == "notes.xlsx", False, False]


@pytest.mark.parametrize(
    ("name", "step"), [("form.doc", "Open it in Word and save it as DOCX."), ("notes.xls", "Open it in Excel and save it as XLSX.")]
)
def test_old_formats_say_what_to_save_them_as(name: str, step: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_cases(FILES / name))
    assert caught.value.next_step == step


@pytest.mark.parametrize("name", ["thread.eml", "thread.msg"])
def test_a_thread_is_read_message_by_message(read_one: ReadOne, name: str) -> None:
    case = read_one(FILES / name)
    found = {document.document_id: (document.written_on, document.text.split("\n")[-1]) for document in case.documents}
    assert found["thread - earlier message 1"] == (date(2007, 12, 11), "Mrs Quillfeather was late again.")
    assert found["thread - earlier message 2"] == (date(2007, 12, 10), "Any news?")
    assert found["thread - note"][1] == "Mrs Quillfeather’s note."
    assert found["thread"][1] == "Thank you."


@pytest.mark.parametrize(
    ("wrong", "source"),
    [("form.doc", "form.rtf"), ("form.docx", "form.pdf"), ("form.txt", "form.docx"), ("form", "form.rtf"), ("form.doc", "form.html")],
)
def test_a_file_under_a_wrong_ending_is_read_as_what_it_is(tmp_path: Path, read_one: ReadOne, wrong: str, source: str) -> None:
    (tmp_path / wrong).write_bytes((FILES / source).read_bytes())
    case = read_one(tmp_path / wrong)
    assert "Initial assessment" in lines_of(case)
    assert any(f"but it is {source.rpartition('.')[2].upper()}" in remark for remark in case.documents[0].remarks)


def test_what_openpyxl_writes_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Date", "Case note text"])
    sheet.append([datetime(2008, 3, 4, 9, 30), "Seen\r\nat home"])
    sheet.append([date(2008, 3, 5), "Rang."])
    buffer = io.BytesIO()
    book.save(buffer)
    (tmp_path / "n.xlsx").write_bytes(buffer.getvalue())
    assert [(found.written_on, found.text) for found in read_one(tmp_path / "n.xlsx").documents] == [
        (date(2008, 3, 4), "Seen\nat home"), (date(2008, 3, 5), "Rang.")
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_what_pandas_writes_is_read(tmp_path: Path, read_one: ReadOne, encoding: str) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"Date": ["04/03/2008", "05/03/2008"], "Case note text": ["Seen\n\n“at home”; “fine”, – £5", "Rang."]})
    frame.to_csv(tmp_path / "n.csv", index=False, encoding=encoding)
    assert [found.text for found in read_one(tmp_path / "n.csv").documents] == list(frame["Case note text"])
