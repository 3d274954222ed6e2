"""Tables with one row per document: the header found, columns recognised, rows made into raw documents."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Protocol

from analyser.domain.codes import DocumentType
from analyser.domain.text import NotAnalysed
from analyser.errors import ConfigError, InputError
from analyser.formats.reading.dates import read_day
from analyser.formats.reading.found import RawDocument, shown_name
from analyser.formats.reading.markup import decode_cell
from analyser.formats.reading.vocabulary import FIELDS, Vocabulary, column_key, key_of
from analyser.lexicons import load_table

HEADER_ROWS = 20
"""How far down a sheet the header may stand: exports begin with a title, the day of the run, and blank rows."""
COLUMNS_SHOWN = 20
CELL_LIMIT = 32_767
"""Excel holds no more UTF-16 units in a cell, so that an export cuts a text there."""
CUT = "its text ends where a spreadsheet cell is full, so its end may be missing"
REAL_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)\b")
EXCHANGED = "its date is a real date in a column where others are text: a spreadsheet program may have exchanged its day and month"


class RowSource(Protocol):
    """Rows of one table, readable again and again."""

    @property
    def where(self) -> str:
        """How messages call the table."""
        ...

    @property
    def remark(self) -> str | None:
        """What has to be said of every row, such as a guessed encoding."""
        ...

    @property
    def real_dates(self) -> bool:
        """Whether its program tells real dates, which stand as ISO days, from dates that are text."""
        ...

    def rows(self) -> Iterator["Row"]:
        """Yield the rows in order, the header among them."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of one row as text; ``number`` counts from 1 as the user's program does.

    ``problem`` says why a row has no cells, ``remark`` what is odd about it.

    ``names`` are the names of the cells where each row brings its own (JSON Lines).
    """

    number: int
    cells: tuple[str, ...] = field(default=(), repr=False)
    names: tuple[str, ...] | None = None
    problem: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose text column is known. ``columns`` are, for each field, the keys of the columns that may hold it, in order of preference.

    ``header`` is ``None`` where each row brings its own names. ``month_first`` says that some date of the table can only be read month first,
    ``mixed_dates`` that some dates are real and some text.
    """

    source: RowSource
    header: tuple[str, ...] | None
    header_row: int
    columns: Mapping[str, tuple[str, ...]]
    implied_type: DocumentType | None
    vocabulary: Vocabulary
    month_first: bool = False
    mixed_dates: bool = False
    unmapped: tuple[str, ...] = ()

    def documents(self) -> Iterator[tuple[str, RawDocument] | NotAnalysed]:
        """Yield each row's case id (empty when it has none) with its raw document, or what is wrong with the row; blank rows are passed over."""
        for row in self.source.rows():
            if row.number <= self.header_row:
                continue
            where = f"{self.source.where}, row {row.number}"
            if row.problem:
                yield NotAnalysed(where=where, what=row.problem, next_step="Mend the row and run again.")
            elif any(cell.strip() for cell in row.cells) and row.cells != self.header:  # prints repeat the header on each page
                yield self._document(row, where)

    def _document(self, row: Row, where: str) -> tuple[str, RawDocument]:
        names = row.names or self.header or ()
        values: dict[str, str] = {}
        for name, cell in zip(map(column_key, names), row.cells, strict=False):
            values.setdefault(name, cell)
        read = {name: self._first(values, name) for name in FIELDS}
        fields = {name: decode_cell(value) for name, value in read.items()}
        others = [key for key in self.columns["text"] if values.get(key, "").strip() and values[key].strip() != read["text"].strip()]
        remarks = [*([self.source.remark] if self.source.remark else [])]
        if others:
            remarks.append(f"{len(others)} more column(s) of its row hold text and were not read (--map text=... chooses one)")
        if any(cell.strip() for cell in row.cells[len(names) :]):
            remarks.append("its row has more cells than the header: quotation marks may be wrong")
        if self.month_first and (written := read_day(fields["date"])) and written.either_way:
            remarks.append("its date was read day first, but other rows of its table can only be month first")
        if self.mixed_dates and (real := REAL_DAY.match(fields["date"].strip())) and real[1] != real[2] <= "12":
            remarks.append(EXCHANGED)
        if len(read["text"].encode("utf-16-le", "surrogatepass")) // 2 in range(CELL_LIMIT - 1, CELL_LIMIT + 1):
            remarks.append(CUT)
        if row.remark:
            remarks.append(row.remark)
        case_id = shown_name(" ".join(fields.pop("case_id").split()))
        text = fields.pop("text")
        if text != read["text"]:
            remarks.append("its mark-up (HTML) was decoded")
        return case_id, RawDocument(source=where, text=text, fields=fields, implied_type=self.implied_type, remarks=tuple(remarks))

    def _first(self, values: Mapping[str, str], name: str) -> str:
        candidates = [values.get(key, "") for key in self.columns[name]]
        if name == "text":
            return next((value for value in candidates if value.strip()), "")
        return next((value for value in candidates if not self.vocabulary.is_empty(value)), next((v for v in candidates if v.strip()), ""))


@dataclass(frozen=True, slots=True)
class Survey:
    """What a first pass over a table tells: rows for each case id (empty for rows without one), and how its dates are written."""

    n_rows: Counter[str]
    month_first: bool
    mixed_dates: bool


def survey(table: Table) -> Survey:
    """Return how many rows each case has, so that a case can be closed at its last row, and whether a date can only be month-first."""
    n_rows: Counter[str] = Counter()
    month_first, real, text = False, False, False
    for found in table.documents():
        if isinstance(found, NotAnalysed):
            continue
        n_rows[found[0]] += 1
        written = read_day(found[1].fields["date"])
        if written is not None:
            month_first = month_first or written.month_first
            is_real = REAL_DAY.match(found[1].fields["date"].strip()) is not None
            real, text = real or is_real, text or not is_real
    return Survey(n_rows, month_first, table.source.real_dates and real and text)


