from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.formats.reading.dates import day_in_name, find_day, read_day


@pytest.mark.parametrize(
    ("value", "day"),
    [
        pytest.param("2008-03-12", "2008-03-12", id="ISO"),
        pytest.param("2008-03-12T14:30:00Z", "2008-03-12", id="ISO with time and zone"),
        pytest.param("2008-03-12 00:00:00.000", "2008-03-12", id="database export"),
        pytest.param("20080312", "2008-03-12", id="ISO basic"),
        pytest.param("12/03/2008", "2008-03-12", id="day first"),
        pytest.param("12/3/08", "2008-03-12", id="two-digit year"),
        pytest.param("12.03.08", "2008-03-12", id="full stops"),
        pytest.param("12-03-2008 14:30", "2008-03-12", id="with clock"),
        pytest.param("12/03/2008 2.30pm", "2008-03-12", id="with clock and full stop"),
        pytest.param("22.05/16", "2016-05-22", id="mistyped separators"),
        pytest.param("Wed 12/3/08", "2008-03-12", id="weekday"),
        pytest.param("Wednesday, 12th March 2008", "2008-03-12", id="weekday and ordinal"),
        pytest.param("12 March 2008", "2008-03-12", id="month by name"),
        pytest.param("12-Mar-08", "2008-03-12", id="database month"),
        pytest.param("12th of Sept '08", "2008-09-12", id="apostrophe year"),
        pytest.param("March 12, 2008", "2008-03-12", id="month name first is no doubt"),
        pytest.param("39519", "2008-03-12", id="Excel serial"),
        pytest.param("39519.604", "2008-03-12", id="Excel serial with time"),
        pytest.param("1/2/75", "1975-02-01", id="last century"),
        pytest.param("31/02/2008", None, id="no such day"),
        pytest.param("12/2008", None, id="month alone"),
        pytest.param("March 2008", None, id="month by name alone"),
        pytest.param("2008", None, id="year alone"),
        pytest.param("12", None, id="number"),
        pytest.param("99999999", None, id="eight digits that are no day"),
        pytest.param("12/3/08 home visit", None, id="words after it"),
        pytest.param("12/3/0812", None, id="year of four digits that is none"),
        pytest.param("last Tuesday", None, id="relative"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_value_is_read_iso_or_day_first(value: str, day: str | None) -> None:
    written = read_day(value)
    assert (written.day.isoformat() if written else None) == day
    assert written is None or not written.month_first


def test_a_day_that_can_only_be_month_first_says_so() -> None:
    written = read_day("03/25/2008")
    assert written is not None
    assert (written.day, written.month_first) == (date(2008, 3, 25), True)


@pytest.mark.parametrize(("value", "either_way"), [("3/4/2008", True), ("4/4/2008", False), ("25/4/2008", False), ("2008-04-03", False)])
def test_exchangeable_day_and_month_are_noted(value: str, either_way: bool) -> None:
    written = read_day(value)
    assert written is not None
    assert written.either_way is either_way


@given(
    st.dates(min_value=date(1970, 1, 1), max_value=date(2069, 12, 31)), st.sampled_from(["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d.%m.%y", "%Y%m%d"])
)
def test_every_day_is_read_back_in_every_layout(day: date, layout: str) -> None:
    written = read_day(day.strftime(layout))
    assert written is not None
    assert written.day == day


@given(st.text(alphabet="0123456789/.- :TZ", max_size=40))
def test_strings_of_digits_never_break_the_reader(value: str) -> None:
    assert read_day(value) is None or read_day(value) == find_day(value) or value.strip().replace(".", "").isdigit()


def test_words_after_a_date_are_passed_over_in_a_form() -> None:
    found = find_day("12/3/08 at the family home")
    assert found is not None
    assert found.day == date(2008, 3, 12)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2008-03-12_visit.docx", "2008-03-12"),
        ("12.03.08 visit.txt", "2008-03-12"),
        ("visit_12_3_2008.txt", "2008-03-12"),
        ("Letter 12 March 2008.pdf", "2008-03-12"),
        ("20080312 strategy.pdf", "2008-03-12"),
        ("2008-03-12 to 2008-03-19.pdf", None),
        ("case 12345678.pdf", None),
        ("report v1.2.pdf", None),
    ],
)
def test_a_file_name_tells_its_one_day(name: str, day: str | None) -> None:
    found = day_in_name(name)
    assert (found.day.isoformat() if found else None) == day
