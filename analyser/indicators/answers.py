"""Findings into indicators: status, value, evidence and the rule they rest on."""

from collections.abc import Iterable, Sequence

from analyser.domain.indicators import Basis, Finding, Indicator, IndicatorStatus, Value, weightiest
from analyser.domain.rules import Rule, Strength
from analyser.domain.text import Evidence
from analyser.indicators.papers import Papers, Statement
from analyser.indicators.words import table_of

FLAGGED, MET = IndicatorStatus.FLAGGED, IndicatorStatus.MET
NOT_EVIDENCED, CANNOT_COMPUTE = IndicatorStatus.NOT_EVIDENCED, IndicatorStatus.CANNOT_COMPUTE
MOST_EVIDENCE = 12
"""Passages shown for one finding; a choice, so that a page can be taken in."""


def answer(
    papers: Papers,
    indicator: str,
    status: IndicatorStatus,
    value: Value = None,
    *,
    evidence: Iterable[Evidence] = (),
    documents: Iterable[str] = (),
    findings: Sequence[Finding] = (),
    rule: Rule | None = None,
) -> Indicator:
    """Return an indicator; its rule is that of the day of the last paper unless one is given."""
    told = table_of("catalogue")["indicator"][indicator if indicator in table_of("catalogue")["indicator"] else "clock"]
    return Indicator(
        id=indicator,
        group=str(told["group"]),
        status=status,
        value=value,
        evidence=_some(evidence),
        documents=tuple(dict.fromkeys(documents)),
        findings=tuple(findings),
        basis=basis_of(rule or papers.rule(indicator)),
        not_looked_at=str(told["not_looked_at"]),
        right_unseen=float(told["right_unseen"]),
    )


def gathered(papers: Papers, indicator: str, findings: Sequence[Finding], value: Value = None, *, rule: Rule | None = None) -> Indicator:
    """Return an indicator with the status of its weightiest finding, and the evidence of all that have it first."""
    status = weightiest(tuple(findings))
    ordered = sorted(findings, key=lambda finding: finding.status is not status)
    evidence = [place for finding in ordered for place in finding.evidence]
    documents = [document for finding in ordered if finding.status is status for document in finding.documents]
    return answer(papers, indicator, status, value, evidence=evidence, documents=documents, findings=findings, rule=rule)


def basis_of(rule: Rule | None) -> Basis:
    """Return the basis that a rule gives; an unverified limit is told as such, whatever force it is said to have."""
    if rule is None:
        return Basis("none", "", "", "no rule in force", "No rule pack in force on that day has a rule for this.", "")
    standing = str(rule.strength) if rule.verified or rule.strength is Strength.PRODUCT else "unverified"
    return Basis(rule.pack, rule.version, rule.id, standing, rule.text, rule.source)


def places(statements: Iterable[Statement]) -> tuple[Evidence, ...]:
    """Return pointers to statements, each once, in the order given."""
    return _some(statement.evidence for statement in statements)


def _some(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))[:MOST_EVIDENCE]
