"""The words of feedback."""

from datetime import date

import pytest

from analyser.analytic import wording
from analyser.domain.codes import Agency, EventCategory, Theme


@pytest.mark.parametrize(("n", "expected"), [(1, "one"), (12, "twelve"), (13, "13")])
def test_counts_are_words_up_to_twelve(n: int, expected: str) -> None:
    assert wording.counted(n) == expected


@pytest.mark.parametrize(
    ("names", "expected"), [([], ""), (["the GP"], "the GP"), (["the GP", "the police"], "the GP and the police"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_in_speech(names: list[str], expected: str) -> None:
    assert wording.listed(names) == expected


def test_dates_read_as_people_write_them() -> None:
    assert wording.when(date(2009, 3, 5), form="recorded_on") == ", recorded on 5 March 2009"
    assert wording.when(None, form="of_day") == ""


def test_every_agency_and_theme_has_a_name() -> None:
    assert all(wording.agency_name(agency) for agency in (None, *Agency))
    assert all(wording.theme_name(theme) for theme in Theme)
    assert wording.from_agency(None) == ""


def test_counted_events_are_categories_of_the_chronology() -> None:
    known = [counted for theme in Theme if (counted := wording.counted_events(theme))]
    assert known
    assert all(set(categories) <= {str(category) for category in EventCategory} for categories, _ in known)


def test_sentences_begin_with_a_capital() -> None:
    assert wording.compose("prompts.copied", n="two", when="").startswith("Two sentences")


def test_prompts_are_questions_and_strengths_are_not() -> None:
    from analyser.lexicons import load_table

    table = load_table("lexicons/feedback")
    assert all(text.endswith("?") for text in table["prompts"].values())
    assert all(text.endswith(".") for text in table["strengths"].values())
