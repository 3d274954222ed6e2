"""Bytes of text files decoded: byte order marks, UTF-8, Windows-1252 line by line, and a guess for the rest."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAMPLE = 2**20
"""Bytes that a guess looks at."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a stream is decoded; ``name`` is ``None`` for UTF-8 with Windows-1252 where a line is not UTF-8."""

    name: str | None = None
    remark: str | None = None


def choose_encoding(stream: BinaryIO) -> Encoding:
    """Return how to decode a stream, read to its end; the remark says what was guessed.

    A byte order mark decides. Else lines of UTF-8 are UTF-8, and a line that is not is Windows-1252: exports glued together from two
    systems hold both. Where a line cannot be Windows-1252 either, charset-normalizer guesses for the whole.
    """
    sample = stream.read(SAMPLE)
    for mark, name in MARKS:
        if sample.startswith(mark):
            return Encoding(name)
    wide = _without_mark(sample)
    if wide:
        return Encoding(wide, f"has no byte order mark; its encoding was guessed: {wide}")
    stream.seek(0)
    n_western, n_undefined = 0, 0
    for line in stream:
        if not _is(line, "utf-8"):
            n_western += 1
            n_undefined += not _is(line, "cp1252")
    if n_undefined:
        return _guess(sample)
    return Encoding(None, f"is not UTF-8 in {n_western} of its lines, which were read as Windows-1252" if n_western else None)


def text_lines(stream: BinaryIO, encoding: Encoding) -> Iterator[str]:
    """Yield the lines of a stream with their ends as they are (LF, CR or CR LF)."""
    stream.seek(0)
    if encoding.name:
        yield from _decoded_lines(stream, encoding.name)
        return
    first = True
    for line in stream:
        chunk = line.removeprefix(codecs.BOM_UTF8) if first else line
        first = False
        text = _decode_line(chunk)
        if text.find("\r", 0, -2) < 0 and not text.endswith("\r"):
            yield text
        else:
            yield from io.StringIO(text, newline="")  # a lone CR ends a line too; str.splitlines would find more ends


def decode(data: bytes) -> tuple[str, str | None]:
    """Return the text of the bytes and a remark on a guess, if there was one; line ends stay as they are."""
    encoding = choose_encoding(io.BytesIO(data))
    return "".join(text_lines(io.BytesIO(data), encoding)), encoding.remark


def _decoded_lines(stream: BinaryIO, name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)("replace")
    pending = ""
    while block := stream.read(SAMPLE):
        lines = list(io.StringIO(pending + decoder.decode(block), newline=""))
        pending = lines.pop() if lines else ""  # it may go on, or be a CR whose LF comes next
        yield from lines
    yield from io.StringIO(pending + decoder.decode(b"", final=True), newline="")


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _is(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _without_mark(sample: bytes) -> str | None:
    """Tell UTF-16 without a mark by its NULs: in European text nearly every other byte is one."""
    if len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0) / len(sample[0::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 and odd < 0.1 else None


def _guess(sample: bytes) -> Encoding:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    if best is None or best.encoding in ("utf_8", "ascii"):
        return Encoding(None, "holds bytes that are no text in UTF-8 or Windows-1252; each was replaced by U+FFFD")
    return Encoding(best.encoding, f"is neither UTF-8 nor Windows-1252; its encoding was guessed: {best.encoding}")
