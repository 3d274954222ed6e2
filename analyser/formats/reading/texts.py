"""Readers of files that hold one document each: plain text, DOCX and PDF."""

from analyser.domain.text import NotAnalysed
from analyser.formats.reading.decoding import decode
from analyser.formats.reading.found import Blob, Found, RawDocument, Workplace

SCANNED_STEP = "Run OCR over it and give the text or a PDF with a text layer."


def read_text(blob: Blob, workplace: Workplace) -> Found:
    """Return the text of a plain text file, Markdown as it is written."""
    text, remark = decode(blob.read())
    return Found((RawDocument(source=blob.where, text=text, name=blob.name, remarks=(f"it {remark}",) if remark else ()),))


def read_docx(blob: Blob, workplace: Workplace) -> Found:
    """Return the text of a Word document: page headers first, then paragraphs and table rows in their order."""
    result = workplace.parser.parse("docx", blob.read(), where=blob.where)
    return Found((RawDocument(source=blob.where, text=result["text"], name=blob.name, remarks=tuple(result["remarks"])),))


def read_pdf(blob: Blob, workplace: Workplace) -> Found:
    """Return the text layer of a PDF; pages that are pictures are reported, and a PDF of nothing else gives no document."""
    result = workplace.parser.parse("pdf", blob.read(), where=blob.where)
    scanned = result["scanned"]
    if not result["text"].strip():
        what = "has no text layer and needs OCR" if scanned else "holds no text"
        return Found(problems=(NotAnalysed(where=blob.where, what=what, next_step=SCANNED_STEP),))
    if not scanned:
        return Found((RawDocument(source=blob.where, text=result["text"], name=blob.name),))
    pages = ", ".join(map(str, scanned[:20])) + (" and more" if len(scanned) > 20 else "")
    missing = NotAnalysed(where=f"{blob.where}, page {pages}", what="has no text layer and needs OCR", next_step=SCANNED_STEP)
    remark = f"{len(scanned)} of its pages have no text layer and were not read"
    return Found((RawDocument(source=blob.where, text=result["text"], name=blob.name, remarks=(remark,)),), (missing,))
