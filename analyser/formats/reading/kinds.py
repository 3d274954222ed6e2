"""What a file is, by its first bytes: case systems and people give wrong endings."""

from analyser.errors import InputError
from analyser.formats.reading.archives import COMPOUND

HEAD = 1024
ZIP_PARTS = (
    (b"word/document", ".docx"),
    (b"xl/workbook", ".xlsx"),
    (b"ppt/presentation", ".pptx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
)
COMPOUND_PARTS = (("__properties_version1.0", ".msg"), ("EncryptedPackage", "protected"), ("WordDocument", ".doc"), ("Workbook", ".xls"))
PICTURES = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"II*\x00", ".tif"), (b"MM\x00*", ".tif"))
CONTROLS = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27})
MOST_CONTROLS, CONTROLS_MATTER_FROM = 0.02, 64
"""Share and number of control characters from which a file is no text; old word processors leave a few."""
TEXT_STEP = "Check what it is, and give it with the ending of its kind."


def kind_of(data: bytes) -> str | None:
    """Return the ending that the bytes ask for, ``.docx`` for instance; ``None`` where they do not tell. ``protected`` is a locked Office file."""
    head = data[:HEAD]
    if head.startswith(b"PK\x03\x04"):
        return next((ending for mark, ending in ZIP_PARTS if mark in data), ".zip")
    if head.startswith(COMPOUND):
        return next((ending for mark, ending in COMPOUND_PARTS if mark.encode("utf-16-le") in data), None)
    if head.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if b"%PDF-" in head:
        return ".pdf"
    if head.startswith(b"PAR1") and data.endswith(b"PAR1"):
        return ".parquet"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    return next((ending for mark, ending in PICTURES if head.startswith(mark)), None)


def check_text(sample: bytes, where: str) -> None:
    """Check that bytes which should be a text are none of a program, a picture or an archive.

    Raises
    ------
    InputError
        If they are.

    """
    kind = kind_of(sample)
    if kind and kind not in (".html", ".rtf"):
        what = "is protected by a password" if kind == "protected" else f"is no text but of the kind {kind[1:].upper()} under another name"
        raise InputError(where=where, what=what, next_step=TEXT_STEP)
    wide = sample[:4].startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or 0.3 < sample.count(0) / max(len(sample), 1) < 0.6
    n_controls = len(sample) - len(sample.translate(None, CONTROLS))
    if not wide and n_controls > max(MOST_CONTROLS * len(sample), CONTROLS_MATTER_FROM):
        raise InputError(where=where, what="holds bytes of a program or picture, and no text", next_step=TEXT_STEP)
