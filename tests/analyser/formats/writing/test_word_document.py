import io
import zipfile

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from analyser.domain.report import CaseReport
from analyser.formats.writing.word_document import chronology_docx
from tests.factories import make_report


def test_the_word_file_reads_back_as_a_chronology(report: CaseReport) -> None:
    word = Document(io.BytesIO(chronology_docx(report)))
    events, undated = word.tables
    assert [cell.text for cell in events.rows[0].cells] == ["No.", "Date", "Age", "Event", "Source"]
    assert [row.cells[0].text for row in events.rows[1:]] == ["1 ■", "2", "3", "4"]
    assert [row.cells[0].text for row in undated.rows[1:]] == ["U1 ■"]
    burn = events.rows[1].cells
    assert burn[1].text == "Spring 2005"
    assert burn[2].text == "Ann: 2"
    assert "Ann was seen with a burn to her arm" in burn[3].text
    assert "injury to a young child" in burn[3].text
    assert burn[4].text == "Letter 1/2: Letter, 2 Jun 2005"
    assert "SOURCES DIFFER" in events.rows[3].cells[3].text
    assert "says: Sun 11 March 2007" in events.rows[3].cells[4].text
    assert "PLANNED WHEN RECORDED" in events.rows[4].cells[3].text


def test_the_page_is_landscape_a4_and_rows_are_not_cut(report: CaseReport) -> None:
    word = Document(io.BytesIO(chronology_docx(report)))
    section = word.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_significant_events_are_marked_in_type_not_colour_alone(report: CaseReport) -> None:
    events = Document(io.BytesIO(chronology_docx(report))).tables[0]
    assert [bool(row.cells[3].paragraphs[0].runs[0].bold) for row in events.rows[1:]] == [True, False, False, False]


def test_hostile_text_stays_text(hostile: CaseReport) -> None:
    word = Document(io.BytesIO(chronology_docx(hostile)))
    assert len(word.tables[0].rows) == 9
    assert "<script>alert(1)</script>" in word.tables[0].rows[1].cells[3].text


def test_a_case_without_events_says_so() -> None:
    word = Document(io.BytesIO(chronology_docx(make_report())))
    assert word.tables == []
    assert "No dated event was found in the papers supplied." in [paragraph.text for paragraph in word.paragraphs]


def test_nobody_and_no_clock_stands_in_the_properties(report: CaseReport) -> None:
    content = chronology_docx(report)
    properties = Document(io.BytesIO(content)).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created is not None
    assert properties.created.year == 1980
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
