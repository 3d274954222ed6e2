"""Reports on a print told in the offsets of the table: both texts hold the same letters, and only white space differs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from analyser.domain.text import Document

KEY = 30
"""Letters at the beginning and at the end of a note by which it is known again."""
Place = tuple[str, int]


def squash(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the letters of one document of the print stand in the documents of the table."""

    letters: tuple[int, ...] = field(repr=False)
    """Offsets of the print's letters in its own text."""
    places: tuple[Place | None, ...] = field(repr=False)
    """For each of these letters its place in the table; ``None`` where it has none."""

    def span(self, start: int, end: int) -> tuple[str, int, int] | None:
        """Return document, start and end in the table of a range of the print."""
        inside = [place for letter, place in zip(self.letters, self.places, strict=True) if start <= letter < end and place]
        same = [offset for document, offset in inside if document == inside[0][0]]
        return (inside[0][0], same[0], same[-1] + 1) if same else None

    @property
    def document_id(self) -> str | None:
        """The document of the table that most letters are of."""
        owners = [place[0] for place in self.places if place]
        return max(set(owners), key=owners.count) if owners else None


def align(document: Document, table: Sequence[Document]) -> Alignment:
    """Return the alignment of a document of the print with the documents of the table."""
    letters = tuple(index for index, letter in enumerate(document.text) if not letter.isspace())
    stream = [(other.document_id, index) for other in table for index, letter in enumerate(other.text) if not letter.isspace()]
    ours, theirs = squash(document.text), "".join(squash(other.text) for other in table)
    at = theirs.find(ours)
    if at >= 0:
        return Alignment(letters, tuple(stream[at : at + len(ours)]))
    places: list[Place | None] = [None] * len(ours)
    window = max(0, _place(ours, theirs) - len(ours))
    piece = theirs[window : window + 3 * len(ours)]
    for match in SequenceMatcher(None, ours, piece, autojunk=False).get_matching_blocks():
        if match.size >= KEY // 2:
            for step in range(match.size):
                places[match.a + step] = stream[window + match.b + step]
    return Alignment(letters, tuple(places))


def _place(ours: str, theirs: str) -> int:
    """About where a text begins in another that holds most of it: told by the first of its stretches that the other has."""
    for start in range(0, max(1, len(ours) - KEY), KEY // 2):
        at = theirs.find(ours[start : start + KEY])
        if at >= 0:
            return at - start
    return 0


def in_table_offsets(report: Mapping[str, Any], alignments: Mapping[str, Alignment]) -> dict[str, Any]:
    """Return a report with its documents and offsets as the table has them; what has no place there keeps its own and so counts as wrong."""

    def moved(row: Mapping[str, Any], owner: str) -> dict[str, Any]:
        span = alignments[owner].span(row["start"], row["end"])
        named = {"document_id": span[0]} if span and "document_id" in row else {}
        return {**row, **named, "start": span[1], "end": span[2]} if span else dict(row)

    def name(document_id: str) -> str:
        return alignments[document_id].document_id or document_id

    def entries(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, "sources": [moved(source, source["document_id"]) for source in row["sources"]]} for row in rows]

    return {
        **report,
        "time_expressions": [moved(row, row["document_id"]) for row in report["time_expressions"]],
        "chronology": entries(report["chronology"]),
        "undated": entries(report["undated"]),
        "assessments": [
            {**row, "document_id": name(row["document_id"]), "sentences": [moved(one, row["document_id"]) for one in row["sentences"]]}
            for row in report["assessments"]
        ],
        "information_use": [
            {
                **row,
                "assessment_id": name(row["assessment_id"]),
                "sources": [moved(one, one["document_id"]) for one in row["sources"]],
                "evidence": [moved(one, row["assessment_id"]) for one in row["evidence"]],
            }
            for row in report["information_use"]
        ],
    }
