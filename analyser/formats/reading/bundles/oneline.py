"""Heads that are a line of their own: "12/03/2008 14:30  Home visit  P. Hirst, SW", or "Home visit recorded by P. Hirst on 12/03/2008"."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from analyser.formats.reading.bundles.extent import Extents
from analyser.formats.reading.bundles.heads import PERSON, Head, have_text, own_type, stand_early
from analyser.formats.reading.bundles.pages import Line
from analyser.formats.reading.bundles.words import CLOCK, Layouts, style_of
from analyser.formats.reading.dates import days_in, read_day
from analyser.formats.reading.vocabulary import Vocabulary, key_of

LONGEST = 180
MOST_WORDS = 22
LONGEST_TYPE = 6
MANY_ROWS, ROWS_OF_TABLE = 5_000, 0.9
GAP = re.compile(r"\t+|\s{2,}|\s*[|•·–—]\s*|\s-\s|;\s")
NUMBERING = re.compile(r"(?i)\W*(?:(?:record|entry|note|item|no\.?|number|#)?\s*[:#]?\s*\d{1,5}(?:\s*(?:of|/)\s*\d{1,5})?)?\W*")
PAPERS = frozenset(
    {"chronology", "assessment", "conference_minutes", "legal", "agency_report", "plan", "letter", "meeting_minutes", "strategy_discussion"}
)
"""Papers that list dated visits and calls themselves: under such a title a line needs an author to head a note."""


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line that may head a note, and what it says.

    ``place`` is where its date stands (``first``, ``last``, ``inside``) and what parts it from the rest, or a shape of the data file. Lines of one
    print have the same.
    """

    index: int
    place: str
    fields: Mapping[str, str] = field(repr=False)
    shape: tuple[bool, int] = (False, 0)
    """Whether a clock time stands beside the date, and the number of pieces beside it."""


