"""The words by which prints head their notes, as patterns made from the data file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import Any

from analyser.formats.reading.dates import WrittenDay, day_at
from analyser.formats.reading.vocabulary import key_of
from analyser.lexicons import load_table

LONGEST_LABEL_LINE = 240
LONGEST_VALUE = 200
UNKNOWN_LABEL = re.compile(r"\s(?=[A-Z][\w'’/&-]*(?:\s[\w'’/&-]+){0,4}:\s)")
"""A label that the data file does not know ends the value before it."""
CLOCK = re.compile(
    r"[\s,@-]*(?:at\s+)?(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\.?)?|\d{4}\s?(?:hrs?|hours)|\d{1,2}\s?[ap]m)(?:\s?(?:hrs?|hours))?(?![\w:.]\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A known label in a line: which field it heads, and where it and its value begin.

    ``mark`` is what parts it from its value: ``colon``, ``gap`` (a tab, wide space, bar or the end of the line) or ``space``.
    """

    name: str
    key: str
    start: int
    value_start: int
    mark: str

    @property
    def colon(self) -> bool:
        """Whether a colon follows it."""
        return self.mark == "colon"


@dataclass(frozen=True, slots=True)
class Layouts:
    """Patterns of heads. ``fields`` are the fields of a label's key; ``rank`` its place among the labels of a field, the first the best."""

    fields: Mapping[str, str]
    rank: Mapping[str, int]
    label: re.Pattern[str] = field(repr=False)
    shapes: tuple[re.Pattern[str], ...] = field(repr=False)
    counters: tuple[re.Pattern[str], ...] = field(repr=False)
    methods: re.Pattern[str] = field(repr=False)
    limits: Mapping[str, float] = field(repr=False)
    roles: frozenset[str] = field(repr=False)

    def only(self, keys: frozenset[str]) -> "Layouts":
        """Return the same with these labels alone: "Status" is then found in "Home Record Status Complete", too."""
        return replace(self, label=_label_pattern(keys))

    def leading(self, line: str) -> Found | None:
        """Return the known label that a line begins with."""
        stripped = line.lstrip(" \t•*_|>")
        offset = len(line) - len(stripped)
        if not stripped[:1].isupper() or len(line) > LONGEST_LABEL_LINE:
            return None
        match = self.label.match(line, offset)
        return self._found(match) if match else None

    def inside(self, line: str) -> Iterator[Found]:
        """Yield the known labels of a line in order; inside the line only those with a capital after a gap."""
        found = [self._found(match) for match in self.label.finditer(line) if line[match.start()].isupper() and self._stands_free(match, line)]
        for label, following in zip(found, [*found[1:], None], strict=False):
            wrapped = label.mark == "space" and label.key in self.roles and following is not None and following.start == label.value_start
            if not wrapped:  # "Worker" of a wrapped "P. Hirst, Social Worker", right before the next label
                yield label

    def _stands_free(self, match: re.Match[str], line: str) -> bool:
        """Whether a label stands at a line's beginning, after a gap, or, if it is no word for a person's role, after any space.

        Cells of a table come out of a PDF with single spaces between them; "P. Hirst, Social Worker" holds no label.
        """
        before = line[max(0, match.start() - 2) : match.start()]
        if self.fields[key_of(match["label"])] == "text":
            return not line[: match.start()].rpartition("\n")[2].strip(" \t•*_|>")
        if not before or before[-1] in "\t|\n•*_>" or before == "  ":
            return True
        return before[-1] == " " and before[0] not in ",(&/-" and (":" in match["mark"] or key_of(match["label"]) not in self.roles)

    def _found(self, match: re.Match[str]) -> Found:
        key = key_of(match["label"])
        between, ends = match["mark"], match.end() == len(match.string) or match.string[match.end()] == "\n"
        mark = "colon" if ":" in between else "gap" if ends or between.strip(" ") or len(between) > 1 else "space"
        return Found(self.fields[key], key, match.start(), match.end(), mark)


def style_of(marks: Sequence[str]) -> frozenset[str]:
    """Return the marks that labels of a print may have, judged by those of its dates: where nearly all have colons, a label without is prose."""
    for allowed in (frozenset({"colon"}), frozenset({"colon", "gap"})):
        if sum(mark in allowed for mark in marks) * 5 >= len(marks) * 4:
            return allowed
    return frozenset({"colon", "gap", "space"})


def read_layouts(more: Mapping[str, Any] | None = None) -> Layouts:
    """Return our patterns, with the labels and line shapes of a user's file before them."""
    return _compose(tuple((name, tuple(values)) for name, values in (more or {}).items()))


@cache
def _compose(more: tuple[tuple[str, tuple[str, ...]], ...]) -> Layouts:
    table, own = load_table("taxonomies/print_layouts"), dict(more)
    labels = {name: tuple(dict.fromkeys(map(key_of, (*own.get(name, ()), *words)))) for name, words in table["labels"].items()}
    fields: dict[str, str] = {}
    for name, keys in labels.items():
        fields |= {key: name for key in keys if key not in fields}
    methods = sorted(table["running"]["methods"], key=len, reverse=True)
    return Layouts(
        fields=fields,
        rank={key: place for keys in labels.values() for place, key in enumerate(keys)},
        label=_label_pattern(frozenset(fields)),
        shapes=tuple(_shape(shape) for shape in (*own.get("lines", ()), *table["lines"]["shapes"])),
        counters=tuple(
            re.compile(re.escape(shape).replace("N", r"\d{1,4}").replace(r"\ ", r"\s*"), re.I) for shape in table["furniture"]["counters"]
        ),
        methods=re.compile(rf"(?:{'|'.join(map(re.escape, methods))})(?![\w])", re.I),
        limits=table["limits"],
        roles=frozenset(map(key_of, table["roles"]["labels"])),
    )


@lru_cache(maxsize=64)
def _label_pattern(keys: frozenset[str]) -> re.Pattern[str]:
    labels = "|".join(_spelled(key) for key in sorted(keys, key=lambda key: (-len(key), key))) or r"(?!)"
    return re.compile(rf"(?<![\w])(?P<label>{labels})(?![\w'’])(?P<mark>[ \t]*[:|]?[ \t]*)", re.I)


def _spelled(key: str) -> str:
    """A label with any mark or gap between its words, all on one line: "Date/time of contact"."""
    return r"[ \t/&'’_.-]{1,3}".join(map(re.escape, key.split()))


def _shape(shape: str) -> re.Pattern[str]:
    parts = {"date": r"(?P<date>[\w ,./'’-]{6,30}?)", "time": r"(?P<time>\d{1,2}[:.]?\d\d(?:\s?[ap]m)?)"}
    pattern = re.escape(shape).replace(r"\{", "{").replace(r"\}", "}").replace(r"\ ", r"\s+")
    for name in re.findall(r"\{(\w+)\}", pattern):
        pattern = pattern.replace(f"{{{name}}}", parts.get(name, rf"(?P<{name}>\S.{{0,80}}?)"), 1)
    return re.compile(rf"\W*{pattern}\W*(?:(?:at\s+)?\d{{1,2}}[:.]\d\d)?\W*", re.I)


def dated(text: str, position: int = 0) -> tuple[WrittenDay, int] | None:
    """Return the day that stands at a position of a text, and where it ends with its clock time; ``None`` when there is none."""
    found = day_at(text, position)
    if found is None:
        return None
    day, end = found
    clock = CLOCK.match(text, end)
    return day, clock.end() if clock else end
