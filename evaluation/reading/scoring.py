"""How well prints were parted: boundaries of notes, their dates and types, beside the plainest way to part them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyser.domain.text import Document
from analyser.formats.reading.bundles.oneline import read_leading
from evaluation.reading.aligning import KEY, squash

Counts = Counter[str]


@dataclass(frozen=True, slots=True)
class Note:
    """What is compared of a note: its text without white space, its date and its type."""

    letters: str
    date: str
    type: str


def notes_of(documents: Iterable[Document]) -> list[Note]:
    """Return documents as notes."""
    return [Note(squash(one.text), str(one.written_on), str(one.type)) for one in documents]


def at_every_date(text: str) -> list[Note]:
    """Return the parts of the plain baseline: a note begins below every line that begins with a date."""
    parts: list[list[str]] = []
    for line in text.split("\n"):
        if read_leading(line):
            parts.append([])
        elif parts:
            parts[-1].append(line)
    return [Note(squash("".join(part)), "", "") for part in parts]


def count(gold: Sequence[Note], found: Sequence[Note]) -> Counts:
    """Return counts that add up over prints: beginnings and ends of notes that agree, and dates and types of notes that begin or end alike."""
    counts: Counts = Counter(gold=2 * len(gold), predicted=2 * len(found), notes=len(gold))
    for edge in (slice(None, KEY), slice(-KEY, None)):
        theirs, ours = Counter(note.letters[edge] for note in gold), Counter(note.letters[edge] for note in found)
        counts["tp"] += sum((theirs & ours).values())
    by_beginning, by_end = ({note.letters[edge]: note for note in found} for edge in (slice(None, KEY), slice(-KEY, None)))
    for note in gold:
        other = by_beginning.get(note.letters[:KEY]) or by_end.get(note.letters[-KEY:])
        counts["dates"] += other is not None and other.date == note.date
        counts["types"] += other is not None and other.type == note.type
    return counts


def figures(counts: Mapping[str, int]) -> dict[str, float]:
    """Return boundary F1 and the shares of dates and types that are right, of all notes."""
    both = counts["predicted"] + counts["gold"]
    return {
        "note boundaries F1": 2 * counts["tp"] / both if both else 0.0,
        "dates right": counts["dates"] / counts["notes"],
        "types right": counts["types"] / counts["notes"],
    }
