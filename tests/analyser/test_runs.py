from collections.abc import Iterator
from pathlib import Path

import pytest

from analyser.domain.text import CaseFile, Document, NotAnalysed
from analyser.formats.reading.cases import UnreadCase
from analyser.formats.writing import Format
from analyser.pipeline import Components
from analyser.runs import Problem, RunSummary, folder_name, run_cases

REASON = NotAnalysed("a.docx", "is password-protected", "Save it without.")


@pytest.mark.parametrize(
    ("case_id", "taken", "name"),
    [
        pytest.param("w1-01", set(), "w1-01", id="plain"),
        pytest.param("2008/114: Smith", set(), "2008_114_Smith", id="characters that Windows refuses"),
        pytest.param("../../etc", set(), "etc", id="no way out of the folder"),
        pytest.param("aux.txt", set(), "_aux.txt", id="a device of Windows"),
        pytest.param("auxiliary", set(), "auxiliary", id="only looks like a device"),
        pytest.param("...", set(), "case", id="nothing left"),
        pytest.param("W1", {"w1", "W1-2"}, "W1-3", id="taken, also in other letters"),
    ],
)
def test_folder_names_are_safe_everywhere(case_id: str, taken: set[str], name: str) -> None:
    assert folder_name(case_id, taken=taken) == name


@pytest.mark.parametrize(
    ("n_done", "n_failed", "n_faults", "status"),
    [(2, 0, 0, 0), (1, 1, 0, 3), (1, 1, 1, 3), (0, 1, 0, 2), (0, 1, 1, 1), (0, 0, 0, 2)],
)
def test_exit_status_follows_the_contract(n_done: int, n_failed: int, n_faults: int, status: int) -> None:
    summary = RunSummary(done=tuple((f"c{i}", Path("x")) for i in range(n_done)), failed=(Problem("d", REASON),) * n_failed, n_faults=n_faults)
    assert summary.exit_status == status


def test_an_unread_case_and_a_fault_take_nothing_else_along(tmp_path: Path, components: Components) -> None:
    def found() -> Iterator[CaseFile | UnreadCase]:
        yield UnreadCase("bad", (REASON,))
        yield CaseFile("twice", (Document("D1", "Seen Zebulonmarker."), Document("D1", "The id of another document: a fault of the caller.")))
        yield CaseFile("good", (Document("D1", "H/V to mum 12/3/08."),), not_analysed=(REASON,))

    summary = run_cases(found(), components, tmp_path, formats=[Format.JSON])
    assert [case_id for case_id, _ in summary.done][-1] == "good"
    assert "bad" in {problem.case_id for problem in summary.failed}
    errors = (tmp_path / "errors.csv").read_text(encoding="utf-8-sig")
    assert "bad,a.docx,is password-protected,Save it without." in errors
    assert "good,a.docx" in errors
    assert "Zebulonmarker" not in errors
