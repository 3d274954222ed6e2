"""What the learned parts see of a candidate: named numbers, then the embedding of its sentence."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import numpy.typing as npt

from analyser.domain.codes import Agency, DocumentType, EventCategory, EventStatus
from analyser.domain.text import Span
from analyser.events.candidates import Candidate, DatedBy
from analyser.events.category import Paper, best_category, category_scores
from analyser.events.clauses import has_verb
from analyser.events.cues import CueIndex, cue_groups, find_cues
from analyser.events.layout import (
    Line,
    after_timex,
    before_timex,
    kinds_after,
    kinds_before,
    kinds_of_line,
    kinds_of_opening,
    line_at,
    opens_as,
    read_lines,
    word_patterns,
)
from analyser.events.status import rule_status
from analyser.view import DocumentView

Floats = npt.NDArray[np.float32]

BRIEF = 60  # characters of a note in telegraphic style
OPENING = 160  # characters: title and form lines of a paper
GRAINS = ("time", "day", "week", "month", "part", "year", "range", "open")
LAGS = ("future", "same", "day", "week", "month", "half_year", "year", "older", "open")


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as the features see it: its lines, the places of all cues, its candidates' surroundings."""

    view: DocumentView = field(repr=False)
    lines: tuple[Line, ...] = field(repr=False)
    cues: CueIndex = field(repr=False)
    title: frozenset[str]
    first_line: int
    timex_starts: tuple[int, ...] = field(repr=False)


def read_document(view: DocumentView) -> Reading:
    """Return what the features need to know of a document beyond its view."""
    lines = read_lines(view.document.text)
    title = view.document.title or ""
    named = frozenset(group for group, places in find_cues(title).starts.items() if places)
    return Reading(
        view=view,
        lines=lines,
        cues=find_cues(view.document.text),
        title=named,
        first_line=_first_telling(lines),
        timex_starts=tuple(timex.start for timex in view.timexes),
    )


def _first_telling(lines: tuple[Line, ...]) -> int:
    skip = {"mail_header", "letter_head", "heading", "greeting", "form_label", "birth", "attendance"}
    return next((line.span.start for line in lines if not line.kinds & skip), 0)


@cache
def feature_names() -> tuple[str, ...]:
    """Return the names of the features that are not part of the embedding, in order."""
    names = [f"cue:{group}" for group in cue_groups()]
    names += [f"near:{group}" for group in cue_groups() if group.startswith(("planned.", "not_", "uncertain.", "speech."))]
    names += [f"rule:{category}" for category in EventCategory] + [f"ruled:{category}" for category in EventCategory] + ["ruled:none"]
    names += [f"status:{status}" for status in EventStatus]
    names += [f"title:{group}" for group in cue_groups() if group.startswith("strong.")]
    names += [f"before:{kind}" for kind in kinds_before()] + [f"after:{kind}" for kind in kinds_after()]
    names += [f"line:{kind}" for kind in kinds_of_line()] + ["line:in_plan"]
    names += [f"type:{kind}" for kind in DocumentType] + ["type:none"]
    names += [f"author:{agency}" for agency in Agency]
    names += [f"grain:{grain}" for grain in GRAINS] + [f"lag:{lag}" for lag in LAGS]
    names += [f"dated:{how}" for how in DatedBy]
    names += [f"{shape}_{kind}" for shape in ("opens", "lone", "brief") for kind in kinds_of_opening()]
    names += list(SHAPES)
    return tuple(names)


SHAPES = (
    "first_clause", "last_clause", "only_clause", "first_telling", "opening_lines", "late_in_document", "line_first", "has_verb", "past",
    "present", "pronoun_first", "first_person", "short", "medium", "long", "very_long", "timex_first", "timex_last", "timex_only", "two_dates",
    "no_type", "type_count", "digits", "quote", "question", "names", "capital_first", "same_sentence",
    "same_line", "far", "after_date", "context_same_day", "colon_label", "doc_dated_line", "n_clauses",
)  # fmt: skip


@cache
def _positions() -> dict[str, int]:
    return {name: position for position, name in enumerate(feature_names())}


def describe(reading: Reading, candidate: Candidate) -> Floats:
    """Return the features of one candidate, [n_features], without the embedding."""
    vector = np.zeros(len(feature_names()), dtype=np.float32)
    positions = _positions()
    for name, value in _features(reading, candidate):
        vector[positions[name]] = value
    return vector


def embedding_of(reading: Reading, candidate: Candidate) -> Floats:
    """Return the embedding of the candidate's sentence, scaled so that its numbers are about as large as the features."""
    row: Floats = reading.view.embeddings[candidate.sentence]
    return row


def _features(reading: Reading, candidate: Candidate) -> Iterator[tuple[str, float]]:
    sentence = reading.view.sentences[candidate.sentence].span
    types = 0
    for group, places in reading.cues.starts.items():
        if not places:
            continue
        if reading.cues.has(group, candidate.span):
            yield f"cue:{group}", 1.0
            types += group.startswith("type.")
        elif not group.startswith(("agency.", "type.", "strong.")) and reading.cues.has(group, sentence):
            yield f"near:{group}", 1.0
    for group in reading.title:
        if group.startswith("strong."):
            yield f"title:{group}", 1.0
    document = reading.view.document
    opening = sentence.start <= reading.first_line < sentence.end or candidate.span.end <= OPENING
    paper = Paper(document.type, document.agency)
    scores = category_scores(reading.cues, reading.title, candidate.span, sentence, paper, opening=opening)
    for category, score in scores.items():
        yield f"rule:{category}", score
    yield f"ruled:{best_category(scores) or 'none'}", 1.0
    yield f"status:{status_by_rule(reading, candidate)}", 1.0
    yield from _places(reading, candidate)
    yield from _dates(reading, candidate)
    yield from _shapes(reading, candidate, types)


