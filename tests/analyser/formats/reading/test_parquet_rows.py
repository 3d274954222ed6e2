import io
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.parquet_rows import MOST_ROWS, parse
from analyser.formats.reading.parser import ParserProcess

ReadOne = Callable[..., CaseFile]


def parquet(columns: dict[str, list[object]]) -> bytes:
    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), buffer)
    return buffer.getvalue()


def test_rows_are_read_as_those_of_other_tables(tmp_path: Path, read_one: ReadOne) -> None:
    columns: dict[str, list[object]] = {
        "Note ID": [12, 13],
        "Contact date": [date(2008, 3, 4), None],
        "Entered": [datetime(2008, 3, 5, 9, 30), datetime(2008, 3, 6)],
        "Note text": ["Seen\r\nat home – “fine” 😀", "Second"],
    }
    (tmp_path / "n.parquet").write_bytes(parquet(columns))
    documents = read_one(tmp_path / "n.parquet").documents
    assert [(found.document_id, found.written_on, found.source) for found in documents] == [
        ("12", date(2008, 3, 4), "n.parquet, row 2"), ("13", None, "n.parquet, row 3")
    ]  # fmt: skip
    assert documents[0].text == "Seen\nat home – “fine” 😀"


def test_values_of_every_kind_become_text() -> None:
    columns: dict[str, list[object]] = {"a": [b"Se\xc3\xa9n", None], "b": [[1, 2], None], "c": [{"x": 1}, None], "d": [True, False], "e": [2.0, 2.5]}
    (sheet,) = parse(parquet(columns))["sheets"]
    assert sheet["rows"][1:] == [(2, ["Seén", "[1, 2]", '{"x": 1}', "yes", "2"]), (3, ["", "", "", "no", "2.5"])]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"SECRETWORD", "is no Parquet file or is damaged", id="no Parquet"),
        pytest.param(b"PAR1" + b"x" * 100 + b"PAR1", "is no Parquet file or is damaged", id="damaged"),
        pytest.param(parquet({"text": ["x"] * (MOST_ROWS + 1)}), "has more than 2,000,000 rows or 2,000 columns", id="rows"),
        pytest.param(parquet({"text": ["SECRETWORD" * 200_000] * 300}), "holds more than 400 million characters", id="a few bytes that say much"),
    ],
)
def test_files_that_cannot_be_read_say_why(parser: ParserProcess, data: bytes, what: str) -> None:
    with pytest.raises(InputError) as caught:
        parser.parse("parquet", data, where="a.parquet")
    assert caught.value.what == what
