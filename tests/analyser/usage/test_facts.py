from collections.abc import Callable
from datetime import date

import pytest

from analyser.domain.codes import Agency, Theme
from analyser.domain.text import Document
from analyser.usage.facts import read_facts, stem
from analyser.usage.vocabulary import load_vocabulary
from analyser.view import DocumentView
from tests.factories import make_document

VOCABULARY = load_vocabulary()
View = Callable[[Document], DocumentView]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("School said that Tia had no coat on Monday.", Agency.SCHOOL),
        ("Police: attended the flat twice in May.", Agency.POLICE),
        ("HV reports that two checks were missed.", Agency.HEALTH_VISITOR),
        ("H/V to mum, she was in bed.", None),
        ("Mum will ring the school tomorrow.", None),
        ("Social worker said that the flat was cold.", None),
        ("Tia let the ambulance crew in - nurse says she was alone.", None),
        ("I told the police that he had said nothing.", None),
    ],
    ids=["before a verb", "label of a line", "shorthand", "a home visit is no health visitor", "only named", "own service", "let in", "told"],
)
def test_the_agency_that_speaks_is_found(view: View, text: str, speaker: Agency | None) -> None:
    (facts,) = read_facts(view(make_document(text)), VOCABULARY)
    assert facts.speaker is speaker


def test_a_speaker_holds_to_the_end_of_the_paragraph(view: View) -> None:
    document = make_document("School said that Tia was hungry. She took food from bags.\n\nMum was in bed at noon today.")
    facts = read_facts(view(document), VOCABULARY)
    assert [one.speaker for one in facts] == [Agency.SCHOOL, Agency.SCHOOL, None]


def test_a_document_from_outside_speaks_for_its_agency(view: View) -> None:
    (facts,) = read_facts(view(make_document("She was not brought to her review.", agency=Agency.HOSPITAL)), VOCABULARY)
    assert facts.speaker is Agency.HOSPITAL


@pytest.mark.parametrize(("heading", "speaker"), [("5. POLICE", Agency.POLICE), ("Police visit", None), ("4. EDUCATION", Agency.SCHOOL)])
def test_a_heading_that_names_only_an_agency_gives_its_section_a_speaker(view: View, heading: str, speaker: Agency | None) -> None:
    facts = read_facts(view(make_document(f"{heading}\n\nThere were two calls to the flat in May about shouting at night.\n")), VOCABULARY)
    assert facts[-1].speaker is speaker


def test_numbers_are_read_alike_in_words_and_figures_and_dates_are_left_out(view: View) -> None:
    (facts,) = read_facts(view(make_document("On 4 May 2006 she went to four of 14 sessions.")), VOCABULARY)
    assert facts.numbers == {"4", "14"}
    assert facts.dates[0].earliest == date(2006, 5, 4)


def test_themes_count_the_words_of_concern(view: View) -> None:
    (facts,) = read_facts(view(make_document("She was drunk and smelt of alcohol, the flat was damp.")), VOCABULARY)
    assert facts.themes[Theme.PARENTAL_SUBSTANCE_MISUSE] == 2
    assert facts.themes[Theme.HOME_CONDITIONS] == 1


@pytest.mark.parametrize(("first", "second"), [("assaulted", "assaults"), ("attended", "attending"), ("worries", "worried"), ("mother's", "mother")])
def test_forms_of_a_word_share_a_stem(first: str, second: str) -> None:
    assert stem(first, VOCABULARY) == stem(second, VOCABULARY)


def test_short_words_keep_their_letters() -> None:
    assert stem("bed", VOCABULARY) == "bed"
