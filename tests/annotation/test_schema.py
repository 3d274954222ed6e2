import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analyser.errors import InputError
from annotation.schema import read_annotated_case, read_annotated_cases

TEXT = "Visited on 3 May 2011.\r\nNo answer – will call again."
CLEAN = TEXT.replace("\r\n", "\n")


def write_case(
    root: Path, case_id: str = "w9-01", change: Callable[[dict[str, Any]], object] = lambda gold: None, child: str = "Ada Example"
) -> Path:
    folder = root / case_id
    folder.mkdir(parents=True)
    with (folder / "documents.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["case_id", "document_id", "date", "type", "agency", "author", "title", "text"])
        writer.writerow([case_id, "D01", "2011-05-03", "assessment", "childrens_social_care", "", "Visit", f"  {TEXT} {case_id} "])
    children = [{"name": f"Child of {case_id}", "aka": ["A"], "dob": "2008-01-02"}]
    (folder / "case.json").write_text(json.dumps({"case_id": case_id, "children": children, "people": []}), encoding="utf-8")
    at = {"document_id": "D01", "start": 11, "end": 21, "text": "3 May 2011"}
    gold: dict[str, Any] = {
        "case_id": case_id,
        "timexes": [at | {"value": "2011-05-03"}],
        "events": [at | {"event_id": "E1", "date": "2011-05-03", "status": "occurred", "category": "contact", "agencies": [], "significant": True}],
        "sentences": [{"document_id": "D01", "start": 23, "end": 51, "text": CLEAN[23:51], "label": "plan"}],
        "information": [at | {"item_id": "I1", "kind": "historical_concern", "theme": "neglect", "agency": None, "date": "2011-05-03"}],
        "uses": [at | {"item_id": "I1", "status": "used"}],
        "information_use": [{"assessment_id": "D01", "item_id": "I1", "kind": "historical_concern", "theme": "neglect", "status": "used"}],
        "assessments": {"D01": "analytical"},
    }
    change(gold)
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_reads_text_as_the_product_does_and_points_at_its_words(tmp_path: Path) -> None:
    case = read_annotated_case(write_case(tmp_path))
    assert case.writer == "w9"
    assert case.words(case.timexes[0].evidence) == "3 May 2011"
    assert case.words(case.sentences[0].evidence).startswith("No answer –")
    assert case.document("D01").text == f"{CLEAN} w9-01"


@pytest.mark.parametrize(
    "change",
    [
        lambda gold: gold["timexes"][0].update(start=12),
        lambda gold: gold["timexes"][0].update(text="4 May 2011"),
        lambda gold: gold["timexes"][0].update(start=-40, end=-30),
        lambda gold: gold["events"][0].update(document_id="D99"),
        lambda gold: gold["events"][0].update(category="wedding"),
        lambda gold: gold["sentences"][0].pop("label"),
        lambda gold: gold["uses"][0].update(item_id="I2"),
        lambda gold: gold["assessments"].update(D02="analytical"),
        lambda gold: gold["information"][0].update(date="3/5/11"),
        lambda gold: gold.pop("events"),
        lambda gold: gold.update(case_id="w9-02"),
    ],
)
def test_refuses_annotation_that_drifted(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    with pytest.raises(InputError) as caught:
        read_annotated_case(write_case(tmp_path, change=change))
    assert "May 2011" not in str(caught.value)


def test_reads_only_the_named_writers(tmp_path: Path) -> None:
    for case_id in ("w9-02", "w9-01", "w8-01"):
        write_case(tmp_path, case_id)
    assert [case.case_id for case in read_annotated_cases(tmp_path)] == ["w8-01", "w9-01", "w9-02"]
    assert [case.case_id for case in read_annotated_cases(tmp_path, ["w9"])] == ["w9-01", "w9-02"]
    with pytest.raises(InputError, match="w7"):
        read_annotated_cases(tmp_path, ["w7", "w9"])


def test_every_committed_gold_case_fits_its_text() -> None:
    root = Path(__file__).parents[2] / "annotation/data/gold"
    cases = read_annotated_cases(root)
    assert {case.writer for case in cases} == {"w1", "w2", "w5"}
    assert all(case.sentences and case.assessments for case in cases)
