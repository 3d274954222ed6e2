"""Annotated case files: a case file together with what annotators say is in it.

A folder holds ``documents.csv`` (the input), ``case.json`` (children and people) and ``gold.json`` (stand-off annotation). Every
annotation points into the text by half-open code point offsets and repeats the words that it points at, so that a text and its
annotation cannot drift apart unseen: reading compares the two.
"""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from analyser.domain.codes import Agency, AssessmentLabel, DocumentType, EventCategory, EventStatus, ItemKind, SentenceLabel, Theme, UseStatus
from analyser.domain.text import CaseFile, Child, Document, Evidence, Person, Span
from analyser.errors import InputError

Code = TypeVar("Code", bound=StrEnum)
Row = Mapping[str, Any]
NEXT_STEP = "Compile the annotation again from its source, and change texts and annotation together."


@dataclass(frozen=True, slots=True)
class GoldTimex:
    """A time expression and its TIMEX3 value."""

    evidence: Evidence
    value: str


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One telling of a dated event. Tellings of the same event share ``event_id``; ``date`` is what this telling supports."""

    evidence: Evidence
    event_id: str
    date: str
    status: EventStatus
    category: EventCategory
    agencies: tuple[Agency, ...]
    significant: bool


@dataclass(frozen=True, slots=True)
class GoldSentence:
    """A sentence of an assessment or supervision record and its label."""

    evidence: Evidence
    label: SentenceLabel


@dataclass(frozen=True, slots=True)
class GoldInformation:
    """A stretch that tells a matter an assessor has to take into account. Stretches about the same matter share ``item_id``."""

    evidence: Evidence
    item_id: str
    kind: ItemKind
    theme: Theme
    agency: Agency | None
    recorded_on: date


@dataclass(frozen=True, slots=True)
class GoldUse:
    """A stretch of an assessment in which a matter on file shows up."""

    evidence: Evidence
    item_id: str
    status: UseStatus


@dataclass(frozen=True, slots=True)
class GoldOutcome:
    """What became of a matter on file in one assessment: the strongest of its uses there, or ``not_used``."""

    assessment_id: str
    item_id: str
    kind: ItemKind
    theme: Theme
    status: UseStatus


@dataclass(frozen=True, slots=True)
class AnnotatedCase:
    """A case file and everything annotated in it. Annotations stand in the order of the annotation file."""

    case_file: CaseFile
    timexes: tuple[GoldTimex, ...] = field(repr=False)
    events: tuple[GoldEvent, ...] = field(repr=False)
    sentences: tuple[GoldSentence, ...] = field(repr=False)
    information: tuple[GoldInformation, ...] = field(repr=False)
    uses: tuple[GoldUse, ...] = field(repr=False)
    outcomes: tuple[GoldOutcome, ...] = field(repr=False)
    assessments: Mapping[str, AssessmentLabel] = field(repr=False)

    @property
    def case_id(self) -> str:
        """The id of the case file."""
        return self.case_file.case_id

    @property
    def writer(self) -> str:
        """Who wrote the case: the part of the case id before the first hyphen."""
        return self.case_id.partition("-")[0]

    def document(self, document_id: str) -> Document:
        """Return one document; ``KeyError`` when there is none of that id."""
        return {document.document_id: document for document in self.case_file.documents}[document_id]

    def words(self, evidence: Evidence) -> str:
        """Return the words that an annotation points at."""
        return evidence.span.of(self.document(evidence.document_id).text)


def read_annotated_cases(root: Path, writers: Iterable[str] = ()) -> tuple[AnnotatedCase, ...]:
    """Return every case below a folder, in the order of their ids; only those of the writers, where some are named.

    Raises
    ------
    InputError
        As ``read_annotated_case``; also when nothing was found.

    """
    wanted = set(writers)
    folders = sorted(path.parent for path in root.glob("*/gold.json"))
    cases = tuple(read_annotated_case(folder) for folder in folders if not wanted or folder.name.partition("-")[0] in wanted)
    missing = wanted - {case.writer for case in cases}
    if missing or not cases:
        raise InputError(
            where=root.name, what=f"holds no annotated case of {', '.join(sorted(missing)) or 'anyone'}", next_step="Name another folder."
        )
    return cases


def read_annotated_case(folder: Path) -> AnnotatedCase:
    """Return the annotated case of one folder, every annotation checked against the words of its text.

    Raises
    ------
    InputError
        If a file cannot be read, a code is unknown, a reference leads nowhere, or an annotation does not fit its text.

    """
    case, gold = _read_json(folder / "case.json"), _read_json(folder / "gold.json")
    try:
        case_file = _case_file(folder, case)
        if {case["case_id"], gold["case_id"]} != {case_file.case_id}:
            raise InputError(where=folder.name, what="its files name different cases", next_step=NEXT_STEP)
        return _annotated(case_file, gold, where=f"{folder.name}/gold.json")
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(where=folder.name, what=f"lacks a field or has one of another form ({error})", next_step=NEXT_STEP) from None


def _read_json(path: Path) -> dict[str, Any]:
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(where=f"{path.parent.name}/{path.name}", what=f"cannot be read ({type(error).__name__})", next_step=NEXT_STEP) from None
    if not isinstance(table, dict):
        raise InputError(where=f"{path.parent.name}/{path.name}", what="is no JSON object", next_step=NEXT_STEP)
    return table


def _case_file(folder: Path, case: Row) -> CaseFile:
    where = f"{folder.name}/documents.csv"
    try:
        with (folder / "documents.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(where=where, what=f"cannot be read ({type(error).__name__})", next_step=NEXT_STEP) from None
    ids = [row["document_id"] for row in rows]
    if len(set(ids)) != len(ids) or len({row["case_id"] for row in rows}) != 1:
        raise InputError(where=where, what="has two documents of one id, or not exactly one case", next_step=NEXT_STEP)
    return CaseFile(
        case_id=rows[0]["case_id"],
        documents=tuple(_document(row, where) for row in rows),
        children=tuple(
            Child(child["name"], tuple(child["aka"]), _day(child["dob"], where) if child.get("dob") else None) for child in case["children"]
        ),
        people=tuple(Person(person["name"], tuple(person["aka"]), person.get("role")) for person in case.get("people", [])),
    )


def _child(child: Row, where: str) -> Child:
    return Child(child["name"], tuple(child["aka"]), _day(child["dob"], where) if child.get("dob") else None)


def _document(row: Row, where: str) -> Document:
    return Document(
        document_id=row["document_id"],
        text=row["text"].replace("\r\n", "\n").strip(),
        written_on=_day(row["date"], where),
        type=_code(DocumentType, row["type"], where),
        agency=_code(Agency, row["agency"], where),
        author=row["author"] or None,
        title=row["title"] or None,
        source=f"documents.csv, document {row['document_id']}",
    )


def _annotated(case_file: CaseFile, gold: Row, *, where: str) -> AnnotatedCase:
    texts = {document.document_id: document.text for document in case_file.documents}

    def rows(kind: str) -> Iterator[tuple[Evidence, Row]]:
        return ((_evidence(row, texts, f"{where}, {kind} {i}"), row) for i, row in enumerate(gold[kind]))

    def code(codes: type[Code], value: str) -> Code:
        return _code(codes, value, where)

    information = tuple(
        GoldInformation(
            at,
            row["item_id"],
            code(ItemKind, row["kind"]),
            code(Theme, row["theme"]),
            code(Agency, row["agency"]) if row.get("agency") else None,
            _day(row["date"], where),
        )
        for at, row in rows("information")
    )
    outcomes = tuple(
        GoldOutcome(row["assessment_id"], row["item_id"], code(ItemKind, row["kind"]), code(Theme, row["theme"]), code(UseStatus, row["status"]))
        for row in gold["information_use"]
    )
    uses = tuple(GoldUse(at, row["item_id"], code(UseStatus, row["status"])) for at, row in rows("uses"))
    named = {use.item_id for use in uses} | {outcome.item_id for outcome in outcomes}
    assessed = {*gold["assessments"], *(outcome.assessment_id for outcome in outcomes)}
    if not named <= {item.item_id for item in information} or not assessed <= set(texts):
        raise InputError(where=where, what="refers to an item or a document that does not exist", next_step=NEXT_STEP)
    return AnnotatedCase(
        case_file=case_file,
        timexes=tuple(GoldTimex(at, row["value"]) for at, row in rows("timexes")),
        events=tuple(
            GoldEvent(
                at,
                row["event_id"],
                row["date"],
                code(EventStatus, row["status"]),
                code(EventCategory, row["category"]),
                tuple(code(Agency, agency) for agency in row["agencies"]),
                row["significant"],
            )
            for at, row in rows("events")
        ),
        sentences=tuple(GoldSentence(at, code(SentenceLabel, row["label"])) for at, row in rows("sentences")),
        information=information,
        uses=uses,
        outcomes=outcomes,
        assessments={document_id: code(AssessmentLabel, label) for document_id, label in gold["assessments"].items()},
    )


def _evidence(row: Row, texts: Mapping[str, str], where: str) -> Evidence:
    start, end, text = row["start"], row["end"], texts.get(row["document_id"])
    if text is None or not 0 <= start < end or text[start:end] != row["text"]:
        raise InputError(where=where, what="does not fit the words of its document", next_step=NEXT_STEP)
    return Evidence(row["document_id"], Span(start, end))


def _code(codes: type[Code], value: str, where: str) -> Code:
    try:
        return codes(value)
    except ValueError:
        raise InputError(where=where, what=f"has a value that is no {codes.__name__}", next_step=f"Use one of {', '.join(codes)}.") from None


def _day(value: str, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InputError(where=where, what="has a day that is no ISO date", next_step="Write days as YYYY-MM-DD.") from None
