from collections.abc import Callable
from dataclasses import replace

import pytest

from analyser.domain.codes import Agency, ItemKind, Theme
from analyser.domain.text import Document
from analyser.usage.contradictions import Denied, denial_fit, denies_every
from analyser.usage.denials import NOTHING, Denial, low_attendance, read_denial, read_denials
from analyser.usage.facts import read_facts
from analyser.usage.phrases import tokenise
from analyser.usage.settings import denial_grades
from analyser.usage.vocabulary import load_vocabulary
from analyser.view import DocumentView
from tests.factories import make_document

VOCABULARY = load_vocabulary()
GRADES = denial_grades()
ALARM = 0.5  # a fit that may carry a contradiction
View = Callable[[Document], DocumentView]
BRUISE = Denied(
    ItemKind.HISTORICAL_CONCERN,
    Theme.PHYSICAL_ABUSE,
    frozenset({Theme.PHYSICAL_ABUSE}),
    Agency.SCHOOL,
    frozenset({"physical_harm"}),
    frozenset({"tia"}),
)
REGISTER = Denied(
    ItemKind.HISTORICAL_CONCERN,
    Theme.PREVIOUS_CHILD_PROTECTION,
    frozenset({Theme.PREVIOUS_CHILD_PROTECTION}),
    Agency.HEALTH_VISITOR,
    frozenset({"child_protection"}),
    frozenset(),
)
CALLOUT = Denied(ItemKind.AGENCY_INFORMATION, Theme.DOMESTIC_ABUSE, frozenset({Theme.DOMESTIC_ABUSE}), Agency.POLICE, frozenset(), frozenset())
TAKINGS = Denied(ItemKind.AGENCY_INFORMATION, Theme.EXPLOITATION, frozenset({Theme.EXPLOITATION}), Agency.SCHOOL, frozenset(), frozenset({"tia"}))
ABSENCE = Denied(
    ItemKind.AGENCY_INFORMATION,
    Theme.SCHOOL_ATTENDANCE,
    frozenset({Theme.SCHOOL_ATTENDANCE}),
    Agency.EDUCATION_WELFARE,
    frozenset(),
    frozenset(),
    frozenset({Theme.SCHOOL_ATTENDANCE}),
)

WEIGHT = Denied(ItemKind.AGENCY_INFORMATION, Theme.NEGLECT, frozenset({Theme.NEGLECT}), Agency.HEALTH_VISITOR, frozenset(), frozenset({"tia"}))
CONVICTION = Denied(ItemKind.AGENCY_INFORMATION, Theme.RISKY_ADULT, frozenset({Theme.RISKY_ADULT}), Agency.POLICE, frozenset(), frozenset({"marlow"}))
MISSED = replace(
    WEIGHT,
    theme=Theme.MISSED_HEALTH_CARE,
    themes=frozenset({Theme.MISSED_HEALTH_CARE}),
    own=frozenset({Theme.MISSED_HEALTH_CARE}),
    stems=frozenset({"appoint"}),
)
TABLETS = replace(WEIGHT, theme=Theme.PARENTAL_MENTAL_HEALTH, themes=frozenset({Theme.PARENTAL_MENTAL_HEALTH}), agency=Agency.GP)
ROOM = replace(WEIGHT, theme=Theme.HOME_CONDITIONS, themes=frozenset({Theme.HOME_CONDITIONS}), own=frozenset({Theme.HOME_CONDITIONS}))


def read(view: View, text: str, heading: str = "") -> Denial:
    (facts,) = read_facts(view(make_document(text)), VOCABULARY)
    return read_denial(facts, tokenise(heading), VOCABULARY)


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("There has been no previous involvement with this family.", REGISTER),
        ("The family are not known to this department.", REGISTER),
        ("This is the first referral for these children.", REGISTER),
        ("There is no history of domestic violence.", CALLOUT),
        ("The family are not known to the police.", CALLOUT),
        ("There has been no police involvement since the birth.", CALLOUT),
        ("The school have no concerns about the children.", BRUISE),
        ("No agency has raised a worry about Tia.", TAKINGS),
        ("School say that attendance is good.", ABSENCE),
        ("There is no other significant involvement with Children's Services.", replace(REGISTER, old=True)),
        ("The health visitor has no concerns about Tia's growth.", WEIGHT),
        ("There are no concerns about Mr Marlow.", CONVICTION),
        ("All appointments have been kept.", MISSED),
    ],
)
def test_denials_are_held_against_what_is_on_file(view: View, text: str, matter: Denied) -> None:
    assert denial_fit(read(view, text), matter, GRADES) >= ALARM


