from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.formats.reading.details import read_details
from analyser.formats.reading.vocabulary import load_vocabulary


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("Date: 12/3/08\nSeen.", date(2008, 3, 12), id="label and colon"),
        pytest.param("**Date of visit:** 12 March 2008\nSeen.", date(2008, 3, 12), id="Markdown"),
        pytest.param("Worker\tA. Example\tDate\t12/3/08\nSeen.", date(2008, 3, 12), id="cells of a table row"),
        pytest.param("Date of assessment\n12/3/08\nSeen.", date(2008, 3, 12), id="value below its label"),
        pytest.param("Name: A    Date: 12/3/08    Time: 14:30\nSeen.", date(2008, 3, 12), id="several on a line"),
        pytest.param(
            "Date of referral: 1/3/08\nDate of report: 12/3/08\nSeen.", date(2008, 3, 12), id="the report's date goes before the referral's"
        ),
        pytest.param("Seen at home.\n" * 60 + "Signed: A. Example\nDate: 12/3/08", date(2008, 3, 12), id="signature at the end"),
        pytest.param("Dear Ms Example\n12th March 2008\nI write.", date(2008, 3, 12), id="date line of a letter"),
        pytest.param("Date of birth: 12/3/08\nSeen.", None, id="date of birth is no date of writing"),
        pytest.param("Date of incident: 12/3/08\nSeen.", None, id="nor is that of an incident"),
        pytest.param("Date: to be agreed\nSeen.", None, id="label without a date"),
        pytest.param("On 12/3/08 he was seen.\nAll well.", None, id="date in a sentence"),
        pytest.param("Seen at home.\n" * 60 + "Date: 12/3/08\n" + "Seen at home.\n" * 60, None, id="label in the middle"),
    ],
)
def test_the_day_a_text_states_of_itself(text: str, day: date | None) -> None:
    stated = read_details(text, load_vocabulary()).day
    assert (stated.day if stated else None) == day


@pytest.mark.parametrize(
    ("text", "is_email"),
    [
        ("From: a@example.org\nSent: 1/2/2008\nTo: b\nSubject: c\n\nHello", True),
        ("From: a@example.org\nHello", False),
        ("Date: 1/2/2008\nSubject: visit\nSeen.", False),
    ],
)
def test_pasted_emails_are_known_by_their_header(text: str, is_email: bool) -> None:
    assert read_details(text, load_vocabulary()).is_email is is_email


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader_of_headers(text: str) -> None:
    assert read_details(text, load_vocabulary()).headings is not None
