"""The rows of CSV, JSON Lines, XLSX and Parquet files."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analyser.formats.reading.decoding import SAMPLE, Encoding, choose_encoding, text_lines
from analyser.formats.reading.found import Blob, Workplace, unreadable
from analyser.formats.reading.kinds import check_text
from analyser.formats.reading.tables import Row, RowSource

LONGEST_CELL = 2**31 - 1
"""The csv module takes a limit that fits into a C long, which on Windows has 32 bits."""
LONGEST_NAME = 100
"""Code points of a column's name, at most."""
DELIMITERS = ",;\t|"
OPEN_ENDED = "a quotation mark in its row never closes, so that it may hold rows that follow it in the file"


@dataclass(frozen=True, slots=True)
class CsvRows:
    """Rows of a CSV file, streamed. Rows are numbered as records, the header being 1, whatever line breaks their cells hold."""

    blob: Blob
    where: str
    encoding: Encoding
    delimiter: str

    real_dates = False

    @property
    def remark(self) -> str | None:
        """What was guessed about the encoding."""
        return f"its table {self.encoding.remark}" if self.encoding.remark else None

    def rows(self) -> Iterator[Row]:
        """Yield the records in order."""
        csv.field_size_limit(LONGEST_CELL)
        with self.blob.open() as stream:
            lines = _QuoteCounter(text_lines(stream, self.encoding))
            number = 0
            try:
                for number, cells in enumerate(csv.reader(lines, delimiter=self.delimiter), start=1):
                    n_lines, n_quotes = lines.restart()
                    open_ended = n_lines > 1 and n_quotes % 2 == 1  # only the last record can end inside quotation marks
                    yield Row(number, tuple(cells), remark=OPEN_ENDED if open_ended else None)
            except csv.Error:
                yield Row(number + 1, problem="is no row of a CSV table, and what follows it was not read")


class _QuoteCounter:
    """Lines on their way to the csv module, with a count of the lines and quotation marks that a record takes."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._n_lines, self._n_quotes = 0, 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self._n_lines += 1
            self._n_quotes += line.count('"')
            yield line

    def restart(self) -> tuple[int, int]:
        """Return the lines and quotation marks since the last call."""
        counted = self._n_lines, self._n_quotes
        self._n_lines, self._n_quotes = 0, 0
        return counted


@dataclass(frozen=True, slots=True)
class JsonRows:
    """Objects of a JSON Lines file, streamed; each brings its own names. Rows are numbered as lines."""

    blob: Blob
    where: str
    encoding: Encoding

    real_dates = False

    @property
    def remark(self) -> str | None:
        """What was guessed about the encoding."""
        return f"its table {self.encoding.remark}" if self.encoding.remark else None

    def rows(self) -> Iterator[Row]:
        """Yield one row for each line that is not blank; a line that is no JSON object is a problem of its own."""
        with self.blob.open() as stream:
            for number, line in enumerate(text_lines(stream, self.encoding), start=1):
                if line.strip():
                    yield _json_row(number, line)


@dataclass(frozen=True, slots=True)
class SheetRows:
    """Filled rows of one sheet, numbered as the spreadsheet program does."""

    where: str
    cells: list[tuple[int, list[str]]] = field(repr=False)
    real_dates: bool = False
    remark: str | None = None

    def rows(self) -> Iterator[Row]:
        """Yield the rows in order."""
        for number, cells in self.cells:
            yield Row(number, tuple(cells))


def csv_tables(blob: Blob, workplace: Workplace) -> tuple[RowSource, ...]:
    """Return the one table of a CSV file; comma, semicolon, tab or bar separate its cells.

    Raises
    ------
    InputError
        If the file cannot be opened.

    """
    encoding = _encoding(blob)
    with blob.open() as stream:
        first = [line for line, _ in zip(text_lines(stream, encoding), range(40), strict=False)]
    return (CsvRows(blob, blob.where, encoding, _delimiter(first, workplace)),)


def jsonl_tables(blob: Blob, workplace: Workplace) -> tuple[RowSource, ...]:
    """Return the one table of a JSON Lines file.

    Raises
    ------
    InputError
        If the file cannot be opened.

    """
    return (JsonRows(blob, blob.where, _encoding(blob)),)


def xlsx_tables(blob: Blob, workplace: Workplace) -> tuple[RowSource, ...]:
    """Return the sheets of a workbook that hold anything, in their order.

    Raises
    ------
    InputError
        If the file cannot be read.

    """
    sheets = workplace.parser.parse("xlsx", blob.read(), where=blob.where)["sheets"]
    filled = [sheet for sheet in sheets if sheet["rows"]]
    if len(filled) == 1:
        return (SheetRows(blob.where, filled[0]["rows"], real_dates=True),)
    return tuple(SheetRows(f"{blob.where}, sheet {sheet['number']}", sheet["rows"], real_dates=True) for sheet in filled)


def parquet_tables(blob: Blob, workplace: Workplace) -> tuple[RowSource, ...]:
    """Return the one table of a Parquet file.

    Raises
    ------
    InputError
        If the file cannot be read.

    """
    (sheet,) = workplace.parser.parse("parquet", blob.read(), where=blob.where)["sheets"]
    return (SheetRows(blob.where, sheet["rows"]),)


def _encoding(blob: Blob) -> Encoding:
    try:
        with blob.open() as stream:
            check_text(stream.read(SAMPLE), blob.where)
            stream.seek(0)
            return choose_encoding(stream)
    except OSError as error:
        raise unreadable(blob.where, error) from None


def _delimiter(lines: list[str], workplace: Workplace) -> str:
    """Choose the separator that makes most known column names of one of the first lines; of equals the one that occurs most."""
    from analyser.formats.reading.vocabulary import column_key

    known = {key for keys in workplace.vocabulary.columns.values() for key in keys}

    def merit(separator: str) -> tuple[int, int]:
        best = max((sum(len(name) <= LONGEST_NAME and column_key(name) in known for name in line.split(separator)) for line in lines), default=0)
        return best, sum(line.count(separator) for line in lines[:1])

    return max(DELIMITERS, key=merit)


def _json_row(number: int, line: str) -> Row:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Row(number, problem="is no JSON")
    if not isinstance(value, dict):
        return Row(number, problem="is no JSON object")
    return Row(number, tuple(map(_cell, value.values())), tuple(value))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and re.fullmatch(r"-?\d+\.0", repr(value)):
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
