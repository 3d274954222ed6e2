from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.msg_letter import parse
from analyser.formats.reading.parser import ParserProcess
from tests.analyser.formats.reading.office_files import pdf
from tests.analyser.formats.reading.outlook_files import Attachment, Message, msg, stored_rtf

ReadOne = Callable[..., CaseFile]


def test_a_message_reads_as_an_e_mail_does(tmp_path: Path, read_one: ReadOne) -> None:
    (tmp_path / "m.msg").write_bytes(msg(Message()))
    (document,) = read_one(tmp_path / "m.msg").documents
    assert document.text == (
        "From: B. Example <b@anytown.police.uk>\nTo: Duty Team\nDate: 2008-03-17 23:30\nSubject: Log 12 – child seen\n\nPlease see below.\nRegards"
    )
    assert (document.written_on, document.type, document.agency) == (date(2008, 3, 17), DocumentType.EMAIL, Agency.POLICE)


def test_what_is_attached_is_a_document_of_its_own(tmp_path: Path, read_one: ReadOne) -> None:
    attachments = [
        Attachment("../../report.pdf", pdf(["Date: 1/3/2008", "Attendance is poor."])),
        Attachment("", message=Message(subject="First", sent=datetime(2008, 3, 14, 9, tzinfo=UTC)).storage(embedded=True)),
        Attachment("logo.png", b"\x89PNG", "image/png", content_id="logo"),
        Attachment("old.doc", bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")),
    ]
    (tmp_path / "m.msg").write_bytes(msg(Message(attachments=attachments)))
    case = read_one(tmp_path / "m.msg")
    assert [(found.document_id, found.written_on) for found in case.documents] == [
        ("m", date(2008, 3, 17)), ("m - report", date(2008, 3, 1)), ("m - attachment-2", date(2008, 3, 14))
    ]  # fmt: skip
    assert [(problem.where, problem.next_step) for problem in case.not_analysed] == [
        ("m.msg, attachment 3 (old.doc)", "Open it in Word and save it as DOCX.")
    ]


@pytest.mark.parametrize(
    ("message", "day"),
    [
        pytest.param(Message(sent=datetime(2008, 7, 1, 23, 30, tzinfo=UTC)), "2008-07-02", id="summer time: after midnight at the sender"),
        pytest.param(Message(sent=datetime(2008, 12, 1, 23, 30, tzinfo=UTC)), "2008-12-01", id="winter time"),
        pytest.param(Message(headers="Received: x\r\nDate: Mon, 17 Mar 2008 23:30:00 -0500\r\n"), "2008-03-17", id="the header goes first"),
        pytest.param(Message(headers="Date: sometime\r\n", sent=datetime(2008, 3, 1, tzinfo=UTC)), "2008-03-01", id="a header that is no date"),
        pytest.param(Message(sent=None), None, id="no date at all"),
    ],
)
def test_the_day_is_that_of_sending(message: Message, day: str | None) -> None:
    assert parse(msg(message))["sent_on"] == day


@pytest.mark.parametrize(
    ("message", "body"),
    [
        pytest.param(Message(body="", html=b"<html><p>He\xe2\x80\x99s &amp; well</p>"), "He’s & well", id="HTML"),
        pytest.param(Message(body=" ", rtf=stored_rtf(rb"{\rtf1\ansi Seen \'96 well.\par}")), "Seen – well.\n", id="RTF"),
        pytest.param(Message(body="He’s owed £5", code_page=1252), "He’s owed £5", id="narrow strings"),
        pytest.param(Message(body="Łukasz", code_page=1250), "Łukasz", id="narrow strings of another code page"),
        pytest.param(Message(body=""), "", id="nothing"),
    ],
)
def test_the_body_is_read_however_it_is_kept(message: Message, body: str) -> None:
    assert parse(msg(message))["body"] == body


def test_a_signed_message_is_read_and_an_encrypted_one_says_so() -> None:
    signed = b"Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSigned words.\r\n--b--\r\n"
    kept = Message(kind="IPM.Note.SMIME.MultipartSigned", body="", attachments=[Attachment("smime.p7m", signed)])
    assert parse(msg(kept))["body"].strip() == "Signed words."
    with pytest.raises(InputError, match="is encrypted"):
        parse(msg(Message(kind="IPM.Note.SMIME", attachments=[Attachment("smime.p7m", b"\x30\x80")])))


def test_messages_in_messages_are_read_to_a_depth(tmp_path: Path, read_one: ReadOne) -> None:
    message = Message(subject="Level 8")
    for level in range(7, 0, -1):
        message = Message(subject=f"Level {level}", attachments=[Attachment("", message=message.storage(embedded=True))])
    (tmp_path / "m.msg").write_bytes(msg(message))
    case = read_one(tmp_path / "m.msg")
    assert [document.title for document in case.documents] == [f"Level {level}" for level in range(1, 6)]
    assert len(case.not_analysed) == 1


@pytest.mark.parametrize("data", [b"SECRETWORD", msg(Message())[:1500], bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600], ids=["no", "cut", "bad"])
def test_files_that_cannot_be_read_say_why(parser: ParserProcess, data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parser.parse("msg", data, where="m.msg")
    assert caught.value.where == "m.msg"
    assert "SECRETWORD" not in str(caught.value)
