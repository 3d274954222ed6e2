import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.cases import UnreadCase, read_cases

ReadOne = Callable[..., CaseFile]
ReadAll = Callable[..., list[CaseFile | UnreadCase]]


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def ids(found: list[CaseFile | UnreadCase]) -> list[tuple[str, list[str]]]:
    return [(case.case_id, [document.document_id for document in case.documents]) for case in found if isinstance(case, CaseFile)]


def test_a_folder_of_texts_is_one_case_named_after_it(tmp_path: Path, read_one: ReadOne) -> None:
    for name in ("note 10.txt", "note 2.txt", "sub/report.md", ".hidden.txt", "~$lock.txt", "Thumbs.db"):
        write(tmp_path / "smith" / name, "Mother was seen.")
    case = read_one(tmp_path / "smith")
    assert case.case_id == "smith"
    assert [document.document_id for document in case.documents] == ["note 2", "note 10", "report"]
    assert case.not_analysed == ()


def test_a_folder_of_folders_is_a_case_for_each(tmp_path: Path, read_all: ReadAll) -> None:
    write(tmp_path / "a" / "one.txt", "One.")
    write(tmp_path / "b" / "two.txt", "Two.")
    (tmp_path / "c").mkdir()
    found = read_all(tmp_path)
    assert ids(found) == [("a", ["one"]), ("b", ["two"])]
    unread = found[-1]
    assert isinstance(unread, UnreadCase)
    assert (unread.case_id, unread.not_analysed[0].what) == ("c", "holds no file that can be read")


def test_a_table_of_many_cases_gives_each_at_its_last_row(tmp_path: Path, read_all: ReadAll) -> None:
    table = "case_id,document_id,text\nA,1,x\nB,2,x\nA,3,x\nC,4,x\nB,5,x\n,6,x\n"
    found = read_all(write(tmp_path / "many.csv", table))
    assert ids(found) == [("A", ["1", "3"]), ("C", ["4"]), ("B", ["2", "5"])]
    last = found[-1]
    assert isinstance(last, UnreadCase)
    assert last.not_analysed[0].what == "1 row(s) have no case id and belong to none of its cases"


def test_only_one_case_is_held_of_a_sorted_table(tmp_path: Path) -> None:
    path = write(tmp_path / "many.csv", "case_id,text\n" + "".join(f"{case},x\n" for case in range(1000)))
    first = next(iter(read_cases(path)))
    assert first.case_id == "0"


def test_tables_side_by_side_are_joined_by_case(tmp_path: Path, read_all: ReadAll) -> None:
    write(tmp_path / "notes.csv", "case_id,document_id,text\nA,1,x\nB,2,x\n")
    write(tmp_path / "plans.csv", "case_id,document_id,text\nB,3,x\nA,4,x\n")
    assert ids(read_all(tmp_path)) == [("B", ["2", "3"]), ("A", ["1", "4"])]
    assert ids(read_all(tmp_path / "notes.csv", tmp_path / "plans.csv")) == [("B", ["2", "3"]), ("A", ["1", "4"])]


def test_the_case_id_of_a_table_goes_before_the_folders_name_for_the_whole_folder(tmp_path: Path, read_one: ReadOne) -> None:
    write(tmp_path / "demo" / "export.csv", "case_id,document_id,text\n77,1,x\n,2,x\n")
    write(tmp_path / "demo" / "letter.txt", "Dear Ms Example\nCome in.")
    case = read_one(tmp_path / "demo")
    assert case.case_id == "77"
    assert [document.document_id for document in case.documents] == ["1", "2", "letter"]
    assert "its row has no case id; it was taken for the only case of its table" in case.documents[1].remarks


