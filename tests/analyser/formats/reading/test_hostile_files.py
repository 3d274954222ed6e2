"""Files made to harm, or harmed: each gives its message within bounds, and the good file beside it is read."""

import csv
import os
import random
import signal
import threading
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


@pytest.mark.parametrize("name", ["NUL.txt", "con.txt", "a\u202etxt.md", "..txt.md", "a\nb.txt", "x" * 200 + ".txt", " .txt"])
def test_names_that_some_system_cannot_bear_are_names(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.zip").write_bytes(packed({name: GOOD.encode()}))
    (case,) = read_cases(tmp_path / "x.zip")
    assert isinstance(case, CaseFile)
    assert [document.text for document in case.documents] == [GOOD]
    assert all(document.document_id.isprintable() for document in case.documents)


@pytest.mark.slow
def test_a_run_over_all_of_them_ends_with_a_report_and_a_list(tmp_path: Path) -> None:
    """Quick ones of every kind lie in one case: status 0, each told in errors.csv, nothing quoted anywhere."""
    quick = [hostile for hostile in HOSTILE if hostile.what and hostile.seconds == 60 and hostile.name != "case.json" and "GB" not in hostile.about]
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
    pages = {f"{number:02}.pdf": [f"Report {number}.", *(f"Line {line} of the report." for line in range(40))] for number in range(60)}
    for name, lines in pages.items():
        (tmp_path / name).write_bytes(pdf(*[lines] * 8))
    ended = threading.Event()
    kills: list[int] = []
    with ParserProcess() as parser:
        killer = threading.Thread(target=_kill_at_random, args=(parser, ended, kills))
        killer.start()
        (case,) = read_cases(tmp_path, parser=parser)
        ended.set()
        killer.join()
    assert isinstance(case, CaseFile)
    assert case.not_analysed == ()
    assert [document.text.split("\n")[0] for document in case.documents] == [lines[0] for lines in pages.values()]
    assert all(document.text.count("\n") == 41 * 8 - 1 for document in case.documents)


def _kill_at_random(parser: ParserProcess, ended: threading.Event, kills: list[int]) -> None:
    draw = random.Random(7)
    while not ended.wait(draw.uniform(0.01, 0.4)):
        pid = parser.pid
        if pid is not None and len(kills) < 50:
            try:
                os.kill(pid, signal.SIGTERM)
            except OSError:
                continue
            kills.append(pid)
