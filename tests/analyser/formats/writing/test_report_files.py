import csv
import json
import os
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from analyser.domain.report import CaseReport
from analyser.formats.writing import Format, write_report

NAMES = ["report.json", "report.html", "chronology.csv", "chronology.xlsx", "chronology.docx", "documents.jsonl"]


@pytest.fixture(params=["report", "hostile"])
def either(request: pytest.FixtureRequest) -> CaseReport:
    found: CaseReport = request.getfixturevalue(request.param)
    return found


def digests(paths: tuple[Path, ...]) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in paths}


def test_all_six_files_are_written_and_nothing_else(report: CaseReport, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "case"
    paths = write_report(report, folder)
    assert [path.name for path in paths] == NAMES
    assert sorted(path.name for path in folder.iterdir()) == sorted(NAMES)


def test_formats_are_picked(report: CaseReport, tmp_path: Path) -> None:
    paths = write_report(report, tmp_path, formats={Format.DOCUMENTS, Format.JSON})
    assert [path.name for path in paths] == ["report.json", "documents.jsonl"]
    assert len(list(tmp_path.iterdir())) == 2


def test_equal_reports_give_equal_bytes_at_another_time(either: CaseReport, tmp_path: Path) -> None:
    first = digests(write_report(either, tmp_path / "a"))
    time.sleep(2.1)  # ZIP counts time in steps of two seconds
    assert digests(write_report(either, tmp_path / "b")) == first


@pytest.mark.slow
def test_equal_reports_give_equal_bytes_in_another_process_and_time_zone(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from tests.factories import *; from analyser.formats.writing import write_report; "
        "d = make_document('H/V to mum on 12/03/07'); "
        "write_report(make_report(make_case_file(d), entries=[make_entry(make_mention(d, 'H/V'))]), pathlib.Path(sys.argv[1]))"
    )
    for name, zone, seed in (("a", "UTC", "1"), ("b", "Pacific/Kiritimati", "2")):
        environment = os.environ | {"TZ": zone, "PYTHONHASHSEED": seed}
        subprocess.run([sys.executable, "-c", script, str(tmp_path / name)], check=True, env=environment)
    assert digests(tuple((tmp_path / "a").iterdir())) == digests(tuple((tmp_path / "b").iterdir()))


def test_report_json_reads_back(either: CaseReport, tmp_path: Path) -> None:
    (path,) = write_report(either, tmp_path, formats=[Format.JSON])
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(json.dumps(either.to_dict()))


def test_offsets_of_the_report_hold_in_the_documents_written(either: CaseReport, tmp_path: Path) -> None:
    write_report(either, tmp_path, formats=[Format.JSON, Format.DOCUMENTS])
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    texts = {row["document_id"]: row["text"] for row in map(json.loads, (tmp_path / "documents.jsonl").read_text(encoding="utf-8").split("\n")[:-1])}
    quotes = [source for entry in report["chronology"] + report["undated"] for source in entry["sources"]]
    quotes += [source for use in report["information_use"] for source in use["sources"]]
    quotes += [{"document_id": use["assessment_id"], **span} for use in report["information_use"] for span in use["evidence"]]
    assert quotes
    assert all(texts[quote["document_id"]][quote["start"] : quote["end"]] == quote["text"] for quote in quotes)


def test_an_event_has_one_number_in_every_file(report: CaseReport, tmp_path: Path) -> None:
    write_report(report, tmp_path)
    with (tmp_path / "chronology.csv").open(encoding="utf-8-sig", newline="") as file:
        numbers = {row["event_id"]: row["number"] for row in csv.DictReader(file)}
    sheet = openpyxl.load_workbook(tmp_path / "chronology.xlsx")["Chronology"]
    assert {str(row[1].value): str(row[0].value) for row in list(sheet)[1:]} == numbers
    tables = Document(str(tmp_path / "chronology.docx")).tables
    assert [row.cells[0].text.split()[0] for table in tables for row in table.rows[1:]] == list(numbers.values())
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert all(f'<tr id="e{number}"' in page for number in numbers.values())


@pytest.mark.parametrize("name", ["report.json", "report.html", "chronology.csv", "documents.jsonl"])
def test_text_files_end_their_lines_alike_everywhere(report: CaseReport, tmp_path: Path, name: str) -> None:
    write_report(report, tmp_path)
    content = (tmp_path / name).read_bytes()
    assert b"\r" not in content
    assert content.endswith(b"\n")


def test_a_fault_leaves_the_old_file_and_no_half_one(report: CaseReport, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "report.json").write_text("old", encoding="utf-8")

    def stop(path: Path, target: Path) -> Path:
        raise PermissionError("in use")

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(PermissionError):
        write_report(report, tmp_path, formats=[Format.JSON])
    assert [path.name for path in tmp_path.iterdir()] == ["report.json"]
    assert (tmp_path / "report.json").read_text(encoding="utf-8") == "old"
