"""The text of RTF files, and of the HTML that Outlook wraps into RTF. Runs in the parsing child."""

import codecs
import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from analyser.errors import InputError
from analyser.formats.reading.layout import LONG_PARAGRAPH, row_text
from analyser.formats.reading.markup import text_of_html
from analyser.lexicons import load_table

TOKEN = re.compile(rb"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\")
MOST_GROUPS = 5_000
CELL = "\x07"
CHARSETS = {
    **{0: "cp1252", 1: "cp1252", 2: "symbol", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "cp936", 136: "cp950", 161: "cp1253"},
    **{162: "cp1254", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250"},
}
TRACKED = "tracked deletions were left out and tracked insertions read as text"
CUT_OFF = "its end is missing: it breaks off inside a group"


def parse(data: bytes) -> dict[str, Any]:
    """Return ``text`` and ``remarks`` of an RTF file.

    Page headers come first; then paragraphs, table rows (cells parted by tabs) and text boxes; footnotes come last. Pictures, page footers,
    comments, hidden and deleted text are left out; the last three are said.

    Raises
    ------
    InputError
        If the file is no RTF or its groups nest too deep.

    """
    start = data[:64].find(b"{\\rtf")
    if start < 0:
        raise InputError(where="", what="is no RTF file or is damaged", next_step="Open it in its program and save it as DOCX.")
    reader = _Reader()
    reader.read(data[start:])
    return {"text": reader.text(), "remarks": sorted(reader.remarks)}


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces. ``target`` is where text goes; ``None`` when nowhere."""

    target: str | None = "body"
    n_fallbacks: int = 1
    font: int = -1
    in_table: bool = False
    hidden: bool = False
    deleted: bool = False
    html_skipped: bool = False
    starred: bool = False
    fresh: bool = True


@dataclass(slots=True)
class _Reader:
    remarks: set[str] = field(default_factory=set)
    out: dict[str, list[str]] = field(default_factory=lambda: {"body": [], "head": [], "notes": [], "tags": [], "marks": []})
    encapsulated: bool = False
    _state: _Group = field(default_factory=_Group)
    _stack: list[_Group] = field(default_factory=list)
    _code_page: str = "cp1252"
    _fonts: dict[int, str] = field(default_factory=dict)
    _table_font: int = 0
    _bytes: bytearray = field(default_factory=bytearray)
    _to_skip: int = 0
    _row_start: int | None = None
    _paragraph: int = 0

    def read(self, data: bytes) -> None:
        at = 0
        while match := TOKEN.match(data, at):
            at = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if code:
                self._one(lambda code=code: self._bytes.append(int(code, 16)))  # type: ignore[misc]
                continue
            if plain:
                self._plain(plain)
                continue
            self._flush()
            if brace:
                self._brace(brace)
            elif word:
                at += self._word(word.decode("ascii"), int(number) if number else None)
            elif sign:
                self._sign(sign)
        self._flush()
        if self._stack:
            self.remarks.add(CUT_OFF)

    def text(self) -> str:
        body, head, notes = (_joined(self.out[name]) for name in ("body", "head", "notes"))
        if self.encapsulated:
            return text_of_html(body)
        if notes.strip():
            self.remarks.add(load_table("taxonomies/stated_details")["remarks"]["notes"])
        heads = dict.fromkeys(line.strip() for line in head.split("\n") if line.strip())
        return "\n".join([*heads, *(line.rstrip(" ") for line in body.split("\n")), *filter(None, (line.strip() for line in notes.split("\n")))])

    def _one(self, emit: Callable[[], object]) -> None:
        """Take one character, unless it stands in for one that was given in Unicode before."""
        self._state.fresh = False
        if self._to_skip:
            self._to_skip -= 1
        else:
            emit()

    def _plain(self, raw: bytes) -> None:
        self._state.fresh = False
        skipped = min(self._to_skip, len(raw))
        self._to_skip -= skipped
        self._bytes += raw[skipped:]

    def _flush(self) -> None:
        """Decode the bytes met since the last word: characters of eastern code pages take two."""
        if not self._bytes:
            return
        raw, self._bytes = bytes(self._bytes), bytearray()
        page = self._fonts.get(self._state.font, self._code_page)
        self._emit("".join(map(_symbol, raw)) if page == "symbol" else raw.decode(page, errors="replace"))

    def _emit(self, text: str) -> None:
        state = self._state
        if state.target is None or state.html_skipped:
            return
        if state.hidden or state.deleted:
            if text.strip():
                self.remarks.add(TRACKED if state.deleted else "hidden text was left out")
            return
        if self.encapsulated and state.target == "body":
            text = html.escape(text, quote=False)
        place = "body" if state.target == "tags" else state.target
        if place == "body" and state.in_table and self._row_start is None:
            self._row_start = len(self.out["body"])
        self.out[place].append(text)
        self._paragraph += len(text)

    def _brace(self, brace: bytes) -> None:
        self._to_skip = 0
        if brace == b"{":
            if len(self._stack) >= MOST_GROUPS:
                raise InputError(where="", what="nests its groups deeper than any program does", next_step="Check where it comes from.")
            self._stack.append(self._state)
            self._state = replace(self._state, fresh=True, starred=False)
        elif self._stack:
            closed, self._state = self._state, self._stack.pop()
            self._state.fresh = False
            if closed.target in ("notes", "head") and self._state.target != closed.target:
                self.out[closed.target].append("\n")
            if closed.target == "marks" and self._state.target not in (None, "marks"):
                if "".join(self.out["marks"]).strip():
                    self._emit("• ")
                self.out["marks"].clear()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._state.starred = True
            return
        text = {b"~": "\xa0", b"_": "-", b"\n": "\n", b"\r": "\n", b"-": ""}.get(sign)
        if text == "\n":
            self._end_of_paragraph()
        else:
            self._one(lambda: self._emit(sign.decode("latin-1") if text is None else text))

    def _word(self, word: str, number: int | None) -> int:
        """Obey a control word; return how many raw bytes follow it that are to be passed over."""
        state, words = self._state, _words()
        if state.fresh and (word in words["targets"] or word in words["skipped"] or state.starred):
            state.fresh = False
            self._begin(word)
            return 0
        if word == "bin":
            return max(number or 0, 0)
        if word in words["characters"]:
            self._one(lambda: self._emit(words["characters"][word]))
        elif word == "u":
            self._flush()
            self._emit(chr((number or 0) % 65536))
            self._to_skip = state.n_fallbacks
        else:
            self._property(word, number)
        return 0

    def _begin(self, word: str) -> None:
        """Send the text of a group that has just begun where its first word says."""
        state = self._state
        around = (
            self._stack[-2].target if word == "ud" and len(self._stack) > 1 else state.target
        )  # a Unicode twin beside the one that is passed over
        state.target = _words()["targets"].get(word) if around is not None or word == "shptxt" else None
        if word in ("annotation", "atnid"):
            self.remarks.add(load_table("taxonomies/stated_details")["remarks"]["comments"])
        elif word in ("listtext", "pntext") and self._stack[-1:] and self._stack[-1].target:
            state.target = "marks"
        elif word == "fonttbl":
            state.target = "fonts"
            self.out.setdefault("fonts", [])

    def _property(self, word: str, number: int | None) -> None:
        state, on = self._state, number != 0
        match word:
            case "par" | "page" | "sect" | "line":
                self._end_of_paragraph(blank=word == "par")
            case "cell" | "nestcell":
                state.in_table = True
                self._emit(CELL)
            case "row" | "nestrow":
                self._end_of_row()
            case "pard":
                state.in_table = False
            case "plain":
                state.hidden = state.deleted = False
            case "intbl":
                state.in_table = True
            case "uc":
                state.n_fallbacks = min(max(number or 0, 0), 8)
            case "f" if number is not None:
                state.font = self._table_font = number
            case "fcharset":
                self._fonts[self._table_font] = CHARSETS.get(number or 0, self._code_page)
            case "ansicpg":
                self._code_page = _known_page(f"cp{number}")
            case "mac":
                self._code_page = "mac_roman"
            case "v":
                state.hidden = on
            case "deleted":
                state.deleted = on
            case "revised" if on:
                self.remarks.add(TRACKED)
            case "fromhtml":
                self.encapsulated = True
            case "htmlrtf":
                state.html_skipped = on

    def _end_of_paragraph(self, *, blank: bool = False) -> None:
        length, self._paragraph = self._paragraph, 0
        self._emit("\n\n" if blank and length > LONG_PARAGRAPH and not self._state.in_table and not self.encapsulated else "\n")
        self._paragraph = 0

    def _end_of_row(self) -> None:
        if self._row_start is None:
            return
        body = self.out["body"]
        cells = [cell.strip() for cell in _joined(body[self._row_start :]).split(CELL)]
        del body[self._row_start :]
        if any(cells):
            body.append(row_text(cells) + "\n")
        self._row_start = None
        self._paragraph = 0


def _joined(parts: list[str]) -> str:
    """Join, and make halves of characters beyond the first 65,536 whole."""
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _symbol(byte: int) -> str:
    return str(load_table("taxonomies/stated_details")["symbols"].get(f"{byte:02X}", "•"))


def _known_page(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        return "cp1252"
    return name


@cache
def _words() -> dict[str, dict[str, str]]:
    table = load_table("taxonomies/rtf_words")
    return {"characters": table["characters"], "targets": table["targets"], "skipped": dict.fromkeys(table["skipped"]["words"], "")}
