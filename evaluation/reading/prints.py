"""The programs that write print-outs: reportlab's page layout and its bare canvas, python-docx, and plain text with form feeds."""

import io
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from annotation.schema import AnnotatedCase
from evaluation.reading.layouts import TUNED, Block, Layout

PAGE_LINES, LINE_WIDTH = 58, 92


def write_print(case: AnnotatedCase, layout: Layout) -> bytes:
    """Return the print of a case file in a layout, as the bytes of its file."""
    documents = case.case_file.documents
    notes = [block for number, document in enumerate(documents) for block in layout.note(document, number, len(documents))]
    blocks = [*layout.front(case), *notes]
    writers: dict[str, Callable[[Sequence[Block], str, str], bytes]] = {".docx": _docx, ".txt": _txt}
    writer = writers.get(layout.extension, _flowing_pdf if layout.group == TUNED else _canvas_pdf)
    return writer(blocks, layout.header(case), layout.footer)


def _flowing_pdf(blocks: Sequence[Block], header: str, footer: str) -> bytes:
    n_pages = 0
    for _ in range(2):  # the first time to count the pages
        data, n_pages = _platypus(blocks, header, footer, n_pages)
    return data


def _platypus(blocks: Sequence[Block], header: str, footer: str, n_pages: int) -> tuple[bytes, int]:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import SimpleDocTemplate

    styles, buffer = getSampleStyleSheet(), io.BytesIO()

    def furnish(canvas: Any, template: Any) -> None:  # noqa: ANN401 - reportlab is untyped
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 810, header)
        canvas.drawString(60, 30, footer.format(page=canvas.getPageNumber(), pages=n_pages))

    template = SimpleDocTemplate(buffer, pagesize=A4, invariant=1)
    template.build([part for block in blocks for part in _flowables(block, styles)], onFirstPage=furnish, onLaterPages=furnish)
    return buffer.getvalue(), template.page


def _flowables(block: Block, styles: Any) -> Iterator[Any]:  # noqa: ANN401
    from reportlab.platypus import Paragraph, Spacer, Table

    if block.kind == "table":
        yield Spacer(1, 10)
        yield Table([[Paragraph(escape(cell), styles["Normal"]) for cell in row] for row in block.rows])
    elif block.kind == "heading":
        yield Paragraph(escape(block.text), styles["Heading3"])
    else:
        for line in block.text.split("\n"):
            yield Paragraph(escape(line), styles["Normal"]) if line.strip() else Spacer(1, 8)


def _canvas_pdf(blocks: Sequence[Block], header: str, footer: str) -> bytes:
    from reportlab.pdfgen import canvas

    lines = [line for block in blocks for line in (*_wrapped(block.text, 95), "")]
    pages = [lines[start : start + 50] for start in range(0, len(lines), 50)]
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, invariant=1)
    for number, page in enumerate(pages, start=1):
        sheet.setFont("Helvetica", 9)
        sheet.drawRightString(540, 815, header)
        for row, line in enumerate(page):
            sheet.drawString(56, 790 - 14 * row, line)
        sheet.drawCentredString(300, 30, footer.format(page=number, pages=len(pages)))
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def _docx(blocks: Sequence[Block], header: str, footer: str) -> bytes:
    import docx

    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    document.sections[0].footer.paragraphs[0].text = footer.format(page=1)
    for block in blocks:
        if block.kind == "table":
            table = document.add_table(rows=0, cols=len(block.rows[0]))
            for row in block.rows:
                for cell, value in zip(table.add_row().cells, row, strict=True):
                    cell.text = value
        elif block.kind == "heading":
            document.add_heading(block.text, level=2)
        else:
            for line in block.text.split("\n"):
                document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _txt(blocks: Sequence[Block], header: str, footer: str) -> bytes:
    lines: list[str] = []
    for block in blocks:
        lines += ["=" * LINE_WIDTH] if block.kind == "rule" else [*_wrapped(block.text, LINE_WIDTH)]
        lines += [""] if block.kind == "text" else []
    pages = [lines[start : start + PAGE_LINES] for start in range(0, len(lines), PAGE_LINES)]
    made = ["\n".join([header.format(page=number), "", *page, "", footer]) for number, page in enumerate(pages, start=1)]
    return "\n\f".join(made).encode()


def _wrapped(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield from textwrap.wrap(line, width) or [""]
