from collections.abc import Callable

import pytest

from analyser.domain.codes import Agency, ItemKind, Theme
from analyser.domain.text import Document
from analyser.usage.denials import NOTHING, Denial, Denied, denial_fit, denies_every, read_denial
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
    ItemKind.AGENCY_INFORMATION, Theme.SCHOOL_ATTENDANCE, frozenset({Theme.SCHOOL_ATTENDANCE}), Agency.EDUCATION_WELFARE, frozenset(), frozenset()
)


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
        ("It is assessed that this was an isolated incident.", CALLOUT),
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
    ],
)
def test_near_misses_raise_no_alarm(view: View, text: str, matter: Denied) -> None:
    assert denial_fit(read(view, text), matter, GRADES) < ALARM


def test_a_bare_none_under_a_heading_of_history_denies_the_past(view: View) -> None:
    assert denial_fit(read(view, "None.", "Previous involvement"), REGISTER, GRADES) == GRADES.contact
    assert read(view, "None.", "Injuries today") == NOTHING


def test_the_scope_of_a_denial_ends_at_but(view: View) -> None:
    assert Theme.PARENTAL_SUBSTANCE_MISUSE not in read(view, "There is no history of violence but she was drunk in May.").themes


def test_a_denied_past_speaks_against_every_matter_of_its_theme(view: View) -> None:
    assert denies_every(read(view, "There is no history of domestic violence."), CALLOUT)
    assert not denies_every(read(view, "There is no history of domestic violence."), ABSENCE)


def test_nothing_denied_fits_nothing() -> None:
    assert denial_fit(NOTHING, BRUISE, GRADES) == 0.0
