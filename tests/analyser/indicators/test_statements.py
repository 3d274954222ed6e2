"""Tables of the indicators that rest on what one or two papers say, with near misses."""

import pytest

from tests.analyser.indicators.conftest import Ask, Paper

ONE_NOTE = [
    ("child_seen", "H/V 14/3. No reply, card left.", "not_evidenced"),
    ("child_seen", "H/V. Tia seen, playing on the mat.", "met"),
    ("child_seen", "H/V. Child seen: no, at nan's.", "flagged"),
    ("child_seen", "HV saw Tia in clinic.", "not_evidenced"),
    ("child_seen", "Tia to be seen next week.", "not_evidenced"),
    ("child_seen_alone", "Met with Tia alone in bedroom, she drew her house.", "met"),
    ("child_seen_alone", "Social worker not seen alone.", "not_evidenced"),
    ("child_seen_alone", "Mum seen alone.", "not_evidenced"),
    ("child_seen_alone", "Tia was left home alone on Friday.", "not_evidenced"),
    ("child_seen_alone", "Tia not seen alone, mum present throughout.", "flagged"),
    ("child_words", 'Tia said "I like it at nan\'s".', "met"),
    ("child_words", "Mum says Tia wants to go home.", "not_evidenced"),
    ("child_words", "Voice of the child: not obtained.", "flagged"),
    ("allocation_discussion", "Allocated via workflow to SW Patel.", "flagged"),
    ("allocation_discussion", "Allocated to A. Lee. Talked it through: see Tia first, then ring school.", "met"),
    ("allocation_discussion", "Family allocated a flat on Tern St.", "not_evidenced"),
    ("days_unallocated", "Case unallocated since Kate left.", "flagged"),
    ("days_unallocated", "Never unallocated in two years.", "not_evidenced"),
    ("transfer_summary", "Case transferred to the LAC team. Transfer summary not done.", "flagged"),
    ("transfer_summary", "Tia transferred to high school.", "cannot_compute"),
    ("recording_empty", "As above", "flagged"),
    ("recording_empty", "H/V. Tia seen with mum, both well.", "met"),
    ("recording_late", "Late recording. H/V last week.", "flagged"),
    ("recording_late", "Tia late for school again.", "cannot_compute"),
    ("recording_other_family", "Child: Tia Marsh\nSeen well.", "met"),
    ("recording_other_family", "Child: Owen Barr\nSeen well.", "flagged"),
]


@pytest.mark.parametrize(("indicator", "text", "status"), ONE_NOTE, ids=[f"{i}: {t[:40]}" for i, t, _ in ONE_NOTE])
def test_one_case_note(ask: Ask, indicator: str, text: str, status: str) -> None:
    assert ask(indicator, ("2008-03-14", "case_note", text)).status == status


@pytest.mark.parametrize(
    ("text", "status", "level"),
    [
        ("Supervision: update. Continue plan.", "flagged", "V1"),
        ("LA to see Tia at school, because we have never heard her without mum.", "met", "V2"),
        ("We explored why I feel reassured after visits; alternative: visits are announced.", "met", "V3"),
        ("Mum missed the clinic because the bus was late. Continue.", "flagged", "V1"),
        ("Reflection\nLA to ring school.", "flagged", "V1"),
    ],
)
def test_how_reflective_supervision_is(ask: Ask, text: str, status: str, level: str) -> None:
    found = ask("supervision_depth", ("2008-03-14", "supervision", text))
    assert (found.status, found.value) == (status, level)


@pytest.mark.parametrize(
    ("later", "status"),
    [
        ("Chronology done 20/3.", "met"),
        ("Chronology still outstanding.", "flagged"),
        ("LA to do a chronology.", "flagged"),
        ("Tia well at school.", "not_evidenced"),
    ],
)
def test_what_became_of_a_task(ask: Ask, later: str, status: str) -> None:
    found = ask("supervision_actions", ("2008-03-14", "supervision", "LA to do a chronology."), ("2008-04-14", "supervision", later))
    assert found.status == status


@pytest.mark.parametrize(("day", "status"), [("2008-04-25", "met"), ("2008-04-26", "flagged")])
def test_six_weeks_between_supervisions(ask: Ask, day: str, status: str) -> None:
    assert ask("supervision_regular", ("2008-03-14", "supervision", "Update."), (day, "supervision", "Update.")).status == status


PLAN = "1. LA to visit weekly.\n2. Mum to attend the clinic by 3/4.\n3. School to keep a log.\n4. Parenting work to be offered."


