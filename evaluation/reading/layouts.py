"""How five invented print-outs lay a case file out: what stands on the page, apart from the program that writes the file.

``board``, ``forms`` and ``listing`` were looked at while the reader was made. ``register`` and ``running`` were written before it and measured once
it stood; what they showed was mended, so that they count as looked at since. ``cards`` and ``ledger`` were written before that mending and are
held out: measured only.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from analyser.domain.text import Document
from annotation.schema import AnnotatedCase

TUNED, OPENED, HELD_OUT = "looked at", "held out at first", "held out"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
VISITS, CALLS = ("h/v", "visit"), ("t/c", "call", "phone")


@dataclass(frozen=True, slots=True)
class Block:
    """One thing on the page: a ``heading``, a ``table`` of rows, a ``rule`` or the ``text`` of a note."""

    kind: str
    text: str = field(default="", repr=False)
    rows: tuple[tuple[str, ...], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Layout:
    """A print-out: its file, how far it was looked at (``TUNED``, ``OPENED``, ``HELD_OUT``), its front sheet and the blocks of one note.

    Page header and footer may hold "{page}" and "{pages}".
    """

    name: str
    extension: str
    group: str
    header: Callable[[AnnotatedCase], str]
    footer: str
    front: Callable[[AnnotatedCase], tuple[Block, ...]]
    note: Callable[[Document, int, int], tuple[Block, ...]]
    text: Callable[[Document], str] = lambda document: document.text
    """What of a note is text on the page, heads aside: in a running record its title and signature, too."""


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _clock(number: int) -> str:
    return f"{9 + number % 8:02}:{(number * 7) % 60:02}"


def _surname(case: AnnotatedCase) -> str:
    return case.case_file.children[0].name.split()[-1].upper()


def _kind_of_note(document: Document, words: Sequence[str]) -> str:
    """Return the words of a system for a case note: general, visit, telephone."""
    title = (document.title or "").lower()
    return words[1] if any(word in title for word in VISITS) else words[2] if any(word in title for word in CALLS) else words[0]


BOARD_TYPES = {
    "referral": "Contact & Referral",
    "assessment": "Assessment",
    "strategy_discussion": "Strategy Discussion",
    "conference_minutes": "CP Conference",
    "meeting_minutes": "Meeting",
    "supervision": "Case Supervision",
    "agency_report": "Report from Agency",
    "letter": "Letter",
    "email": "E-mail",
    "police_notification": "Police Notification",
    "legal": "Legal Document",
    "chronology": "Chronology",
    "plan": "Care Plan",
    "transfer_summary": "Case Transfer Summary",
}


def _board_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    kind = BOARD_TYPES.get(str(document.type)) or _kind_of_note(document, ("Case Note - General", "Case Note - Home Visit", "Case Note - Telephone"))
    rows = (
        ("Contact date", f"{_day(document.written_on)} {_clock(number)}", "Note type", kind),
        ("Title", document.title or "", "Status", "Complete"),
        ("Recorded by", document.author or "", "Finished on", _day(document.written_on)),
    )
    return (Block("table", rows=rows), Block("text", document.text))


def _board_front(case: AnnotatedCase) -> tuple[Block, ...]:
    return (
        Block("heading", "Case Notes Report"),
        Block("table", rows=(("Subject", _surname(case)), ("Number of notes", str(len(case.case_file.documents))))),
    )


FORM_TYPES = {
    **BOARD_TYPES,
    "referral": "Referral and Information Record",
    "assessment": "Child and Family Assessment",
    "agency_report": "Agency Report",
    "meeting_minutes": "Record of Meeting",
    "supervision": "Supervision Record",
    "email": "Email",
    "legal": "Court Document",
}
WHOLE_FORMS = ("referral", "assessment", "strategy_discussion", "conference_minutes", "plan")


def _forms_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    kind = FORM_TYPES.get(str(document.type)) or _kind_of_note(document, ("Case Note", "Home Visit", "Telephone Call"))
    if str(document.type) in WHOLE_FORMS:
        form = (("Form started", _day(document.written_on)), ("Form completed", _day(document.written_on)), ("Completed by", document.author or ""))
        return (Block("heading", kind), Block("table", rows=form), Block("text", document.text))
    rows: tuple[tuple[str, ...], ...] = (
        ("Date of Event", _day(document.written_on)),
        ("Time", _clock(number)),
        ("Event Type", kind),
        ("Summary", document.title or ""),
        ("Worker", document.author or ""),
        ("Seen alone", "No"),
    )
    return (Block("heading", "CASE NOTE"), Block("table", rows=rows), Block("heading", "Details"), Block("text", document.text))


def _forms_front(case: AnnotatedCase) -> tuple[Block, ...]:
    children = tuple((child.name, f"{child.dob:%d/%m/%Y}" if child.dob else "") for child in case.case_file.children)
    return (Block("heading", "ELECTRONIC CASE FILE"), Block("table", rows=(("Name", "Date of birth"), *children)))


def _listing_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    kind = FORM_TYPES.get(str(document.type)) or _kind_of_note(document, ("Case Record", "Home Visit", "Telephone Call"))
    first = f"{_day(document.written_on)} {_clock(number)}   {kind.upper()}   {document.author or ''}"
    return (Block("rule"), Block("heading", first), Block("heading", f"Subject: {document.title or ''}"), Block("rule"), Block("text", document.text))


def _listing_front(case: AnnotatedCase) -> tuple[Block, ...]:
    return (Block("heading", "CHILDREN'S SERVICES - CASE RECORDING PRINT"), Block("heading", f"Family: {_surname(case)}"))


REGISTER_TYPES = {
    "referral": "Referral",
    "assessment": "Core assessment",
    "strategy_discussion": "Strategy meeting",
    "conference_minutes": "Child protection conference",
    "meeting_minutes": "Meeting minutes",
    "supervision": "Supervision",
    "agency_report": "Professional report",
    "letter": "Correspondence in",
    "email": "Email received",
    "police_notification": "Police notification",
    "legal": "Court order",
    "chronology": "Case chronology",
    "plan": "Child in need plan",
    "transfer_summary": "Closing summary",
}


def _register_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    kind = REGISTER_TYPES.get(str(document.type)) or _kind_of_note(document, ("File note", "Home visit", "Phone call"))
    day = document.written_on
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    return (
        Block("heading", f"{total - number} of {total}  {kind} – {written}"),
        Block("heading", f"By {document.author or ''}"),
        Block("text", document.text),
        Block("heading", f"Entered on system {written} {_clock(number)}"),
    )


def _running_text(document: Document) -> str:
    return f"{document.title or ''} - {document.text}\n{document.author or ''}"


def _running_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    day = document.written_on
    written = f"{day.day}.{day.month}.{day.year % 100:02}" if day else ""
    return (Block("text", f"{written}  {document.title or ''} - {document.text}"), Block("text", document.author or ""))


def _nothing(case: AnnotatedCase) -> tuple[Block, ...]:
    return ()


def _cards_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    kind = FORM_TYPES.get(str(document.type)) or _kind_of_note(document, ("File Note", "Home Visit", "Phone Call"))
    day = document.written_on
    written = f"{day.day:02}-{MONTHS[day.month - 1].upper()}-{day.year}" if day else ""
    heads = (f"WORKER: {document.author or ''}", f"DATE: {written}   CONTACT TYPE: {kind}", f"SUBJECT: {document.title or ''}")
    return (Block("rule"), *(Block("heading", head) for head in heads), Block("rule"), Block("text", document.text))


def _ledger_note(document: Document, number: int, total: int) -> tuple[Block, ...]:
    kind = REGISTER_TYPES.get(str(document.type)) or _kind_of_note(document, ("File note", "Home visit", "Phone call"))
    return (
        Block("heading", f"{kind} - created by {document.author or ''} on {_day(document.written_on)} at {_clock(number)}"),
        Block("heading", document.title or ""),
        Block("text", document.text),
    )


LAYOUTS = (
    Layout(
        "board",
        ".pdf",
        TUNED,
        lambda case: f"{_surname(case)} family   Person ID 4{len(case.case_id)}0177   OFFICIAL-SENSITIVE",
        "Printed 14/06/2018 09:12   Page {page} of {pages}",
        _board_front,
        _board_note,
    ),
    Layout(
        "forms",
        ".docx",
        TUNED,
        lambda case: f"Harrowdale Council   {_surname(case)}   Confidential",
        "Produced from the case system   Page {page}",
        _forms_front,
        _forms_note,
    ),
    Layout(
        "listing",
        ".txt",
        TUNED,
        lambda case: f"NORTHGATE MBC   CASE RECORDING   {_surname(case)}      Page {{page}}",
        "*** END OF PAGE ***",
        _listing_front,
        _listing_note,
    ),
    Layout("register", ".pdf", OPENED, lambda case: f"{_surname(case)}: case log", "{page}/{pages}", _nothing, _register_note),
    Layout("running", ".docx", OPENED, lambda case: f"Running record - {_surname(case)}", "", _nothing, _running_note, _running_text),
    Layout(
        "cards",
        ".txt",
        HELD_OUT,
        lambda case: f"SOCIAL CARE RECORD OF {_surname(case)} FAMILY",
        "- {page} -",
        _nothing,
        _cards_note,
    ),
    Layout("ledger", ".pdf", HELD_OUT, lambda case: f"Case {_surname(case)}   Page {{page}} of {{pages}}", "", _nothing, _ledger_note),
)
