"""HTML decoded to the text that a browser shows, blocks as lines."""

import html
import re
from dataclasses import dataclass, field
from html.entities import html5

from analyser.formats.reading.layout import row_text
from analyser.formats.reading.markup_pieces import pieces

BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
    ]
)
UNSHOWN = frozenset(("script", "style", "head", "template", "noscript"))
INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "base", "bdi", "bdo", "big", "button", "caption", "cite", "code", "col", "colgroup", "data", "del"),
        *("dfn", "em", "font", "i", "img", "input", "ins", "kbd", "label", "legend", "link", "mark", "meta", "option", "q", "s", "samp"),
        *("select", "small", "span", "strike", "strong", "sub", "sup", "td", "textarea", "th", "time", "tt", "u", "var", "wbr"),
    ]
)

BULLET = "\n• "
DEEPEST_TABLE = 30
"""Tables inside tables; pages lay themselves out with them, but none so deep."""
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""Raised digits stay raised: the mark of a footnote after "2008" would make another year of it."""
FORMATTING = re.compile(r"</?(?:p|div|br|span|html|body|table|tr|td|ul|ol|li|font|strong|em|b|i|u)(?:\s[^<>]*)?/?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")

LINE_MAKING = re.compile(r"<(?:p|div|br|li|tr|table|h[1-6])\b", re.IGNORECASE)


def decode_cell(cell: str) -> str:
    """Return a cell of a table with its mark-up decoded; a cell without any is returned as it is.

    Tags that text is formatted with are read as HTML. Where only entities stand (``&amp;``), they alone are decoded and the white space stays;
    tags that come out of that (mark-up that was escaped on its way) are read too. A redaction such as ``<NAME>`` is text.
    """
    if FORMATTING.search(cell):
        return text_of_html(cell)
    decoded = ENTITY.sub(_character, cell)
    return text_of_html(decoded) if FORMATTING.search(decoded) else decoded


def _character(entity: re.Match[str]) -> str:
    """The character of an entity that exists; what only looks like one stays."""
    written = entity.group()
    return html.unescape(written) if written[1] == "#" or written[1:] in html5 else written


def text_of_html(markup: str) -> str:
    """Return the text of HTML: entities decoded, white space joined as a browser does, one line for each block and each row of a table.

    Where no tag makes a line, the lines are those of the text itself.
    """
    reader = _Text(own_lines=not LINE_MAKING.search(markup))
    for kind, tag, written in pieces(markup):
        if kind == "start":
            reader.start_tag(tag, written)
        elif kind == "end":
            reader.end_tag(tag)
        else:
            reader.data(written)
    return _tidy(reader.text())


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \xa0]*\t[ \xa0]*", "\t", re.sub(r"[ \r\f\v]+", " ", line)).strip(" \t") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


@dataclass(slots=True)
class _Row:
    """A row of a table that is being read: its finished cells, and the parts of the open one."""

    cells: list[str] = field(default_factory=list)
    parts: list[str] | None = None

    def close_cell(self) -> None:
        if self.parts is not None:
            self.cells.append(re.sub(r"\n+", "\n", _tidy("".join(self.parts))))
            self.parts = None


class _Text:
    """The text so far; tags and text are handed to it in their order."""

    def __init__(self, *, own_lines: bool) -> None:
        self._space = r"\t+" if own_lines else r"[\n\t]+"
        self._unshown = 0
        self._n_raised = 0
        self._parts: list[str] = []
        self._tables: list[_Row | None] = []

    def text(self) -> str:
        while self._tables:
            self._end_row()
            self._tables.pop()
        return "".join(self._parts)

    def start_tag(self, tag: str, written: str) -> None:
        self._n_raised += tag == "sup"
        if tag in UNSHOWN:
            self._unshown += 1
        elif tag in ("table", "tr", "td", "th") and len(self._tables) < DEEPEST_TABLE:
            self._start_of_table(tag)
        elif tag == "li":
            self._add(BULLET)
        elif tag in BLOCKS:
            self._new_line()
        elif tag not in INLINE and ":" not in tag and not self._unshown:
            self._add(written)  # a redaction in angle brackets, no element

    def end_tag(self, tag: str) -> None:
        self._n_raised = max(0, self._n_raised - (tag == "sup"))
        if tag in UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        elif tag == "table" and self._tables:
            self._end_row()
            self._tables.pop()
            self._add("\n")
        elif tag == "tr":
            self._end_row()
        elif tag in BLOCKS and tag not in ("br", "li"):
            self._add("\n")

    def data(self, data: str) -> None:
        if not self._unshown:
            words = re.sub(self._space, " ", html.unescape(data))
            if self._n_raised:
                words = words.translate(RAISED)
            if words.strip(" ") or not self._after_bullet():
                self._add(words)

    def _start_of_table(self, tag: str) -> None:
        if tag == "table":
            self._new_line()
            self._tables.append(None)
            return
        if not self._tables:
            self._add("\t" if tag in ("td", "th") else "\n")
            return
        if tag == "tr":
            self._end_row()
            self._tables[-1] = _Row()
            return
        row = self._tables[-1] or _Row()
        row.close_cell()
        row.parts = []
        self._tables[-1] = row

    def _end_row(self) -> None:
        """Put the row that ends into what is around its table, as one line where its cells are values and not prose."""
        row = self._tables[-1] if self._tables else None
        if row is None:
            return
        row.close_cell()
        self._tables[-1] = None
        if any(row.cells):
            self._add(row_text(row.cells) + "\n")

    def _add(self, text: str) -> None:
        self._open().append(text)

    def _open(self) -> list[str]:
        """The parts of the innermost open cell, or of the page."""
        return next((row.parts for row in reversed(self._tables) if row is not None and row.parts is not None), self._parts)

    def _new_line(self) -> None:
        """Begin a line, unless a bullet has just begun one."""
        if not self._after_bullet():
            self._add("\n")

    def _after_bullet(self) -> bool:
        parts = self._open()
        return bool(parts) and parts[-1] == BULLET
