"""Make the files of this folder that no office program makes: ``python -m tests.data.reading.make_seeds`` in the checkout."""

import io
import zipfile
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pyarrow
import pyarrow.parquet

from tests.analyser.formats.reading.outlook_files import Attachment, Message, msg

HERE = Path(__file__).resolve().parent
HISTORY = """Thank you.

-----Original Message-----
From: Jo Example
Sent: 11 December 2007 16:40
To: Duty
Subject: KB

Mrs Quillfeather was late again.

On 10 Dec 2007, Al wrote:
> Any news?
"""
NOTES = [("K-1", "2008-03-04", "Mrs Quillfeather was seen."), ("K-1", "13/04/2008", "<p>School rang &amp; asked.</p>"), ("K-2", "", "“Well” 😀")]


def main() -> None:
    """Write the files."""
    mail = EmailMessage(policy=policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = "B. Example <b@anytown.example>", "Duty <duty@anyshire.example>", "Log 12 – child seen"
    mail["Date"] = "Wed, 12 Dec 2007 09:00:00 +0000"
    mail.set_content(HISTORY)
    mail.add_alternative("<p>Thank you.</p><table><tr><td>a</td><td>b</td></tr></table>", subtype="html")
    mail.add_attachment("Mrs Quillfeather’s note.", filename="note.txt")
    (HERE / "thread.eml").write_bytes(mail.as_bytes())
    rtf = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")  # a published example
    inner = Message(subject="Quillfeather", body="", rtf=rtf).storage(embedded=True)
    attached = [Attachment("note.txt", "Mrs Quillfeather’s note.".encode()), Attachment("", message=inner)]
    (HERE / "thread.msg").write_bytes(msg(Message(body=HISTORY, attachments=attached)))
    table = pyarrow.table({name: [note[place] for note in NOTES] for place, name in enumerate(("case_id", "Contact date", "Note text"))})
    pyarrow.parquet.write_table(table, HERE / "notes.parquet")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("form.rtf", "form.html", "notes.csv"):
            archive.writestr(zipfile.ZipInfo(f"Quillfeather/{name}"), (HERE / name).read_bytes())
    (HERE / "papers.zip").write_bytes(buffer.getvalue())


if __name__ == "__main__":
    main()
