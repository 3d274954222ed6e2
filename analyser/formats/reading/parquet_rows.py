"""The rows of Parquet files. Runs in the parsing child."""

import json
import os
from typing import Any

from analyser.errors import InputError
from analyser.formats.reading.xlsx_rows import cell_text

MOST_ROWS = 2_000_000
MOST_COLUMNS = 2_000
MOST_CHARACTERS = 400 * 10**6
BATCH_ROWS = 256
SPLIT_STEP = "Split it, or leave out the columns that hold no text, and run again."


def parse(data: bytes) -> dict[str, Any]:
    """Return one sheet as ``xlsx_rows.parse`` does; its first row are the names of the columns. Days are ISO dates.

    Raises
    ------
    InputError
        If the file is damaged, encrypted, or holds more than the limits.

    """
    os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"  # the others reserve more address space than the child may have
    import pyarrow
    import pyarrow.parquet

    try:
        file = pyarrow.parquet.ParquetFile(pyarrow.BufferReader(data))
    except (pyarrow.ArrowException, OSError):
        raise InputError(where="", what="is no Parquet file or is damaged", next_step="Export the table again, or as CSV.") from None
    names = file.schema_arrow.names
    if file.metadata.num_rows > MOST_ROWS or len(names) > MOST_COLUMNS:
        raise InputError(where="", what=f"has more than {MOST_ROWS:,} rows or {MOST_COLUMNS:,} columns", next_step=SPLIT_STEP)
    rows: list[tuple[int, list[str]]] = [(1, list(map(str, names)))]
    n_characters = 0
    for batch in file.iter_batches(batch_size=BATCH_ROWS, use_threads=False):
        for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            cells = [_text(value) for value in values]
            n_characters += sum(map(len, cells))
            if n_characters > MOST_CHARACTERS:
                raise InputError(where="", what=f"holds more than {MOST_CHARACTERS // 10**6} million characters", next_step=SPLIT_STEP)
            rows.append((len(rows) + 1, cells))
    return {"sheets": [{"number": 1, "rows": rows}]}


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, (list, dict, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return cell_text(value)
