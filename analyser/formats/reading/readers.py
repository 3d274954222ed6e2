"""Which reader serves which kind of file: one line each."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from analyser.errors import InputError
from analyser.formats.reading.bundles import part_documents
from analyser.formats.reading.found import Blob, Found, Reader, Workplace
from analyser.formats.reading.mail import read_mail
from analyser.formats.reading.rows import csv_tables, jsonl_tables, xlsx_tables
from analyser.formats.reading.tables import RowSource
from analyser.formats.reading.texts import read_docx, read_pdf, read_text
from analyser.lexicons import load_table

DOCUMENT_READERS: Mapping[str, Reader] = {
    ".txt": lambda blob, workplace: part_documents(read_text(blob, workplace), workplace),
    ".md": read_text,
    ".docx": lambda blob, workplace: part_documents(read_docx(blob, workplace), workplace),
    ".pdf": lambda blob, workplace: part_documents(read_pdf(blob, workplace), workplace),
    ".eml": lambda blob, workplace: read_mail(blob, workplace, read_document),
}
"""Files that hold documents."""

TABLE_READERS: Mapping[str, Callable[[Blob, Workplace], tuple[RowSource, ...]]] = {
    ".csv": csv_tables,
    ".tsv": csv_tables,
    ".xlsx": xlsx_tables,
    ".jsonl": jsonl_tables,
}
"""Files that hold one document in each row."""


def is_table(name: str) -> bool:
    """Whether a file of this name is a table of documents."""
    return PurePath(name).suffix.lower() in TABLE_READERS


def read_document(blob: Blob, workplace: Workplace) -> Found:
    """Return the documents of a file that is no table.

    Raises
    ------
    InputError
        If the file cannot be read, or is of a kind that is not read: the message says what to do with it.

    """
    reader = DOCUMENT_READERS.get(blob.extension)
    if reader is None:
        raise not_read(blob.where, blob.extension)
    return reader(blob, workplace)


def not_read(where: str, extension: str) -> InputError:
    """Return the message for a kind of file that is not read."""
    known = ", ".join(sorted(name[1:] for name in (*DOCUMENT_READERS, *TABLE_READERS)))
    step = load_table("taxonomies/stated_details")["not_read"].get(extension[1:], f"Give it as one of: {known}.")
    return InputError(where=where, what=f"is of a kind that is not read ({extension or 'no extension'})", next_step=step)
