from collections.abc import Callable
from datetime import date
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from analyser.domain.text import CaseFile
from analyser.formats.reading.mail_history import split_history

ReadOne = Callable[..., CaseFile]
BLOCK = "From: Jo Example\nSent: 11 December 2007 16:40\nTo: Duty\nSubject: KB\n\nHe was late."


@pytest.mark.parametrize(
    ("body", "own", "earlier"),
    [
        pytest.param(f"Thanks.\n\n-----Original Message-----\n{BLOCK}", "Thanks.", [("2007-12-11", "Jo Example", "He was late.")], id="Outlook"),
        pytest.param(f"Thanks.\n________________________________\n{BLOCK}", "Thanks.", [("2007-12-11", "Jo Example", "He was late.")], id="rule"),
        pytest.param(f"Thanks.\n\n{BLOCK}", "Thanks.", [("2007-12-11", "Jo Example", "He was late.")], id="block alone"),
        pytest.param(f"FYI\n\nBegin forwarded message:\n\n{BLOCK}", "FYI", [("2007-12-11", "Jo Example", "He was late.")], id="forwarded"),
        pytest.param(
            "Yes.\n\nOn Tue, 11 Dec 2007 at 16:40, Jo Example <jo@example.org> wrote:\n> Seen?\n> Jo", "Yes.",
            [("2007-12-11", "Jo Example <jo@example.org>", "Seen?\nJo")], id="quotation marks",
        ),
        pytest.param(
            "On 11 December 2007 16:40, Jo Example\n<jo@example.org> wrote:\n> Seen?\n\nYes.\n> By whom?\nMe.", "Yes.\nMe.",
            [("2007-12-11", "Jo Example <jo@example.org>", "Seen?\nBy whom?")], id="answers between the quoted lines, the head wrapped",
        ),
        pytest.param(
            f"Three.\n\nOn 12 Dec 2007, Al wrote:\n> Two.\n>\n> {BLOCK.replace(chr(10), chr(10) + '> ')}", "Three.",
            [("2007-12-12", "Al", "Two."), ("2007-12-11", "Jo Example", "He was late.")], id="a block inside a quotation",
        ),
        pytest.param(
            "C.\n\nOn 12 Dec 2007, Al wrote:\n> B.\n> On 11 Dec 2007, Jo wrote:\n>> A.\n> B again.\nC again.", "C.\n\nC again.",
            [("2007-12-12", "Al", "B.\nB again."), ("2007-12-11", "Jo", "A.")], id="a quotation in a quotation",
        ),
        pytest.param("Mum wrote:\n> I am fine", "Mum wrote:\n> I am fine", [], id="no day"),
        pytest.param("From: Mum\nTo: school\nShe called on 3 March.", "From: Mum\nTo: school\nShe called on 3 March.", [], id="no Sent line"),
        pytest.param("On 3 March 2008 Mum said she wrote: nothing", "On 3 March 2008 Mum said she wrote: nothing", [], id="prose"),
        pytest.param("Date of birth: 3/3/01\nFrom: Anytown", "Date of birth: 3/3/01\nFrom: Anytown", [], id="labels of a form"),
        pytest.param("----------\nKind regards", "----------\nKind regards", [], id="rule over a signature"),
    ],
)  # fmt: skip
def test_earlier_messages_are_told_apart(body: str, own: str, earlier: list[tuple[str, str, str]]) -> None:
    kept, history = split_history(body)
    assert kept.strip("\n") == own.strip("\n")
    assert [(message.date, message.sender, message.body) for message in history] == earlier


def mail(body: str, day: str) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    message["From"], message["Date"], message["Subject"] = "duty@anyshire.gov.uk", f"{day} 09:00:00 +0000", "KB"
    message.set_content(body)
    return message.as_bytes()


def test_an_earlier_message_is_a_document_with_its_own_day(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "a.eml").write_bytes(mail(f"Thanks.\n\n-----Original Message-----\n{BLOCK}\n", "12 Dec 2007"))
    first, second = read_one(tmp_path / "a.eml").documents
    assert (first.document_id, first.written_on, first.text.split("\n")[-1]) == ("a", date(2007, 12, 12), "Thanks.")
    assert (second.document_id, second.written_on, second.author) == ("a - earlier message 1", date(2007, 12, 11), "Jo Example")
    assert second.text.startswith("-----Original Message-----\nFrom: Jo Example\nSent: 11 December 2007 16:40\n")
    assert "1 earlier message(s) that it quotes stand as documents of their own" in first.remarks


def test_a_message_that_is_on_file_is_not_read_again_where_it_is_quoted(tmp_path: Path, read_one: ReadOne) -> None:
    told = "He was late for the third time this week."
    (tmp_path / "1.eml").write_bytes(mail(f"{told}\nThis message is confidential.\n", "11 Dec 2007"))
    block = BLOCK.replace("He was late.", told)
    for number in (2, 3):
        (tmp_path / f"{number}.eml").write_bytes(mail(f"Thanks, {number}.\n\n{block}\n\nOn 10 Dec 2007, Al wrote:\n> Any news?\n", "12 Dec 2007"))
    case = read_one(tmp_path)
    assert [document.document_id for document in case.documents] == ["1", "2", "2 - earlier message 2", "3"]
    assert "3 earlier message(s) that e-mails quote are on file by themselves and were not read twice" in case.documents[0].remarks


def test_a_few_words_are_kept_although_another_mail_of_the_day_has_them(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "1.eml").write_bytes(mail("He was late. Yes, again.\n", "11 Dec 2007"))
    (tmp_path / "2.eml").write_bytes(mail(f"Thanks.\n\n{BLOCK.replace('He was late.', 'Yes.')}\n", "12 Dec 2007"))
    assert [document.document_id for document in read_one(tmp_path).documents] == ["1", "2", "2 - earlier message 1"]
