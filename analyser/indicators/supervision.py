"""Whether supervision is on file, regular and reflective, and its actions followed up."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Document
from analyser.indicators.actions import Action, find_actions, is_said_undone, same_action, shared_words
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, gathered, places
from analyser.indicators.papers import Papers, Statement, lies_ahead
from analyser.indicators.words import pattern

LEVELS = ("V0", "V1", "V2", "V3")
NAME = re.compile(r"(?<=[\w,] )[A-Z][a-z']+")
FEWEST_WORDS = 3
"""Words below which a record is an empty one; chosen by us."""
SAME_TASK = 1
"""Words of content that a task and a later statement that it was done must share; chosen by us."""


def supervision_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the three checks of supervision, in the order of ``docs/indicators.md``."""
    records = papers.of_type(DocumentType.SUPERVISION)
    yield _regular(papers, records)
    yield _depth(papers, records)
    yield _followed_up(papers, records)


def _regular(papers: Papers, records: Sequence[Document]) -> Indicator:
    rule = papers.rule("supervision_regular")
    if not records:
        return answer(papers, "supervision_regular", NOT_EVIDENCED, rule=rule)
    ids = [record.document_id for record in records]
    missed = [s for s in papers.all_statements(papers.social_care) if pattern("supervision", "missed").search(s.text) and not lies_ahead(s)]
    days = sorted({record.written_on for record in records if record.written_on})
    if not days or papers.last_day is None or rule is None:
        return answer(papers, "supervision_regular", FLAGGED if missed else CANNOT_COMPUTE, evidence=places(missed), documents=ids)
    longest = max((b - a).days for a, b in pairwise([*days, max(days[-1], papers.last_day)]))
    status = FLAGGED if longest > rule.limit or missed else MET
    return answer(papers, "supervision_regular", status, longest, evidence=places(missed), documents=ids, rule=rule)


def _depth(papers: Papers, records: Sequence[Document]) -> Indicator:
    findings = []
    for record in records:
        level, statements = _level(papers, record)
        status = NOT_EVIDENCED if level == "V0" else FLAGGED if level == "V1" else MET
        findings.append(Finding(status, level, places(statements), (record.document_id,)))
    best = max(findings, key=lambda finding: LEVELS.index(str(finding.value)), default=None)
    if best is None:
        return answer(papers, "supervision_depth", NOT_EVIDENCED, "V0")
    return answer(papers, "supervision_depth", best.status, best.value, evidence=best.evidence, documents=best.documents, findings=findings)


def _level(papers: Papers, record: Document) -> tuple[str, list[Statement]]:
    statements = papers.of(record)
    if len(record.text.split()) < FEWEST_WORDS or pattern("supervision", "empty").fullmatch(record.text.strip(" .\n")):
        return "V0", []
    reflective = [s for s in statements if _matches(s, "reflective", "not_reflective")]
    if reflective:
        return "V3", reflective
    reasoned = [s for s in statements if _is_reasoned(s)]
    return ("V2", reasoned) if reasoned else ("V1", [])


def _matches(statement: Statement, name: str, unless: str) -> bool:
    return pattern("supervision", name).search(statement.text) is not None and pattern("supervision", unless).search(statement.text) is None


def _is_reasoned(statement: Statement) -> bool:
    """Whether a manager's direction stands with its reason in one sentence, and the reason is not somebody's excuse."""
    text = statement.sentence
    directs = pattern("supervision", "direction").search(text) is not None or pattern("plans", "modal").search(text) is not None
    return directs and pattern("supervision", "reason").search(text) is not None and pattern("supervision", "excuse").search(text) is None


def _followed_up(papers: Papers, records: Sequence[Document]) -> Indicator:
    tasks = [(record, action) for record in records for action in find_actions(papers, record, anywhere=True)]
    if not tasks:
        return answer(papers, "supervision_actions", CANNOT_COMPUTE, 0)
    findings = [_what_became(papers, records, record, action) for record, action in tasks]
    known = [finding for finding in findings if finding.status in (FLAGGED, MET)]
    if any(finding.status is FLAGGED for finding in findings):
        return gathered(papers, "supervision_actions", findings, len(tasks))
    if known:
        return answer(papers, "supervision_actions", MET, len(tasks), evidence=[e for f in known for e in f.evidence], findings=findings)
    later = any(finding.status is NOT_EVIDENCED for finding in findings)
    status = NOT_EVIDENCED if later else CANNOT_COMPUTE
    return answer(papers, "supervision_actions", status, len(tasks), evidence=[e for f in findings for e in f.evidence], findings=findings)


def _what_became(papers: Papers, records: Sequence[Document], record: Document, action: Action) -> Finding:
    later = [d for d in papers.documents if d is not record and d.written_on and record.written_on and d.written_on > record.written_on]
    undone = [s for s in papers.of(record) if is_said_undone(s) and (_near(s, action) or shared_words(s.text, action.words) >= 1)]
    for document in later:
        undone += [s for s in papers.of(document) if is_said_undone(s) and _is_about(s, action, names=False)]
    again = [a for other in later if other in records for a in find_actions(papers, other, anywhere=True) if same_action(a, action)]
    if undone or again:
        return Finding(FLAGGED, None, (action.evidence, *places(undone), *(a.evidence for a in again)))
    done = [s for document in later for s in papers.of(document) if _is_done(s) and _is_about(s, action, least=SAME_TASK)]
    if done:
        return Finding(MET, None, (action.evidence, *places(done)))
    return Finding(NOT_EVIDENCED if later else CANNOT_COMPUTE, None, (action.evidence,))


def _is_about(statement: Statement, action: Action, *, least: int = 1, names: bool = True) -> bool:
    """Whether a statement is about a task: it shares words of content with it, names of people among them or not, or speaks of all tasks."""
    title = statement.document.title or ""
    text = statement.text if names else NAME.sub(" ", statement.text)
    shared = shared_words(f"{title if names else ''} {text}", action.words)
    return shared >= min(least, len(action.words)) > 0 or pattern("supervision", "all_tasks").search(statement.text) is not None


def _near(statement: Statement, action: Action) -> bool:
    return -3 <= statement.span.start - action.evidence.span.end <= 3 or statement.span.overlap(action.evidence.span) > 0


def _is_done(statement: Statement) -> bool:
    return pattern("supervision", "done").search(statement.text) is not None and not lies_ahead(statement) and not is_said_undone(statement)
