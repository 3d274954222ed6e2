import io
import stat
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.cases import UnreadCase, read_cases
from analyser.formats.reading.zip_members import MOST_MEMBERS

ReadOne = Callable[..., CaseFile]
ReadAll = Callable[..., list[CaseFile | UnreadCase]]


def packed(members: Mapping[str, bytes | str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def ids(found: list[CaseFile | UnreadCase]) -> list[tuple[str, list[str]]]:
    return [(case.case_id, [document.document_id for document in case.documents]) for case in found if isinstance(case, CaseFile)]


@pytest.mark.parametrize(
    ("members", "cases"),
    [
        pytest.param({"note 10.txt": "b", "note 2.txt": "a"}, [("x", ["note 2", "note 10"])], id="documents are one case"),
        pytest.param({"smith/a.txt": "a", "smith/sub/b.txt": "b"}, [("smith", ["a", "b"])], id="a folder is the case"),
        pytest.param({"a/1.txt": "a", "b/2.txt": "b"}, [("a", ["1"]), ("b", ["2"])], id="folders are cases"),
        pytest.param({"export.csv": "case_id,text\nA,x\nB,y\n"}, [("A", ["D0001"]), ("B", ["D0001"])], id="a table of many cases"),
        pytest.param({"case.json": '{"case_id": "Z"}', "sub\\n.txt": "a"}, [("Z", ["n"])], id="who is who, and paths of Windows"),
        pytest.param({"a.txt": "a", "more.zip": packed({"b.txt": "b"})}, [("x", ["a", "b"])], id="an archive in an archive"),
        pytest.param({"__MACOSX/._a.txt": "junk", "a.txt": "a", "Thumbs.db": "junk"}, [("x", ["a"])], id="what programs leave behind"),
    ],
)
def test_an_archive_is_a_folder(tmp_path: Path, read_all: ReadAll, members: dict[str, bytes | str], cases: list[tuple[str, list[str]]]) -> None:
    (tmp_path / "x.zip").write_bytes(packed(members))
    assert ids(read_all(tmp_path / "x.zip")) == cases


def test_an_archive_among_documents_belongs_to_their_case(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "b.zip").write_bytes(packed({"sub/c.txt": "c", "d.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}))
    case = read_one(tmp_path)
    assert [(document.document_id, document.source) for document in case.documents] == [("a", "a.txt"), ("c", "b.zip/sub/c.txt")]
    assert [(problem.where, problem.next_step) for problem in case.not_analysed] == [("b.zip/d.doc", "Open it in Word and save it as DOCX.")]


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/evil.txt", "a/../../evil.txt", "C:/evil.txt", "..\\evil.txt"])
def test_members_that_lead_out_are_told_and_the_others_read(tmp_path: Path, read_one: ReadOne, name: str) -> None:
    (tmp_path / "x.zip").write_bytes(packed({name: "evil", "good.txt": "good"}))
    case = read_one(tmp_path / "x.zip")
    assert [document.text for document in case.documents] == ["good"]
    assert [problem.what for problem in case.not_analysed] == ["has a path that leads out of its archive"]
    assert not (tmp_path.parent / "evil.txt").exists()


def test_links_in_an_archive_are_not_followed(tmp_path: Path, read_one: ReadOne) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(link, "/etc/hostname")
        archive.writestr("good.txt", "good")
    case = read_one(tmp_path / "x.zip")
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [("link.txt", "is a link, which is not followed")]


def nested(levels: int) -> bytes:
    data = packed({"a.txt": "a"})
    for _ in range(levels):
        data = packed({"in.zip": data})
    return data


def locked() -> bytes:
    head = b"PK\x01\x02\x14\x03\x14\x00"
    return packed({"a.txt": "a"}).replace(head + b"\x00", head + b"\x01")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        pytest.param(b"SECRETWORD", "is no ZIP archive or is damaged", id="no archive"),
        pytest.param(packed({"a.txt": b"0" * (31 * 2**20)}), "unpacks to more than is read from one archive", id="ratio"),
        pytest.param(packed({f"{number}": b"" for number in range(MOST_MEMBERS + 1)}), "unpacks to more than is read from one archive", id="members"),
        pytest.param(nested(4), "lies more than 2 archives deep", id="archives without end"),
        pytest.param(locked(), "is protected by a password", id="locked"),
    ],
)  # fmt: skip
def test_archives_that_cannot_be_read_say_why(tmp_path: Path, data: bytes, what: str) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(InputError) as caught:
        list(read_cases(tmp_path / "x.zip"))
    assert caught.value.what == what


def test_a_damaged_member_is_told_and_the_others_read(tmp_path: Path, read_one: ReadOne) -> None:
    data = packed({"a.txt": "good", "b.txt": "SECRETWORD" * 50})
    (tmp_path / "x.zip").write_bytes(data.replace(data[data.index(b"b.txt") + 5 : data.index(b"b.txt") + 15], b"\xff" * 10, 1))
    case = read_one(tmp_path / "x.zip")
    assert [document.text for document in case.documents] == ["good"]
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [("b.txt", "is damaged in its archive")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_all_read(tmp_path: Path, read_one: ReadOne) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for number in (1, 2):
            archive.writestr("n.csv", f"Date,Text\n{number}/2/2008,Note {number}.\n")
    assert [document.text for document in read_one(tmp_path / "x.zip").documents] == ["Note 1.", "Note 2."]
