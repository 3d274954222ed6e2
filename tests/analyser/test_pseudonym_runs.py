import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyser.cli import main
from analyser.domain.text import CaseFile, Child, Document, NotAnalysed
from analyser.formats.reading.cases import UnreadCase, read_cases
from analyser.runs import UnderPseudonyms, key_path, write_key


def cases() -> Iterator[CaseFile | UnreadCase]:
    yield CaseFile("Zebulon 12", (Document("Zebulon visit", "Zebulon seen."),), (Child("Zebulon Marker"),))
    yield UnreadCase("Marker 13", (NotAnalysed("marker.doc", "is of a kind that is not read", "Save it as DOCX."),))


def test_cases_come_under_pseudonyms_and_the_key_leads_back(tmp_path: Path) -> None:
    renamed = UnderPseudonyms(cases())
    read, unread = list(renamed)
    assert isinstance(read, CaseFile)
    assert isinstance(unread, UnreadCase)
    assert (read.case_id, unread.case_id) == ("case-0001", "case-0002")
    assert "Zebulon" not in read.documents[0].text + read.documents[0].document_id
    assert unread.not_analysed[0].where == "file 1"
    write_key(renamed.key, tmp_path / "key.json")
    key = json.loads((tmp_path / "key.json").read_text(encoding="utf-8"))
    assert [case["case_id"] for case in key["cases"]] == ["Zebulon 12", "Marker 13"]
    assert {line["original"] for case in key["cases"] for line in case["key"]} >= {"Zebulon", "Marker", "Zebulon visit", "marker.doc"}
    assert "Zebulon" not in repr(renamed)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_key_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_key([], tmp_path / "key.json")
    assert (tmp_path / "key.json").stat().st_mode & 0o077 == 0


def test_the_key_lies_beside_the_reports_and_is_never_read(tmp_path: Path) -> None:
    out = tmp_path / "reports"
    path = key_path(out)
    assert path.parent == tmp_path
    write_key([], path)
    (tmp_path / "note.txt").write_text("H/V to mum.", encoding="utf-8")
    (case,) = read_cases([tmp_path])
    assert isinstance(case, CaseFile)
    assert len(case.documents) == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--shift-dates"], "Add --pseudonymise"),
        (["--pseudonymise", "--shift-dates"], "needs a secret"),
        (["--pseudonymise", "--secret", "short.txt"], "fewer than 16"),
    ],
)
def test_options_that_do_not_go_together_say_what_to_do(
    options: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("short.txt").write_text("abc", encoding="utf-8")
    Path("note.txt").write_text("H/V to mum.", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["analyser", "run", "note.txt", "--out", "out", *options])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err
