"""Thresholds of this stage, from their data file."""

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from analyser.errors import LexiconError
from analyser.lexicons import load_table

NAME = "lexicons/usage_thresholds"


@dataclass(frozen=True, slots=True)
class ItemThresholds:
    """Where items begin, are joined and are linked; the data file says what each number means."""

    seed: float
    seed_in_assessments: float
    join: float
    join_likeness: float
    source_length: int
    link: float


@cache
def item_thresholds() -> ItemThresholds:
    """Return the thresholds for items.

    Raises
    ------
    LexiconError
        If the data file lacks one of them or has one too many.

    """
    return ItemThresholds(**_table("items", ItemThresholds))


@dataclass(frozen=True, slots=True)
class UseThresholds:
    """Which uses are shown, and with how much evidence; the data file says what each number means."""

    per_document: float
    fewest: int
    most: int
    alert_share: float
    sources_compared: int
    not_used: float
    contradicted: float
    surely_contradicted: float
    weighed: float
    weighed_share: float
    evidence: float
    evidence_sentences: int
    evidence_length: int


@cache
def use_thresholds() -> UseThresholds:
    """Return the thresholds for uses.

    Raises
    ------
    LexiconError
        If the data file lacks one of them or has one too many.

    """
    return UseThresholds(**_table("uses", UseThresholds))


@dataclass(frozen=True, slots=True)
class DenialGrades:
    """How strongly each kind of denial speaks against a matter; the data file gives an example of each."""

    contact: float
    theme_past: float
    agency_past: float
    anyone: float
    agency_worry: float
    measured: float
    opposite: float
    isolated: float
    theme_now: float
    theme_bare: float
    blanket: float
    minor_theme: float
    rival: float


@cache
def denial_grades() -> DenialGrades:
    """Return the grades of denials.

    Raises
    ------
    LexiconError
        If the data file lacks one of them or has one too many.

    """
    return DenialGrades(**_table("denials", DenialGrades))


def _table(name: str, kind: type[ItemThresholds] | type[UseThresholds] | type[DenialGrades]) -> dict[str, Any]:
    table: dict[str, Any] = load_table(NAME)[name]
    if set(table) != {field.name for field in fields(kind)}:
        raise LexiconError(where=f"analyser/data/{NAME}.toml", what=f"[{name}] does not have the expected entries", next_step="Restore the file.")
    return table
