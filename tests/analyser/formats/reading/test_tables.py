import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import CaseFile
from analyser.errors import ConfigError, InputError
from analyser.formats.reading.cases import read_cases

ReadOne = Callable[..., CaseFile]


def write_csv(path: Path, *rows: list[str], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


@pytest.mark.parametrize(
    "header",
    [
        pytest.param(["Subject Reference", "Contact date", "Note type", "Title", "Created by", "Case note text"], id="Mosaic"),
        pytest.param(["DIM_PERSON_ID", "EVENT_DTTM", "DIM_LOOKUP_CASNT_TYPE_ID_CODE", "TITLE", "CREATED_BY_USER", "CASENOTE_TEXT"], id="Liquidlogic"),
        pytest.param(["Person ID", "Date recorded", "Form name", "Heading", "Recorded by", "Note details"], id="Eclipse"),
        pytest.param(["Person Number", "Date of Contact", "Case Note Type", "Summary", "User", "Description / Details"], id="CareDirector"),
        pytest.param(["Client ID", "Note Date", "Document Type", "Document Title", "Author", "Narrative"], id="Azeus"),
        pytest.param(["Case Reference", "Date", "Event Type", "Case Note Summary", "Worker", "Case Note Detail"], id="One"),
    ],
)
def test_exports_of_the_common_systems_are_recognised(tmp_path: Path, read_one: ReadOne, header: list[str]) -> None:
    own = {"text": header[-1]} if "/" in header[-1] else {}
    path = write_csv(tmp_path / "e.csv", header, ["778", "12/03/2008", "Case Note - Home Visit", "Visit", "A. Example", "Mother was seen."])
    case = read_one(path, column_map=own)
    (document,) = case.documents
    assert case.case_id == "778"
    assert (document.text, document.written_on, document.type) == ("Mother was seen.", date(2008, 3, 12), DocumentType.CASE_NOTE)
    assert (document.author, document.title, document.agency) == ("A. Example", "Visit", Agency.CHILDRENS_SOCIAL_CARE)


def test_a_table_without_a_text_column_is_an_error_that_names_its_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", ["Ref", "When", "Story"], ["1", "2", "SECRETWORD"])
    with pytest.raises(InputError) as caught:
        list(read_cases(path))
    assert "e.csv" in str(caught.value)
    assert "Ref, column 2, column 3. " in str(caught.value)  # a name that is not known could be case text
    assert "--map text=" in str(caught.value)
    assert "SECRETWORD" not in str(caught.value)


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "2/3/2008", "SECRETWORD"],
        ["SECRETWORD, she said", "x"],
        ["a", "Mum said that SECRETWORD left her"],
    ],
)
def test_a_table_without_a_header_shows_none_of_its_cells(tmp_path: Path, cells: list[str]) -> None:
    with pytest.raises(InputError, match="has no column of text") as caught:
        list(read_cases(write_csv(tmp_path / "e.csv", cells, cells)))
    assert "SECRETWORD" not in str(caught.value)


