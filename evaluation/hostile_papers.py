"""Hostile texts, pages, mails, archives and tables of text, each with the message that it must give."""

# ruff: noqa: E501 - tables with one file on each line

import io
import stat
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from evaluation.hostile_office import LOCKED, MIB, READ, Hostile, lying_sizes, real

TOO_LONG = "holds more text than one document may: 5 million characters"
NO_TEXT = "holds bytes of a program or picture, and no text"
TOO_MUCH = "unpacks to more than is read from one archive"
OUTSIDE = "has a path that leads out of its archive"


def packed(members: Mapping[str, bytes], *, mode: int = 0) -> bytes:
    """Return a ZIP archive; ``mode`` is what kind of file a system of Unix takes its members for."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = mode << 16
            archive.writestr(member, content)
    return buffer.getvalue()


def nested(levels: int) -> bytes:
    """Return an archive in archives."""
    data = packed({"a.txt": b"Quillfeather"})
    for _ in range(levels):
        data = packed({"in.zip": data})
    return data


def flagged_as_locked() -> bytes:
    """Return an archive that says its members are encrypted."""
    return packed({"a.txt": b"Quillfeather"}).replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


def mail(body: bytes, head: bytes = b"") -> bytes:
    """Return an e-mail of given raw parts."""
    return b"From: a@example.org\r\nDate: Mon, 17 Mar 2008 09:00:00 +0000\r\nSubject: x\r\n" + head + b"\r\n" + body


def parts_in_parts(levels: int) -> bytes:
    """Return an e-mail of multiparts inside multiparts."""
    return mail(b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(levels)), b"MIME-Version: 1.0\r\n").replace(b"\r\n\r\nContent", b"\r\nContent", 1)  # fmt: skip


def mails_in_mails(levels: int) -> bytes:
    """Return an e-mail attached to an e-mail, and so on."""
    inner = EmailMessage()
    for level in range(levels):
        outer = EmailMessage()
        outer["From"], outer["Subject"] = "a@example.org", f"Level {level}"
        outer.set_content("Good.")
        if level:
            outer.add_attachment(inner)
        inner = outer
    return inner.as_bytes()


def many_attachments(n_attachments: int, name: str = "note.txt") -> bytes:
    """Return an e-mail with so many attachments of one name."""
    outer = EmailMessage()
    outer["From"], outer["Subject"] = "a@example.org", "x"
    outer.set_content("Good.")
    for _ in range(n_attachments):
        outer.add_attachment(b"Good.", maintype="text", subtype="plain", filename=name)
    return outer.as_bytes()


def circular_message() -> bytes:
    """Return an Outlook message whose table of sectors leads back to itself."""
    data = bytearray(real("thread.msg"))
    table = 512 * (1 + int.from_bytes(data[76:80], "little"))
    data[table : table + 256] = b"\x00\x00\x00\x00" * 64
    return bytes(data)


TEXTS = (
    Hostile("note of 50 MB", "a.txt", lambda: b"Mrs Quillfeather was seen. " * (2 * MIB), TOO_LONG),
    Hostile("note of 50 MB in one word", "a.txt", lambda: b"x" * (50 * MIB), TOO_LONG),
    Hostile("note of NULs", "a.txt", lambda: bytes(5 * MIB), NO_TEXT),
    Hostile("note that is a picture", "a.txt", lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "is of a kind that is not read (.png)"),
    Hostile("note that is a program", "a.md", lambda: b"\x7fELF" + bytes(range(256)) * 400, NO_TEXT),
    Hostile("note of no bytes", "a.txt", bytes, "holds no text"),
    Hostile("note of blanks", "a.txt", lambda: b" \r\n\t" * 300_000, "holds no text"),
    Hostile("note with marks that turn the direction, and a NUL", "a.txt", lambda: "Good.\u202e\u2066 \x00 seen".encode(), READ),
    Hostile("note of 400,000 dates", "a.txt", lambda: b"1/1/2008 " * 400_000, READ),
    Hostile("note whose lines are labels", "a.txt", lambda: b"Date: Date: Date:\t Date:   " * 100_000, READ),
    Hostile("file of a program", "a.exe", lambda: b"MZ" + bytes(100), "is of a kind that is not read (.exe)"),
    Hostile("picture", "a.jpg", lambda: b"\xff\xd8\xff\xe0" + bytes(100), "is of a kind that is not read (.jpg)"),
)
PAGES = (
    Hostile("page of 200,000 tables in tables", "a.html", lambda: b"<html>Good." + b"<table><tr><td>" * 200_000, READ),
    Hostile("page of tags that never close", "a.html", lambda: b"<html><p>Good." + b"<a href='" * 200_000, READ),
    Hostile("page of comments that never close", "a.html", lambda: b"<html>Good.</p>" + b"<!--" * 500_000, READ),
    Hostile("page of elements in elements", "a.html", lambda: b"<html>Good." + b"<div><li>" * 200_000, READ),
    Hostile("page that is none", "a.html", lambda: b"Quillfeather " * 9, "holds no HTML"),
    Hostile("RTF of braces", "a.rtf", lambda: b"{\\rtf1 " + b"{" * 1_000_000, "nests its groups deeper than any program does"),
    Hostile("RTF with raw bytes beyond its end", "a.rtf", lambda: b"{\\rtf1 Good.\\bin2147483647 x}", READ),
    Hostile("RTF of a million signs", "a.rtf", lambda: b"{\\rtf1 Good." + b"\\u-1?\\row\\cell" * 300_000 + b"}", READ),
    Hostile("RTF that is none", "a.rtf", lambda: b"Quillfeather " * 9, "is no RTF file or is damaged"),
)
MAILS = (
    Hostile("mail of parts in parts", "a.eml", lambda: parts_in_parts(5_000), "holds parts inside parts beyond what is read"),
    Hostile("mails in mails", "a.eml", lambda: mails_in_mails(50), "lies beyond the 100 attachments or 5 levels that are read"),
    Hostile("mail with 3,000 attachments", "a.eml", lambda: many_attachments(3_000), "lies beyond the 100 attachments or 5 levels that are read"),
    Hostile("attachment called ../../CON", "a.eml", lambda: many_attachments(1, "../../CON.txt"), READ),
    Hostile("mail with a header of 10 MB", "a.eml", lambda: mail(b"Good.\r\n", b"To: " + b"a@example.org, " * 700_000 + b"\r\n"), READ),
    Hostile("mail with a date that is none", "a.eml", lambda: mail(b"Good.\r\n").replace(b"17 Mar 2008", b"99999999999999999999 Mar 2008"), READ),
    Hostile("mail of quotations in quotations", "a.eml", lambda: mail(b"Good.\r\n" + b"".join(b">" * n + b" On 3 Mar 2008, X wrote:\r\n" for n in range(2_000))), READ),
    Hostile("mail that is none", "a.eml", lambda: b"Quillfeather was here\n" * 9, "holds no e-mail"),
    Hostile("message of Outlook cut in half", "a.msg", lambda: real("thread.msg")[:2500], "is no Outlook message or is damaged"),
    Hostile("message of Outlook that leads in circles", "a.msg", circular_message, "is no Outlook message or is damaged"),
    Hostile("message of Outlook that is none", "a.msg", lambda: b"Quillfeather " * 9, "is no Outlook message or is damaged"),
)  # fmt: skip
ARCHIVES = (
    Hostile("archive that unpacks to 1 GB", "a.zip", lambda: packed({"a.txt": bytes(1024 * MIB)}), TOO_MUCH),
    Hostile("archive of 6,000 files", "a.zip", lambda: packed({f"{n}.txt": b"" for n in range(6_000)}), TOO_MUCH),
    Hostile("archives in archives", "a.zip", lambda: nested(30), "lies more than 2 archives deep"),
    Hostile("archive that lies about its sizes", "a.zip", lambda: lying_sizes(packed({"a.txt": b"Good. " * 100_000})), "is damaged in its archive"),
    Hostile("archive with a password", "a.zip", flagged_as_locked, LOCKED),
    Hostile("archive with paths that lead out", "a.zip", lambda: packed({"../../evil.txt": b"x"}), OUTSIDE),
    Hostile("archive with paths from the root", "a.zip", lambda: packed({"/etc/cron.d/evil.txt": b"x"}), OUTSIDE),
    Hostile("archive with paths of Windows", "a.zip", lambda: packed({"C:\\Windows\\evil.txt": b"x", "..\\evil.txt": b"x"}), OUTSIDE),
    Hostile("archive with a link", "a.zip", lambda: packed({"a.txt": b"/etc/passwd"}, mode=stat.S_IFLNK | 0o777), "is a link, which is not followed"),
    Hostile("archive with names of devices", "a.zip", lambda: packed({"NUL.txt": b"Good.", "CON": b"x", "sub/AUX.txt": b"Good."}), "is of a kind that is not read (no extension)"),
    Hostile("archive with a name that is turned round", "a.zip", lambda: packed({"a\u202etxt.exe": b"x", "b\u2066.txt": b"Good."}), "is of a kind that is not read (.exe)"),
    Hostile("archive whose files lie 100 folders deep", "a.zip", lambda: packed({"a/" * 100 + "b.txt": b"x"}), "lies more than 30 folders deep"),
    Hostile("archive with a name of 60,000 digits", "a.zip", lambda: packed({"9" * 60_000 + ".txt": b"x"}), "has a name of more than 255 characters"),
    Hostile("archive that is none", "a.zip", lambda: b"Quillfeather " * 9, "is no ZIP archive or is damaged"),
)  # fmt: skip
TABLES = (
    Hostile("table of 10,000 columns", "a.csv", lambda: ",".join([*(f"c{n}" for n in range(10_000)), "Note text"]).encode() + b"\n" + b"1," * 10_000 + b"Good.\n", READ),
    Hostile("table with a cell of 50 MB", "a.csv", lambda: b'Note text\n"' + b"x y " * (12 * MIB) + b'"\n', TOO_LONG),
    Hostile("table whose quotation mark never closes", "a.csv", lambda: b'Date,Note text\n3/3/08,"Good.\n' + b"4/3/08,Quillfeather\n" * 100_000, READ),
    Hostile("table of quotation marks", "a.csv", lambda: b"Date,Note text\n3/3/08,Good.\n" + b'"' * 3_000_001, READ),
    Hostile("table of tags that never close", "a.csv", lambda: b"Note text\nGood.<p>" + b"<a href='" * 200_000 + b"\n", READ),
    Hostile("table that is a workbook", "a.csv", lambda: real("notes.xlsx"), "is no text but of the kind XLSX under another name"),
    Hostile("table without a header", "a.csv", lambda: b"3/3/08,Mrs Quillfeather was seen at home and said that she was well.\n", "has no column of text"),
    Hostile("lines of JSON nested 100,000 deep", "a.jsonl", lambda: b'{"text": "Good."}\n' + b"[" * 100_000 + b"\n", "is no JSON"),
    Hostile("lines of JSON with a number of 100,000 digits", "a.jsonl", lambda: b'{"text": "Good."}\n{"text": ' + b"9" * 100_000 + b"}\n", "is no JSON"),
    Hostile("list of people that is nested 100,000 deep", "case.json", lambda: b'{"children": ' + b"[" * 100_000, "is no JSON"),
)  # fmt: skip
