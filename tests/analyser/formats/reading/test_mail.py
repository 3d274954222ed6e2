from collections.abc import Callable
from datetime import date
from email import policy
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.text import CaseFile
from analyser.errors import InputError
from analyser.formats.reading.cases import read_cases
from analyser.formats.reading.mail import safe_name
from tests.analyser.formats.reading.office_files import pdf, word

ReadOne = Callable[..., CaseFile]


def message(body: str = "Please see below.\r\nRegards\r\n", **headers: str) -> EmailMessage:
    mail = EmailMessage(policy=policy.SMTP)
    known = {"From": "B. Example <b@anytown.police.uk>", "To": "Duty <duty@anyshire.gov.uk>"}
    known |= {"Date": "Mon, 17 Mar 2008 23:30:00 -0500", "Subject": "Log 12 – child seen"}
    for name, value in {**known, **headers}.items():
        mail[name] = value
    mail.set_content(body)
    return mail


def saved(folder: Path, mail: EmailMessage, name: str = "mail.eml") -> Path:
    (folder / name).write_bytes(mail.as_bytes())
    return folder / name


def test_headers_stand_at_the_head_of_the_text(tmp_path: Path, read_one: ReadOne) -> None:
    (document,) = read_one(saved(tmp_path, message())).documents
    assert document.text == (
        'From: "B. Example" <b@anytown.police.uk>\n'
        "To: Duty <duty@anyshire.gov.uk>\nDate: Mon, 17 Mar 2008 23:30:00 -0500\n"
        "Subject: Log 12 – child seen\n\nPlease see below.\nRegards"
    )
    assert (document.written_on, document.type, document.agency) == (date(2008, 3, 17), DocumentType.EMAIL, Agency.POLICE)
    assert (document.author, document.title) == ("B. Example <b@anytown.police.uk>", "Log 12 – child seen")


def test_attachments_are_documents_of_their_own(tmp_path: Path, read_one: ReadOne) -> None:
    mail, inner = message(), message("Earlier mail.\r\n", Date="Fri, 14 Mar 2008 09:00:00 +0000", Subject="First")
    document = docx.Document()
    document.add_paragraph("Minutes of the core group")
    mail.add_attachment(word(document), maintype="application", subtype="octet-stream", filename="../../evil.docx")
    mail.add_attachment(pdf(["Date: 1/3/2008", "Attendance is poor."]), maintype="application", subtype="pdf", filename="report.pdf")
    mail.add_attachment(inner)
    mail.add_attachment(b"PK", maintype="application", subtype="zip", filename="more.zip")
    case = read_one(saved(tmp_path, mail))
    assert [found.document_id for found in case.documents] == ["mail", "mail - evil", "mail - report", "mail - attachment-3"]
    assert [found.written_on for found in case.documents] == [date(2008, 3, 17), date(2008, 3, 17), date(2008, 3, 1), date(2008, 3, 14)]
    assert "it states no date; that of the e-mail it came with was taken" in case.documents[1].remarks
    assert case.documents[1].type is DocumentType.MEETING_MINUTES
    assert [(problem.where, problem.what) for problem in case.not_analysed] == [
        ("mail.eml, attachment 4 (more.zip)", "is no ZIP archive or is damaged")
    ]


def test_a_mail_in_html_alone_is_decoded_and_logos_passed_over(tmp_path: Path, read_one: ReadOne) -> None:
    mail = message()
    mail.set_content("<html><style>p {}</style><p>Mum&nbsp;said &pound;5 &amp; left</p><ul><li>Seen</li></ul></html>", subtype="html")
    mail.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<logo>")
    case = read_one(saved(tmp_path, mail))
    assert case.documents[0].text.split("\n\n", 1)[1] == "Mum\xa0said £5 & left\n\n• Seen"
    assert case.not_analysed == ()


@pytest.mark.parametrize("charset", ["windows-1252", "no-such-charset", "a\0b", "us-ascii"])
def test_a_wrong_or_missing_character_set_loses_nothing(tmp_path: Path, read_one: ReadOne, charset: str) -> None:
    head = f"From: a@example.org\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    (tmp_path / "m.eml").write_bytes(head.encode() + "He’s owed £5.".encode("cp1252"))
    (document,) = read_one(tmp_path / "m.eml").documents
    assert document.text.endswith("He’s owed £5.")
    assert document.written_on is None


@pytest.mark.parametrize("value", ["sometime", "32 Foo 2008 25:00", "", "=?utf-8?q?=ff?="])
def test_a_date_header_that_is_none_leaves_the_date_unknown(tmp_path: Path, read_one: ReadOne, value: str) -> None:
    (tmp_path / "m.eml").write_bytes(f"From: a@example.org\r\nDate: {value}\r\nSubject: x\r\n\r\nBody.\r\n".encode())
    (document,) = read_one(tmp_path / "m.eml").documents
    assert document.written_on is None


def test_what_is_no_mail_says_so(tmp_path: Path) -> None:
    (tmp_path / "m.eml").write_bytes(b"SECRETWORD without any header")
    with pytest.raises(InputError, match=r"m\.eml: holds no e-mail"):
        list(read_cases(tmp_path / "m.eml"))


def test_mails_inside_mails_are_read_to_a_depth(tmp_path: Path, read_one: ReadOne) -> None:
    mail = message("Level 9.")
    for level in range(8, 0, -1):
        outer = message(f"Level {level}.")
        outer.add_attachment(mail)
        mail = outer
    case = read_one(saved(tmp_path, mail))
    assert len(case.documents) == 5
    assert len(case.not_analysed) == 1


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("..\\..\\x.docx", "x.docx"),
        ("/etc/passwd", "passwd"),
        ("a\u202excod.exe\x00", "axcod.exe"),
        ("..", "attachment-1"),
        ('note: "1".txt', "note 1.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_of_attachments_are_made_safe(name: str, bare: str) -> None:
    assert safe_name(name, 1, "application/octet-stream") == bare
