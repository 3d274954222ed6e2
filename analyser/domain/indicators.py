"""Checks of the file as a whole: what was asked, what the papers supplied answer, and on what it rests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from analyser.domain.text import Evidence

Value = str | int | float | tuple[str, ...] | Mapping[str, str] | None


class IndicatorStatus(StrEnum):
    """What the papers supplied answer, in the order in which one finding outweighs another (``docs/indicators.md``)."""

    FLAGGED = "flagged"
    LATE = "late"
    NOT_EVIDENCED = "not_evidenced"
    LATE_REASON_RECORDED = "late_reason_recorded"
    MET = "met"
    CANNOT_COMPUTE = "cannot_compute"


@dataclass(frozen=True, slots=True)
class Basis:
    """The rule that an answer rests on, by pack, version and id. ``standing`` is its strength, or ``unverified``."""

    pack: str
    version: str
    rule: str
    standing: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One of the things that an indicator looked at (a discussion, a run of a clock, an action), with what was found there."""

    status: IndicatorStatus
    value: Value = None
    evidence: tuple[Evidence, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """One check of the file as a whole.

    ``value`` is what ``docs/indicators.md`` says for the indicator; ``documents`` are papers that it rests on as wholes.
    ``not_looked_at`` says what the answer leaves out; ``right_unseen`` is the share of invented examples, unseen by the author of the rules, on which
    the check gave the right status: no evidence of how well it works on real files.
    """

    id: str
    group: str
    status: IndicatorStatus
    value: Value
    evidence: tuple[Evidence, ...]
    documents: tuple[str, ...]
    findings: tuple[Finding, ...]
    basis: Basis
    not_looked_at: str = field(default="")
    right_unseen: float | None = None


def weightiest(findings: tuple[Finding, ...]) -> IndicatorStatus:
    """Return the status of an indicator with these findings: the first of ``IndicatorStatus`` that any of them has."""
    order = list(IndicatorStatus)
    return min((finding.status for finding in findings), key=order.index, default=IndicatorStatus.NOT_EVIDENCED)
