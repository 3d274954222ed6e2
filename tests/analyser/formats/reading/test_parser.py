import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import docx
import pytest

from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.cases import read_cases
from analyser.formats.reading.memory import resident_bytes
from analyser.formats.reading.parser import Limits, ParserProcess
from tests.analyser.formats.reading.office_files import part_of, pdf, with_part, word

BODY = "word/document.xml"


def long_document(n_paragraphs: int) -> bytes:
    data = word(docx.Document())
    paragraphs = "".join(f"<w:p><w:r><w:t>Visit {number} of {number * 7919}</w:t></w:r></w:p>" for number in range(n_paragraphs))
    return with_part(data, BODY, part_of(data, BODY).replace(b"<w:sectPr", paragraphs.encode() + b"<w:sectPr", 1))


def test_one_child_serves_many_files_and_is_started_on_first_use() -> None:
    with ParserProcess() as parser:
        assert parser.pid is None
        parser.parse("pdf", pdf(["one"]), where="1.pdf")
        first = parser.pid
        assert first is not None
        with pytest.raises(InputError):
            parser.parse("pdf", b"broken", where="2.pdf")
        parser.parse("docx", word(docx.Document()), where="3.docx")
        assert parser.pid == first
    assert parser.pid is None


def test_a_child_that_was_killed_between_files_is_started_again() -> None:
    with ParserProcess() as parser:
        parser.parse("pdf", pdf(["one"]), where="1.pdf")
        killed = parser.pid
        assert killed is not None
        os.kill(killed, signal.SIGTERM)
        assert parser.parse("pdf", pdf(["two"]), where="2.pdf")["text"] == "two"
        assert parser.pid != killed


def test_a_child_killed_in_mid_work_loses_nothing() -> None:
    data = long_document(20_000)
    with ParserProcess() as parser:
        killer = threading.Thread(target=_kill_when_running, args=(parser,))
        killer.start()
        text = parser.parse("docx", data, where="a.docx")["text"]
        killer.join()
    assert text.startswith("Visit 0 of 0\n")
    assert text.count("\n") >= 19_999


def _kill_when_running(parser: ParserProcess) -> None:
    while parser.pid is None:
        time.sleep(0.001)
    os.kill(parser.pid, signal.SIGTERM)


def test_a_file_that_takes_too_long_is_given_up_and_the_next_one_read() -> None:
    with ParserProcess(Limits(seconds=0.02)) as parser:
        with pytest.raises(InputError, match=r"slow\.docx: takes longer than 0.02 seconds to read"):
            parser.parse("docx", long_document(50_000), where="slow.docx")
        parser.limits = Limits()
        assert parser.parse("pdf", pdf(["next"]), where="b.pdf")["text"] == "next"


def test_a_file_that_needs_too_much_memory_is_given_up_and_the_next_one_read() -> None:
    with ParserProcess(Limits(memory_bytes=120 * 2**20)) as parser:
        with pytest.raises(InputError) as caught:
            parser.parse("docx", long_document(300_000), where="large.docx")
        assert "memory" in caught.value.what
        assert parser.parse("pdf", pdf(["next"]), where="b.pdf")["text"] == "next"


def test_a_damaged_file_is_not_called_too_large_because_its_reader_was_started_by_a_large_program() -> None:
    held = b"x" * (200 * 2**20)
    with ParserProcess(Limits(memory_bytes=120 * 2**20)) as parser, pytest.raises(InputError, match="is no PDF or is damaged"):
        parser.parse("pdf", b"broken", where="a.pdf")
    assert len(held) > parser.limits.memory_bytes


def test_hostile_files_leave_the_rest_of_a_case_alone(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}a.pdf").write_bytes(pdf([f"Page of report {number}."]))
        (tmp_path / f"{number}b.docx").write_bytes(with_part(word(docx.Document()), BODY, b"<!DOCTYPE x><x/>"))
        (tmp_path / f"{number}c.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    (case,) = read_cases(tmp_path)
    assert isinstance(case, CaseFile)
    assert [document.text for document in case.documents] == [f"Page of report {number}." for number in range(3)]
    assert len(case.not_analysed) == 6


def test_the_memory_of_a_process_is_told() -> None:
    assert resident_bytes(os.getpid()) > 10 * 2**20
    assert resident_bytes(2**22 + 5) == 0


def test_the_child_loads_no_model_library() -> None:
    heavy = ("torch", "transformers", "spacy", "onnxruntime", "numpy", "docx")
    code = f"import sys, analyser.formats.reading.child; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
