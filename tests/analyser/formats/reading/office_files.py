"""Makers of real office files for the tests of reading."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import docx
import xlsxwriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas


def pdf(*pages: Sequence[str], password: str | None = None) -> bytes:
    """Return a PDF with one string for each line of each page."""
    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, encrypt=password, invariant=1)
    for lines in pages:
        for number, line in enumerate(lines):
            sheet.drawString(72, 780 - 16 * number, line)
        sheet.showPage()
    sheet.save()
    return buffer.getvalue()


def scanned_pdf(*, text_on_first_page: str = "") -> bytes:
    """Return a PDF of two pages, the last (and, without text, the first) only a picture."""
    from PIL import Image

    buffer = io.BytesIO()
    sheet = canvas.Canvas(buffer, invariant=1)
    picture = ImageReader(Image.new("RGB", (60, 80), "grey"))
    if text_on_first_page:
        sheet.drawString(72, 780, text_on_first_page)
    else:
        sheet.drawImage(picture, 0, 0, width=595, height=842)
    sheet.showPage()
    sheet.drawImage(picture, 0, 0, width=595, height=842)
    sheet.save()
    return buffer.getvalue()


def xlsx(sheets: Mapping[str, Sequence[Sequence[str | float | date | datetime | None]]]) -> bytes:
    """Return a workbook; days and times are real dates."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    day, instant = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(row, column, value, instant if isinstance(value, datetime) else day)
                elif value is not None:
                    sheet.write(row, column, value)
    book.close()
    return buffer.getvalue()


def word(document: "docx.document.Document") -> bytes:
    """Return a Word document as bytes."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return an office file with one part exchanged or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return buffer.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Return one part of an office file."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)
