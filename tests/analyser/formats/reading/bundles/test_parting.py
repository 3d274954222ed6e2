"""Prints of invented systems and papers that only look like prints."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.formats.reading.bundles import Parting, part_print, read_layouts
from analyser.formats.reading.vocabulary import load_vocabulary

TEXTS = (
    "Visited mum and Ada at home. The flat was warm and there was food in the cupboard.\nAda showed me her drawing of the sea.",
    "Spoke to school. Ada has been late on four mornings and was hungry on two of them.\n\nMum says the bus is to blame, school is not sure.",
    "Call from the health visitor, who has not been able to see the baby since the spring and is worried about his weight.",
    "Mum rang in tears. She has had a letter about the rent and does not know what to do about it. Advised to see housing.",
    "Nobody was in. Left a card and rang later, when mum said that she had forgotten and that another day would be fine.",
    "Met Ada at school on her own. She likes her new teacher, and said that home is noisy at night when people come round.",
)
DAYS = tuple(date(2008, 3, 12) + timedelta(days=9 * step) for step in range(len(TEXTS)))
TYPES = ("Home Visit", "Telephone Call", "Telephone Call", "Telephone Call", "Home Visit", "School Visit")
AUTHORS = ("J. Marsh, SW", "J. Marsh, SW", "Priya Nair, Duty SW", "J. Marsh, SW", "J. Marsh, SW", "Tom Oduya (Family Support Worker)")
Note = Callable[[int], str]


def part(text: str, page_starts: Sequence[tuple[int, int]] = ()) -> Parting:
    return part_print(text, page_starts, read_layouts(), load_vocabulary())


def printed(note: Note) -> str:
    return "\n".join(note(index) for index in range(len(TEXTS)))


def day(index: int, pattern: str = "%d/%m/%Y") -> str:
    return DAYS[index].strftime(pattern)


PRINTS: dict[str, Note] = {
    "labels with colons, one below another": lambda i: (
        f"Contact date: {day(i)} 10:15\nNote type: {TYPES[i]}\nRecorded by: {AUTHORS[i]}\nDetails:\n{TEXTS[i]}\n"
    ),
    "labels and values on lines of their own": lambda i: (
        f"Date of Contact\n{day(i)}\nType of Contact\n{TYPES[i]}\nWorker\n{AUTHORS[i]}\nDetails\n{TEXTS[i]}\n"
    ),
    "labels in a row": lambda i: f"Date: {day(i)}  Type: {TYPES[i]}  Author: {AUTHORS[i]}\n{TEXTS[i]}\n",
    "cells parted by tabs, heading above": lambda i: f"CASE NOTE\nEvent Date\t{day(i)}\nEvent Type\t{TYPES[i]}\nWorker\t{AUTHORS[i]}\n{TEXTS[i]}\n",
    "cells of a PDF with single spaces": lambda i: f"Date of visit {day(i)} Visit type {TYPES[i]}\nCompleted by {AUTHORS[i]}\n{TEXTS[i]}\n",
    "an unknown label among known ones": lambda i: (
        f"Date of contact: {day(i)}\nHub: North\nContact type: {TYPES[i]}\nEntered by: {AUTHORS[i]}\n{TEXTS[i]}\n"
    ),
    "numbered and ruled": lambda i: (
        f"{'-' * 40}\nRecord {i + 1} of 6\nDate: {day(i)}\nType: {TYPES[i]}\nAuthor: {AUTHORS[i]}\n{'-' * 40}\n{TEXTS[i]}"
    ),
    "author and entry date below the text": lambda i: f"Contact date: {day(i)}\nNote type: {TYPES[i]}\n{TEXTS[i]}\nRecorded by: {AUTHORS[i]}\n",
    "numbered, a dated line closes each note": lambda i: (
        f"{6 - i} of 6  {TYPES[i]} – {day(i, '%d %b %Y')}\nBy {AUTHORS[i]}\n{TEXTS[i]}\nEntered on system {day(i)} 09:00\n"
    ),
    "one line with wide gaps": lambda i: f"{day(i)} 14:30   {TYPES[i]}   {AUTHORS[i]}\n{TEXTS[i]}\n",
    "one line with bars": lambda i: f"{day(i, '%d %b %Y')} | {TYPES[i]} | {AUTHORS[i]}\n{TEXTS[i]}\n",
    "type first, date last": lambda i: f"{TYPES[i]} - {AUTHORS[i]} - {day(i)}\n{TEXTS[i]}\n",
    "weekday and dashes": lambda i: f"{day(i, '%A %d %B %Y')} – {TYPES[i]} – {AUTHORS[i]}\n\n{TEXTS[i]}\n",
    "a sentence as head": lambda i: f"{TYPES[i]} recorded by {AUTHORS[i]} on {day(i)}\n{TEXTS[i]}\n",
}


@pytest.mark.parametrize("note", PRINTS.values(), ids=PRINTS.keys())
def test_a_print_is_parted_into_its_notes(note: Note) -> None:
    parts = part(printed(note)).parts
    assert [part.text for part in parts] == list(TEXTS)
    assert [part.fields["type"] for part in parts] == list(TYPES)
    assert [part.fields["author"] for part in parts] == list(AUTHORS)
    assert all(part.fields["date"] for part in parts)


RUNNING: dict[str, Note] = {
    "signed below": lambda i: f"{DAYS[i].day}.{DAYS[i].month}.{DAYS[i]:%y}  {('H/V', 'T/C', 'T/C', 'T/C', 'H/V', 'S/V')[i]} {TEXTS[i]}\nJ Marsh SW\n",
    "date on its own line, signed": lambda i: f"{day(i, '%A %d %B %Y')}\n{TEXTS[i]}\nJ. Marsh\n",
    "method first, long entries": lambda i: (
        f"{day(i, '%d/%m/%y')} - {('Home visit', 'Tel call', 'T/C', 'T/C', 'H/V', 'School visit')[i]}. {TEXTS[i]} {TEXTS[i - 1]}\n"
    ),
}


@pytest.mark.parametrize("note", RUNNING.values(), ids=RUNNING.keys())
def test_a_running_record_is_parted_at_its_dates(note: Note) -> None:
    parts = part("Running record: Ada\n\n" + printed(note)).parts
    assert len(parts) == len(TEXTS)
    assert all(text.split("\n")[0].replace("\n", " ") in part.text.replace("\n", " ") for part, text in zip(parts, TEXTS, strict=True))


def test_rows_of_a_table_inside_an_entry_begin_no_entries() -> None:
    rows = "\n".join(f"{day(i)} | Visit | Sam | Seen at home" for i in range(5))
    notes = [RUNNING["signed below"](i) for i in range(6)]
    notes[3] = notes[3].replace("Mum rang", f"Log:\n{rows}\nMum rang")
    assert len(part("\n".join(notes)).parts) == 6


def test_a_few_head_lines_among_many_entries_are_of_their_texts() -> None:
    notes = [RUNNING["signed below"](i) for i in range(6)] * 2
    inside = "\n".join(f"Home Visit - {AUTHORS[i]} - {day(i)}\n{TEXTS[i]}" for i in range(3))
    assert len(part("\n".join([*notes[:11], notes[11].replace("Met Ada", f"Copied in:\n{inside}\nMet Ada")])).parts) >= 6


def test_the_name_that_an_entry_begins_with_is_its_type() -> None:
    notes = [RUNNING["signed below"](i) for i in range(6)]
    notes[1] = f"21.3.08  Strategy meeting, town hall - {TEXTS[1]}\nJ Marsh SW\n"
    fields = [one.fields for one in part("\n".join(notes)).parts]
    assert [one.get("type") for one in fields] == [None, "Strategy meeting", None, None, None, None]


def test_a_line_right_under_a_head_that_lacks_the_author_is_text() -> None:
    texts = list(TEXTS)
    texts[2] = f"Core Group - 21/03/2008\n{TEXTS[2]}"
    made = "\n".join(f"{TYPES[i]} - {day(i)}\nRecorded by: {AUTHORS[i]}\n{text}\n" for i, text in enumerate(texts))
    assert [one.text for one in part(made).parts] == texts


def test_text_that_begins_with_labels_of_its_own_stays_with_its_note() -> None:
    texts = list(TEXTS)
    texts[2] = f"RECORD OF LOOKED AFTER REVIEW No. 1\nDate: Monday 16 June 2008, 3.45pm. Chair: C Jones.\nPresent: Ms Jones, Ada.\n{TEXTS[2]}"
    made = "\n".join(f"Contact date: {day(i)}\nNote type: {TYPES[i]}\nRecorded by: {AUTHORS[i]}\n{text}\n" for i, text in enumerate(texts))
    assert [part.text for part in part(made).parts] == texts


def test_a_form_between_notes_has_a_head_of_its_own() -> None:
    notes = [PRINTS["labels with colons, one below another"](i) for i in range(len(TEXTS))]
    head = "Child and Family Assessment\nDate started: 01/04/2008\nDate completed: 12/04/2008\nCompleted by: J. Marsh, SW\n"
    form = f"{head}1. Reason for assessment\nSchool were worried.\n"
    parts = part("\n".join([*notes[:3], form, *notes[3:]])).parts
    assert len(parts) == 7
    assert parts[3].fields == {"type": "Child and Family Assessment", "date": "12/04/2008", "author": "J. Marsh, SW"}
    assert parts[3].text == "1. Reason for assessment\nSchool were worried."


def test_running_heads_counters_and_closing_lines_of_pages_are_dropped() -> None:
    body = printed(PRINTS["one line with wide gaps"]).split("\n")
    pages = [body[start : start + 5] for start in range(0, len(body), 5)]
    made = "\f".join(
        "\n".join(["HILLTOWN COUNCIL   Case recording", *page, f"Page {n} of {len(pages)}", ""]) for n, page in enumerate(pages, start=1)
    )
    parting = part(made)
    assert [" ".join(part.text.split()) for part in parting.parts] == [" ".join(text.split()) for text in TEXTS]
    assert parting.parts[0].page == 1
    assert parting.parts[-1].page == len(pages) - 1
    assert sum(bool(line.strip()) for line in parting.dropped) == 2 * len(pages)


def test_a_note_on_each_page_keeps_its_type_although_it_is_the_same_on_all() -> None:
    pages = [f"Name: Ada\nType: Home Visit\nDate: {day(i)}\nAuthor: {AUTHORS[i]}\n{text}\n" for i, text in enumerate(TEXTS)]
    parting = part("\f".join(pages))
    assert [part.text for part in parting.parts] == list(TEXTS)
    assert {part.fields["type"] for part in parting.parts} == {"Home Visit"}


def test_a_wrapped_title_does_not_swallow_the_label_after_it() -> None:
    titles = ("Looked After\nRecord", *("Ada and\nmum",) * 5)
    made = printed(
        lambda i: f"Date of visit {day(i)} Visit type {TYPES[i]}\nTitle\n{titles[i]} Status Complete\nCompleted by {AUTHORS[i]}\n{TEXTS[i]}\n"
    )
    fields = [one.fields for one in part(made).parts]
    assert [one["title"] for one in fields] == ["Looked After Record", *["Ada and mum"] * 5]
    assert {one["status"] for one in fields} == {"Complete"}


def test_labels_and_lines_of_a_user_go_before_ours() -> None:
    made = printed(lambda i: f"Zeitpunkt: {day(i)}\nArt: {TYPES[i]}\n{TEXTS[i]}\n")
    assert not part(made).parts
    layouts = read_layouts({"date": ("Zeitpunkt",), "type": ("Art",)})
    assert [one.text for one in part_print(made, (), layouts, load_vocabulary()).parts] == list(TEXTS)
    shaped = printed(lambda i: f"Blatt vom {day(i)} / {TYPES[i]}\n{TEXTS[i]}\n")
    layouts = read_layouts({"lines": ("Blatt vom {date} / {type}",)})
    assert [one.fields["type"] for one in part_print(shaped, (), layouts, load_vocabulary()).parts] == list(TYPES)


PROSE = "Mum said that things have been hard since the winter and that she has nobody to turn to when the money runs out."
NO_PRINTS: dict[str, str] = {
    "assessment with dated visits": "Child and Family Assessment\nAuthor: J. Marsh\nDate completed: 12/04/2008\n\nReason for assessment\n"
    + f"{PROSE}\n" * 6
    + "".join(f"Date of visit: {day(i)}\nSeen by: J. Marsh\n{PROSE}\n" for i in range(5))
    + f"Analysis\n{PROSE}\n",
    "chronology in rows": "Chronology\nDate\tEvent\tSource\n" + printed(lambda i: f"{day(i)}\t{TYPES[i]}: {TEXTS[i].split(chr(10))[0]}\tFile"),
    "chronology with dates as headings": "Chronology of significant events\n" + printed(lambda i: f"{day(i)} – {TYPES[i]}\n{TEXTS[i]}"),
    "chronology in lines": "Significant events\n" + printed(lambda i: f"{day(i)} {TYPES[i]}, mum said that all was well with Ada and the baby"),
    "chronology without a title": printed(lambda i: f"{day(i, '%d.%m.%y')} - ref from school, Ada late and hungry again, NFA"),
    "letter with many dates": "12 March 2008\n\nDear Ms Marsh\n\nAda was seen on\n"
    + printed(lambda i: f"{day(i)} when {TEXTS[i].split(chr(10))[0].lower()}"),
    "minutes with actions": f"Minutes of core group\nDate: 12/03/2008\nChair: J. Marsh\n{PROSE}\n{PROSE}\n{PROSE}\n"
    + printed(lambda i: f"Action: ring the school\nBy: J. Marsh\nDate: {day(i)}"),
    "thread of e-mails": printed(lambda i: f"From: Jo Marsh\nSent: {day(i)} 10:1{i}\nTo: Priya Nair\nSubject: Ada\n\n{TEXTS[i]}\n"),
    "list of appointments": f"Hospital letter\n{PROSE}\n{PROSE}\n" + printed(lambda i: f"{day(i)} Clinic DNA"),
    "timed observation": "Contact session 9.7.08\n" + printed(lambda i: f"{3 + i}.15 {TEXTS[i]}"),
    "sign-offs of a form": f"Care Plan\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n" + printed(lambda i: f"Name: J. Marsh\nSigned:\nDate: {day(i)}"),
    "log inside a report": f"Report to conference\nAuthor: J. Marsh\n{PROSE}\n{PROSE}\n{PROSE}\n{PROSE}\n"
    + printed(lambda i: f"{day(i)} | {TYPES[i]} | Sam | {TEXTS[i][:40]}"),
    "one note": PRINTS["labels with colons, one below another"](0),
    "plain note": PROSE,
    "nothing": "",
}


@pytest.mark.parametrize("text", NO_PRINTS.values(), ids=NO_PRINTS.keys())
def test_a_paper_that_mentions_many_dates_stays_one(text: str) -> None:
    assert part(text).parts == ()


def test_dated_headings_that_nothing_explains_are_said_to_look_like_a_print() -> None:
    text = printed(lambda i: f"{day(i)}\n{TEXTS[i]}\n") * 2
    parting = part(text)
    assert parting.parts == ()
    assert parting.likely
    assert not part(NO_PRINTS["assessment with dated visits"]).likely
    assert not part(NO_PRINTS["chronology in rows"]).likely


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(TEXTS), min_size=3, max_size=12),
    st.sampled_from(sorted(PRINTS)),
    st.text(alphabet="ab \n.", max_size=60),
)
def test_no_line_of_a_print_is_lost(texts: list[str], name: str, front: str) -> None:
    made = front + "\n" + "\n".join(PRINTS[name](TEXTS.index(text)) for text in texts)
    parting = part(made)
    kept = [parting.front, *parting.dropped, *(piece for one in parting.parts for piece in (one.head, one.text))]
    if parting.parts:
        assert sorted("".join("".join(kept).split())) == sorted("".join("".join(made).split()))