@pytest.mark.parametrize(
    ("indicator", "status", "value"),
    [
        ("plan_owner", "met", "3 of 4"),
        ("plan_date", "flagged", "2 of 4"),
        ("plan_contingency", "not_evidenced", None),
        ("plan_measurable", "flagged", 0),
    ],
)
def test_a_plan(ask: Ask, indicator: str, status: str, value: str | int | None) -> None:
    found = ask(indicator, ("2008-03-14", "plan", PLAN))
    assert (found.status, found.value) == (status, value)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("Contingency: none", "flagged"),
        ("If mum drinks again, legal planning meeting.", "met"),
        ("Mum asked if nan can help.", "not_evidenced"),
    ],
)
def test_contingency(ask: Ask, line: str, status: str) -> None:
    assert ask("plan_contingency", ("2008-03-14", "plan", f"{PLAN}\n{line}")).status == status


@pytest.mark.parametrize(("day", "status"), [("2008-06-12", "flagged"), ("2008-06-11", "met")])
def test_drift_begins_after_ninety_days(ask: Ask, day: str, status: str) -> None:
    text = "LA to refer Tia to play therapy."
    assert ask("plan_drift", ("2008-03-14", "plan", text), (day, "plan", text)).status == status


REFERRAL: Paper = ("2007-05-01", "referral", "School worried.")


@pytest.mark.parametrize(("day", "status"), [("2008-04-30", "flagged"), ("2008-05-01", "met")])
def test_referrals_within_a_year(ask: Ask, day: str, status: str) -> None:
    assert ask("repeat_referrals", REFERRAL, (day, "referral", "Neighbour worried.")).status == status


@pytest.mark.parametrize(
    ("text", "status"),
    [("First referral to this service.", "flagged"), ("Third contact since 2006.", "met"), ("Bruise seen by school.", "flagged")],
)
def test_starting_again(ask: Ask, text: str, status: str) -> None:
    closed = ("2007-05-03", "case_note", "Closed, NFA.")
    assert ask("start_again", REFERRAL, closed, ("2008-03-06", "referral", text)).status == status


def test_police_taking_no_action_is_no_closure(ask: Ask) -> None:
    note = ("2007-05-03", "case_note", "Police NFA.")
    assert ask("start_again", REFERRAL, note, ("2008-03-06", "referral", "Bruise.")).status == "cannot_compute"


@pytest.mark.parametrize(
    ("text", "status", "missing"),
    [
        ("C&F assessment is descriptive. LA to rewrite section 6, back to me by 3/4.", "met", ()),
        ("C&F assessment is descriptive.", "flagged", ("action", "owner", "recheck")),
        ("Good assessment, clear analysis.", "not_evidenced", ()),
        ("Mum's understanding is weak.", "not_evidenced", ()),
        ("Assessment not started yet.", "not_evidenced", ()),
    ],
)
def test_weak_assessments(ask: Ask, text: str, status: str, missing: tuple[str, ...]) -> None:
    found = ask("management_findings", ("2008-03-14", "supervision", text), authors=["R. Coyle, Team Manager"])
    assert (found.status, found.value) == (status, missing)


def test_three_workers_in_a_year(ask: Ask) -> None:
    notes = [(f"2008-0{n}-14", "case_note", "H/V.") for n in (3, 5, 7, 8)]
    authors = ["A. Lee, Social Worker", "P. Hirst, SW", "M. Dacre, S/W", "J. McNab, Duty SW"]
    found = ask("worker_changes", *notes, authors=authors)
    assert (found.status, found.value) == ("flagged", 3)
    assert ask("worker_changes", *notes, authors=[*authors[:2], "Alan Lee, Social Worker", authors[3]]).value == 2


def test_copied_text_and_quoted_emails(ask: Ask) -> None:
    text = " ".join(f"word{n}" for n in range(30))
    day = "2008-03-14"
    assert ask("recording_copied", (day, "case_note", text), (day, "case_note", f"H/V. {text}")).status == "flagged"
    assert ask("recording_copied", (day, "case_note", text), (day, "email", f"See below, this is what he wrote.\n> {text}")).status == "met"


def test_undated_unattributed_and_out_of_order(ask: Ask) -> None:
    papers = [("2008-03-14", "case_note", "H/V. Tia well, mum well."), ("2008-03-01", "case_note", "T/C school."), ("", "case_note", "T/C nan.")]
    assert ask("recording_undated", *papers).value == 1
    assert ask("recording_order", *papers).value == 1
    assert ask("recording_unattributed", *papers, authors=["A. Lee", "system", "migrated"]).value == 2
