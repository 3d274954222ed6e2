"""Readers of files that hold one document each: plain text, DOCX, RTF, HTML and PDF."""

from collections.abc import Mapping
from typing import Any

from analyser.domain.text import NotAnalysed
from analyser.formats.reading.decoding import decode
from analyser.formats.reading.found import Blob, Found, RawDocument, Workplace
from analyser.formats.reading.kinds import check_text

BROKEN_STEP = "Print it to a new PDF, and give that."
SCANNED_STEP = "Run OCR over it and give the text or a PDF with a text layer."


def read_text(blob: Blob, workplace: Workplace) -> Found:
    """Return the text of a plain text file, Markdown as it is written."""
    data = blob.read()
    check_text(data, blob.where)
    text, remark = decode(data)
    return Found((RawDocument(source=blob.where, text=text, name=blob.name, remarks=(f"it {remark}",) if remark else ()),))


def read_docx(blob: Blob, workplace: Workplace) -> Found:
    """Return the text of a Word document: page headers first, then paragraphs and table rows in their order."""
    result = workplace.parser.parse("docx", blob.read(), where=blob.where)
    raw = RawDocument(source=blob.where, text=result["text"], name=blob.name, page_starts=_page_starts(result), remarks=tuple(result["remarks"]))
    return Found((raw,))


def read_rtf(blob: Blob, workplace: Workplace) -> Found:
    """Return the text of an RTF file: page headers first, then paragraphs and table rows in their order."""
    result = workplace.parser.parse("rtf", blob.read(), where=blob.where)
    return Found((RawDocument(source=blob.where, text=result["text"], name=blob.name, remarks=tuple(result["remarks"])),))


def read_html(blob: Blob, workplace: Workplace) -> Found:
    """Return the text of a web page as a browser shows it."""
    result = workplace.parser.parse("html", blob.read(), where=blob.where)
    fields = {"title": result["title"]}
    return Found((RawDocument(source=blob.where, text=result["text"], fields=fields, name=blob.name, remarks=tuple(result["remarks"])),))


def read_pdf(blob: Blob, workplace: Workplace) -> Found:
    """Return the text layer of a PDF; pages that are pictures or damaged are problems, and a PDF of nothing else gives no document."""
    result = workplace.parser.parse("pdf", blob.read(), where=blob.where)
    scanned, broken = result["scanned"], result["broken"]
    if not result["text"].strip():
        what = "has no text layer and needs OCR" if scanned else "is damaged" if broken else "holds no text"
        return Found(problems=(NotAnalysed(where=blob.where, what=what, next_step=SCANNED_STEP if not broken else BROKEN_STEP),))
    problems = (
        *_pages(blob, scanned, "has no text layer and needs OCR", SCANNED_STEP),
        *_pages(blob, broken, "is damaged", BROKEN_STEP),
    )
    n_lost, n_attached = len(set(scanned) | set(broken)), result["n_attached"]
    remarks = (
        *((f"{n_lost} of its pages could not be read",) if n_lost else ()),
        *((f"{n_attached} file(s) inside it were not read",) if n_attached else ()),
    )
    document = RawDocument(source=blob.where, text=result["text"], name=blob.name, page_starts=_page_starts(result), remarks=remarks)
    return Found((document,), problems)


def _page_starts(result: Mapping[str, Any]) -> tuple[tuple[int, int], ...]:
    return tuple((start, number) for start, number in result["page_starts"])


def _pages(blob: Blob, numbers: list[int], what: str, next_step: str) -> tuple[NotAnalysed, ...]:
    listed = ", ".join(map(str, numbers[:20])) + (" and more" if len(numbers) > 20 else "")
    return (NotAnalysed(where=f"{blob.where}, page {listed}", what=what, next_step=next_step),) if numbers else ()
