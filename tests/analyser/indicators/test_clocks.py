from pathlib import Path

import pytest

from tests.analyser.indicators.conftest import Ask, Paper

DISCUSSION: Paper = ("2008-03-06", "strategy_discussion", "TM Ellis, DS Khan, HV Bell. Agreed joint s47.")


@pytest.mark.parametrize(
    ("papers", "status", "value"),
    [
        pytest.param([("2008-04-02", "case_note", "ICPC 28/3/08, plan made.")], "met", 14, id="Easter between: 14 working days"),
        pytest.param([("2008-04-02", "case_note", "ICPC 1/4/08, plan made.")], "late", 16, id="one day over"),
        pytest.param(
            [("2008-04-03", "conference_minutes", "Initial conference. Held late because the interpreter was ill. Plan made.")],
            "late_reason_recorded",
            18,
            id="late and told why",
        ),
        pytest.param([("2008-06-02", "case_note", "H/V. Tia well.")], "not_evidenced", None, id="nothing found, and the limit has passed"),
        pytest.param([("2008-03-10", "case_note", "ICPC booked for 27/3/08.")], "cannot_compute", None, id="near miss: booked; the clock still runs"),
        pytest.param([("2008-06-02", "case_note", "S47 ended, no need for a conference.")], "not_evidenced", None, id="ended after the limit"),
        pytest.param(
            [("2008-03-20", "case_note", "Concerns not substantiated, no conference needed."), ("2008-06-02", "case_note", "H/V.")],
            "cannot_compute",
            None,
            id="ended without a conference",
        ),
    ],
)
def test_strategy_discussion_to_conference(ask: Ask, papers: list[Paper], status: str, value: int | None) -> None:
    found = ask("clock_icpc", DISCUSSION, *papers)
    assert (found.status, found.value) == (status, value)


def test_no_discussion_no_clock(ask: Ask) -> None:
    assert ask("clock_icpc", ("2008-03-06", "case_note", "H/V.")).status == "cannot_compute"


def test_a_limit_of_before_2013_is_shown_as_unverified(ask: Ask) -> None:
    found = ask("clock_icpc", DISCUSSION, ("2008-04-02", "case_note", "ICPC 28/3/08, plan made."))
    assert (found.basis.pack, found.basis.rule, found.basis.standing) == ("england-before-2013", "T7", "unverified")


@pytest.mark.parametrize(("authorised", "status", "value"), [("06/06/2019", "met", 45), ("07/06/2019", "late", 46)])
def test_an_assessment_over_easter_and_two_bank_holidays(ask: Ask, authorised: str, status: str, value: int) -> None:
    text = f"Date of referral: 29/03/2019\nTia seen at home.\nAuthorised: {authorised}"
    found = ask("clock_assessment", ("2019-06-12", "assessment", text))
    assert (found.status, found.value) == (status, value)


def test_visits_count_only_under_a_plan(ask: Ask) -> None:
    visits = [("2019-03-01", "case_note", "H/V. Tia seen."), ("2019-04-01", "case_note", "H/V. Tia seen.")]
    assert ask("clock_cp_visit", *visits).status == "cannot_compute"
    plan = ("2019-02-20", "conference_minutes", "Initial conference. Child protection plan made.")
    assert ask("clock_cp_visit", plan, *visits).status == "late"


def test_ones_own_pack_changes_the_result_without_code(ask: Ask, tmp_path: Path) -> None:
    own = tmp_path / "ours.toml"
    own.write_text(
        """
[about]
version = "3"
source = "our procedures"
licence = "none"
reviewed_on = "2026-01-05"
[pack]
id = "our-borough"
nation = "england"
edition = "local"
local = true
[[rule]]
id = "L1"
indicator = "clock_icpc"
starts = "section_47_discussion"
ends = "initial_conference"
limit = 10
unit = "working_days"
strength = "local"
verified = true
source = "our procedures"
text = "Two weeks with us."
[[rule]]
id = "L2"
indicator = "clock_visit_after_discussion"
starts = "strategy_discussion"
ends = "placement_visit"
limit = 5
unit = "working_days"
strength = "local"
verified = true
source = "our procedures"
text = "A visit within five working days."
""",
        encoding="utf-8",
    )
    conference = ("2008-04-02", "case_note", "ICPC 28/3/08, plan made.")
    found = ask("clock_icpc", DISCUSSION, conference, rules=own)
    assert (found.status, found.basis.pack, found.basis.version) == ("late", "our-borough", "3")
    added = ask("clock_visit_after_discussion", DISCUSSION, ("2008-03-10", "case_note", "First visit made today."), rules=own)
    assert (added.status, added.value) == ("met", 2)
