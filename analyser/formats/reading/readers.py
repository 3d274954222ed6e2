"""Which reader serves which kind of file: one line each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import PurePath

from analyser.errors import InputError
from analyser.formats.reading.bundles import part_documents
from analyser.formats.reading.found import Blob, Found, Reader, Workplace, not_analysed
from analyser.formats.reading.kinds import kind_of
from analyser.formats.reading.mail import read_mail
from analyser.formats.reading.places import inside, open_archive
from analyser.formats.reading.rows import csv_tables, jsonl_tables, parquet_tables, xlsx_tables
from analyser.formats.reading.tables import RowSource
from analyser.formats.reading.texts import read_docx, read_html, read_pdf, read_rtf, read_text
from analyser.lexicons import load_table


def read_archive(blob: Blob, workplace: Workplace) -> Found:
    """Return the documents of a ZIP archive that came with an e-mail; tables in it are problems, since their rows may be of any case."""
    blobs, problems = inside(open_archive(blob, workplace.parser))
    found = [_read_or_tell(inner, workplace) for inner in blobs]
    return Found(tuple(document for one in found for document in one.documents), (*problems, *(problem for one in found for problem in one.problems)))


DOCUMENT_READERS: Mapping[str, Reader] = {
    ".txt": lambda blob, workplace: part_documents(read_text(blob, workplace), workplace),
    ".md": read_text,
    ".docx": lambda blob, workplace: part_documents(read_docx(blob, workplace), workplace),
    ".pdf": lambda blob, workplace: part_documents(read_pdf(blob, workplace), workplace),
    ".rtf": lambda blob, workplace: part_documents(read_rtf(blob, workplace), workplace),
    ".html": lambda blob, workplace: part_documents(read_html(blob, workplace), workplace),
    ".htm": lambda blob, workplace: part_documents(read_html(blob, workplace), workplace),
    ".eml": lambda blob, workplace: read_mail(blob, workplace, "eml", read_document),
    ".msg": lambda blob, workplace: read_mail(blob, workplace, "msg", read_document),
    ".zip": read_archive,
}
"""Files that hold documents. Archives in folders are walked as folders and come here as attachments only."""

TABLE_READERS: Mapping[str, Callable[[Blob, Workplace], tuple[RowSource, ...]]] = {
    ".csv": csv_tables,
    ".tsv": csv_tables,
    ".xlsx": xlsx_tables,
    ".parquet": parquet_tables,
    ".jsonl": jsonl_tables,
}
"""Files that hold one document in each row."""


def is_table(name: str) -> bool:
    """Whether a file of this name is a table of documents."""
    return PurePath(name).suffix.lower() in TABLE_READERS


def read_document(blob: Blob, workplace: Workplace) -> Found:
    """Return the documents of a file that is no table. A file whose bytes show another kind than its name is read as what it is, with a remark.

    Raises
    ------
    InputError
        If the file cannot be read, or is of a kind that is not read: the message says what to do with it.

    """
    named = blob.extension
    data = blob.read()
    shown = kind_of(data)
    if shown == "protected":
        raise InputError(where=blob.where, what="is protected by a password", next_step="Remove the password in its program and save it.")
    kind = shown if shown and _differ(named, shown) else named
    reader = DOCUMENT_READERS.get(kind)
    if reader is None:
        raise not_read(blob.where, kind)
    found = reader(replace(blob, content=data, path=None, unpack=None), workplace)
    if kind == named:
        return found
    remark = f"its name says {named[1:].upper() or 'nothing of its kind'}, but it is {kind[1:].upper()} and was read as that"
    return replace(found, documents=tuple(replace(document, remarks=(*document.remarks, remark)) for document in found.documents))


def not_read(where: str, extension: str) -> InputError:
    """Return the message for a kind of file that is not read."""
    if extension in TABLE_READERS:
        what, step = (
            "is a table under another name or in an e-mail",
            "Give it as a file by itself, with its own ending, if its rows belong to the case.",
        )
        return InputError(where=where, what=f"{what} ({extension})", next_step=step)
    known = ", ".join(sorted(name[1:] for name in (*DOCUMENT_READERS, *TABLE_READERS)))
    step = load_table("taxonomies/stated_details")["not_read"].get(extension[1:], f"Give it as one of: {known}.")
    return InputError(where=where, what=f"is of a kind that is not read ({extension or 'no extension'})", next_step=step)


def _differ(named: str, shown: str) -> bool:
    """Whether a file's name and its bytes disagree. Mark-up in a mail or a note is no reason to read it as a page, nor is every archive a folder."""
    if shown == ".html":
        return named in (".doc", ".txt", "", ".rtf", ".docx")
    return shown != ".zip" and named != shown and not (named == ".eml" and shown in (".pdf", ".rtf"))


def _read_or_tell(blob: Blob, workplace: Workplace) -> Found:
    try:
        return read_document(blob, workplace)
    except InputError as error:
        return Found(problems=(not_analysed(error),))
