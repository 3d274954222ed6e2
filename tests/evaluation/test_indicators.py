import json
from pathlib import Path

import pytest

from analyser.errors import InputError
from analyser.lexicons import load_table
from analyser.rules import load_rules
from evaluation.indicators import PROBE, check_digest, outcome, rates, score
from evaluation.sources import REPORTS


def test_a_half_with_another_digest_is_refused(tmp_path: Path) -> None:
    forged = tmp_path / "sealed.jsonl"
    forged.write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="digest"):
        check_digest(forged)


def test_a_wrong_alarm_and_a_missed_one_are_told_apart() -> None:
    counted = outcome("flagged", "flagged") + outcome("met", "flagged") + outcome("flagged", "met") + outcome("flagged", "flagged")
    figures = rates(counted)
    assert (figures["n"], figures["precision"], figures["recall"], figures["right"]) == (4, 0.667, 0.667, 0.5)


def test_the_acceptance_examples_of_the_brief_hold() -> None:
    assert score(PROBE / "acceptance.jsonl", load_rules())["wrong"] == []


def test_the_page_says_what_the_sealed_half_said() -> None:
    found = json.loads((REPORTS / "indicators.json").read_text(encoding="utf-8"))["sealed"]["indicators"]
    told = load_table("lexicons/indicators_catalogue")["indicator"]
    assert {name: row["right_unseen"] for name, row in told.items()} == {name: found["clocks" if name == "clock" else name]["right"] for name in told}
