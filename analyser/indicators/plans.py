"""Whether plans say who, by when, how one could tell, and what if it fails; and whether their actions drift."""

from collections.abc import Callable, Iterator, Sequence

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Document
from analyser.indicators.actions import Action, find_actions, has_date, has_owner, is_said_undone, same_action, shared_words
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, places
from analyser.indicators.papers import Papers, Statement
from analyser.indicators.words import pattern, plain, table_of

PLAN_PAPERS = (DocumentType.PLAN, DocumentType.CONFERENCE_MINUTES, DocumentType.MEETING_MINUTES)
OFTEN = 3
"""Plan papers in which one action may not stand; one fewer is still no drift when they lie near each other."""


def plan_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the five checks of plans, in the order of ``docs/indicators.md``."""
    plans = [(document, find_actions(papers, document)) for document in papers.of_type(*PLAN_PAPERS)]
    held = [(document, actions) for document, actions in plans if actions]
    latest = held[-1] if held else None
    if latest is None:
        yield from (answer(papers, name, NOT_EVIDENCED) for name in ("plan_owner", "plan_date", "plan_measurable", "plan_contingency"))
    else:
        document, actions = latest
        yield _share(papers, "plan_owner", actions, lambda action: has_owner(papers, action))
        yield _share(papers, "plan_date", actions, has_date)
        yield _measurable(papers, document, actions)
        yield _contingency(papers, document)
    yield _drift(papers, held)


def _share(papers: Papers, indicator: str, actions: Sequence[Action], holds: Callable[[Action], bool]) -> Indicator:
    rule = papers.rule(indicator)
    findings = [Finding(MET if holds(action) else FLAGGED, None, (action.evidence,)) for action in actions]
    n_met = sum(finding.status is MET for finding in findings)
    status = MET if rule is not None and n_met >= rule.limit * len(actions) else FLAGGED
    shown = [e for f in findings if f.status is not MET or status is MET for e in f.evidence]
    return answer(papers, indicator, status, f"{n_met} of {len(actions)}", evidence=shown, findings=findings)


def _measurable(papers: Papers, document: Document, actions: Sequence[Action]) -> Indicator:
    found: list[Statement] = []
    lines: set[str] = set()
    for statement in papers.of(document):
        told = pattern("plans", "measurable").search(statement.text) and not pattern("plans", "not_measurable").search(statement.text)
        if told and statement.sentence not in lines:
            lines.add(statement.sentence)
            found.append(statement)
    status = MET if found else FLAGGED
    return answer(papers, "plan_measurable", status, len(found), evidence=places(found) if found else [a.evidence for a in actions])


def _contingency(papers: Papers, document: Document) -> Indicator:
    text = plain(document.text)
    none = pattern("plans", "no_contingency").search(text)
    statements = papers.of(document)
    if none:
        shown = [s for s in statements if s.span.start <= none.start() < s.span.end]
        return answer(papers, "plan_contingency", FLAGGED, evidence=places(shown), documents=(document.document_id,))
    lines = [
        line for line in text.split("\n") if pattern("plans", "contingency").search(line) and not pattern("plans", "not_contingency").search(line)
    ]
    exact = [s for s in statements if pattern("plans", "contingency").search(s.text)]
    found = exact or [s for s in statements if any(s.text in line for line in lines)]
    return answer(
        papers, "plan_contingency", MET if lines else NOT_EVIDENCED, evidence=places(found if lines else ()), documents=(document.document_id,)
    )


def _drift(papers: Papers, held: Sequence[tuple[Document, list[Action]]]) -> Indicator:
    rule = papers.rule("plan_drift")
    dated = [(document, actions) for document, actions in held if document.written_on]
    drifting: list[Action] = []
    for n, (document, actions) in enumerate(dated):
        for action in actions:
            if any(same_action(action, other) for other in drifting):
                continue
            again = [later for later, others in dated[n + 1 :] if any(same_action(action, other) for other in others)]
            days = max(((d.written_on - document.written_on).days for d in again if d.written_on and document.written_on), default=0)
            if len(again) + 1 >= OFTEN or (rule is not None and days >= rule.limit):
                drifting.append(action)
    said = [s for s in _after_plans(papers, held) if is_said_undone(s) and _of_action(s, held)]
    if drifting or said:
        return answer(papers, "plan_drift", FLAGGED, len(drifting) or len(said), evidence=[*(a.evidence for a in drifting), *places(said)])
    n_plans = len({document.document_id for document in papers.of_type(*PLAN_PAPERS) if document.written_on})
    if not held:
        return answer(papers, "plan_drift", NOT_EVIDENCED)
    return answer(papers, "plan_drift", CANNOT_COMPUTE if n_plans < table_of("plans")["fewest"]["plans"] else MET, 0)


def _after_plans(papers: Papers, held: Sequence[tuple[Document, list[Action]]]) -> Iterator[Statement]:
    first = min((document.written_on for document, _ in held if document.written_on), default=None)
    plan_ids = {document.document_id for document, _ in held}
    for document in papers.documents:
        later = first is not None and document.written_on is not None and document.written_on > first
        if document.document_id in plan_ids or (
            later and document.type in (*PLAN_PAPERS, DocumentType.CASE_NOTE, DocumentType.SUPERVISION, DocumentType.EMAIL)
        ):
            yield from papers.of(document)


def _of_action(statement: Statement, held: Sequence[tuple[Document, list[Action]]]) -> bool:
    """Whether a statement is about an action: it stands in a plan paper, or shares a word with one of its actions."""
    if any(statement.document is document for document, _ in held):
        return True
    return any(shared_words(statement.text, action.words) >= 1 for _, actions in held for action in actions)
