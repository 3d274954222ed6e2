"""Where a manager or reviewer found an assessment weak: whether there is an action, an owner and a re-check."""

from collections.abc import Iterator

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Document
from analyser.indicators.answers import FLAGGED, MET, NOT_EVIDENCED, answer, gathered, places
from analyser.indicators.papers import Papers, Statement
from analyser.indicators.words import pattern, plain

INDICATOR = "management_findings"
PARTS = ("action", "owner", "recheck")


def management_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the check of what followed weak assessments, with one finding for each paper that tells of one."""
    findings = []
    for document in papers.documents:
        weak = [s for s in papers.of(document) if is_weak(s) and _speaks_for_management(document, s)]
        if weak:
            findings.append(_finding(papers, document, weak))
    if not findings:
        yield answer(papers, INDICATOR, NOT_EVIDENCED, ())
        return
    missing = {part for finding in findings for part in (finding.value if isinstance(finding.value, tuple) else ())}
    yield gathered(papers, INDICATOR, findings, tuple(part for part in PARTS if part in missing))


def _speaks_for_management(document: Document, statement: Statement) -> bool:
    if document.type is DocumentType.SUPERVISION or pattern("management", "manager").search(
        f"{plain(document.author or '')} {_told_by_title(document)}"
    ):
        return True
    return pattern("management", "manager").search(statement.sentence) is not None


def _told_by_title(document: Document) -> str:
    """Return the title where it says that a manager speaks; a title that names a panel or a meeting does not."""
    title = plain(document.title or "")
    return title if pattern("management", "title").search(title) else ""


def _own_title(document: Document) -> str:
    """Return the title of a paper that is itself an assessment, or where a manager speaks of one."""
    return plain(document.title or "") if document.type is DocumentType.ASSESSMENT else _told_by_title(document)


def is_weak(statement: Statement) -> bool:
    """Whether a statement says that an assessment falls short, by itself or together with the statement before it that names one."""
    text = statement.text
    if pattern("management", "praise").search(text) or pattern("management", "not_weak").search(text):
        return False
    if pattern("management", "weak_alone").search(text):
        return True
    named = pattern("management", "assessment").search(f"{statement.before} {statement.sentence} {_own_title(statement.document)}")
    return named is not None and pattern("management", "weak").search(text) is not None


def _finding(papers: Papers, document: Document, weak: list[Statement]) -> Finding:
    after = [s for s in papers.of(document) if s.span.start >= weak[0].span.start]
    action = [s for s in after if pattern("management", "action").search(s.text) and not pattern("management", "not_action").search(s.text)]
    recheck = [s for s in after if pattern("management", "recheck").search(s.text) and not pattern("management", "not_recheck").search(s.text)]
    owner = [s for s in action if pattern("management", "owner").search(s.sentence)]
    missing = tuple(part for part, found in zip(PARTS, (action, owner, recheck), strict=True) if not found)
    return Finding(FLAGGED if missing else MET, missing, places([*weak, *action, *recheck]), (document.document_id,))