def test_case_json_names_the_case_and_its_people(tmp_path: Path, read_one: ReadOne) -> None:
    write(
        tmp_path / "x" / "case.json",
        '{"case_id": "w9", "children": [{"name": "Ali Example", "aka": ["AE"], "dob": "2004-02-01"}], "people": [{"name": "B", "role": "mother"}]}',
    )
    write(tmp_path / "x" / "documents.csv", "document_id,text\n1,x\n")
    for path in (tmp_path / "x", tmp_path / "x" / "documents.csv"):
        case = read_one(path)
        assert case.case_id == "w9"
        assert [(child.name, child.aka, child.dob) for child in case.children] == [("Ali Example", ("AE",), date(2004, 2, 1))]
        assert [(person.name, person.role) for person in case.people] == [("B", "mother")]


def test_folders_below_a_case_with_a_case_json_are_cases_of_their_own(tmp_path: Path, read_all: ReadAll) -> None:
    write(tmp_path / "readme.txt", "About these files.")
    for name in ("a", "b"):
        write(tmp_path / name / "case.json", "{}")
        write(tmp_path / name / "n.txt", "x")
    assert ids(read_all(tmp_path)) == [(tmp_path.name, ["readme"]), ("a", ["n"]), ("b", ["n"])]


def test_people_csv_serves_the_cases_of_a_table(tmp_path: Path, read_all: ReadAll) -> None:
    write(tmp_path / "t.csv", "case_id,text\nA,x\nB,x\n")
    write(tmp_path / "people.csv", "Case ID,Name,AKA,Relationship,DOB\nA,Kim Example,K; Kimmy,Child,1/2/2004\nA,Jo Example,,Mother,\nB,Sam,,,never\n")
    a, b = (case for case in read_all(tmp_path / "t.csv") if isinstance(case, CaseFile))
    assert [(child.name, child.aka, child.dob) for child in a.children] == [("Kim Example", ("K", "Kimmy"), date(2004, 2, 1))]
    assert [person.name for person in a.people] == ["Jo Example"]
    assert [(child.name, child.dob) for child in b.children] == [("Sam", None)]


def test_a_bad_case_json_leaves_the_case_readable(tmp_path: Path, read_one: ReadOne) -> None:
    write(tmp_path / "x" / "case.json", "{SECRETWORD")
    write(tmp_path / "x" / "n.txt", "Text.")
    case = read_one(tmp_path / "x")
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [("case.json", "is no JSON")]


def test_a_case_id_met_again_elsewhere_gets_a_suffix(tmp_path: Path, read_all: ReadAll) -> None:
    write(tmp_path / "a" / "same" / "n.txt", "x")
    write(tmp_path / "b" / "same" / "n.txt", "x")
    first, second = read_all(tmp_path / "a", tmp_path / "b")
    assert (first.case_id, second.case_id) == ("same", "same-2")
    assert "met before in this run" in second.not_analysed[0].what


def test_output_of_ours_is_never_input(tmp_path: Path, read_all: ReadAll) -> None:
    write(tmp_path / "case" / "n.txt", "x")
    for name in ("report.json", "documents.jsonl", "chronology.csv"):
        write(tmp_path / "case" / "out" / "case" / name, "{}")
    write(tmp_path / "case" / "out" / "errors.csv", "case_id,where,what,next_step,text\n,,,,x\n")
    assert ids(read_all(tmp_path / "case")) == [("case", ["n"])]
    for path in (tmp_path / "case" / "out" / "case", tmp_path / "case" / "out" / "case" / "chronology.csv"):
        with pytest.raises(InputError, match="never taken for input"):
            read_cases(path)


def test_a_folder_left_out_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "case" / "n.txt", "x")
    write(tmp_path / "case" / "out" / "m.txt", "x")
    (case,) = read_cases(tmp_path / "case", leave_out=[tmp_path / "case" / "out"])
    assert ids([case]) == [("case", ["n"])]


@pytest.mark.parametrize("name", ["missing", "missing.csv"])
def test_a_path_that_does_not_exist_is_an_error_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match="does not exist"):
        read_cases(tmp_path / name)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no file that can be read"):
        list(read_cases(tmp_path))


