"""HTML decoded to the text that a browser shows, blocks as lines."""

import html
import re
from html.entities import html5
from html.parser import HTMLParser

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
    """Return the text of HTML: entities decoded, white space joined as a browser does, one line for each block, table cells parted by tabs.

    Where no tag makes a line, the lines are those of the text itself.
    """
    reader = _Text(own_lines=not LINE_MAKING.search(markup))
    reader.feed(markup)
    reader.close()
    lines = [re.sub(r"[ \xa0]*\t[ \xa0]*", "\t", re.sub(r"[ \r\f\v]+", " ", line)).strip(" \t") for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Text(HTMLParser):
    def __init__(self, *, own_lines: bool) -> None:
        super().__init__(convert_charrefs=True)
        self._space = r"\t+" if own_lines else r"[\n\t]+"
        self.parts: list[str] = []
        self._unshown = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSHOWN:
            self._unshown += 1
        elif tag in ("td", "th"):
            self.parts.append("\t")
        elif tag == "li":
            self.parts.append("\n• ")
        elif tag in BLOCKS:
            self.parts.append("\n")
        elif tag not in INLINE and ":" not in tag and not self._unshown:
            self.parts.append(self.get_starttag_text() or "")  # a redaction in angle brackets, no element

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        elif tag in BLOCKS and tag not in ("br", "li"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.parts.append(re.sub(self._space, " ", data))
