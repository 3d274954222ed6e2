"""How reading prints is measured: offsets told in those of the table, and boundaries counted."""

from datetime import date

import pytest

from analyser.domain.text import Document
from annotation.schema import read_annotated_case
from evaluation.reading.aligning import align, in_table_offsets
from evaluation.reading.layouts import LAYOUTS
from evaluation.reading.prints import write_print
from evaluation.reading.scoring import at_every_date, count, figures, notes_of
from evaluation.sources import GOLD_CASES

TABLE = (
    Document("D1", "Seen at home on Monday,\nall well with the baby and mum."),
    Document("D2", "Rang school. Nobody was there to answer the call today."),
)


def test_a_range_of_the_print_is_found_in_the_table_whatever_the_white_space() -> None:
    made = Document("p-001", "Seen at home on\nMonday, all well with the baby\nand mum.")
    alignment = align(made, TABLE)
    start = made.text.index("Monday")
    span = alignment.span(start, start + len("Monday, all"))
    assert span is not None
    assert span[0] == "D1"
    assert TABLE[0].text[span[1] : span[2]] == "Monday,\nall"


def test_words_that_the_table_does_not_have_have_no_place() -> None:
    made = Document("p-001", "Recorded by: somebody\nRang school. Nobody was there to answer the call today.")
    alignment = align(made, TABLE)
    assert alignment.span(0, 8) is None
    assert alignment.document_id == "D2"


def test_a_text_with_more_at_both_ends_is_found_far_down_the_table() -> None:
    table = (*(Document(f"x{n}", f"Note {n} says nothing of interest, and says it at length.") for n in range(50)), TABLE[1])
    made = Document("p-001", f"T/C school - {TABLE[1].text}\nA. Body, Duty Social Worker")
    alignment = align(made, table)
    start = made.text.index("Nobody")
    assert alignment.span(start, start + len("Nobody was")) == ("D2", 13, 23)


def test_a_report_is_told_in_the_offsets_of_the_table() -> None:
    made = Document("p-001", "Seen  at home on Monday, all well with the baby and mum.")
    row = {"document_id": "p-001", "start": 17, "end": 23}
    report = {
        "time_expressions": [row],
        "chronology": [{"sources": [row]}],
        "undated": [],
        "assessments": [],
        "information_use": [{"assessment_id": "p-001", "sources": [row], "evidence": [{"start": 17, "end": 23}]}],
    }
    told = in_table_offsets(report, {"p-001": align(made, TABLE)})
    assert told["time_expressions"] == [{"document_id": "D1", "start": 16, "end": 22}]
    assert told["chronology"][0]["sources"] == told["time_expressions"]
    assert told["information_use"][0]["assessment_id"] == "D1"


def test_boundaries_are_beginnings_and_ends() -> None:
    gold = notes_of([Document("a", "x" * 40 + "y" * 40, date(2008, 3, 1)), Document("b", "z" * 40 + "q" * 40, date(2008, 3, 2))])
    assert figures(count(gold, gold))["note boundaries F1"] == 1.0
    joined = notes_of([Document("a", "x" * 40 + "y" * 40 + "z" * 40 + "q" * 40, date(2008, 3, 1))])
    assert figures(count(gold, joined)) == pytest.approx({"note boundaries F1": 2 * 2 / 6, "dates right": 0.5, "types right": 1.0})


def test_the_plain_baseline_begins_a_note_below_each_dated_line() -> None:
    assert [note.letters for note in at_every_date("front\n12/3/08 Visit\nAll well.\n13/3/08 Call\nNo reply.")] == ["Allwell.", "Noreply."]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_prints_come_out_alike_each_time(layout) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    case = read_annotated_case(GOLD_CASES / "w2-04")
    if layout.extension != ".docx":  # Word files carry the time of their making
        assert write_print(case, layout) == write_print(case, layout)
    assert len(write_print(case, layout)) > 10_000
