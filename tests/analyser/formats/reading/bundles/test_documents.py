"""Prints as real files: what becomes of them on the way in."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.report import _document
from analyser.domain.text import CaseFile
from analyser.errors import ConfigError
from analyser.formats.reading.vocabulary import load_vocabulary
from tests.analyser.formats.reading.office_files import pdf, word

Reading = Callable[..., CaseFile]


def body(day: str) -> tuple[str, ...]:
    """The lines of a note; no two notes say the same, or pages would seem to repeat it."""
    return (
        f"Mum was at home with the baby on day {day[:2]}.",
        "The flat was warm, and there was food in it.",
        f"She said that all was well, {day[:2]} times.",
    )


def page(number: int, *notes: tuple[str, str, str]) -> list[str]:
    lines = ["MARSH family   Official"]
    for day, kind, author in notes:
        lines += [f"Contact date: {day} 10:30", f"Note type: {kind}", f"Recorded by: {author}", *body(day)]
    return [*lines, f"Page {number} of 4"]


def test_a_pdf_print_becomes_documents_with_their_pages(tmp_path: Path, read_one: Reading) -> None:
    pages = [
        ["MARSH family   Official", "Case notes report", "Name: Ada Marsh", "Page 1 of 4"],
        page(2, ("12/03/2008", "Home Visit", "J. Pell, SW"), ("14/03/2008", "Email", "Gill Ash, Health Visitor")),
        page(3, ("20/03/2008", "Assessment", "J. Pell, SW")),
        ["MARSH family   Official", "The note goes on here.", *page(4, ("01/04/2008", "Supervision", "R. Coyle, TM"))[1:]],
    ]
    (tmp_path / "whole file.pdf").write_bytes(pdf(*pages))
    case = read_one(tmp_path)
    assert [one.document_id for one in case.documents] == ["whole file-001", "whole file-002", "whole file-003", "whole file-004"]
    assert [one.page for one in case.documents] == [2, 2, 3, 4]
    assert [one.written_on for one in case.documents] == [date(2008, 3, 12), date(2008, 3, 14), date(2008, 3, 20), date(2008, 4, 1)]
    assert [one.type for one in case.documents] == [
        DocumentType.CASE_NOTE,
        DocumentType.EMAIL,
        DocumentType.ASSESSMENT,
        DocumentType.SUPERVISION,
    ]
    assert case.documents[1].agency is Agency.HEALTH_VISITOR
    assert case.documents[1].author == "Gill Ash, Health Visitor"
    assert case.documents[2].text == "\n".join([*body("20"), "The note goes on here."])
    assert "parted from a print of 4 papers" in case.documents[0].remarks[0]
    assert [(one.where, "left out" in one.what) for one in case.not_analysed] == [("whole file.pdf, front sheet", True)]
    assert _document(case.documents[3])["page"] == 4


def test_a_word_print_keeps_page_numbers_from_its_breaks(tmp_path: Path, read_one: Reading) -> None:
    document = docx.Document()
    for number in range(4):
        document.add_heading("CASE NOTE", level=2)
        table = document.add_table(rows=0, cols=2)
        for label, value in (("Event date", f"1{number}/03/2008"), ("Event type", "Telephone Call"), ("Worker", "J. Pell, SW")):
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, value
        for line in body(f"1{number}"):
            document.add_paragraph(line)
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    (tmp_path / "notes.docx").write_bytes(word(document))
    case = read_one(tmp_path)
    assert [one.page for one in case.documents] == [1, 2, 3, 4]
    assert [one.text for one in case.documents] == ["\n".join(body(f"1{number}")) for number in range(4)]


def test_a_front_sheet_in_sentences_is_a_document_of_its_own(tmp_path: Path, read_one: Reading) -> None:
    front = "The family has been known since 2004 and the first referral came from the school."
    notes = "\n".join("\n".join(page(1, (f"1{n}/03/2008", "Home Visit", "J. Pell, SW"))[1:-1]) for n in range(4))
    (tmp_path / "notes.txt").write_text(f"{front}\n{notes}", encoding="utf-8")
    case = read_one(tmp_path)
    assert case.documents[0].text == front
    assert len(case.documents) == 5


def test_windows_line_ends_and_an_ordinary_note_change_nothing(tmp_path: Path, read_one: Reading) -> None:
    (tmp_path / "note.txt").write_bytes(b"Date: 12/3/08\r\n\fH/V to mum.\r\nAll well.")
    (document,) = read_one(tmp_path).documents
    assert document.text == "Date: 12/3/08\n\fH/V to mum.\nAll well."
    assert document.page is None


def test_what_cannot_be_parted_is_one_document_and_says_so(tmp_path: Path, read_one: Reading) -> None:
    (tmp_path / "notes.txt").write_text("\n".join(f"{n}/03/2008\n" + "\n".join(body(str(n))) for n in range(10, 25)), encoding="utf-8")
    (document,) = read_one(tmp_path).documents
    assert any("could not be told apart" in remark for remark in document.remarks)


def test_a_practitioner_adds_the_labels_of_a_system(tmp_path: Path, read_one: Reading) -> None:
    codes = tmp_path / "own.toml"
    codes.write_text('[prints]\ndate = ["Happened"]\nauthor = ["Noted down by"]\n', encoding="utf-8")
    folder = tmp_path / "case"
    folder.mkdir()
    notes = "\n".join(f"Happened: 1{n}/03/2008\nNoted down by: J. Pell\n" + "\n".join(body(str(n))) for n in range(4))
    (folder / "notes.txt").write_text(notes, encoding="utf-8")
    assert len(read_one(folder).documents) == 1
    assert [one.author for one in read_one(folder, codes=codes).documents] == ["J. Pell"] * 4


@pytest.mark.parametrize("shape", ["{type} by {author}", "{date} and {date}", "{date} {colour}"])
def test_a_shape_of_head_lines_that_cannot_be_used_says_why(shape: str, tmp_path: Path) -> None:
    codes = tmp_path / "own.toml"
    codes.write_text(f'[prints]\nlines = ["{shape}"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="lines 1"):
        load_vocabulary(codes)
