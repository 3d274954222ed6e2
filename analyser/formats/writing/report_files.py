"""The files of a report, written so that a reader never meets half of one."""

import json
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from pathlib import Path

from analyser.domain.report import CaseReport
from analyser.formats.writing.page import render_page
from analyser.formats.writing.spreadsheet import chronology_csv, chronology_xlsx
from analyser.formats.writing.word_document import chronology_docx


class Format(StrEnum):
    """The files that a report can be written as, by the name that ``--format`` takes."""

    JSON = "json"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    DOCUMENTS = "documents"


def write_report(report: CaseReport, folder: Path, *, formats: Collection[Format] = tuple(Format)) -> tuple[Path, ...]:
    """Write the chosen files of a report into a folder, made where it is missing; return their paths in the order of ``Format``.

    Equal reports give equal bytes, whatever the clock, the time zone or the folder. A file appears whole or not at all:
    it is written beside its place and moved there.

    Raises
    ------
    OSError
        If the folder cannot be written.

    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for chosen in Format:
        if chosen in formats:
            name, render = _WRITERS[chosen]
            written.append(_replace(folder / name, render(report)))
    return tuple(written)


def report_json(report: CaseReport) -> bytes:
    """Return ``report.json``; a lone surrogate, which UTF-8 cannot hold, stands as its JSON escape."""
    return _json_bytes(json.dumps(report.to_dict(), ensure_ascii=False, indent=1))


def documents_jsonl(report: CaseReport) -> bytes:
    """Return ``documents.jsonl``: one row a document, with the texts that the report's offsets refer to."""
    rows = [
        {
            "document_id": document.document_id,
            "date": document.written_on.isoformat() if document.written_on else None,
            "type": document.type,
            "agency": document.agency,
            "author": document.author,
            "title": document.title,
            "text": document.text,
        }
        for document in report.case_file.documents
    ]
    return b"".join(_json_bytes(json.dumps(row, ensure_ascii=False)) for row in rows)


def _json_bytes(text: str) -> bytes:
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def _page_bytes(report: CaseReport) -> bytes:
    return render_page(report).encode("utf-8")


_WRITERS: Mapping[Format, tuple[str, Callable[[CaseReport], bytes]]] = {
    Format.JSON: ("report.json", report_json),
    Format.HTML: ("report.html", _page_bytes),
    Format.CSV: ("chronology.csv", chronology_csv),
    Format.XLSX: ("chronology.xlsx", chronology_xlsx),
    Format.DOCX: ("chronology.docx", chronology_docx),
    Format.DOCUMENTS: ("documents.jsonl", documents_jsonl),
}


def _replace(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
