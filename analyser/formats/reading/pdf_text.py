"""The text layer of PDF files. Runs in the parsing child."""

from typing import Any

from analyser.errors import InputError

MOST_PAGES = 5_000
LINE_END_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, the next line joined to it."""


def parse(data: bytes) -> dict[str, Any]:
    """Return ``text`` of a PDF, page after page, and the numbers of pages that gave none: ``scanned`` (a picture) and ``broken``.

    ``page_starts`` are pairs of an offset into the text and the number of the page that begins there.

    Raises
    ------
    InputError
        If the file is protected, damaged or has more than ``MOST_PAGES`` pages.

    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            what = "is protected by a password"
            raise InputError(where="", what=what, next_step="Print it to a new PDF without a password, and give that.") from None
        raise InputError(where="", what="is no PDF or is damaged", next_step="Print it to a new PDF, and give that.") from None
    if len(document) > MOST_PAGES:
        raise InputError(where="", what=f"has more than {MOST_PAGES} pages", next_step="Split it into smaller files.")
    texts: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    scanned: list[int] = []
    broken: list[int] = []
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
            text = _page_text(page)
            if text.strip():
                texts.append(text)
                starts.append((length, number))
                length += len(text) + 1
            elif _has_picture(page):
                scanned.append(number)
            page.close()
        except pypdfium2.PdfiumError:
            broken.append(number)
    return {"text": "\n".join(texts), "page_starts": starts, "scanned": scanned, "broken": broken}


def _page_text(page: Any) -> str:  # noqa: ANN401 - pypdfium2 is untyped
    layer = page.get_textpage()
    text: str = layer.get_text_range()
    layer.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(LINE_END_HYPHEN, "-").replace("\x00", "")


def _has_picture(page: Any) -> bool:  # noqa: ANN401
    from pypdfium2 import raw

    return any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
