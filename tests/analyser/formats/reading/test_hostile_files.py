"""Files made to harm, or harmed: each gives its message within bounds, and the good file beside it is read."""

import csv
import os
import random
import re
import signal
import threading
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analyser.cli import app
from analyser.domain.text import CaseFile
from analyser.formats.reading.cases import read_cases
from analyser.formats.reading.parser import ParserProcess
from evaluation.hostile_office import Hostile
from evaluation.hostile_papers import packed
from evaluation.reading_hostile import GOOD, HOSTILE, read
from tests.analyser.formats.reading.office_files import pdf


def test_there_are_enough_of_them() -> None:
    assert len({hostile.about for hostile in HOSTILE}) == len(HOSTILE) >= 60


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.about)
def test_a_hostile_file_gives_its_message_and_takes_nothing_along(tmp_path: Path, hostile: Hostile) -> None:
    assert read(hostile, tmp_path).fault(hostile) == ""


def test_links_pipes_and_folders_without_end_are_told_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    deep = tmp_path.joinpath(*["d"] * 60)
    deep.mkdir(parents=True)
    (deep / "lost.txt").write_text("x", encoding="utf-8")
    told = {"is a link, which is not followed", "lies more than 40 folders deep"}
    try:
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere.txt")
        (tmp_path / "out.txt").symlink_to(Path(os.__file__))
    except OSError:
        told.discard("is a link, which is not followed")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        told.add("is no ordinary file")
    (case,) = read_cases(tmp_path)
    assert isinstance(case, CaseFile)
    assert [document.text for document in case.documents] == [GOOD]
    assert {problem.what for problem in case.not_analysed} == told


@pytest.mark.parametrize("name", ["NUL.txt", "con.txt", "a\u202etxt.md", "a..txt", "a\nb.txt", "x" * 200 + ".txt", " .txt"])
def test_names_that_some_system_cannot_bear_are_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.zip").write_bytes(packed({name: GOOD.encode()}))
    (case,) = read_cases(tmp_path / "x.zip")
    assert isinstance(case, CaseFile)
    assert [document.text for document in case.documents] == [GOOD]
    assert all(document.document_id.isprintable() for document in case.documents)


@pytest.mark.slow
def test_a_run_over_all_of_them_ends_with_a_report_and_a_list(tmp_path: Path) -> None:
    """Quick ones of every kind lie in one case: status 0, each told in errors.csv, nothing quoted anywhere."""
    costly = re.compile("GB|MB|million|,000|much|too|twice|itself")
    quick = [hostile for hostile in HOSTILE if hostile.what and hostile.name != "case.json" and not costly.search(hostile.about)]
    folder, out = tmp_path / "case", tmp_path / "out"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for number, hostile in enumerate(quick):
        (folder / f"{number:03}-{hostile.name}").write_bytes(hostile.make())
    done = CliRunner().invoke(app, ["run", str(folder), "--out", str(out), "--format", "json"])
    assert done.exit_code == 0, done.output
    with (out / "errors.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["where"][:3] for row in rows} >= {f"{number:03}" for number in range(len(quick))}
    assert "uillfeather" not in done.output + str(rows)


def test_a_child_killed_fifty_times_loses_nothing(tmp_path: Path) -> None:
    """The same sixty files are read until the fiftieth kill; each reading must give the text of all of them."""
    for number in range(60):
        lines = [f"Report {number}.", *(f"Line {line} of the report." for line in range(40))]
        (tmp_path / f"{number:02}.pdf").write_bytes(pdf(*[lines] * 8))
    kills: list[int] = []
    with ParserProcess() as parser:
        started = time.monotonic()
        parser.parse("pdf", (tmp_path / "00.pdf").read_bytes(), where="00.pdf")
        killer = threading.Thread(target=_kill_at_random, args=(parser, kills, time.monotonic() - started), daemon=True)
        killer.start()
        while killer.is_alive():
            (case,) = read_cases(tmp_path, parser=parser)
            assert isinstance(case, CaseFile)
            assert case.not_analysed == ()
            assert [document.text.split("\n")[0] for document in case.documents] == [f"Report {number}." for number in range(60)]
            assert all(document.text.count("\n") == 41 * 8 - 1 for document in case.documents)
    assert len(kills) == 50


def _kill_at_random(parser: ParserProcess, kills: list[int], start_seconds: float) -> None:
    """Kill at moments that have nothing to do with the files; a child lives one and a half times as long as its start takes, on average."""
    draw = random.Random(7)
    while len(kills) < 50:
        time.sleep(draw.uniform(0, 3 * start_seconds))
        pid = parser.pid
        if pid is not None and pid not in kills[-1:]:
            try:
                os.kill(pid, signal.SIGTERM)
            except OSError:
                continue
            kills.append(pid)
