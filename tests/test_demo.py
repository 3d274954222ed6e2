"""The demonstration: its case file is read whole, and its summary says in plain words what the report holds."""

from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from analyser.demo import STEPS, Section, demo_folder, most_told, run_demo, summarise
from analyser.domain.codes import Agency, AssessmentLabel, DocumentType, UseStatus
from analyser.domain.events import ChronologyEntry
from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile, NotAnalysed
from analyser.formats.reading.cases import read_cases
from tests.factories import find_evidence, make_case_file, make_document, make_entry, make_mention, make_profile, make_report, make_use


@pytest.fixture(scope="module")
def case_file() -> CaseFile:
    """Return the demonstration case as it is read."""
    (found,) = read_cases(demo_folder())
    assert isinstance(found, CaseFile)
    return found


def lines_of(sections: tuple[Section, ...], heading: str) -> list[str]:
    """Return the lines under the one heading that begins so."""
    (section,) = [section for section in sections if section.heading.startswith(heading)]
    return list(section.lines)


def test_every_file_of_the_case_is_read(case_file: CaseFile) -> None:
    assert case_file.not_analysed == ()
    files = {(document.source or "").split(",")[0] for document in case_file.documents}
    assert files == {path.name for path in demo_folder().iterdir() if path.name != "case.json"}
    assert {Path(name).suffix for name in files} == {".csv", ".docx", ".pdf", ".eml"}


def test_every_document_of_the_case_is_dated(case_file: CaseFile) -> None:
    assert [document.document_id for document in case_file.documents if document.written_on is None] == []


@pytest.mark.parametrize(
    ("suffix", "type_", "agency", "written_on"),
    [
        (".docx", DocumentType.ASSESSMENT, Agency.CHILDRENS_SOCIAL_CARE, date(2008, 2, 28)),
        (".pdf", DocumentType.AGENCY_REPORT, Agency.HEALTH_VISITOR, date(2008, 1, 30)),
        (".eml", DocumentType.EMAIL, Agency.SCHOOL, date(2008, 1, 21)),
    ],
)
def test_what_the_documents_state_of_themselves_is_found(
    case_file: CaseFile, suffix: str, type_: DocumentType, agency: Agency, written_on: date
) -> None:
    (document,) = [document for document in case_file.documents if (document.source or "").endswith(suffix)]
    assert (document.type, document.agency, document.written_on) == (type_, agency, written_on)


def test_the_case_has_two_assessments_and_two_children(case_file: CaseFile) -> None:
    assert sum(document.type is DocumentType.ASSESSMENT for document in case_file.documents) == 2
    assert len(case_file.children) == 2


def test_the_word_file_carries_no_clock_of_the_day_it_was_built() -> None:
    (path,) = demo_folder().glob("*.docx")
    with ZipFile(path) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {2008}


def test_the_case_is_no_gold_case(case_file: CaseFile) -> None:
    gold = Path(__file__).resolve().parent.parent / "annotation" / "data" / "gold"
    known = "\n".join(path.read_text(encoding="utf-8") for path in gold.glob("*/case.json"))
    assert known
    assert [child.name for child in case_file.children if child.name in known] == []


ON_FILE = make_document(
    "Attendance is 71 per cent [this year].", document_id="E1", written_on=date(2008, 1, 21), type=DocumentType.EMAIL, title="From school"
)
OLD = make_document("He was alone at night.", document_id="N1", written_on=date(2003, 3, 17), title="Referral")
ASSESSMENT = make_document("His attendance is good.", document_id="A1", written_on=date(2008, 2, 28), type=DocumentType.ASSESSMENT, title="Core")


