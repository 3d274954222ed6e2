"""``chronology.docx``: the layout of a review or court chronology, for people who work in Word."""

import io
from typing import TYPE_CHECKING

from analyser.domain.codes import EventStatus
from analyser.domain.events import ChronologyEntry
from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile, Document
from analyser.formats.writing.chronology_rows import numbered
from analyser.formats.writing.fixed_zip import EPOCH, without_clock
from analyser.formats.writing.page_rows import by_id, child_ages, how_it_differs, say_conflict, say_document, say_reasons, say_status
from analyser.formats.writing.spoken_dates import say_day, say_value
from analyser.formats.writing.wording import label, printable, report_words

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

_COLUMNS = (("No.", 1.4), ("Date", 4.5), ("Age", 2.9), ("Event", 11.1), ("Source", 6.0))  # centimetres; 25.9 fit between the margins of A4
_SIGNIFICANT = "■"
_HEAD_FILL, _SIGNIFICANT_FILL, _RULE = "1D4263", "EEF3F8", "B4BEC9"


def chronology_docx(report: CaseReport) -> bytes:
    """Return the chronology as a landscape A4 Word file: number, date, age, event and source of every entry."""
    from docx import Document as new_document

    word = new_document()
    _set_up(word, report)
    _introduce(word, report)
    entries = list(numbered(report))
    dated = [(number, entry) for number, entry in entries if entry.interval]
    undated = [(number, entry) for number, entry in entries if not entry.interval]
    word.add_heading("Events", level=1)
    if dated:
        _add_table(word, dated, report.case_file)
    else:
        word.add_paragraph("No dated event was found in the papers supplied.")
    if undated:
        word.add_heading("Significant matters without a date", level=1)
        _add_table(word, undated, report.case_file)
    target = io.BytesIO()
    word.save(target)
    return without_clock(target.getvalue())


def _set_up(word: "WordDocument", report: CaseReport) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.9)
    section.top_margin = section.bottom_margin = Cm(1.8)
    defaults = word.styles.element.find(f"{_tag('w:docDefaults')}/{_tag('w:rPrDefault')}/{_tag('w:rPr')}")
    _set_face(defaults)
    defaults.find(_tag("w:lang")).set(_tag("w:val"), "en-GB")
    for name, size in (("Normal", 10), ("Title", 20), ("Heading 1", 13)):
        style = word.styles[name]
        _set_face(style.element.get_or_add_rPr())
        style.font.size = Pt(size)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(_HEAD_FILL)
    word.styles["Normal"].paragraph_format.space_after = Pt(3)
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = "Chronology", "", ""
    properties.comments, properties.language, properties.revision = "", "en-GB", 1
    properties.created = properties.modified = EPOCH
    footer = section.footer.paragraphs[0]
    footer.add_run(printable(f"Case file {report.case_file.case_id}. Draft drawn from the papers supplied; check against the sources. Page "))
    _add_field(footer, "PAGE")
    footer.add_run(" of ")
    _add_field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size = Pt(8)


def _set_face(properties: "BaseOxmlElement") -> None:
    """Set one typeface for every script, in place of the theme's."""
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(_tag(f"w:{script}"), "Arial")


def _introduce(word: "WordDocument", report: CaseReport) -> None:
    case_file = report.case_file
    word.add_heading(printable(f"Chronology: case file {case_file.case_id}"), level=0)
    if case_file.children:
        told = [f"{child.name} (born {say_day(child.dob)})" if child.dob else child.name for child in case_file.children]
        paragraph = word.add_paragraph()
        paragraph.add_run("Children: ").bold = True
        paragraph.add_run(printable("; ".join(told)))
    word.add_paragraph(report_words()["said"]["chronology_note"])
    key = word.add_paragraph()
    key.add_run(f"{_SIGNIFICANT} and bold type").bold = True
    key.add_run(" mark events that a reviewer would put on one page of significant events. Words in square brackets are the analyser’s.")


