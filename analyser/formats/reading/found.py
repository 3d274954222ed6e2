"""What readers hand on: raw documents with the problems met on the way, and the bytes that they read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from analyser.domain.codes import DocumentType
from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.vocabulary import Vocabulary

LARGEST_FILE = 200 * 2**20
"""Bytes of the largest file that is read whole; tables of text are streamed and know no limit."""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """One document as its file or row has it, before ids, dates and codes are settled.

    ``fields`` are the values of the columns ``document_id``, ``date``, ``type``, ``agency``, ``author``, ``title`` and ``status``, as written.
    ``name`` is the file name, for what it may tell. ``written_on`` is a day that needs no reading (an e-mail header);
    ``sent_on`` the day of the e-mail that carried the document, which counts only where nothing better is known.
    ``implied_type`` is what the place of the text suggests. ``quoted`` are the words of an earlier message that an e-mail quotes.
    ``page_starts`` are pairs of an offset into the text and the number of the page that begins there, ``page`` the page of a print that the
    document begins on.
    """

    source: str
    text: str = field(repr=False)
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)
    name: str | None = field(default=None, repr=False)
    written_on: date | None = None
    sent_on: date | None = None
    type: DocumentType | None = None
    implied_type: DocumentType | None = None
    sender: str = field(default="", repr=False)
    quoted: str = field(default="", repr=False)
    remarks: tuple[str, ...] = ()
    page_starts: tuple[tuple[int, int], ...] = ()
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Documents of one file in order, and what of it could not be read."""

    documents: tuple[RawDocument, ...] = ()
    problems: tuple[NotAnalysed, ...] = ()


@dataclass(frozen=True, slots=True)
class Blob:
    """A file on disk or inside another file; ``where`` names it in messages, ``name`` is its bare file name.

    ``unpack`` gives the content of a member of an archive when it is asked for; ``depth`` counts the files around it.
    """

    name: str
    where: str
    path: Path | None = None
    content: bytes = field(default=b"", repr=False)
    unpack: Callable[[], bytes] | None = field(default=None, repr=False)
    depth: int = 0

    @property
    def extension(self) -> str:
        """The ending of the name in lower case, with its dot; empty when there is none."""
        return Path(self.name).suffix.lower()

    def open(self) -> BinaryIO:
        """Return a stream over the bytes."""
        return self.path.open("rb") if self.path else BytesIO(self.read())

    def read(self) -> bytes:
        """Return all bytes.

        Raises
        ------
        InputError
            If the file cannot be opened or unpacked, or is larger than ``LARGEST_FILE``.

        """
        if self.unpack:
            try:
                return self.unpack()
            except InputError as error:
                raise InputError(where=self.where, what=error.what, next_step=error.next_step) from None
        if self.path is None:
            return self.content
        try:
            if self.path.stat().st_size > LARGEST_FILE:
                limit = LARGEST_FILE // 2**20
                raise InputError(where=self.where, what=f"is larger than {limit} MB", next_step="Split it into smaller files.")
            return self.path.read_bytes()
        except OSError as error:
            raise unreadable(self.where, error) from None


@dataclass(frozen=True, slots=True)
class Workplace:
    """What readers work with: the words of case systems and the process that parses binary formats."""

    vocabulary: Vocabulary
    parser: ParserProcess


Reader = Callable[[Blob, Workplace], Found]


def shown_name(name: str) -> str:
    r"""Return a name as it can be printed and written: what is unprintable, undecodable or turns the direction of writing is U+FFFD.

    >>> shown_name("a\u202eb\n.txt") == "a\ufffdb\ufffd.txt"
    True
    """
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)


def unreadable(where: str, error: OSError) -> InputError:
    """Return the message for a file that the system does not let us read."""
    reason = error.strerror or type(error).__name__
    return InputError(where=where, what=f"cannot be opened ({reason})", next_step="Check that it exists and that you may read it.")


def not_analysed(error: InputError) -> NotAnalysed:
    """Return an error as an entry of a report's ``not_analysed``."""
    return NotAnalysed(where=error.where, what=error.what, next_step=error.next_step)