@pytest.mark.parametrize(
    ("text", "matter"),
    [
        ("Mum denied any domestic violence.", CALLOUT),
        ("She said that there was never any violence.", CALLOUT),
        ("This is not the first referral for these children.", REGISTER),
        ("The police took no further action.", CALLOUT),
        ("Officers could not find the flat.", CALLOUT),
        ("No agency has raised a worry about Ben.", TAKINGS),
        ("The health visitor has no concerns about weight.", CALLOUT),
        ("Attendance has fallen again.", ABSENCE),
        ("Tia was not brought to her checks.", REGISTER),
        ("The children were on the register in 2003.", REGISTER),
        ("Not on medication since September.", TABLETS),
        ("The health visitor has no further concerns.", MISSED),
        ("There is no history of violence in any previous relationship.", CALLOUT),
        ("The health visitor has no concerns about Tia's growth.", replace(TABLETS, agency=Agency.HEALTH_VISITOR)),
        ("There are no concerns about Mr Marlow.", replace(CONVICTION, names=frozenset({"dunn"}))),
        ("Tia is up to date with her immunisations.", MISSED),
        ("All appointments have been kept.", replace(MISSED, stems=frozenset({"programme"}))),
        ("He has not been reported missing since May.", ABSENCE),
        ("School say that attendance is good.", replace(ABSENCE, measured=False)),
        ("The home conditions are good.", replace(ROOM, resolved=True)),
    ],
)
def test_near_misses_raise_no_alarm(view: View, text: str, matter: Denied) -> None:
    assert denial_fit(read(view, text), matter, GRADES) < ALARM


def test_a_bare_none_under_a_heading_of_history_denies_the_past(view: View) -> None:
    assert denial_fit(read(view, "None.", "Previous involvement"), REGISTER, GRADES) == GRADES.contact
    assert read(view, "None.", "Injuries today") == NOTHING


def test_the_scope_of_a_denial_ends_at_but(view: View) -> None:
    assert Theme.PARENTAL_SUBSTANCE_MISUSE not in read(view, "There is no history of violence but she was drunk in May.").themes


def test_a_worry_that_begins_with_a_negation_is_not_denied(view: View) -> None:
    assert Theme.MISSED_HEALTH_CARE not in read(view, "The one year check was not attended.").themes


def test_a_denied_past_speaks_against_every_matter_of_its_theme(view: View) -> None:
    assert denies_every(read(view, "There is no history of domestic violence."), CALLOUT)
    assert not denies_every(read(view, "There is no history of domestic violence."), ABSENCE)


def test_nothing_denied_fits_nothing() -> None:
    assert denial_fit(NOTHING, BRUISE, GRADES) == 0.0


def last_denial(view: View, text: str) -> Denial:
    facts = read_facts(view(make_document(text)), VOCABULARY)
    return read_denials(facts, [()] * len(facts), VOCABULARY)[-1]


def test_what_is_called_isolated_is_held_against_like_incidents_of_the_agency_that_told_it(view: View) -> None:
    denial = last_denial(view, "Police attended after he punched her. This was an isolated incident.")
    incident = replace(CALLOUT, own=frozenset({Theme.DOMESTIC_ABUSE}))
    assert denial_fit(denial, incident, GRADES) >= ALARM
    assert denies_every(denial, incident)
    assert denial_fit(denial, replace(incident, agency=Agency.HEALTH_VISITOR), GRADES) == 0
    assert denial_fit(denial, ABSENCE, GRADES) == 0


def test_a_claim_against_a_figure_is_the_surest(view: View) -> None:
    assert denial_fit(read(view, "His attendance is good."), replace(ABSENCE, measured=True), GRADES) == GRADES.measured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Attendance this year is 71%.", True),
        ("Attendance is 97.2%.", False),
        ("Attendance was poor.", None),
        ("He got 40% in the maths test.", None),
    ],
)
def test_low_attendance_is_read_from_percentages_of_attendance(view: View, text: str, *, expected: bool | None) -> None:
    assert low_attendance(read_facts(view(make_document(text)), VOCABULARY)) is expected
