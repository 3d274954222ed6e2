import pytest

from tests.analyser.indicators.conftest import Ask

ENTRIES = "02/05/03 - T born\n04/08/03 - HV: weight falling\n11/02/04 - moved to Tern St"


def test_a_chronology_is_counted_by_its_dated_lines(ask: Ask) -> None:
    found = ask("chronology_on_file", ("2004-03-01", "chronology", ENTRIES))
    assert (found.status, found.value) == ("met", 3)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param("No chronology on file.", "flagged", id="said to be missing"),
        pytest.param("Chronology not started, LA on leave.", "flagged", id="not started"),
        pytest.param("Chronology to be updated by Friday.", "not_evidenced", id="near miss: a plan"),
        pytest.param("H/V. Tia well.", "not_evidenced", id="nothing on it"),
    ],
)
def test_a_missing_chronology(ask: Ask, text: str, status: str) -> None:
    assert ask("chronology_on_file", ("2004-03-01", "case_note", text)).status == status


@pytest.mark.parametrize(("day", "status", "days"), [("2004-05-11", "met", 90), ("2004-05-12", "flagged", 91)])
def test_ninety_days_are_current(ask: Ask, day: str, status: str, days: int) -> None:
    found = ask("chronology_current", ("2004-03-01", "chronology", ENTRIES), (day, "case_note", "H/V. Tia well."))
    assert (found.status, found.value) == (status, days)


def test_a_chronology_that_begins_with_the_first_referral(ask: Ask) -> None:
    referral = ("2008-02-11", "referral", "School worried.")
    assert ask("chronology_start", referral, ("2009-03-01", "chronology", "11/02/08 - referral\n12/03/08 - CIN")).status == "flagged"
    assert ask("chronology_start", referral, ("2009-03-01", "chronology", ENTRIES)).status == "met"


def test_a_silence_of_half_a_year(ask: Ask) -> None:
    found = ask("chronology_gaps", ("2004-03-01", "chronology", ENTRIES))
    assert (found.status, found.value) == ("flagged", 191)


@pytest.mark.parametrize(
    ("entry", "status"),
    [
        ("11/02/04 - settled well at nursery", "met"),
        ("11/02/04 - no improvement seen", "flagged"),
        ("11/02/04 - mum says things will get better", "flagged"),
    ],
)
def test_the_good_is_told_too(ask: Ask, entry: str, status: str) -> None:
    text = f"02/05/03 - T born\n04/08/03 - HV: weight falling\n{entry}"
    assert ask("chronology_balance", ("2004-03-01", "chronology", text)).status == status


def test_a_month_of_a_year_among_full_dates(ask: Ask) -> None:
    text = "04/05 - burn to arm\n11/02/09 - referral\n04/03/09 - closed\n26/09/09 - out late"
    assert ask("chronology_start", ("2009-10-01", "chronology", text)).value == "2005-04-01"