def line_heads(lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    """Return the heads of a print whose notes begin with a line of their own; nothing where no such line recurs."""
    groups: defaultdict[str, list[HeadLine]] = defaultdict(list)
    strangers: defaultdict[str, list[HeadLine]] = defaultdict(list)
    dated = [not line.furniture and any(map(str.isdigit, line.text[:LONGEST])) and read_leading(line.text) for line in lines]
    if _is_long_table(dated):
        return []
    for index, line in enumerate(lines):
        if line.furniture or len(line.text) > LONGEST or not any(map(str.isdigit, line.text)):
            continue
        if found := _read(index, line.text.strip(), layouts, vocabulary):
            (groups if {"type", "author"} & set(found.fields) else strangers)[found.place].append(found)
    accepted = [
        heads
        for place, found in groups.items()
        if (heads := _accept(place, [*found, *_alike(strangers[place], found, lines)], sum(dated), lines, layouts, vocabulary))
    ]
    return max(accepted, key=len, default=[])


def _is_long_table(dated: Sequence[bool]) -> bool:
    """Whether thousands of lines begin with a date and nearly all follow one another: no print, and costly to look at line by line."""
    n_rows = sum(a and b for a, b in pairwise(dated))
    return n_rows > MANY_ROWS and n_rows > ROWS_OF_TABLE * sum(dated)


def read_leading(text: str) -> bool:
    """Whether a line begins with a date, whatever follows."""
    head = text.lstrip(" \t•*|-")[:40]
    first = next(days_in(head), None) if head[:1].isalnum() else None
    return first is not None and first[1] <= 11


def _accept(place: str, found: Sequence[HeadLine], n_dated: int, lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    limits = layouts.limits
    bare = [Head(one.index, one.index + 1) for one in sorted(found, key=lambda one: one.index)]
    if len(found) < limits["least_heads"] or not have_text(bare, lines, limits):
        return []  # the cheap look first: rows of a large table end here
    ordered = sorted(found, key=lambda one: one.index)
    heads = _extended(ordered, lines, layouts, vocabulary)
    own = _lines_of_text(heads, lines)
    if own:
        heads = _extended([one for one, is_text in zip(ordered, own, strict=True) if not is_text], lines, layouts, vocabulary)
    n_signed = sum("author" in head.fields for head in heads)
    n_typed = sum("type" in head.fields for head in heads)
    signed = n_signed >= limits["known_types"] * len(heads)
    if not signed and place.startswith("first") and len(found) < limits["with_text"] * n_dated:
        return []  # most lines that begin with a date go on as prose or rows
    if not signed and (n_typed < limits["known_types"] * len(heads) or own_type(lines, heads[0].first, vocabulary) in PAPERS):
        return []
    return heads if have_text(heads, lines, limits) and stand_early(heads, lines, limits) else []


def _lines_of_text(heads: Sequence[Head], lines: Sequence[Line]) -> list[bool]:
    """For each head whether it is how a note's text begins: right under another head, without the author that heads have here; none is nothing."""
    n_signed = sum("author" in head.fields for head in heads)
    if n_signed * 5 < len(heads) * 4:
        return []
    bare = [False]
    for before, head in pairwise(heads):
        between = lines[before.end : head.first]
        bare.append("author" not in head.fields and not before.rest and all(line.blank or line.furniture or line.rule for line in between))
    return bare if any(bare) else []


def _alike(strangers: Sequence[HeadLine], found: Sequence[HeadLine], lines: Sequence[Line]) -> list[HeadLine]:
    """Lines of unknown words in the very shape of the heads, where that shape is more than a date: a clock time, or a rule above."""
    (clock, n_pieces), n_same = Counter(one.shape for one in found).most_common(1)[0]
    ruled = sum(_under_rule(one.index, lines) for one in found) * 5 >= len(found) * 4
    if n_same * 2 < len(found) or not (clock or ruled):
        return []
    return [one for one in strangers if one.shape == (clock, n_pieces) and (not ruled or _under_rule(one.index, lines))]


def _under_rule(index: int, lines: Sequence[Line]) -> bool:
    above = next((line for line in reversed(lines[max(0, index - 8) : index]) if not line.furniture and not line.blank), None)
    return above is not None and above.rule


def _extended(found: Sequence[HeadLine], lines: Sequence[Line], layouts: Layouts, vocabulary: Vocabulary) -> list[Head]:
    """The lines with the labels that recur around them; what the line itself says goes before."""
    anchors = [one.index for one in found]
    following = (layouts.leading(lines[anchor + 1].text) for anchor in anchors if anchor + 1 < len(lines))
    heads = Extents(anchors, lines, layouts, vocabulary, style_of([label.mark for label in following if label])).heads()
    named = _authors_named(found)
    return [replace(head, fields={**head.fields, **fields}) for head, fields in zip(heads, named, strict=True)]


def _authors_named(found: Sequence[HeadLine]) -> list[Mapping[str, str]]:
    """The fields of the lines; what stands where the others have a person is an author too ("PPU, North Division")."""
    n_authors = sum("author" in one.fields for one in found)
    n_beside = sum("author" in one.fields and "title" in one.fields for one in found)
    if n_authors * 2 < len(found) or n_beside * 4 > n_authors:
        return [one.fields for one in found]
    return [
        {**{name: value for name, value in one.fields.items() if name != "title"}, "author": one.fields["title"]}
        if "title" in one.fields and "author" not in one.fields
        else one.fields
        for one in found
    ]


def _read(index: int, text: str, layouts: Layouts, vocabulary: Vocabulary) -> HeadLine | None:
    for number, shape in enumerate(layouts.shapes):
        match = shape.fullmatch(text)
        if match and read_day(match["date"]):
            fields = {name: value.strip() for name, value in match.groupdict().items() if value and name != "time"}
            return HeadLine(index, f"shape {number}", fields)
    days = list(days_in(text))
    if len(days) not in (1, 2) or len(text.split()) > MOST_WORDS or text.endswith((".", ",", ":")):
        return None
    _, start, end = days[0]
    clock = CLOCK.match(text, end)
    before, after = text[:start], text[clock.end() if clock else end :]
    before = re.sub(r"(?i)\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s*$", "", before)
    marks = "bars" if "|" in text else "tabs" if "\t" in text else "gaps"
    numbered = "numbered" if re.search(r"\d", before if NUMBERING.fullmatch(before) else before[:12]) else "unnumbered"
    place = "first" if NUMBERING.fullmatch(before) else "last" if not after.strip(" \t|-–()[]") else "inside"
    pieces = (*_pieces(before), *_pieces(after))
    told = _parts(pieces, layouts, vocabulary)
    return HeadLine(index, f"{place}, {marks}, {numbered}", {"date": text[start:end], **told}, (clock is not None, len(pieces)))


def _pieces(text: str) -> Iterator[str]:
    for piece in GAP.split(text):
        stripped = piece.strip(" \t|,:-–—*#")
        if stripped[:1] in ("(", "["):
            stripped = stripped.strip("()[] ")
        if stripped and not NUMBERING.fullmatch(stripped) and not next(days_in(stripped), None):
            yield stripped


def _parts(pieces: Sequence[str], layouts: Layouts, vocabulary: Vocabulary) -> dict[str, str]:
    """Return the fields of the pieces beside the date."""
    fields: dict[str, str] = {}
    for piece in pieces:
        label = layouts.leading(piece)
        if label and (label.colon or label.name == "author") and label.name != "date":
            fields.setdefault(label.name, piece[label.value_start :].strip())
            continue
        kind, rest = _type_and_rest(piece, vocabulary) if "type" not in fields else ("", piece)
        if kind:
            fields["type"] = kind
        if rest and "author" not in fields and (PERSON.fullmatch(rest) or (kind and len(pieces) > 1 and _is_role(rest, vocabulary))):
            fields["author"] = rest
        elif rest:
            fields.setdefault("title", rest)
    return fields


def _type_and_rest(piece: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The words of a piece that name a type, the longest from its beginning, and what follows them."""
    words = piece.split()
    for length in range(min(len(words), LONGEST_TYPE), 0, -1):
        key = key_of(" ".join(words[:length]))
        if key in vocabulary.types.exact or key in vocabulary.types.phrases:
            rest = " ".join(words[length:]).strip(" -–,:")
            if not rest or PERSON.fullmatch(rest) or _is_role(rest, vocabulary):
                return " ".join(words[:length]), rest
    loose = len(words) <= LONGEST_TYPE and vocabulary.types.of_value(piece) and not PERSON.fullmatch(piece)
    return (piece, "") if loose else ("", piece)


def _is_role(text: str, vocabulary: Vocabulary) -> bool:
    return len(text.split()) <= 8 and vocabulary.agencies.within(text) is not None
