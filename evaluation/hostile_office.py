"""Hostile Word, Excel, PDF and Parquet files, each with the message that it must give."""

# ruff: noqa: E501 - tables with one file on each line

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FILES = Path(__file__).resolve().parent.parent / "tests" / "data" / "reading"
MIB = 2**20
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
BODY, SHEET, STRINGS = "word/document.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
DAMAGED_DOCX, DAMAGED_XLSX = "is no DOCX file or is damaged", "is no XLSX file or is damaged"
BOMB = "unpacks to far more than such a file should hold"
DECLARED = "holds a document type declaration, which no office program writes"
LOCKED = "is protected by a password"
READ = ""
"""No message: the file is odd, but it can be read."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """A hostile file: what it is, its name, its bytes when asked for, and what the message must say (``READ`` where it is read).

    Where a library gives up by itself or is stopped, whichever comes first, ``what`` has both sayings, parted by a bar.

    ``seconds`` and ``megabytes`` are tighter limits of the parsing child, for files that are to break those.
    """

    about: str
    name: str
    make: Callable[[], bytes]
    what: str
    seconds: float = 60.0
    megabytes: int = 1024


def real(name: str) -> bytes:
    """Return a real file of the tests."""
    return (FILES / name).read_bytes()


def repacked(data: bytes, parts: Mapping[str, bytes | None], *, more: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """Return a packed file with parts exchanged, added, or left out (``None``)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            if part.filename not in parts:
                target.writestr(part, source.read(part))
        for name, content in (*parts.items(), *more):
            if content is not None:
                target.writestr(name, content)
    return buffer.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    """Return one part of a packed file."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        return source.read(name)


def docx(body: bytes | None = None, **parts: bytes) -> bytes:
    """Return the real form with another body or with ``xml`` put in at the head of its body."""
    data = real("form.docx")
    if body is None:
        body = re.sub(rb"<w:body>", lambda found: found.group() + parts["xml"], part_of(data, BODY), count=1)
    return repacked(data, {BODY: body})


def lying_sizes(data: bytes) -> bytes:
    """Return a packed file whose table of contents claims that each part has 100 bytes."""
    return re.sub(rb"(PK\x01\x02.{20})(.{4})", lambda found: found[1] + struct.pack("<I", 100), data, flags=re.DOTALL)


def xlsx(xml: bytes, *, instead: bytes = b"</sheetData>") -> bytes:
    """Return the real table with something before the end of its sheet."""
    data = real("notes.xlsx")
    return repacked(data, {SHEET: part_of(data, SHEET).replace(instead, xml + instead, 1)})


def wide_xlsx(n_columns: int) -> bytes:
    """Return a table whose header has so many columns, the last one with the text."""
    names = "".join(f'<c t="inlineStr"><is><t>c{number}</t></is></c>' for number in range(n_columns - 1))
    values = "<c><v>1</v></c>" * (n_columns - 1)
    rows = f'<row>{names}<c t="inlineStr"><is><t>Note text</t></is></c></row><row>{values}<c t="inlineStr"><is><t>Good.</t></is></c></row>'
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return repacked(real("notes.xlsx"), {SHEET: head + rows.encode() + b"</sheetData></worksheet>"})


def pdf(
    *objects: bytes, pages: int = 1, kids: bytes | None = None, content: bytes = b"BT /F1 12 Tf 72 700 Td (Good.) Tj ET", filters: bytes = b""
) -> bytes:
    """Return a PDF by hand: catalogue 1, pages 2, page 3, content 4, font 5, then what is given; ``filters`` says how the content is packed."""
    kids = kids if kids is not None else b"3 0 R " * pages
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
    stream = b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), filters, content)
    tree = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages)
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    out, places = b"%PDF-1.7\n", []
    for number, content_of in enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, stream, font, *objects), start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content_of)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    n_objects = len(places) + 1
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        n_objects,
        table,
        n_objects,
        len(out),
    )


def drawing(content: bytes) -> bytes:
    """Return an object that a page draws."""
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >> /Length %d >>"
    return head % len(content) + b"\nstream\n" + content + b"\nendstream"


def many_rows(n_rows: int) -> bytes:
    """Return a table of so many rows of one word."""
    return xlsx(b"".join(b'<row r="%d"><c r="E%d"><v>1</v></c></row>' % (number, number) for number in range(10, n_rows)))


def parquet(n_rows: int, text: str) -> bytes:
    """Return a table that says one text again and again in few bytes."""
    import pyarrow
    import pyarrow.parquet

    buffer = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"text": [text] * n_rows}), buffer, compression="zstd")
    return buffer.getvalue()


PARAGRAPH = b"<w:p><w:r><w:t>Seen at home.</w:t></w:r></w:p>"
WORD = (
    Hostile("Word file that unpacks to 1 GB", "a.docx", lambda: docx(b" " * (1024 * MIB)), BOMB),
    Hostile("Word file with a second part of 300 MB", "a.docx", lambda: repacked(real("form.docx"), {"word/media/x.bin": bytes(300 * MIB)}), BOMB),
    Hostile("Word file of 10,001 parts", "a.docx", lambda: repacked(real("form.docx"), {f"p{n}": b"" for n in range(10_001)}), BOMB),
    Hostile("Word file that lies about its sizes", "a.docx", lambda: lying_sizes(docx(PARAGRAPH * 100_000)), "is damaged"),
    Hostile("Word file with a document type", "a.docx", lambda: docx(LAUGHS + b"<x>&b;</x>"), DECLARED),
    Hostile("Word file with an external entity", "a.docx", lambda: docx(DOCTYPE + b"<x>&e;</x>"), DECLARED),
    Hostile("Word file with a document type in UTF-16", "a.docx", lambda: docx((DOCTYPE + b"<x/>").decode().encode("utf-16")), DECLARED),
    Hostile("Word file cut in half", "a.docx", lambda: real("form.docx")[:4000], DAMAGED_DOCX),
    Hostile("Word file of no bytes", "a.docx", bytes, DAMAGED_DOCX),
    Hostile("Word file without a body", "a.docx", lambda: repacked(real("form.docx"), {BODY: None}), "is damaged or not what its name says (KeyError)"),
    Hostile("Word file of tables in tables", "a.docx", lambda: docx(xml=b"<w:tbl><w:tr><w:tc>" * 4_000), "is damaged or not what its name says (XMLSyntaxError)"),
    Hostile("Word file that needs too much memory", "a.docx", lambda: docx(xml=PARAGRAPH * 400_000), "memory", megabytes=150),
    Hostile("Word file that takes too long", "a.docx", lambda: docx(xml=PARAGRAPH * 200_000), "takes longer than 0.5 seconds to read", seconds=0.5),
    Hostile("Word file with a password", "a.docx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    Hostile("old Word file under a new name", "a.docx", lambda: real("form.doc"), "is of a kind that is not read (.doc)"),
    Hostile("Word file that fetches its template", "a.docx", lambda: repacked(real("form.docx"), {"word/_rels/document.xml.rels": part_of(real("form.docx"), "word/_rels/document.xml.rels").replace(b"</Relationships>", b'<Relationship Id="rX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://192.0.2.1/x.dotm" TargetMode="External"/></Relationships>')}), READ),
)  # fmt: skip
EXCEL = (
    Hostile("sheet with one cell at XFD1048576", "a.xlsx", lambda: xlsx(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), READ),
    Hostile("sheet that claims to be as large as can be", "a.xlsx", lambda: xlsx(b'<dimension ref="A1:XFD1048576"/>', instead=b"<sheetData>"), READ),
    Hostile("sheet of 10,000 columns", "a.xlsx", lambda: wide_xlsx(10_000), READ),
    Hostile("sheet with a million merged ranges", "a.xlsx", lambda: xlsx(b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:A1048576"/>' * 20_000 + b"</mergeCells><sheetData>"), READ),
    Hostile("workbook whose texts unpack to 600 MB", "a.xlsx", lambda: repacked(real("notes.xlsx"), {STRINGS: b" " * (600 * MIB)}), BOMB),
    Hostile("workbook with a document type", "a.xlsx", lambda: repacked(real("notes.xlsx"), {STRINGS: LAUGHS + b"<sst>&b;</sst>"}), DECLARED),
    Hostile("workbook cut short", "a.xlsx", lambda: real("notes.xlsx")[:-30], DAMAGED_XLSX),
    Hostile("workbook that is a PDF", "a.xlsx", lambda: real("form.pdf"), DAMAGED_XLSX),
    Hostile("workbook with a password", "a.xlsx", lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    Hostile("old workbook under a new name", "a.xlsx", lambda: real("notes.xls"), "is of an old format under a new name"),
    Hostile("workbook whose cells name texts that are not there", "a.xlsx", lambda: xlsx(b'<row r="9"><c r="E9" t="s"><v>99999999</v></c></row>'), "is damaged"),
    Hostile("sheet that takes too long", "a.xlsx", lambda: many_rows(900_000), "takes longer than 1 seconds to read", seconds=1.0),
)  # fmt: skip
PDF = (
    Hostile("PDF whose page unpacks to 1 GB", "a.pdf", lambda: pdf(content=zlib.compress(b" " * (1024 * MIB)), filters=b"/Filter /FlateDecode"), "memory|ends the program"),
    Hostile("PDF packed twice", "a.pdf", lambda: pdf(content=zlib.compress(zlib.compress(b" " * (1024 * MIB))), filters=b"/Filter [/FlateDecode /FlateDecode]"), "memory|ends the program"),
    Hostile("PDF whose pages are each other's parents", "a.pdf", lambda: pdf(kids=b"2 0 R", pages=3), "is damaged"),
    Hostile("PDF of 6,000 pages", "a.pdf", lambda: pdf(pages=6_000), "has more than 5000 pages"),
    Hostile("PDF that claims a million pages", "a.pdf", lambda: pdf(kids=b"3 0 R", pages=1_000_000), "has more than 5000 pages"),
    Hostile("PDF that draws itself", "a.pdf", lambda: pdf(drawing(b"/X Do /X Do"), content=b"/X Do BT /F1 12 Tf 72 700 Td (Good.) Tj ET"), "memory|ends the program"),
    Hostile("PDF of brackets", "a.pdf", lambda: pdf(content=b"[" * 1_000_000 + b"BT /F1 12 Tf (Good.) Tj ET"), "holds no text"),
    Hostile("PDF cut in half", "a.pdf", lambda: real("form.pdf")[:9000], "is no PDF or is damaged"),
    Hostile("PDF that is none", "a.pdf", lambda: b"Quillfeather " * 100, "is no PDF or is damaged"),
    Hostile("PDF that runs a program when opened", "a.pdf", lambda: pdf(b"<< /S /JavaScript /JS (app.alert(1)) >>").replace(b"/Pages 2 0 R", b"/Pages 2 0 R /OpenAction 6 0 R"), READ),
)  # fmt: skip
PARQUET = (
    Hostile("Parquet file that says much in few bytes", "a.parquet", lambda: parquet(3_000, "x" * 200_000), "holds more than 400 million characters"),
    Hostile("Parquet file of three million rows", "a.parquet", lambda: parquet(3_000_000, "x"), "has more than 2,000,000 rows or 2,000 columns"),
    Hostile("Parquet file cut short", "a.parquet", lambda: real("notes.parquet")[:-9], "is no Parquet file or is damaged"),
)
