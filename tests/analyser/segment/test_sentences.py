"""Sentences of case notes, forms and reports."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.text import SentenceKind
from analyser.segment import split_sentences

HEADING, BULLET, FORM, PROSE = SentenceKind.HEADING, SentenceKind.BULLET, SentenceKind.FORM_LINE, SentenceKind.PROSE


def words(text: str) -> list[str]:
    return [sentence.span.of(text) for sentence in split_sentences(text)]


def kinds(text: str) -> list[SentenceKind]:
    return [sentence.kind for sentence in split_sentences(text)]


RUNNING_TEXT = {
    "telegraphic": ("T/C HV. DP in, dressing gown, M on knee w bottle of tea.", 2),
    "title": ("Dr. Amin saw Mrs. Poole at St. Mark's. She left.", 2),
    "dotted rank": ("Seen by P.C. Hughes and W.P.C. Lane. Calm.", 2),
    "initial of a name": ("Seen by J. Petherick and S. J. Kell today.", 1),
    "initial ends before a starter": ("Saw J. He was tired.", 2),
    "initial goes on with a name": ("Saw J. Brown at school.", 1),
    "dotted abbreviation": ("Toys were bought, e.g. Lego and a scooter.", 1),
    "date of birth": ("Tia, d.o.b. 3.4.05, was seen.", 1),
    "number after no.": ("Neighbour at no. 9 was in. Card left.", 2),
    "no as an answer": ("Asked if she drank and she said no. Mum then left.", 2),
    "section with a space": ("Enquiry under s. 47 began.", 1),
    "section": ("Enquiry under s.47 began. Closed.", 2),
    "clock time": ("Seen at 11.20 by us. No reply.", 2),
    "date": ("Seen 12.3.08. Well.", 2),
    "date then number": ("Seen on 12.3.08. 3 bottles on the floor.", 2),
    "p.m. before a day": ("Clinic at 3 p.m. Monday for both.", 1),
    "p.m. before a starter": ("Left at 3 p.m. She was calm.", 2),
    "abbreviated week": ("No coat x3 this wk. Mum told.", 2),
    "weeks before a number": ("Weighed at 6 wk. 3 pounds up.", 1),
    "behind with imms.": ("Jade is behind with imms. and dental checks.", 1),
    "month before a year": ("Closed in Sept. 2006 by the team.", 1),
    "stop inside the quotation": ('Head says he is "hungry, not naughty." She will ring.', 2),
    "typographic quotation": ("He said “I forgot.” Then he went out.", 2),
    "question with its teller": ('"Is he all right?" she asked.', 1),
    "ellipsis that ends": ("She waited... Then she rang.", 2),
    "ellipsis that goes on": ("She was ... tired and low.", 1),
    "ellipsis of spaced stops": ("She was . . . not there.", 1),
    "stop typed after a space": ("Card left . She rang later .", 2),
    "section sign after a dotted name": ("Heard under the C.P.R. § 3.1 today.", 1),
    "query before a date": ("Bruise seen ?22 May by the HV.", 1),
    "query that stands free": ("Father ? Polish national, not seen.", 1),
    "query in brackets": ("New partner (?) Darren at the flat.", 1),
    "semicolons": ("Kyle was late; Jade was on time; Mason stayed.", 1),
    "small letters": ("he was late again. she said the bus broke down.", 2),
    "small letter after a cut word": ("Bed has double matt. on floor", 1),
    "space left out": ("Weight to be chased.Mum rang later.", 2),
    "address, no space left out": ("Write to amy.Strand@council.example today.", 1),
    "file name": ("See report.Final.docx on file.", 1),
    "list inside a line": ("Agreed: 1. School to monitor. 2. Mum to attend.", 2),
    "exclamation and question": ("Why?! Nobody knows.", 2),
    "bracket closes after the stop": ("(He was asleep.) She was not.", 2),
}


@pytest.mark.parametrize(("text", "n"), RUNNING_TEXT.values(), ids=RUNNING_TEXT)
def test_running_text_is_cut_at_its_stops(text: str, n: int) -> None:
    assert len(words(text)) == n


LINES = {
    "numbered heading": ("1. Reason for assessment\nReferral from school.", [HEADING, PROSE]),
    "lettered heading": ("A. Background\nKnown since 2004.", [HEADING, PROSE]),
    "signature is no heading": ("Agreed.\nR. Oakes, Social Worker, 18.11.05", [PROSE, PROSE]),
    "heading without a colon": ("Home and money\nRent is paid and the flat is warm and dry.", [HEADING, PROSE]),
    "heading between blank lines": (f"He is well.\n\nHome and money\n\n{'The rent is paid. ' * 5}", [PROSE, HEADING, *[PROSE] * 5]),
    "note between blank lines": ("He is well.\n\nCard left\n\nShe rang.", [PROSE] * 3),
    "short first line over a note is a title": ("Mum asleep\nNo food", [HEADING, PROSE]),
    "heading with a colon": ("What happened:\nHe fell.", [HEADING, PROSE]),
    "heading and prose on one line": ("Analysis: Each visit was missed. That is a pattern.", [HEADING, PROSE, PROSE]),
    "agency before a colon is no heading": ("School: attendance is good this term and he is on time.", [PROSE]),
    "heading in capitals": ("CORE ASSESSMENT RECORD\nHe is well.", [HEADING, PROSE]),
    "note in capitals": ("MUM SEEN AT HOME\nALL WELL TODAY\nNO CONCERNS NOTED", [PROSE, PROSE, PROSE]),
    "marked-up heading": ("## Analysis\nHe is well.", [HEADING, PROSE]),
    "heading with a remark": ("8. Outcome (tick one)\nClosed.", [HEADING, PROSE]),
    "bullets": ("- Mum to ring. Dad to wait.\n• School to monitor\n* GP", [BULLET, BULLET, BULLET]),
    "dash in a line": ("Fridge - milk and marg only.", [PROSE]),
    "numbered list": ("1. School to monitor\n2. Mum to attend clinic\n3. Close", [BULLET, BULLET, BULLET]),
    "last of a list is no heading": ("1) School to monitor\n2) Money\nShe was told all of this on the day.", [BULLET, BULLET, PROSE]),
    "bullet with a tab": ("•\tIA in 2009\no\tCAF in 2011", [BULLET, BULLET]),
    "numbered heading with a tab": ("1.\tReason for referral\nHe fell.", [HEADING, PROSE]),
    "numbered row": ("1. Poole   3.4.05   School", [FORM]),
    "figure that opens a line": ("Home conditions\n2 bed flat on the third floor, rented.", [HEADING, PROSE]),
    "form line": ("Date of contact: 17/10/2011   Time: 11.20", [FORM]),
    "form line with stops": ("Child: T Poole. Status: S31.", [FORM]),
    "answered question": ("Was child seen alone? YES", [FORM]),
    "question to the reader": ("Was he seen alone? Nobody asked.", [PROSE, PROSE]),
    "table row": ("Action | Who | By\nDentist | mother | Feb", [FORM, FORM]),
    "table row with tabs": ("Dentist\tmother\tFeb", [FORM]),
    "three spaces after a stop": ("He was seen at home.   She was out.", [PROSE, PROSE]),
    "tick boxes": ("[ ] Substantiated   [x] Not substantiated", [FORM]),
    "e-mail headers": ("From: A. Poole\nTo: B. Lane\nSent: 4 May 2012 10:11\nSubject: RE: visit", [FORM] * 4),
    "rule": ("-----Original Message-----\nFrom: A. Poole", [PROSE, FORM]),
    "salutation": ("Dear Ms Lane,\nThank you for your letter.\nYours sincerely", [FORM, PROSE, FORM]),
    "label with several sentences": ("Mum: Has had a cold. Mornings are hard.", [PROSE, PROSE]),
    "line of dashes": ("He left.\n-------\nShe stayed.", [PROSE, FORM, PROSE]),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_lines_stand_as_what_they_are(text: str, expected: list[SentenceKind]) -> None:
    assert kinds(text) == expected


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Mum was seen at home on Tuesday and said that she had not been\n"
        "able to take the baby to clinic because there was no money for\n"
        "Kyle's bus as well as her own. She will try again next week with\n"
        "her mother's help."
    )
    assert len(words(text)) == 2


def test_short_note_lines_stay_apart() -> None:
    assert words("visited today\nno reply\nneighbour says away") == ["visited today", "no reply", "neighbour says away"]


def test_notes_in_small_letters_are_cut_at_stops_and_lines() -> None:
    text = "mum in. flat ok but a bit messy. baby asleep, temp. normal and fed well\ndad not there as he is working nights"
    assert words(text) == [
        "mum in.",
        "flat ok but a bit messy.",
        "baby asleep, temp. normal and fed well",
        "dad not there as he is working nights",
    ]


def test_small_letters_after_an_unknown_abbreviation_go_on_in_other_notes() -> None:
    assert len(words("Mum in. Baby in cotb. asleep. Dad out.")) == 3


def test_line_that_ends_in_a_joining_word_goes_on() -> None:
    assert len(words("home conditions are poor and\nthe heating is off")) == 1


def test_long_numbered_paragraph_is_cut_like_prose() -> None:
    text = (
        "1. Mr Poole was seen on three days. He said that he had been at work on each of them and could not come. "
        + "He has since been seen at his mother's house twice, each time late."
    )
    assert len(words(text)) == 3


def test_sentences_know_the_heading_they_stand_under() -> None:
    text = "Title of paper\nHealth\nHe is well.\n\nAnalysis: Nothing fits. We do not know why."
    sentences = split_sentences(text)
    assert [sentence.heading and sentence.heading.of(text) for sentence in sentences][-3:] == [None, "Analysis:", "Analysis:"]
    assert next(s for s in sentences if s.span.of(text) == "He is well.").heading == next(s for s in sentences if s.span.of(text) == "Health").span


@pytest.mark.parametrize("text", ["", " \n\t ", "\n\n"])
def test_no_words_give_no_sentences(text: str) -> None:
    assert split_sentences(text) == ()


CASE_LIKE = st.lists(
    st.sampled_from(
        [
            "Mum",
            "he",
            "Dr",
            ".",
            "?",
            "...",
            "\n",
            "\n\n",
            " ",
            "   ",
            "\t",
            " | ",
            "- ",
            "1. ",
            "A. ",
            "Analysis:",
            "Date: ",
            '"',
            "”",
            ")",
            "11.20",
            "s.47",
            "e.g.",
            "\u00a0",
            "é",
            "JADE",
            "#",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(st.text(), CASE_LIKE))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    sentences = split_sentences(text)
    position = 0
    for sentence in sentences:
        assert not text[position : sentence.span.start].strip()
        assert sentence.span.of(text) == sentence.span.of(text).strip()
        position = sentence.span.end
    assert not text[position:].strip()
    starts = {sentence.span for sentence in sentences if sentence.kind is HEADING}
    assert all(sentence.heading in starts and sentence.heading < sentence.span for sentence in sentences if sentence.heading)


@pytest.mark.parametrize("unit", [".", " .", "a\n", "Label: x. ", "?", "A: ", " x   y", "(1", "A. B", "\n \n", '."'], ids=repr)
def test_time_is_linear(unit: str) -> None:
    def seconds(n: int) -> float:
        start = time.perf_counter()
        split_sentences(unit * n)
        return time.perf_counter() - start

    seconds(100)
    short = min(seconds(5_000) for _ in range(3))
    # Eight times the text takes about eight times as long; a quadratic scan would take sixty-four times.
    assert seconds(40_000) < 32 * short + 0.2