def _add_table(word: "WordDocument", entries: list[tuple[str, ChronologyEntry]], case_file: CaseFile) -> None:
    from docx.shared import Cm

    documents = by_id(case_file)
    table = word.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    table.autofit = False
    _rule_lightly(table)
    for column, (_, width) in zip(table.columns, _COLUMNS, strict=True):
        column.width = Cm(width)
    _fill_head(table)
    # Appending the row's XML is linear; asking the table for its rows each time is not.
    for number, entry in entries:
        row = table.add_row()
        _keep_whole(row)
        for cell, (_, width) in zip(row.cells, _COLUMNS, strict=True):
            cell.width = Cm(width)
        _fill_row(row, number, entry, case_file, documents)


def _fill_head(table: "Table") -> None:
    from docx.shared import Cm, RGBColor

    head = table.rows[0]
    _keep_whole(head)
    head._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for cell, (name, width) in zip(head.cells, _COLUMNS, strict=True):
        cell.width = Cm(width)
        run = cell.paragraphs[0].add_run(name)
        run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
        _shade(cell, _HEAD_FILL)


def _fill_row(row: "_Row", number: str, entry: ChronologyEntry, case_file: CaseFile, documents: dict[str, Document]) -> None:
    serial, when, age, event, source = row.cells
    serial.paragraphs[0].add_run(f"{number} {_SIGNIFICANT}" if entry.significant else number).bold = entry.significant
    when.paragraphs[0].add_run(say_value(entry.value, entry.interval)).bold = entry.significant
    _add_lines(age, [f"{name}: {years}" for name, years in child_ages(entry, case_file.children)])
    event.paragraphs[0].add_run(printable(entry.summary)).bold = entry.significant
    _add_remarks(event, entry)
    _add_lines(source, [_say_source(mention_text, documents) for mention_text in _sources(entry)])
    if entry.significant:
        for cell in row.cells:
            _shade(cell, _SIGNIFICANT_FILL)


def _add_remarks(cell: "_Cell", entry: ChronologyEntry) -> None:
    remarks = [label("category", entry.category)]
    if entry.agencies:
        remarks.append(", ".join(label("agency", agency) for agency in entry.agencies))
    if entry.status is not EventStatus.OCCURRED:
        remarks.insert(0, say_status(entry).upper())
    if entry.reasons:
        remarks.append(f"Marked significant: {say_reasons(entry)}")
    if entry.conflict:
        remarks.append(f"SOURCES DIFFER: {say_conflict(entry)}")
    _add_lines(cell, [f"[{'. '.join(remarks)}]"], first=False)


def _sources(entry: ChronologyEntry) -> list[tuple[str, str]]:
    """Each citing document once, with what it says otherwise."""
    seen: dict[tuple[str, str], None] = {}
    for mention in entry.mentions:
        seen.setdefault((mention.evidence.document_id, how_it_differs(mention, entry)))
    return list(seen)


def _say_source(source: tuple[str, str], documents: dict[str, Document]) -> str:
    document_id, differs = source
    return f"{document_id}: {say_document(documents[document_id])}" + (f" [says: {differs}]" if differs else "")


def _add_lines(cell: "_Cell", lines: list[str], *, first: bool = True) -> None:
    from docx.shared import Pt

    for line in lines:
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        first = False
        run = paragraph.add_run(printable(line))
        run.font.size = Pt(8.5)


def _keep_whole(row: "_Row") -> None:
    row._tr.get_or_add_trPr().append(_element("w:cantSplit"))


def _rule_lightly(table: "Table") -> None:
    """Grey lines between rows, and room above and below the words."""
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=_RULE))
    margins = _element("w:tblCellMar")
    for side, twips in (("top", "50"), ("left", "85"), ("bottom", "50"), ("right", "85")):
        margins.append(_element(f"w:{side}", w=twips, type="dxa"))
    layout = table._tbl.tblPr.find(_tag("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _shade(cell: "_Cell", fill: str) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=fill))


def _add_field(paragraph: "Paragraph", instruction: str) -> None:
    field = _element("w:fldSimple", instr=instruction)
    paragraph._p.append(field)


def _element(tag: str, **attributes: str) -> "BaseOxmlElement":
    from docx.oxml import OxmlElement

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(_tag(f"w:{name}"), value)
    return element


def _tag(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))