def test_a_first_row_that_runs_into_case_text_shows_its_names_only(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", ["Case reference", "Contact", "Case nMrs SECRETWORD was seen."], ["1", "2", "x"])
    with pytest.raises(InputError, match="its columns are: Case reference, Contact, column 3") as caught:
        list(read_cases(path))
    assert "SECRETWORD" not in str(caught.value)


def test_a_column_named_by_hand_is_read(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Ref", "Notes", "Story"], ["1", "n/a", "The text."])
    assert read_one(path, column_map={"text": "story"}).documents[0].text == "The text."


def test_a_column_named_by_hand_that_is_absent_is_an_error(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", ["Ref", "Tale"], ["1", "The text."])
    with pytest.raises(InputError, match="no column of text of the name that --map gives"):
        list(read_cases(path, column_map={"text": "Story"}))


def test_a_column_named_by_hand_that_one_table_lacks_is_told_and_its_own_columns_serve(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Date", "Text"], ["12/03/2008", "The text."])
    case = read_one(path, column_map={"date": "Seen on"})
    assert case.documents[0].written_on == date(2008, 3, 12)
    assert [problem.what for problem in case.not_analysed] == ["has no column 'Seen on', which --map names for date"]


def test_a_field_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "e.csv", ["Text"], ["The text."])
    with pytest.raises(ConfigError, match="no field 'body'"):
        read_cases(path, column_map={"body": "Text"})


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_separators_are_recognised(tmp_path: Path, read_one: ReadOne, delimiter: str) -> None:
    path = write_csv(tmp_path / "e.csv", ["Date", "Text"], ["12/03/2008", 'Mum; said, "no" | then\tleft'], delimiter=delimiter)
    assert read_one(path).documents[0].text == 'Mum; said, "no" | then\tleft'


def test_a_report_title_above_the_header_is_passed_over(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Case notes"], ["Run on 1/4/2010"], [], ["Date", "Type", "Text"], ["12/03/2008", "Email", "Body of it."])
    (document,) = read_one(path).documents
    assert (document.text, document.type, document.written_on) == ("Body of it.", DocumentType.EMAIL, date(2008, 3, 12))


def test_a_bad_date_is_remarked_and_the_document_kept(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Date", "Text"], ["31/02/2008", "Mother was seen."], ["NULL", "Father was seen."])
    bad, missing = read_one(path).documents
    assert bad.written_on is None
    assert "its date is none that can be read (ISO or day first)" in bad.remarks
    assert missing.remarks[0] == "its date is unknown"
    assert not any("31/02" in remark for remark in bad.remarks)


def test_a_table_that_mixes_month_first_dates_is_flagged_on_every_doubtful_row(tmp_path: Path, read_one: ReadOne) -> None:
    rows = [["03/25/2008", "One."], ["3/4/2008", "Two."], ["25/4/2008", "Three."]]
    first, doubtful, certain = read_one(write_csv(tmp_path / "e.csv", ["Date", "Text"], *rows)).documents
    assert first.written_on == date(2008, 3, 25)
    assert "its date was read month first, because it is none day first" in first.remarks
    assert doubtful.written_on == date(2008, 4, 3)
    assert "its date was read day first, but other rows of its table can only be month first" in doubtful.remarks
    assert not any("month first" in remark for remark in certain.remarks)


def test_the_second_date_column_serves_rows_where_the_first_is_empty(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Created on", "Contact date", "Text"], ["2/4/2008", "1/4/2008", "One."], ["2/4/2008", "", "Two."])
    assert [document.written_on for document in read_one(path).documents] == [date(2008, 4, 1), date(2008, 4, 2)]


def test_two_documents_with_one_id_are_both_kept(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Document ID", "Text"], ["N1", "One."], ["N1", "Two."], ["N1", "Three."], ["", "Four."])
    documents = read_one(path).documents
    assert [document.document_id for document in documents] == ["N1", "N1-2", "N1-3", "D0004"]
    assert "another document has the id 'N1'; this one is called 'N1-2'" in documents[1].remarks


def test_rows_without_text_are_told_and_blank_rows_passed_over(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["ID", "Text"], ["N1", " \n "], ["", ""], ["N2", "Two."])
    case = read_one(path)
    assert [document.document_id for document in case.documents] == ["N2"]
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [("e.csv, row 2", "holds no text")]


def test_values_that_no_table_knows_are_remarked_without_being_quoted(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Type", "Agency", "Text"], ["Zorgle", "Blimp Co", "Mother was seen."])
    (document,) = read_one(path).documents
    assert (document.type, document.agency) == (None, None)
    remarks = " ".join(document.remarks)
    assert "not in the table of types" in remarks
    assert "not in the table of agencies" in remarks
    assert "Zorgle" not in remarks


def test_status_and_cut_cells_are_remarked(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Status", "Text"], ["Deleted", "One."], ["Complete", "x" * 32767])
    deleted, cut = read_one(path).documents
    assert "the case system marks it as deleted" in deleted.remarks
    assert "its text ends where a spreadsheet cell is full, so its end may be missing" in cut.remarks


def test_a_second_column_with_text_is_remarked(tmp_path: Path, read_one: ReadOne) -> None:
    path = write_csv(tmp_path / "e.csv", ["Case note text", "Comments"], ["One.", "More."], ["Two.", ""])
    first, second = read_one(path).documents
    assert any("1 more column(s)" in remark for remark in first.remarks)
    assert not any("more column(s)" in remark for remark in second.remarks)


def test_a_bad_line_of_json_is_told_and_the_rest_read(tmp_path: Path, read_one: ReadOne) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text('{"text": "One.", "document_id": 7}\n{"text": "SECRETWORD\n[1]\n{"id": "x", "text": "Two.", "date": null}\n', encoding="utf-8")
    case = read_one(path)
    assert [(document.document_id, document.text) for document in case.documents] == [("7", "One."), ("x", "Two.")]
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [
        ("e.jsonl, row 2", "is no JSON"),
        ("e.jsonl, row 3", "is no JSON object"),
    ]


def test_a_lone_surrogate_is_replaced_and_said(tmp_path: Path, read_one: ReadOne) -> None:
    path = tmp_path / "e.jsonl"
    path.write_text('{"text": "Mum \\ud800 said \\ud83d\\ude00"}\n', encoding="utf-8")
    (document,) = read_one(path).documents
    assert document.text == "Mum \ufffd said 😀"
    assert "characters of it could not be decoded and stand as U+FFFD" in document.remarks


def test_html_in_a_cell_is_decoded_and_redactions_are_left_alone(tmp_path: Path, read_one: ReadOne) -> None:
    rows = [["<p>Mum&nbsp;said &quot;no&quot;</p><p>Seen<br/>alone</p>"], ["<NAME> seen, x < 5 & y > 3"]]
    decoded, plain = read_one(write_csv(tmp_path / "e.csv", ["Text"], *rows)).documents
    assert decoded.text == 'Mum\xa0said "no"\n\nSeen\nalone'
    assert "its mark-up (HTML) was decoded" in decoded.remarks
    assert plain.text == "<NAME> seen, x < 5 & y > 3"


def test_a_quotation_mark_that_never_closes_is_remarked(tmp_path: Path, read_one: ReadOne) -> None:
    path = tmp_path / "e.csv"
    path.write_text('id,text\n1,"One, ""quoted""\nto the end"\n2,"Two\n3,Three\n', encoding="utf-8")
    good, swallowed = read_one(path).documents
    assert not any("never closes" in remark for remark in good.remarks)
    assert any("never closes" in remark for remark in swallowed.remarks)


texts = st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text.strip()), min_size=1, max_size=5)


def kept(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@settings(max_examples=60, deadline=None)
@given(texts)
def test_the_texts_of_a_csv_come_back_as_they_were(written: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "e.csv", ["document_id", "text"], *([str(number), text] for number, text in enumerate(written)))
        (case,) = read_cases(path)
    assert isinstance(case, CaseFile)
    assert [document.text for document in case.documents] == [kept(text) for text in written]


@settings(max_examples=60, deadline=None)
@given(texts)
def test_the_texts_of_json_lines_come_back_as_they_were(written: list[str]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "e.jsonl"
        path.write_text("".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in written), encoding="utf-8", newline="")
        (case,) = read_cases(path)
    assert isinstance(case, CaseFile)
    assert [document.text for document in case.documents] == [kept(text) for text in written]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_of_a_table(tmp_path: Path, read_one: ReadOne, encoding: str) -> None:
    path = write_csv(tmp_path / "e.csv", ["Date", "Text"], ["12/03/2008", "“He’s fine” – £5"], encoding=encoding)
    (document,) = read_one(path).documents
    assert document.text == "“He’s fine” – £5"
    assert any("Windows-1252" in remark for remark in document.remarks) is (encoding == "cp1252")
