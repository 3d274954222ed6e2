import json
from pathlib import Path

import pytest

from annotation.schema import read_annotated_cases
from models.external import ExternalSource
from models.folds import FoldPlan, divided, fold_plans, in_second_half, unseen_cases
from models.train import CHECKOUT

SOURCE = ExternalSource(
    "talk", "ANALYSER_CORPORA", "talk.jsonl", "kind", {"told": "descriptive", "weighed": "analytical"}, group_field="doc", sample=8
)


@pytest.fixture
def corpora(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = [{"doc": f"d{i % 8}", "text": f"He came at {i} and went home.", "kind": ("told", "weighed")[i % 3 == 0]} for i in range(48)]
    rows.sort(key=lambda row: str(row["doc"]))
    (tmp_path / "talk.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    monkeypatch.setenv("ANALYSER_CORPORA", str(tmp_path))
    return tmp_path


def test_a_source_is_learned_from_kept_out_or_halved(corpora: Path) -> None:
    learned, unseen = divided(SOURCE, FoldPlan("x", ()), seed=1)
    assert (len(learned), unseen) == (8, {})
    learned, unseen = divided(SOURCE, FoldPlan("x", ("talk",)), seed=1)
    assert learned == ()
    assert len(unseen["talk"]) == 8
    learned, unseen = divided(SOURCE, FoldPlan("x", ("talk/half",)), seed=1)
    assert len(learned) + len(unseen["talk/half"]) == 48  # every labelled sentence, not the sample
    assert not {s.group for s in learned} & {s.group for s in unseen["talk/half"]}
    assert not any(map(in_second_half, learned))


def test_writers_and_cases_are_kept_out() -> None:
    cases = read_annotated_cases(CHECKOUT / "annotation" / "data" / "gold", ["w2", "w5"])
    plan = FoldPlan("x", ("w2", "w5-03", "nobody"))
    assert {case.case_id for case in cases if plan.keeps_out(case)} == {"w2-01", "w2-02", "w2-03", "w2-04", "w2-05", "w5-03"}
    assert {part: len(kept) for part, kept in unseen_cases(plan, cases).items()} == {"w2": 5, "w5-03": 1}


def test_plans_stand_in_the_order_of_the_configuration() -> None:
    config = {"folds": [{"name": "b", "without": ["w1"]}, {"name": "all", "without": []}]}
    assert fold_plans(config) == (FoldPlan("b", ("w1",)), FoldPlan("all", ()))
