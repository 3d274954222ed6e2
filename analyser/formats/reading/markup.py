"""HTML decoded to the text that a browser shows, blocks as lines."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    [
        *("address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "tbody", "tfoot", "thead", "title", "tr", "ul"),
    ]
)
UNSHOWN = frozenset(("script", "style", "head", "template", "noscript"))


MARKUP = re.compile(r"</?(?:p|div|br|span|html|body|table|tr|td|ul|ol|li|font|strong|em|b|i|u)(?:\s[^<>]*)?/?>|&nbsp;|&#\d{2,5};", re.IGNORECASE)

LINE_MAKING = re.compile(r"<(?:p|div|br|li|tr|table|h[1-6])\b", re.IGNORECASE)


def is_html(text: str) -> bool:
    """Whether a cell of a table holds mark-up: a tag that text is formatted with, or an entity; a redaction such as ``<NAME>`` is none."""
    return MARKUP.search(text) is not None


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

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSHOWN:
            self._unshown = max(0, self._unshown - 1)
        elif tag in BLOCKS and tag not in ("br", "li"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unshown:
            self.parts.append(re.sub(self._space, " ", data))
