"""Office files as archives, checked before any parser sees them: size, ratio, protection, and parts that no honest program writes."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from analyser.errors import InputError

MOST_PARTS = 10_000
MOST_BYTES = 600 * 2**20
"""Unpacked size of all parts, pictures included."""
MOST_XML_BYTES = {"docx": 150 * 2**20, "xlsx": 500 * 2**20}
WORST_RATIO, RATIO_MATTERS_FROM = 150, 30 * 2**20
"""Sheets of repeated words reach a ratio of 50; what is packed tighter than the first and larger than the second was made to harm."""
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
CHUNK = 2**20
RESAVE = "Open it in its program, save it again, and give the new file."


def check_archive(data: bytes, kind: str) -> zipfile.ZipFile:
    """Return the open archive of a DOCX or XLSX file that is safe to parse.

    Sizes are those of the central directory, which ``zipfile`` never reads beyond.

    Raises
    ------
    InputError
        If the file is protected, damaged, or would unpack to more than the limits, or if a part declares a document type.

    """
    if data.startswith(COMPOUND):
        raise _compound(data, kind)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise _refusal(f"is no {kind.upper()} file or is damaged", RESAVE) from None
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise _refusal("is protected by a password", "Remove the password in its program and save it.")
    n_bytes = sum(part.file_size for part in parts)
    bomb = any(map(is_bomb, parts))
    n_xml_bytes = sum(part.file_size for part in parts if _is_xml(part.filename))
    if len(parts) > MOST_PARTS or n_bytes > MOST_BYTES or n_xml_bytes > MOST_XML_BYTES[kind] or bomb:
        raise _refusal("unpacks to far more than such a file should hold", "Check where it comes from; save it again in its program or split it.")
    for part in parts:
        if _is_xml(part.filename) and _declares_type(archive, part):
            raise _refusal(
                "holds a document type declaration, which no office program writes", "Check where it comes from; do not open it unchecked."
            )
    return archive


def is_bomb(part: zipfile.ZipInfo) -> bool:
    """Whether a part is packed tighter than any honest one of its size."""
    return part.file_size > RATIO_MATTERS_FROM and part.file_size > WORST_RATIO * max(part.compress_size, 1)


def chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, *, overlap: int) -> Iterator[bytes]:
    """Yield a part piece by piece; each piece begins with the last ``overlap`` bytes of the one before.

    Raises
    ------
    InputError
        If the part is damaged.

    """
    kept = b""
    try:
        with archive.open(part) as stream:
            while block := stream.read(CHUNK):
                yield kept + block
                kept = (kept + block)[-overlap:]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error):
        raise _refusal("is damaged", RESAVE) from None


def _declares_type(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    pattern = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E", re.IGNORECASE)
    return any(pattern.search(piece) for piece in chunks(archive, part, overlap=32))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _compound(data: bytes, kind: str) -> InputError:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return _refusal("is protected by a password", "Remove the password in its program and save it.")
    return _refusal("is of an old format under a new name", f"Open it in its program and save it as {kind.upper()}.")


def _refusal(what: str, next_step: str) -> InputError:
    return InputError(where="", what=what, next_step=next_step)
