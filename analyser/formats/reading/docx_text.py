"""The text of Word documents. Runs in the parsing child."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from analyser.formats.reading.archives import check_archive
from analyser.formats.reading.layout import LONG_PARAGRAPH, row_text
from analyser.lexicons import load_table

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PAGE_MARK = "\ufdd0"
"""What stands for a page break while lines are put together: a character that no text may hold."""
TRANSPARENT = frozenset(
    WORD + name for name in ("ins", "moveTo", "hyperlink", "smartTag", "customXml", "sdt", "sdtContent", "fldSimple", "r", "dir", "bdo")
)
TRACKED = "tracked deletions were left out and tracked insertions read as text"
HIDDEN = "hidden text was left out"
NOTES = ("footnote", "endnote")
CITATIONS = {f"{WORD}{kind}Reference": kind for kind in NOTES}
LEFT_OUT = {
    "del": TRACKED,
    "moveFrom": "tracked moves were read at their new place",
    "commentReference": "its comments were left out",
    "altChunk": "a part that it includes from another file was not read",
}


def parse(data: bytes) -> dict[str, Any]:
    """Return ``text``, ``page_starts`` and ``remarks`` of a DOCX file.

    Page headers come first, each line once; then paragraphs and tables in their order, those in content controls and text boxes too;
    the footnotes and endnotes that the text refers to come last. Tracked changes are read as if accepted; comments and hidden text are left out.
    A table row is a line of cells parted by tabs; where a cell is prose, its cells are lines of their own, unless the first is a date.

    Raises
    ------
    InputError
        If the file is protected, damaged or hostile.

    """
    import docx

    check_archive(data, "docx")
    document = docx.Document(BytesIO(data))
    reader = _Reader(document)
    heads = [line for part in _header_parts(document) for line in reader.lines(part)]
    lines = [*dict.fromkeys(line for line in heads if line.strip()), *reader.lines(document.element.body)]
    lines += reader.notes()
    text, starts = _without_page_marks("\n".join(lines))
    return {"text": text, "page_starts": starts, "remarks": sorted(reader.remarks)}


def _without_page_marks(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a text without its marks, and pairs of the offset of a line and the number of the page that it is the first to begin on."""
    if PAGE_MARK not in text:
        return text, []
    starts, position, number = [(0, 1)], 0, 1
    for line in text.split("\n"):
        n_marks = line.count(PAGE_MARK)
        number += n_marks
        leads = line.startswith(PAGE_MARK)
        following = position if leads else position + len(line) - n_marks + 1
        starts += [(following, number)] if n_marks else []
        position += len(line) - n_marks + 1
    return text.replace(PAGE_MARK, ""), starts


def _header_parts(document: Any) -> list[Any]:  # noqa: ANN401 - python-docx is untyped
    headers = [rel for rel in document.part.rels.values() if rel.reltype.endswith("/header") and not rel.is_external]
    return [rel.target_part.element for rel in sorted(headers, key=lambda rel: rel.rId)]