def recognise(source: RowSource, vocabulary: Vocabulary, column_map: Mapping[str, str]) -> Table:
    """Return a table with its header and columns found.

    ``column_map`` names columns by hand and goes before everything; a column that the table does not have is in ``unmapped``.

    Raises
    ------
    InputError
        If no column of text is recognised: the message names the columns found.

    """
    heads: list[Row] = []
    names: dict[str, None] = {}
    for row in source.rows():
        if row.names is not None:
            names.update(dict.fromkeys(row.names))
        elif len(heads) < HEADER_ROWS:
            heads.append(row)
        if heads and len(heads) == HEADER_ROWS:
            break
    if names:
        heads = [Row(0, tuple(names))]
    heads = [heads[0], *(_completed(upper, lower) for upper, lower in pairwise(heads))] if heads else []
    candidates = [(row, columns) for row in heads if (columns := _columns(row.cells, vocabulary, column_map))["text"]]
    if not candidates and not names:
        pairs = [_joined(upper, lower) for upper, lower in pairwise(heads)]
        candidates = [(row, columns) for row in pairs if (columns := _columns(row.cells, vocabulary, column_map))["text"]]
    if candidates:
        header, columns = max(candidates, key=lambda pair: sum(map(bool, pair[1].values())))
        present = set(map(column_key, header.cells))
        return Table(
            source=source,
            header=None if names else header.cells,
            header_row=header.number,
            columns=columns,
            implied_type=_implied(columns["text"][0], vocabulary),
            vocabulary=vocabulary,
            unmapped=tuple(name for name, column in column_map.items() if column_key(column) not in present),
        )
    filled = [row.cells for row in heads if any(cell.strip() for cell in row.cells)]
    shown = next((cells for cells in filled if sum(bool(cell.strip()) for cell in cells) > 1), filled[0] if filled else ())
    raise _no_text_column(source.where, shown, column_map)


def _completed(upper: Row, lower: Row) -> Row:
    """Return a row whose blank cells hold what stands above them: a name over two rows stands in the upper one."""
    cells = list(lower.cells)
    filled = sum(map(bool, cells))
    if filled < 2:
        return lower
    cells = [cell if cell.strip() or at >= len(upper.cells) else upper.cells[at] for at, cell in enumerate(cells)]
    return Row(lower.number, tuple(cells))


def _joined(upper: Row, lower: Row) -> Row:
    """Return two rows as one header: names of groups in the upper row, each over several columns, before the names in the lower one."""
    width = max(len(upper.cells), len(lower.cells))
    groups, names = (list(row.cells) + [""] * (width - len(row.cells)) for row in (upper, lower))
    for at in range(1, width):
        groups[at] = groups[at] if groups[at].strip() else groups[at - 1]
    return Row(lower.number, tuple(f"{group} {name}" if group != name else name for group, name in zip(groups, names, strict=True)))


def check_map(column_map: Mapping[str, str]) -> None:
    """Check that columns are named for fields that exist.

    Raises
    ------
    ConfigError
        If one does not.

    """
    unknown = sorted(set(column_map) - set(FIELDS))
    if unknown:
        raise ConfigError(where="--map", what=f"there is no field '{unknown[0]}'", next_step=f"Use one of: {', '.join(FIELDS)}.")


def _columns(cells: Sequence[str], vocabulary: Vocabulary, column_map: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    keys = {key for cell in cells if len(cell) <= 100 and (key := column_key(cell))}
    claimed = {column_key(column) for column in column_map.values()}
    found: dict[str, tuple[str, ...]] = {}
    for name in FIELDS:
        own = column_key(column_map.get(name, ""))
        known = tuple(key for key in vocabulary.columns[name] if key in keys and key not in claimed)
        found[name] = (own,) if own in keys else known
    return found


def _implied(text_column: str, vocabulary: Vocabulary) -> DocumentType | None:
    return next((DocumentType(code) for part, code in vocabulary.implied.items() if part in text_column), None)


def _no_text_column(where: str, shown: Iterable[str], column_map: Mapping[str, str]) -> InputError:
    names = [shown_name(" ".join(name.split())) for name in shown if name.strip()]
    asked = " of the name that --map gives" if "text" in column_map else ""
    step = 'Name the column that holds the text: --map text="...".'
    if not names:
        return InputError(where=where, what="is empty", next_step="Export it again.")
    told = [name if _may_be_shown(name) else f"column {number}" for number, name in enumerate(names, start=1)]
    if not any(map(_may_be_shown, names)):
        what = f"has no column of text{asked}; its first row of {len(names)} cells holds no name of a column that is known here"
        return InputError(where=where, what=what, next_step=f"Put the column names into the first row. {step}")
    if told != names:
        step = f"{step[:-1]}; those told by number have names that are not known here."
    listed = ", ".join(told[:COLUMNS_SHOWN]) + (f" and {len(told) - COLUMNS_SHOWN} more" if len(told) > COLUMNS_SHOWN else "")
    return InputError(where=where, what=f"has no column of text{asked}; its columns are: {listed}", next_step=step)


def _may_be_shown(cell: str) -> bool:
    """Whether a cell of the first row may stand in a message: only words that names of columns are made of ("Case note ID").

    The first row of a table without a header, or of a damaged one, is case text.
    """
    words = key_of(cell).split()
    return bool(words) and len(cell) <= 60 and _name_words().issuperset(words)


@cache
def _name_words() -> frozenset[str]:
    columns = load_table("taxonomies/columns")["columns"]
    return frozenset(word for names in columns.values() for name in names for word in key_of(name).split())
