"""Case files under pseudonyms. Everybody and everything here is invented."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.domain.text import CaseFile, Child, Document, Person
from analyser.errors import ConfigError
from analyser.pseudonyms import Pseudonymised, pseudonymise

SECRET = "a long and invented line"
WRITTEN_ON = date(2008, 3, 12)
CHILDREN = (Child("Kyle Wragstaff", aka=("KW", "K"), dob=date(2001, 2, 9)), Child("Grace Wragstaff"))
PEOPLE = (Person("Dawn Pickersby", aka=("DP", "Mo", "Dee"), role="mother"), Person("Will Barrowcliff", aka=("uncle Will",)), Person("Mrs Lomax"))


def made(*texts: str, author: str | None = None, shift: bool = False, secret: str | None = SECRET, title: str | None = None) -> Pseudonymised:
    documents = tuple(
        Document(f"D{n}", text, written_on=WRITTEN_ON, author=author, title=title, source="Wragstaff notes.docx")
        for n, text in enumerate(texts, start=1)
    )
    return pseudonymise(CaseFile("2008/114 Wragstaff", documents, CHILDREN, PEOPLE), number=1, secret=secret, shift_dates=shift)


def text_of(text: str, **kwargs: str) -> str:
    return made(text, **kwargs).case_file.documents[0].text  # type: ignore[arg-type]


GONE = {
    "full name": "Seen: Kyle Wragstaff.",
    "first name alone": "Went to see Kyle at home.",
    "possessive": "Kyle's coat, and the Pickersby's dog.",
    "surname alone": "The Wragstaff children were out.",
    "capitals, police style": "WRAGSTAFF Kyle was found there.",
    "turned round": "Wragstaff, Kyle",
    "initial and surname": "Letter about K. Wragstaff and D Pickersby.",
    "misspelt": "Klye was out, so was Miss Pikcersby, and Wragstaf senior.",
    "all in small letters": "went to kyle and pickersby, no reply",
    "nickname": "Dee rang.",
    "title and surname that nobody listed": "Spoke to Mr Thornlow. Thornlow was rude.",
    "a first name before a known surname": "Spoke to Mrs Thornlow about Priscilla Thornlow and Priscilla.",
    "closing of a letter": "Dear all\nYours sincerely\n\nG. Ashbrook\nAshbrook signed.",
    "header of an e-mail": "From: Quillam, Owenna\nTo: Jess Farrowby\n\nOwenna Quillam and Jess",
}  # fmt: skip
NAMES = re.compile(
    r"(?i)wragst|\bkyle|klye|pickersby|pikcersby|\bdawn|barrowcliff|lomax|thornlow|priscilla|ashbrook|quillam|owenna|farrowby|\bjess\b|\bdee\b"
)


@pytest.mark.parametrize("text", GONE.values(), ids=GONE.keys())
def test_names_of_people_are_gone(text: str) -> None:
    assert not NAMES.search(text_of(text))


def test_one_person_has_one_pseudonym_in_all_forms_and_documents() -> None:
    case = made("Kyle Wragstaff seen.", "Kyle was late. Mr Wragstaff rang.", "KYLE'S teacher, re WRAGSTAFF").case_file
    first, surname = case.children[0].name.split()
    assert [one.text for one in case.documents] == [
        f"{first} {surname} seen.",
        f"{first} was late. Mr {surname} rang.",
        f"{first.upper()}'S teacher, re {surname.upper()}",
    ]
    assert case.children[1].name.split()[1] == surname


def test_initials_become_those_of_the_pseudonym_and_words_for_roles_stay() -> None:
    case = made("KW seen with DP. K+Mo home. Mum, MGM, SW and HV present.").case_file
    child, mother = case.children[0].name, case.people[0].name
    initials = ["".join(part[0] for part in name.split()) for name in (child, mother)]
    assert case.documents[0].text == f"{initials[0]} seen with {initials[1]}. {child[0]}+Mo home. Mum, MGM, SW and HV present."
    assert case.people[0].role == "mother"


@pytest.mark.parametrize(
    "text",
    [
        "Will try again. Will call school. This will do.",
        "May need a visit. In May 2008 and on 12 May. They may come.",
        "By the grace of God. Grace periods apply.",
        "Out at dawn, back by dusk.",
        "A mark on the arm, the size of a coin.",
    ],
)
def test_names_that_are_words_are_left_where_they_are_words(text: str) -> None:
    assert text_of(text) == text


@pytest.mark.parametrize(
    "text", ["Saw Will at home.", "Will said no.", "Will's flat.", "uncle Will Barrowcliff", "Grace was quiet.", "Kyle and Grace"]
)
def test_names_that_are_words_are_gone_where_they_are_names(text: str) -> None:
    assert not re.search(r"\b(?:Will|Grace)\b", text_of(text))


SHAPES = {
    "e-mail": ("write to d.pick@some-mail.co.uk", "d.pick"),
    "mobile": ("ring 07912 345678 please", "345678"),
    "landline": ("tel 0114 273 4567", "273"),
    "postcode": ("lives at S10 2TN now", "S10 2TN"),
    "NHS number": ("NHS 943 476 5919", "476"),
    "National Insurance": ("NI AB 12 34 56 C", "12 34 56"),
    "court number": ("case LD14C00773 listed", "00773"),
    "reference": ("Our ref: CPU/06/12/3.", "CPU"),
    "house and road": ("moved to 27b Tannery Lane on Friday", "Tannery"),
    "road alone": ("seen on Weir Street", "Weir"),
    "school": ("attends Larkmoor Primary School", "Larkmoor"),
    "saint": ("head of St Aldric's rang", "Aldric"),
    "town": ("he is from Sheffield", "Sheffield"),
}


@pytest.mark.parametrize(("text", "gone"), SHAPES.values(), ids=SHAPES.keys())
def test_numbers_and_places_are_gone(text: str, gone: str) -> None:
    assert gone in text
    assert gone not in text_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "T/C 14.30, BP 120/80, weighed 9.4 kg, 19/12 old, s.47, £412.50.",
        "Primary school, the family court, a children's centre, high risk.",
        "NHS 943 476 5918 fails its check.",
        "Year 4 class of 30; attendance 88.4%.",
        "Name: Kay DOB: 8/3/07 Legal status: S20 School: none",
        "Referral form. Case closed. Strategy Meeting. Team Manager informed.",
    ],
)
def test_what_names_nobody_stays(text: str) -> None:
    assert text_of(text) == text


def test_what_stands_around_a_document_is_replaced_too_and_the_key_leads_back() -> None:
    made_case = made("Kyle seen.", author="J. Marshfield, SW", title="Visit to Kyle")
    document = made_case.case_file.documents[0]
    assert document.author is not None
    assert document.title is not None
    assert document.author.endswith(", SW")
    assert not re.search("Marshfield|Kyle|Wragstaff", f"{document.author} {document.title} {document.source} {made_case.case_file.case_id}")
    assert {entry.original for entry in made_case.key} >= {"Kyle", "Wragstaff", "Marshfield"}
    assert made_case.case_id == "2008/114 Wragstaff"
    assert "Wragstaff" not in repr(made_case)


def test_ids_are_given_once_and_a_listed_name_that_is_a_word_goes_too() -> None:
    documents = (Document("Wragstaff visit", "Seen."), Document("D0001", "Seen again."))
    case = pseudonymise(CaseFile("c", documents, (Child("May"),)), number=1).case_file
    assert [one.document_id for one in case.documents] == ["D0001", "D0002"]
    assert case.children[0].name != "May"


def test_equal_secrets_give_equal_pseudonyms_and_others_others() -> None:
    assert text_of("Kyle") == text_of("Kyle")
    assert text_of("Kyle", secret="another long and invented line") != text_of("Kyle")
    assert made("Kyle", secret=None) == made("Kyle", secret=None)


DATES = {
    "dots, short year": ("Seen 12.3.08.", r"Seen \d{1,2}\.\d{1,2}\.\d\d\."),
    "slashes with noughts": ("Seen 02/03/2008.", r"Seen \d\d/\d\d/\d{4}\."),
    "ISO": ("Seen 2008-03-12.", r"Seen \d{4}-\d\d-\d\d\."),
    "weekday and ordinal": ("Seen Wednesday 12th March 2008.", r"Seen Wednesday \d{1,2}(?:st|nd|rd|th) [A-Z][a-z]+ \d{4}\."),
    "short month": ("Seen 12 Feb 08.", r"Seen \d{1,2} [A-Z][a-z]{2} \d\d\."),
    "no year": ("Seen 3/2 and 5 March.", r"Seen \d{1,2}/\d{1,2} and \d{1,2} [A-Z][a-z]+\."),
    "month and year": ("Moved in October 2006.", r"Moved in [A-Z][a-z]+ \d{4}\."),
    "year": ("Met in 2003.", r"Met in \d{4}\."),
    "two days": ("Away 3-7 March 2008.", r"Away \d{1,2}(?: [A-Z][a-z]+)?-\d{1,2} [A-Z][a-z]+ \d{4}\."),
    "clock beside it": ("Seen 12/3/08 14.30.", r"Seen \d{1,2}/\d{1,2}/\d\d 14\.30\."),
}


@pytest.mark.parametrize(("text", "pattern"), DATES.values(), ids=DATES.keys())
def test_dates_move_and_keep_their_style(text: str, pattern: str) -> None:
    moved = made(text, shift=True).case_file.documents[0].text
    assert moved != text
    assert re.fullmatch(pattern, moved), moved


@pytest.mark.parametrize("text", ["Seen on Monday.", "Rang last week.", "At Christmas he was ill.", "Year 4, s.47, 24/7.", "BP 120/80."])
def test_what_moves_with_the_day_of_the_note_stays_as_written(text: str) -> None:
    assert made(text, shift=True).case_file.documents[0].text == text


def test_all_dates_of_a_case_move_by_whole_weeks() -> None:
    moved = made("Seen 12/3/2008.", shift=True)
    written_on, born = moved.case_file.documents[0].written_on, moved.case_file.children[0].dob
    assert written_on is not None
    assert born is not None
    assert moved.shifted_by % 7 == 0
    assert moved.shifted_by != 0
    assert written_on - WRITTEN_ON == timedelta(days=moved.shifted_by) == born - date(2001, 2, 9)
    assert (
        moved.case_file.documents[0].text == f"Seen {written_on.day}/{written_on.month}/{written_on.year}."
        or "/0" in moved.case_file.documents[0].text
    )


def test_shifting_needs_a_secret() -> None:
    with pytest.raises(ConfigError):
        made("Seen.", shift=True, secret=None)


FILLERS = ("was seen", "12/3", "on", "sofa.", "\n", "and the dog", "(5)", "e-mail", "–")
SAID = ("Kyle", "WRAGSTAFF", "Pickersby's", "K. Wragstaff", "Will", "KW", "Mrs Lomax", "Dee")


@settings(deadline=None)
@given(st.lists(st.sampled_from((*FILLERS, *SAID)), max_size=30))
def test_nothing_but_names_changes(pieces: list[str]) -> None:
    text = " ".join(["Note:", *pieces, "end"])
    new = made(text).case_file.documents[0].text
    position = 0
    for piece in pieces:
        if piece in FILLERS and piece.strip():
            position = new.index(piece, position) + len(piece)
