"""``chronology.csv`` and ``chronology.xlsx``: tables that a spreadsheet opens without running anything that stands in them."""

import csv
import io
from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

from analyser.domain.report import CaseReport
from analyser.formats.writing.chronology_rows import ChronologyRow, SourceRow, chronology_rows, source_rows
from analyser.formats.writing.fixed_zip import EPOCH, without_clock
from analyser.formats.writing.wording import printable, report_words

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format as CellFormat
    from xlsxwriter.worksheet import Worksheet

# What spreadsheets take for the beginning of a formula, the full-width forms and leading white space included (OWASP, CSV injection).
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
MAX_CELL = 32_767  # characters in a cell, Excel specifications and limits
FIRST_EXCEL_YEAR = 1900

_WIDTHS = {
    "number": 7, "event_id": 10, "date_start": 12, "date_end": 12, "date_text": 26, "value": 14, "granularity": 11, "status": 13, "category": 18,
    "agencies": 24, "child_age": 22, "summary": 70, "significant": 11, "confidence": 11, "people": 20, "reasons": 34, "sources": 26, "recorded": 14,
    "conflict": 34, "review_status": 16, "review_note": 30, "document_id": 14, "document": 20, "start": 9, "end": 9, "text": 80,
}  # fmt: skip

Row = ChronologyRow | SourceRow


def chronology_csv(report: CaseReport) -> bytes:
    """Return the chronology as CSV: UTF-8 with a byte order mark, ISO dates, a ``'`` before what could be taken for a formula."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(_columns(ChronologyRow))
    writer.writerows([_csv_cell(value) for value in _values(row)] for row in chronology_rows(report))
    return target.getvalue().encode("utf-8-sig")


def chronology_xlsx(report: CaseReport) -> bytes:
    """Return the chronology as a workbook: a sheet of events, a sheet of the places that tell them, and what it is."""
    import xlsxwriter

    target = io.BytesIO()
    safe = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(target, safe) as workbook:
        workbook.set_properties({"title": "Chronology", "created": EPOCH})
        _add_sheet(workbook, "Chronology", ChronologyRow, chronology_rows(report))
        _add_sheet(workbook, "Sources", SourceRow, source_rows(report))
        _add_about(workbook, report)
    return without_clock(target.getvalue())


def defuse(text: str) -> str:
    """Return the text with a ``'`` before it where a spreadsheet could take it for a formula; reading back, take off that one ``'``."""
    return f"'{text}" if text.startswith((*FORMULA_SIGNS, "'")) else text


def _columns(kind: type[Row]) -> list[str]:
    return [column.name for column in fields(kind)]


def _values(row: Row) -> list[object]:
    return [getattr(row, name) for name in _columns(type(row))]


def _csv_cell(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return defuse(printable(value)) if isinstance(value, str) else "" if value is None else str(value)


def _add_sheet(workbook: "Workbook", name: str, kind: type[Row], rows: Sequence[Row]) -> None:
    from xlsxwriter.utility import xl_range

    sheet = workbook.add_worksheet(name)
    head = workbook.add_format({"bold": True, "bg_color": "#1D4263", "font_color": "#FFFFFF", "valign": "top", "text_wrap": True, "border": 1})
    plain = {"valign": "top", "text_wrap": True}
    formats = {
        strong: {
            "text": workbook.add_format(plain | {"bold": strong}),
            "date": workbook.add_format(plain | {"bold": strong, "num_format": "dd mmm yyyy", "align": "left"}),
        }
        for strong in (False, True)
    }
    columns = _columns(kind)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _WIDTHS[column])
        sheet.write_string(0, at, column, head)
    for line, row in enumerate(rows, 1):
        chosen = formats[getattr(row, "significant", "no") == "yes"]
        for at, value in enumerate(_values(row)):
            _write_cell(sheet, line, at, value, chosen)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": xl_range(0, 0, len(rows), len(columns) - 1)})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if kind is ChronologyRow and rows:
        at = columns.index("review_status")
        sheet.data_validation(1, at, len(rows), at, {"validate": "list", "source": ["accept", "reject", "change", "add"], "ignore_blank": True})


def _write_cell(sheet: "Worksheet", line: int, at: int, value: object, formats: dict[str, "CellFormat"]) -> None:
    if isinstance(value, date) and value.year > FIRST_EXCEL_YEAR:
        sheet.write_datetime(line, at, value, formats["date"])
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value, formats["text"])
    elif value is None or value == "":
        sheet.write_blank(line, at, None, formats["text"])
    else:
        sheet.write_string(line, at, printable(str(value))[:MAX_CELL], formats["text"])


def _add_about(workbook: "Workbook", report: CaseReport) -> None:
    said = report_words()["said"]
    sheet = workbook.add_worksheet("About")
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 110)
    lines = [f"Case file {report.case_file.case_id}", said["purpose"], said["chronology_note"], *said["method"], *said["editing"]]
    for line, text in enumerate(lines):
        sheet.write_string(line, 0, printable(text)[:MAX_CELL], wrapped)