def test_an_empty_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"t\.csv: is empty"):
        list(read_cases(write(tmp_path / "t.csv", "")))


def test_files_that_cannot_be_read_leave_the_others_alone(tmp_path: Path, read_one: ReadOne) -> None:
    write(tmp_path / "x" / "a.txt", "Seen at home.")
    write(tmp_path / "x" / "b.txt", "  \n ")
    write(tmp_path / "x" / "c.docx", "no archive")
    write(tmp_path / "x" / "d.doc", "old")
    write(tmp_path / "x" / "e.csv", "Ref,Story\n1,SECRETWORD\n")
    write(tmp_path / "x" / "f.weird", "?")
    case = read_one(tmp_path / "x")
    assert [document.document_id for document in case.documents] == ["a"]
    told = {problem.where: (problem.what, problem.next_step) for problem in case.not_analysed}
    assert told["b.txt"][0] == "holds no text"
    assert told["c.docx"][0] == "is no DOCX file or is damaged"
    assert told["d.doc"] == ("is of a kind that is not read (.doc)", "Open it in Word and save it as DOCX.")
    assert told["e.csv"][0].endswith("its columns are: Ref, column 2")
    assert told["f.weird"][0] == "is of a kind that is not read (.weird)"
    assert "SECRETWORD" not in repr(case.not_analysed)


def test_what_a_text_states_of_itself_is_found(tmp_path: Path, read_one: ReadOne) -> None:
    write(tmp_path / "x" / "2010-01-05 letter.txt", "Anytown Health Visiting Service\n12th March 2008\n\nDear Ms Example\n\nI write about the twins.")
    write(
        tmp_path / "x" / "form.txt",
        "Single Assessment\nDate of birth: 1/2/2004\nDate of assessment: 14/03/2008\nCompleted by: A. Example, Social Worker\n\nSeen.",
    )
    write(tmp_path / "x" / "2008-03-16_visit.txt", "Home visit. Mother was seen.")
    write(tmp_path / "x" / "mail.txt", "From: B. Example <b@anytown.police.uk>\nSent: 17 March 2008 09:12\nTo: Duty\nSubject: Log\n\nPlease see log.")
    write(tmp_path / "x" / "plain.txt", "Nothing is stated.")
    form, letter, visit, mail, plain = sorted(
        read_one(tmp_path / "x").documents,
        key=lambda document: ["form", "2010-01-05 letter", "2008-03-16_visit", "mail", "plain"].index(document.document_id),
    )
    assert (form.written_on, form.type, form.agency) == (date(2008, 3, 14), DocumentType.ASSESSMENT, Agency.CHILDRENS_SOCIAL_CARE)
    assert form.author == "A. Example, Social Worker"
    assert "its date was taken from a 'date of assessment' line among its first lines" in form.remarks
    assert (letter.written_on, letter.type, letter.agency) == (date(2008, 3, 12), DocumentType.LETTER, Agency.HEALTH_VISITOR)
    assert (visit.written_on, visit.type) == (date(2008, 3, 16), DocumentType.CASE_NOTE)
    assert "its date was taken from the file name" in visit.remarks
    assert (mail.written_on, mail.type, mail.agency, mail.title) == (date(2008, 3, 17), DocumentType.EMAIL, Agency.POLICE, "Log")
    assert (plain.written_on, plain.type, plain.agency) == (None, None, None)
    assert {"its date is unknown", "its type is unknown", "its agency is unknown"} <= set(plain.remarks)


def test_reading_twice_gives_the_same(tmp_path: Path, gold_table: Path) -> None:
    shutil.copytree(gold_table.parent, tmp_path / "w")
    assert list(read_cases(tmp_path / "w")) == list(read_cases(tmp_path / "w"))


def test_representations_hide_the_text(tmp_path: Path, read_one: ReadOne) -> None:
    case = read_one(write(tmp_path / "t.csv", "author,title,text\nSECRETNAME,SECRETTITLE,SECRETWORD\n"))
    assert "SECRET" not in repr(case)