@dataclass
class _Reader:
    document: Any
    remarks: set[str] = field(default_factory=set)
    cited: list[tuple[str, str]] = field(default_factory=list)

    def notes(self) -> Iterator[str]:
        """Yield the lines of the footnotes and endnotes that were referred to, in the order of the references."""
        for kind in NOTES:
            parts = [rel.target_part for rel in self.document.part.rels.values() if rel.reltype.endswith(f"/{kind}s") and not rel.is_external]
            notes = {note.get(WORD + "id"): note for part in parts for note in _parsed(part).iterchildren(WORD + kind)}
            for cited, number in list(dict.fromkeys(self.cited)):
                if cited == kind and number in notes:
                    self.remarks.add(load_table("taxonomies/stated_details")["remarks"]["notes"])
                    yield from (line.strip() for line in self.lines(notes[number]) if line.strip())

    def lines(self, container: Any) -> Iterator[str]:  # noqa: ANN401 - elements of lxml
        for child in container:
            if child.tag == WORD + "p":
                yield from self._paragraph(child)
            elif child.tag == WORD + "tbl":
                yield from self._table(child)
            elif child.tag in TRANSPARENT:
                yield from self.lines(child)
            else:
                self._note(child)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:  # noqa: ANN401
        boxes: list[Any] = []
        text = "".join(self._inline(paragraph, boxes))
        yield self._bullet(paragraph) + text if text.strip() else text
        if len(text) > LONG_PARAGRAPH:
            yield ""
        for box in boxes:
            yield from self.lines(box)

    def _inline(self, element: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
        for child in element:
            tag = child.tag
            if tag == WORD + "t":
                yield (child.text or "").replace(PAGE_MARK, "\ufffd")
            elif tag in TRANSPARENT:
                if tag == WORD + "ins":
                    self.remarks.add(TRACKED)
                if tag == WORD + "r" and _is_hidden(child):
                    self.remarks.add(HIDDEN)
                else:
                    yield from self._inline(child, boxes)
            elif tag in CITATIONS:
                self.cited.append((CITATIONS[tag], child.get(WORD + "id", "")))
            elif tag in (WORD + "tab", WORD + "ptab"):
                yield "\t"
            elif tag in (WORD + "br", WORD + "cr"):
                yield f"\n{PAGE_MARK}" if child.get(WORD + "type") == "page" else "\n"
            elif tag == WORD + "lastRenderedPageBreak":
                yield PAGE_MARK
            elif tag == WORD + "noBreakHyphen":
                yield "-"
            elif tag == WORD + "sym":
                yield self._symbol(child)
            elif tag == WORD + "fldChar":
                yield from self._tick_box(child)
            elif tag == COMPATIBILITY + "AlternateContent":
                yield from self._inline_choice(child, boxes)
            elif tag in (WORD + "drawing", WORD + "pict", WORD + "object"):
                boxes += _boxes(child)
            else:
                self._note(child)

    def _inline_choice(self, alternate: Any, boxes: list[Any]) -> Iterator[str]:  # noqa: ANN401
        """Read the first choice alone: the fallback repeats it for old programs."""
        for choice in alternate.iterchildren(COMPATIBILITY + "Choice"):
            yield from self._inline(choice, boxes)
            return

    def _table(self, table: Any) -> Iterator[str]:  # noqa: ANN401
        for row in _inside(table, "tr"):
            if row.find(f"{WORD}trPr/{WORD}del") is not None:
                self.remarks.add(TRACKED)
                continue
            cells = ["\n".join(self.lines(cell)).strip() for cell in _inside(row, "tc") if not _continues(cell)]
            marks = "".join(cells).count(PAGE_MARK) * PAGE_MARK
            cells = [cell.replace(PAGE_MARK, "") for cell in cells]
            if any(cells):
                yield marks + row_text(cells)

    def _bullet(self, paragraph: Any) -> str:  # noqa: ANN401
        properties = paragraph.find(WORD + "pPr")
        if properties is None:
            return ""
        number = properties.find(f"{WORD}numPr/{WORD}numId")
        style = properties.find(WORD + "pStyle")
        name = style.get(WORD + "val", "") if style is not None else ""
        if name.lower().startswith(("heading", "title")):
            return ""
        listed = number.get(WORD + "val") != "0" if number is not None else name in self._list_styles
        return "• " if listed else ""

    @cached_property
    def _list_styles(self) -> frozenset[str]:
        """Ids of the paragraph styles that number or mark their paragraphs, by themselves or by the style they rest on."""
        styles = {style.get(WORD + "styleId", ""): style for style in self.document.styles.element.iterchildren(WORD + "style")}
        marked = {name for name, style in styles.items() if style.find(f"{WORD}pPr/{WORD}numPr") is not None}
        for name, style in styles.items():
            base, seen = style.find(WORD + "basedOn"), {name}
            while base is not None and base.get(WORD + "val") not in seen:
                seen.add(base.get(WORD + "val"))
                parent = styles.get(base.get(WORD + "val", ""))
                base = parent.find(WORD + "basedOn") if parent is not None else None
            if seen & marked:
                marked.add(name)
        return frozenset(marked)

    def _symbol(self, symbol: Any) -> str:  # noqa: ANN401
        code = symbol.get(WORD + "char", "").upper().removeprefix("F0")
        return str(load_table("taxonomies/stated_details")["symbols"].get(code, "•"))

    def _tick_box(self, mark: Any) -> Iterator[str]:  # noqa: ANN401
        for box in mark.iterfind(f"{WORD}ffData/{WORD}checkBox"):
            state = box.find(WORD + "checked")
            state = box.find(WORD + "default") if state is None else state
            ticked = state is not None and state.get(WORD + "val", "1") not in ("0", "false")
            yield "☒" if ticked else "☐"

    def _note(self, element: Any) -> None:  # noqa: ANN401
        name = element.tag.removeprefix(WORD) if isinstance(element.tag, str) else ""
        if name in LEFT_OUT:
            self.remarks.add(LEFT_OUT[name])


def _parsed(part: Any) -> Any:  # noqa: ANN401 - python-docx knows no class for notes and keeps them as bytes
    from docx.oxml.parser import parse_xml

    return parse_xml(part.blob)


def _is_hidden(run: Any) -> bool:  # noqa: ANN401
    mark = run.find(f"{WORD}rPr/{WORD}vanish")
    return mark is not None and mark.get(WORD + "val", "1") not in ("0", "false")


def _boxes(element: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the contents of the text boxes of a drawing, without the fallbacks that repeat them and the boxes inside them."""
    for child in element:
        if child.tag == WORD + "txbxContent":
            yield child
        elif child.tag != COMPATIBILITY + "Fallback":
            yield from _boxes(child)


def _inside(element: Any, name: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield children of a name, those in content controls and tracked insertions too."""
    for child in element:
        if child.tag == WORD + name:
            yield child
        elif child.tag in TRANSPARENT:
            yield from _inside(child, name)


def _continues(cell: Any) -> bool:  # noqa: ANN401
    merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
    return merge is not None and merge.get(WORD + "val", "continue") == "continue"
