from pathlib import Path

import pytest

from analyser.formats.reading.folders import groups
from analyser.formats.reading.found import shown_name
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.places import natural_key


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x", encoding="utf-8")
    return path


def test_names_sort_as_people_count() -> None:
    names = ["note 10.txt", "Note 2.txt", "note 1.txt", "a.txt", "2008-03-12.txt"]
    assert sorted(names, key=natural_key) == ["2008-03-12.txt", "a.txt", "note 1.txt", "Note 2.txt", "note 10.txt"]


def test_files_of_one_folder_named_together_are_one_group(tmp_path: Path, parser: ParserProcess) -> None:
    a, b, c = write(tmp_path / "x" / "a.txt"), write(tmp_path / "x" / "b.txt"), write(tmp_path / "y" / "c.txt")
    found = list(groups([a, c, b, a], parser))
    assert [(group.name, tuple(blob.path for blob in group.files)) for group in found] == [("x", (a, b)), ("c", (c,))]


def test_a_linked_folder_is_not_followed(tmp_path: Path, parser: ParserProcess) -> None:
    write(tmp_path / "x" / "a.txt")
    try:
        (tmp_path / "x" / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system lets us make no link")
    (group,) = groups([tmp_path / "x"], parser)
    assert [blob.where for blob in group.files] == ["a.txt"]
    assert [(problem.where, problem.what) for problem in group.problems] == [("again", "is a link, which is not followed")]


def test_a_folder_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: ParserProcess) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "locked" / "b.txt")
    iterdir = Path.iterdir

    def guarded(self: Path):  # type: ignore[no-untyped-def]  # noqa: ANN202 - the type is that of the method it stands for
        if self.name == "locked":
            raise PermissionError(13, "Permission denied")
        return iterdir(self)

    monkeypatch.setattr(Path, "iterdir", guarded)
    (group,) = groups([tmp_path], parser)
    assert [path.name for path in group.files] == ["a.txt"]
    assert [(Path(problem.where).name, problem.what) for problem in group.problems] == [("locked", "cannot be opened (Permission denied)")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("note 2.txt", "note 2.txt"),
        ("a\u202eb", "a\ufffdb"),
        ("a\nb\x00", "a\ufffdb\ufffd"),
        ("caf\udce9", "caf\ufffd"),
        ("Zoë Łukasz", "Zoë Łukasz"),
    ],
)
def test_names_are_shown_as_they_can_be_printed(name: str, shown: str) -> None:
    assert shown_name(name) == shown
