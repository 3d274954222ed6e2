"""Whole reports: every claim points at its words, twice the same, and no case text where it does not belong."""

import csv
import filecmp
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import CaseFile, Document
from analyser.formats.writing import write_report
from analyser.pipeline import Components, analyse

OUTPUTS = {"report.json", "report.html", "chronology.csv", "chronology.xlsx", "chronology.docx", "documents.jsonl"}


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "analyser", *map(str, arguments)], cwd=cwd, capture_output=True, text=True, encoding="utf-8")


def quotes(report: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every quoted stretch of a report with the id of its document."""
    for timex in report["time_expressions"]:
        yield timex["document_id"], timex
    for entry in report["chronology"] + report["undated"]:
        for source in entry["sources"]:
            yield source["document_id"], source
    for use in report["information_use"]:
        for source in use["sources"]:
            yield source["document_id"], source
        for evidence in use["evidence"]:
            yield use["assessment_id"], evidence


def check_report(report: dict[str, Any], texts: dict[str, str]) -> int:
    """Check every offset of a report against the texts; return how many there were."""
    n = 0
    for document_id, quote in quotes(report):
        assert texts[document_id][quote["start"] : quote["end"]] == quote["text"]
        n += 1
    for assessment in report["assessments"]:
        text, at = texts[assessment["document_id"]], 0
        for sentence in assessment["sentences"]:
            assert at <= sentence["start"] < sentence["end"] <= len(text)
            at = sentence["end"]
        for feedback in assessment["strengths"] + assessment["prompts"]:
            assert all(0 <= span["start"] < span["end"] <= len(text) for span in feedback["spans"])
    order = [(e["earliest"] or "", e["latest"] or "9999") for e in report["chronology"]]
    assert order == sorted(order)
    return n


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory, gold_table: Path) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("runs")
    for name in ("first", "second"):
        finished = run("run", gold_table, "--out", folder / name, cwd=folder)
        assert finished.returncode == 0, finished.stderr
    return folder / "first" / "w1-01", folder / "second" / "w1-01"


@pytest.mark.slow
def test_a_run_writes_every_output(two_runs: tuple[Path, Path]) -> None:
    assert {path.name for path in two_runs[0].iterdir()} == OUTPUTS


@pytest.mark.slow
def test_two_runs_give_the_same_bytes(two_runs: tuple[Path, Path]) -> None:
    same, different, missing = filecmp.cmpfiles(*two_runs, common=sorted(OUTPUTS), shallow=False)
    assert (set(same), different, missing) == (OUTPUTS, [], [])


@pytest.mark.slow
def test_every_quote_of_a_real_report_stands_in_its_document(two_runs: tuple[Path, Path]) -> None:
    rows = [json.loads(line) for line in (two_runs[0] / "documents.jsonl").read_text(encoding="utf-8").splitlines()]
    report = json.loads((two_runs[0] / "report.json").read_text(encoding="utf-8"))
    assert check_report(report, {row["document_id"]: row["text"] for row in rows}) > 100
    assert report["chronology"]
    assert report["assessments"]
    assert report["information_use"]


SENTENCES = st.sampled_from(
    [
        "T/C from HV 12.3.08: Tia not brought to 2 yr check.",
        "Mum said 🙂 she was “fine” on Friday.",
        "Analysis:",
        "This is the third referral since 2005, which suggests that the plan ended too soon.",
        "No previous involvement.",
        "Police attended 3/7 ago – DV between M and F.",
        "• School to monitor by 14/5/08",
        "\tA | B | C",
        "Ünïcode e\u0301 ‮right to left‬",
        "DOB 05/04/2006; seen 04/05/2008.",
    ]
)
TEXTS = st.lists(SENTENCES | st.text(max_size=40), min_size=1, max_size=8).map("\n".join).map(str.strip).filter(bool)
DATES = st.none() | st.dates(min_value=date(2000, 1, 1), max_value=date(2024, 12, 31))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.tuples(TEXTS, DATES, st.sampled_from([*DocumentType, None]), st.sampled_from([*Agency, None])), min_size=1, max_size=4))
def test_any_case_file_gives_a_report_whose_offsets_hold(components: Components, texts: list[tuple[str, Any, Any, Any]]) -> None:
    documents = tuple(Document(f"D{i}", text, written_on=day, type=kind, agency=agency) for i, (text, day, kind, agency) in enumerate(texts))
    report = analyse(CaseFile("c", documents), components).to_dict()
    check_report(json.loads(json.dumps(report)), {document.document_id: document.text for document in documents})


def test_case_text_reaches_neither_logs_nor_reprs(components: Components, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> None:
    caplog.set_level(logging.DEBUG)
    case = CaseFile(
        "c", (Document("D1", "Zebulonmarker seen 12/3/08. Zebulonmarker hit by dad.", type=DocumentType.ASSESSMENT, author="Zebulonmarker"),)
    )
    report = analyse(case, components)
    write_report(report, tmp_path / "out")
    assert "Zebulonmarker" not in caplog.text + repr(report) + repr(case)


def test_bad_input_is_said_without_case_text_and_loses_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "2008-03-12 note.txt").write_text("H/V to mum 12/3/08. Zebulonmarker seen.", encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"Zebulonmarker is no zip")
    finished = run("run", folder, "--out", tmp_path / "out", cwd=tmp_path)
    assert finished.returncode == 0, finished.stderr
    assert "letter.docx" in finished.stderr
    assert "Zebulonmarker" not in finished.stderr + finished.stdout
    report = json.loads((tmp_path / "out" / "case" / "report.json").read_text(encoding="utf-8"))
    assert len(report["documents"]) == 1
    assert "letter.docx" in report["not_analysed"][0]["where"]
    with (tmp_path / "out" / "errors.csv").open(encoding="utf-8-sig", newline="") as file:
        assert ["letter.docx" in row["where"] for row in csv.DictReader(file)] == [True]


@pytest.mark.parametrize(
    ("files", "named"),
    [
        pytest.param(None, "given", id="a path that is not there"),
        pytest.param({}, "given", id="an empty folder"),
        pytest.param({"t.csv": "when,who\n1/2/08,me\n"}, "t.csv", id="a table without texts"),
    ],
)
def test_unusable_input_ends_with_status_2_and_says_what_to_do(tmp_path: Path, files: dict[str, str] | None, named: str) -> None:
    if files is not None:
        (tmp_path / "given").mkdir()
    for name, text in (files or {}).items():
        (tmp_path / "given" / name).write_text(text, encoding="utf-8")
    finished = run("run", tmp_path / "given", "--out", tmp_path / "out", cwd=tmp_path)
    assert finished.returncode == 2, finished.stderr
    assert named in finished.stderr
    assert "Traceback" not in finished.stderr