def small_report() -> CaseReport:
    """Return a report with one contradiction, one matter not found, one used, and something left out."""
    events = [make_mention(OLD, "He was alone at night", significant=True), make_mention(ON_FILE, "Attendance is 71 per cent")]
    uses = [
        make_use(ASSESSMENT, find_evidence(OLD, "He was alone at night."), item_id="inf-0001"),
        make_use(
            ASSESSMENT,
            find_evidence(ON_FILE, "Attendance is 71 per cent [this year]."),
            item_id="inf-0002",
            status=UseStatus.CONTRADICTED,
            evidence=[find_evidence(ASSESSMENT, "His attendance is good.").span],
        ),
        make_use(ASSESSMENT, find_evidence(OLD, "alone"), item_id="inf-0003", status=UseStatus.USED),
    ]
    return make_report(
        make_case_file(OLD, ON_FILE, ASSESSMENT),
        entries=[make_entry(*events, summary="Alone at night", significant=True)],
        profiles=[make_profile(ASSESSMENT, label=AssessmentLabel.DESCRIPTIVE)],
        uses=uses,
        not_analysed=[NotAnalysed(where="scan.pdf", what="has no text layer", next_step="Add its text.")],
    )


def test_the_summary_begins_with_what_was_read() -> None:
    (first, written) = lines_of(summarise(small_report()), "The case file")
    assert first.startswith("3 documents, 16 words: ")
    assert "1 e-mail" in first
    assert "1 case note, 1 e-mail" in lines_of(summarise(small_report()), "The case file")[0]
    assert written == "Written between 17 Mar 2003 and 28 Feb 2008."


def test_the_summary_tells_an_event_once_with_how_many_documents_tell_it() -> None:
    counts, row = lines_of(summarise(small_report()), "The chronology")
    assert counts.startswith("1 dated events: 1 took place")
    assert row.split() == ["Mon", "12", "March", "2007", "Alone", "at", "night", "(told", "in", "2", "documents)"]


def test_the_summary_sets_contradictions_first_with_both_texts_documents_and_dates() -> None:
    label, counts, *rows = lines_of(summarise(small_report()), "The assessment: Core, 28 Feb 2008")
    assert label.startswith("Mainly descriptive: 25% of its words")
    assert counts.startswith("3 matters were on file before it: 1 taken up in the analysis; 1 not found")
    assert [row.strip() for row in rows] == [
        "Possible contradictions:",
        '- on file (neglect): "Attendance is 71 per cent [this year]." - From school, 21 Jan 2008',
        'in the assessment: "His attendance is good."',
        "Not found in the assessment as supplied:",
        '- on file (neglect): "He was alone at night." - Referral, 17 Mar 2003',
    ]


def test_the_summary_says_what_was_left_out() -> None:
    assert lines_of(summarise(small_report()), "Not analysed") == ["scan.pdf: has no text layer. Add its text."]
    assert lines_of(summarise(make_report()), "Not analysed") == ["Nothing was left out."]


def entry(event_id: str, *documents_telling: int, significant: bool = True) -> ChronologyEntry:
    """Return an entry told in the documents of these numbers."""
    told = [make_mention(make_document("H/V to mum", document_id=f"D{n}"), "H/V to mum") for n in documents_telling]
    return make_entry(*told, event_id=event_id, significant=significant)


def test_the_most_told_events_are_chosen_and_stay_in_their_order() -> None:
    entries = [entry("ev-1", 1), entry("ev-2", 1, 2, 3), entry("ev-3", 1, 2, 3, 4, significant=False), entry("ev-4", 1, 2), entry("ev-5", 3, 3, 3)]
    assert [chosen.event_id for chosen in most_told(entries, 3)] == ["ev-1", "ev-2", "ev-4"]


@pytest.mark.slow
def test_the_demonstration_goes_through_its_steps_and_writes_its_reports(tmp_path: Path) -> None:
    steps: list[str] = []
    report, written = run_demo(tmp_path, on_step=steps.append)
    assert tuple(steps) == STEPS
    assert {path.name for path in written} >= {"report.html", "report.json", "chronology.docx"}
    assert all(path.is_relative_to(tmp_path / "RB-2291") and path.stat().st_size for path in written)
    assert len([section for section in summarise(report) if section.heading.startswith("The assessment")]) == 2
