"""The text of web pages. Runs in the parsing child."""

import codecs
import html
import re
from typing import Any

from analyser.errors import InputError
from analyser.formats.reading.decoding import decode
from analyser.formats.reading.markup import text_of_html

HEAD = 4096
CHARSET = re.compile(rb"(?i)<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})")
TITLE = re.compile(r"(?is)<title[^>]{0,200}>(.{0,500}?)</title")


def parse(data: bytes) -> dict[str, Any]:
    """Return ``text``, ``title`` and ``remarks`` of an HTML file: what a browser shows, without scripts and pictures.

    Raises
    ------
    InputError
        If the file holds no mark-up.

    """
    page, remark = _decoded(data)
    if "<" not in page:
        raise InputError(where="", what="holds no HTML", next_step="If it is plain text, give it the ending .txt.")
    title = TITLE.search(page[: HEAD * 16])
    return {
        "text": text_of_html(page),
        "title": " ".join(html.unescape(title[1]).split()) if title else "",
        "remarks": [f"it {remark}"] if remark else [],
    }


def _decoded(data: bytes) -> tuple[str, str | None]:
    """Decode by byte order mark, by the character set that the page names, else as files are."""
    named = CHARSET.search(data[:HEAD])
    if named and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8)):
        try:
            return data.decode(named[1].decode("ascii")), None
        except (LookupError, UnicodeDecodeError):
            return decode(data)
    return decode(data)
