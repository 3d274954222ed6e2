"""Prose by people that a training configuration names; it stays outside the repository.

Files lie below the folders that ``ANALYSER_CORPORA`` and ``ANALYSER_BENCHMARKS`` name (``../shared/corpora`` and ``../shared/benchmarks`` beside the
checkout unless set). Messages name files and rows, never their text.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyser.errors import ConfigError

ROOTS = {"ANALYSER_CORPORA": "../shared/corpora", "ANALYSER_BENCHMARKS": "../shared/benchmarks"}
CHECKOUT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class ExternalSource:
    """Which rows of a JSON Lines file to use, and how its labels map to ours.

    ``root`` is the environment variable of its folder, ``label_field`` and ``labels`` give the mapping (other rows only serve as context),
    ``group_field`` names the document (its rows stand in text order, so a row's predecessor is the sentence before), ``cluster_field`` what rows
    that do not follow one another have in common (an author, an authority), ``sample`` is how many
    labelled rows to take, spread evenly over documents and labels; 0 takes all. ``least_confidence`` drops rows that an annotator was less sure of.
    ``annotation`` names a file of our own labels in the checkout, by row and SHA-256 of the row's text; ``label_field`` is then a field of that file.
    """

    name: str
    root: str
    path: str
    label_field: str
    labels: Mapping[str, str]
    group_field: str = ""
    cluster_field: str = ""
    sample: int = 0
    least_confidence: int = 0
    least_words: int = 4
    annotation: str = ""

    def whole(self) -> "ExternalSource":
        """Return the same source without sampling."""
        return replace(self, sample=0)


@dataclass(frozen=True, slots=True)
class ExternalSentence:
    """A labelled sentence of a source.

    ``label`` is ``analytical`` or ``descriptive``; ``group`` its document; ``row`` its line number from 0; ``cluster`` what intervals resample.
    """

    text: str = field(repr=False)
    previous: str = field(repr=False)
    label: str
    group: str
    row: int
    cluster: str


def source_path(source: ExternalSource) -> Path:
    """Return where the file of a source is expected."""
    return Path(os.environ.get(source.root) or CHECKOUT / ROOTS[source.root]) / source.path


def read_external(source: ExternalSource, *, seed: int) -> tuple[ExternalSentence, ...]:
    """Return the labelled sentences of a source in the order of its file, sampled by a hash of the seed.

    Raises
    ------
    ConfigError
        If the file is missing or a row has not the named fields.

    """
    path = source_path(source)
    if source.root not in ROOTS or not path.is_file():
        raise ConfigError(where=source.name, what=f"{source.path} was not found", next_step=f"Set {source.root} to the folder that holds it.")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if source.annotation:
        rows = _annotated(rows, source)
    sentences = []
    for i, row in enumerate(rows):
        label = source.labels.get(str(row.get(source.label_field)))
        if label is None or len(str(row["text"]).split()) < source.least_words or _confidence(row) < source.least_confidence:
            continue
        group = str(row.get(source.group_field, ""))
        follows = bool(group) and i > 0 and str(rows[i - 1].get(source.group_field)) == group
        sentences.append(
            ExternalSentence(
                row["text"], rows[i - 1]["text"] if follows else "", label, group or str(i), i, group or str(row.get(source.cluster_field, i))
            )
        )
    return _sample(sentences, source.sample, seed) if source.sample else tuple(sentences)


def _annotated(rows: Sequence[dict[str, object]], source: ExternalSource) -> list[dict[str, object]]:
    """The rows with the fields of our own annotation beside; rows that nobody labelled stay as they are."""
    labels = {
        row["row"]: row for row in map(json.loads, (CHECKOUT / source.annotation).read_text(encoding="utf-8").splitlines())
    }  # fmt: skip
    for number, ours in labels.items():
        if number >= len(rows) or hashlib.sha256(str(rows[number]["text"]).encode()).hexdigest() != ours["sha256"]:
            what = f"row {number} of {source.path} is not the text that was annotated"
            raise ConfigError(where=source.name, what=what, next_step=f"Use the file that {source.annotation} was made for.")
    return [row | labels.get(number, {}) for number, row in enumerate(rows)]


def _confidence(row: Mapping[str, object]) -> int:
    said = row.get("confidence")
    return min(json.loads(said)) if isinstance(said, str) else 10


def _sample(sentences: Sequence[ExternalSentence], size: int, seed: int) -> tuple[ExternalSentence, ...]:
    def draw(sentence: ExternalSentence) -> str:
        return hashlib.sha256(f"{seed}/{sentence.row}".encode()).hexdigest()

    turns = []
    taken: dict[tuple[str, str], int] = {}
    for sentence in sorted(sentences, key=draw):
        place = (sentence.group, sentence.label)
        taken[place] = taken.get(place, 0) + 1
        turns.append((taken[place], draw(sentence), sentence))
    labels = sorted({sentence.label for sentence in sentences})
    share = size // len(labels)
    chosen: list[ExternalSentence] = []
    for label in labels:
        ranked = sorted((turn for turn in turns if turn[2].label == label), key=lambda turn: turn[:2])
        chosen += [sentence for _, _, sentence in ranked[:share]]
    return tuple(sorted(chosen, key=lambda sentence: sentence.row))