def status_by_rule(reading: Reading, candidate: Candidate) -> EventStatus:
    """Return the status of the candidate by rule."""
    line = line_at(reading.lines, candidate.span.start)
    sentence = reading.view.sentences[candidate.sentence].span
    written = reading.view.document.written_on
    return rule_status(reading.cues, candidate.span, sentence, candidate.interval, written, in_plan=line is not None and line.in_plan)


def _places(reading: Reading, candidate: Candidate) -> Iterator[tuple[str, float]]:
    document = reading.view.document
    if line := line_at(reading.lines, candidate.span.start):
        for kind in line.kinds:
            yield f"line:{kind}", 1.0
        yield "line:in_plan", float(line.in_plan)
    yield f"type:{document.type or 'none'}", 1.0
    if document.agency:
        yield f"author:{document.agency}", 1.0


def _dates(reading: Reading, candidate: Candidate) -> Iterator[tuple[str, float]]:
    yield f"dated:{candidate.dated_by}", 1.0
    yield f"grain:{_grain(candidate)}", 1.0
    yield f"lag:{_lag(reading, candidate)}", 1.0
    if candidate.timex and candidate.dated_by in (DatedBy.TIMEX, DatedBy.ONSET):
        for kind in before_timex(reading.view.document.text, candidate.timex):
            yield f"before:{kind}", 1.0
        for kind in after_timex(reading.view.document.text, candidate.timex):
            yield f"after:{kind}", 1.0


def _grain(candidate: Candidate) -> str:
    value, days = candidate.value, candidate.interval.n_days
    if days is None:
        return "open"
    if days == 1:
        return "time" if "T" in value[8:] else "day"
    if "/" in value:
        return "range"
    return "week" if days <= 7 else "part" if days < 28 else "month" if days <= 31 else "year" if days >= 365 else "part"


def _lag(reading: Reading, candidate: Candidate) -> str:
    written, interval = reading.view.document.written_on, candidate.interval
    if written is None or interval.latest is None or interval.earliest is None:
        return "open"
    if interval.earliest > written:
        return "future"
    days = (written - interval.latest).days
    if days <= 0:
        return "same"
    for limit, name in ((1, "day"), (7, "week"), (31, "month"), (183, "half_year"), (365, "year")):
        if days <= limit:
            return name
    return "older"


def _shapes(reading: Reading, candidate: Candidate, types: int) -> Iterator[tuple[str, float]]:
    text = reading.view.document.text
    words = candidate.span.of(text)
    line = line_at(reading.lines, candidate.span.start)
    timex = candidate.timex if candidate.dated_by in (DatedBy.TIMEX, DatedBy.ONSET) else None
    sentence = reading.view.sentences[candidate.sentence].span
    length = len(words)
    yield from (
        ("first_clause", float(candidate.clause == 0)),
        ("last_clause", float(candidate.clause == len(candidate.clauses) - 1)),
        ("only_clause", float(len(candidate.clauses) == 1)),
        ("n_clauses", min(len(candidate.clauses), 8) / 8),
        ("first_telling", float(sentence.start <= reading.first_line < sentence.end)),
        ("opening_lines", float(candidate.span.start < 200)),
        ("late_in_document", float(candidate.span.start > 0.8 * len(text))),
        ("line_first", float(line is not None and candidate.span.start - line.span.start < 4)),
        ("has_verb", float(has_verb(words))),
        *((name, float(pattern.search(words) is not None)) for name, pattern in word_patterns().items()),
        ("short", float(length < 20)),
        ("medium", float(20 <= length < 60)),
        ("long", float(60 <= length < 140)),
        ("very_long", float(length >= 140)),
        ("no_type", float(types == 0)),
        ("type_count", min(types, 6) / 6),
        ("quote", float('"' in words or "“" in words)),
        ("question", float("?" in words)),
        ("capital_first", float(words[:1].isupper())),
        ("colon_label", float(bool(re.match(r"^[^:]{1,40}:\s", words)))),
    )
    lone = candidate.timex is None or candidate.timex.interval == candidate.interval
    for kind in opens_as(words):
        yield f"opens_{kind}", 1.0
        yield f"lone_{kind}", float(lone)
        yield f"brief_{kind}", float(length < BRIEF)
    if timex:
        left, right = text[candidate.span.start : timex.start], text[timex.end : candidate.span.end]
        bare = len(re.findall(r"\w{2,}", left + " " + right)) <= 1
        others = _count_within(reading.timex_starts, candidate.span)
        yield "timex_first", float(not re.search(r"\w{3,}", left))
        yield "timex_last", float(not re.search(r"\w{3,}", right))
        yield "timex_only", float(bare)
        yield "two_dates", float(others > 1)
    elif candidate.timex:
        yield "same_sentence", float(sentence.start <= candidate.timex.start < sentence.end)
        yield "same_line", float(line is not None and line.span.start <= candidate.timex.start < line.span.end)
        yield "far", min(abs(candidate.distance), 600) / 600
        yield "after_date", float(candidate.distance > 0)
        yield "context_same_day", float(candidate.timex.interval == candidate.interval)
    if line is not None:
        yield "doc_dated_line", float(_count_within(reading.timex_starts, line.span) > 0)


def _count_within(starts: Sequence[int], span: Span) -> int:
    return bisect_left(starts, span.end) - bisect_left(starts, span.start)
