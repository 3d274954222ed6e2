"""The rows of XLSX workbooks. Runs in the parsing child."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from analyser.formats.reading.archives import check_archive, chunks

MOST_CELLS = 20_000_000
"""Cells of the rectangle from A1 to the last filled cell that the fast reader may lay out.

Wider sheets, and references that no sheet has room for, go to the slow one: the fast one would ask for all that memory at once and end its process.
"""
MOST_FILLED = 500_000
"""Rows that cells merged downwards are given to."""
FILLED_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]{0,200}?\br=[\"']([A-Za-z]{1,40})(\d{1,40})[\"'][^>]{0,200}(?<!/)>")


def parse(data: bytes) -> dict[str, Any]:
    """Return ``sheets``: each with its ``number`` from 1 and its ``rows``, pairs of a row number and its cells as text; blank rows left out.

    Days are ISO dates, whole numbers have no decimals; a cell merged over several rows stands in each of them that holds anything else.

    Raises
    ------
    InputError
        If the file is protected, damaged or hostile.

    """
    archive = check_archive(data, "xlsx")
    sheets = _dense_sheets(data) if _n_cells(archive) <= MOST_CELLS else _sparse_sheets(data)
    return {"sheets": [{"number": number, "rows": list(_filled(rows))} for number, rows in enumerate(sheets, start=1)]}


def _dense_sheets(data: bytes) -> Iterator[Iterable[Iterable[object]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    workbook = CalamineWorkbook.from_filelike(BytesIO(data))
    for place, about in enumerate(workbook.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            yield ()
            continue
        sheet = workbook.get_sheet_by_index(place)
        rows = sheet.to_python(skip_empty_area=False)
        _fill_down(rows, sheet.merged_cell_ranges or [])
        yield rows


def _fill_down(rows: list[list[Any]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Give a cell that is merged over several rows to each of them that holds anything else, as the eye does."""
    n_filled = 0
    for (top, left), (bottom, _) in merged:
        for number in range(top + 1, min(bottom + 1, len(rows))):
            n_filled += 1
            if n_filled > MOST_FILLED:
                return
            row = rows[number]
            if left < len(row) and row[left] in (None, "") and any(value not in (None, "") for value in row):
                row[left] = rows[top][left]


def _sparse_sheets(data: bytes) -> Iterator[Iterable[Iterable[object]]]:
    """The slow way, row by row: a stray cell at the far end of a sheet costs nothing."""
    import openpyxl

    workbook = openpyxl.load_workbook(BytesIO(data), read_only=True, data_only=True)
    for sheet in workbook.worksheets:
        sheet.reset_dimensions()
        yield sheet.iter_rows(values_only=True)


def _n_cells(archive: zipfile.ZipFile) -> int:
    """Cells of the largest rectangle from A1 to the last filled cell of a sheet, whatever the sheet says of its own size."""
    largest = 0
    for part in archive.infolist():
        if not re.fullmatch(r"(?i)xl/worksheets/[^/]+\.xml", part.filename):
            continue
        last_column, last_row = 0, 0
        for piece in chunks(archive, part, overlap=512):
            for column, row in FILLED_CELL.findall(piece):
                last_row = max(last_row, int(row))
                last_column = max(last_column, _column_number(column))
        largest = max(largest, last_column * last_row)
    return largest


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _filled(rows: Iterable[Iterable[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        cells = [cell_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield number, cells


def cell_text(value: object) -> str:
    """Return a value as a cell shows it: ISO days, whole numbers without decimals."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.isoformat(sep=" ", timespec="minutes") if value.time() != time() else value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case timedelta():
            return str(value)
        case _:
            return str(value)
