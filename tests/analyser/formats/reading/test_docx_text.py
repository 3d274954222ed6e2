from typing import Any

import docx
import pytest

from analyser.errors import InputError
from analyser.formats.reading.docx_text import parse
from analyser.formats.reading.parser import ParserProcess
from tests.analyser.formats.reading.office_files import part_of, with_part, word

BODY = "word/document.xml"
EMPTY = word(docx.Document())
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
DELETED = "<w:del w:id='2' w:author='x'><w:r><w:delText>old</w:delText></w:r></w:del>"
BOMB = "unpacks to far more than such a file should hold"
DECLARED = "holds a document type declaration, which no office program writes"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def with_body(xml: str) -> bytes:
    """Return a document whose body ends with further XML of WordprocessingML."""
    data = word(docx.Document())
    return with_part(data, BODY, part_of(data, BODY).replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1))


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_headings_paragraphs_and_tables_come_in_their_order() -> None:
    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Child: A. Example"
    document.add_heading("Assessment", 1)
    table = document.add_table(rows=3, cols=2)
    for row, cells in enumerate([("Date", "12/03/2008"), ("Views", "x" * 130), ("2/3/08", "Seen. " * 30)]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.add_paragraph("First point", style="List Bullet")
    document.add_paragraph("The end.")
    lines = parse(word(document))["text"].split("\n")
    assert [line for line in lines if line] == [
        "Child: A. Example", "Assessment", "Date\t12/03/2008", "Views", "x" * 130, "2/3/08\t" + ("Seen. " * 30).strip(), "• First point", "The end.",
    ]  # fmt: skip


def test_a_long_paragraph_is_set_off_by_a_blank_line() -> None:
    document: Any = docx.Document()
    document.add_paragraph("Mother was seen at home and said that she was well and that the baby slept through the night")
    document.add_paragraph("Next.")
    assert parse(word(document))["text"].split("\n")[1:] == ["", "Next."]


def test_merged_cells_are_read_once() -> None:
    document: Any = docx.Document()
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Wide"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "Tall"
    table.cell(1, 0).text, table.cell(1, 1).text = "a", "b"
    assert parse(word(document))["text"].strip() == "Wide\tTall\na\tb"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(f"<w:sdt><w:sdtContent><w:p>{run('In a control')}</w:p></w:sdtContent></w:sdt>", "In a control", id="content control"),
        pytest.param(f"<w:p>{run('Seen ')}<w:sdt><w:sdtContent>{run('alone')}</w:sdtContent></w:sdt></w:p>", "Seen alone", id="inline control"),
        pytest.param(f"<w:p><w:ins w:id='1' w:author='x'>{run('new')}</w:ins>{DELETED}</w:p>", "new", id="tracked"),
        pytest.param(
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r></w:p>", "a\tb\nc-d", id="breaks",
        ),
        pytest.param("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t> Yes</w:t></w:r></w:p>", "☒ Yes", id="symbol"),
        pytest.param(
            "<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox></w:ffData></w:fldChar>"
            "</w:r>"
            "<w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:t>Seen</w:t></w:r></w:p>", "☒Seen", id="form tick box",
        ),
    ],
)  # fmt: skip
def test_what_forms_are_made_of_is_read(xml: str, text: str) -> None:
    assert parse(with_body(xml))["text"].strip() == text


def test_what_is_left_out_is_said() -> None:
    xml = f"<w:p>{DELETED}{run('kept')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    assert parse(with_body(xml))["remarks"] == ["tracked deletions were left out and tracked insertions read as text"]


def test_a_text_box_is_read_once_although_word_stores_it_twice() -> None:
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    xml = (
        f"<w:p>{run('Before')}<w:r><mc:AlternateContent xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        f"<mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert parse(with_body(xml))["text"].strip().split("\n") == ["Before", "In the box"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"SECRETWORD", "is no DOCX file or is damaged", id="no archive"),
        pytest.param(EMPTY[:3000], "is no DOCX file or is damaged", id="cut off"),
        pytest.param(COMPOUND + "EncryptedPackage".encode("utf-16-le"), "is protected by a password", id="encrypted"),
        pytest.param(COMPOUND, "is of an old format under a new name", id="old .doc"),
        pytest.param(with_part(EMPTY, "word/media/image1.xml", b"x" * 60_000_000), BOMB, id="bomb"),
        pytest.param(with_part(EMPTY, BODY, ENTITY + part_of(EMPTY, BODY)[55:]), DECLARED, id="external entity"),
        pytest.param(
            with_part(EMPTY, "word/styles.xml", '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x><x/>'.encode("utf-16")),
            DECLARED, id="document type in UTF-16",
        ),
        pytest.param(with_part(EMPTY, BODY, b"<not xml"), "is damaged or not what its name says (XMLSyntaxError)", id="broken part"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_read_say_why(parser: ParserProcess, data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parser.parse("docx", data, where="a.docx")
    assert (caught.value.where, caught.value.what) == ("a.docx", what)
    assert "SECRETWORD" not in str(caught.value)
