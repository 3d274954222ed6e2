"""The text layer of PDF files. Runs in the parsing child."""

import contextlib
from typing import Any

from analyser.errors import InputError

MOST_PAGES = 5_000
MOST_CHARACTERS = 60 * 10**6
SPLIT_STEP = "Split it into smaller files."
STAMP = 60
"""Code points that a scanner or a fax stamps on a page, at most."""
MOST_OF_PAGE = 0.5
LINE_END_HYPHEN = "\ufffe"
"""What PDFium puts for a hyphen at the end of a line, the next line joined to it."""


def parse(data: bytes) -> dict[str, Any]:
    """Return ``text`` of a PDF, page after page, what is filled into forms included, and what was not read.

    ``scanned`` are the numbers of pages that are a picture with no text or with no more than a stamp, ``broken`` of damaged ones;
    ``n_attached`` counts files inside the file.

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
        raise InputError(where="", what=f"has more than {MOST_PAGES} pages", next_step=SPLIT_STEP)
    if document.get_formtype():
        document.init_forms()
    texts: list[str] = []
    starts: list[tuple[int, int]] = []
    length = 0
    scanned: list[int] = []
    broken: list[int] = []
    n_characters = 0
    for number in range(1, len(document) + 1):
        try:
            page = _page(document, number - 1)
            text = _page_text(page)
            if text.strip():
                texts.append(text)
                starts.append((length, number))
                length += len(text) + 1
                n_characters += len(text)
            if len(text.strip()) < STAMP and _shown_by_pictures(page) > (MOST_OF_PAGE if text.strip() else 0):
                scanned.append(number)
            page.close()
        except pypdfium2.PdfiumError:
            broken.append(number)
        if n_characters > MOST_CHARACTERS:
            raise InputError(where="", what=f"holds more than {MOST_CHARACTERS // 10**6} million characters", next_step=SPLIT_STEP)
    return {
        "text": "\n".join(texts),
        "page_starts": starts,
        "scanned": scanned,
        "broken": broken,
        "n_attached": document.count_attachments(),
    }


def _page(document: Any, place: int) -> Any:  # noqa: ANN401 - pypdfium2 is untyped
    """Return a page; what is filled into the fields of a form becomes text of the page, where the form is in order."""
    from pypdfium2 import PdfiumError

    page = document[place]
    if not document.get_formtype():
        return page
    with contextlib.suppress(PdfiumError):
        page.flatten()
    page.close()
    return document[place]


def _page_text(page: Any) -> str:  # noqa: ANN401 - pypdfium2 is untyped
    layer = page.get_textpage()
    text: str = layer.get_text_range()
    layer.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace(LINE_END_HYPHEN, "-").replace("\x00", "")


def _shown_by_pictures(page: Any) -> float:  # noqa: ANN401
    """Return the share of the page that its largest picture covers; 0 where it has none."""
    from pypdfium2 import raw

    width, height = page.get_size()
    shares = [0.0]
    for picture in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = picture.get_bounds()
        shares.append(max(abs(right - left) * abs(top - bottom) / max(width * height, 1.0), 1e-9))
    return max(shares)
