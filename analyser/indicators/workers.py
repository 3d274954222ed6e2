"""How a case was given to its worker, how often the worker changed, and whether it was handed over in writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Document
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, gathered, places
from analyser.indicators.papers import Papers, Statement, by_date, is_denied, lies_ahead
from analyser.indicators.words import pattern, plain
from analyser.rules.counting import is_within

HELD_TYPES = (DocumentType.CASE_NOTE, DocumentType.ASSESSMENT, DocumentType.PLAN, DocumentType.MEETING_MINUTES, DocumentType.TRANSFER_SUMMARY)
TALK_TYPES = (DocumentType.CASE_NOTE, DocumentType.SUPERVISION, DocumentType.TRANSFER_SUMMARY, DocumentType.MEETING_MINUTES, DocumentType.EMAIL)
YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker who wrote for the case: surname and first initial, and the days of the papers."""

    name: str
    documents: tuple[Document, ...]

    def days(self) -> list[date]:
        """Return the days of the papers in order."""
        return sorted(document.written_on for document in self.documents if document.written_on)


def worker_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the checks of allocation and continuity, in the order of ``docs/indicators.md``."""
    allocations = [s for s in _told(papers) if _is_allocation(s)]
    yield _discussion(papers, allocations)
    yield _unallocated(papers, allocations)
    workers = case_workers(papers)
    yield _changes(papers, workers)
    yield _handed_over(papers, workers, allocations)


def _told(papers: Papers) -> Iterator[Statement]:
    """Yield the statements of social care papers, a title standing for the first statement where it tells an allocation."""
    yield from papers.all_statements(papers.social_care)


def _is_allocation(statement: Statement) -> bool:
    match = pattern("workers", "allocated").search(statement.text)
    if match is None or pattern("workers", "not_allocated").search(statement.text) or is_denied(statement.text, match.start()):
        return False
    return pattern("workers", "decided").search(statement.text) is not None or not lies_ahead(statement)


def _discussion(papers: Papers, allocations: list[Statement]) -> Indicator:
    if not allocations:
        return answer(papers, "allocation_discussion", NOT_EVIDENCED, 0)
    findings = []
    for document in dict.fromkeys(statement.document for statement in allocations):
        own = [statement for statement in allocations if statement.document is document]
        findings.append(_one_allocation(papers, document, own))
    return gathered(papers, "allocation_discussion", findings, len(findings))


def _one_allocation(papers: Papers, document: Document, own: list[Statement]) -> Finding:
    day = next((d for s in own if (d := s.day_near(0, until=document.written_on))), None) or document.written_on
    rule = papers.rule("allocation_discussion", day)
    near = [document]
    if day is not None and rule is not None:
        for other in papers.social_care:
            if other.type in (*TALK_TYPES, None) and other is not document and other.written_on:
                first, second = sorted((day, other.written_on))
                near += [other] if is_within(first, second, rule, papers.book.holidays) else []
    without = [
        s
        for d in near
        for s in papers.of(d)
        if pattern("workers", "without_talk").search(s.text) and not pattern("workers", "not_without").search(s.text)
    ]
    talks = [s for d in near for s in papers.of(d) if _is_talk(s)]
    if talks and not any(pattern("workers", "no_talk").search(s.text) for s in without):
        return Finding(MET, None, places([*own, *talks]))
    if day is None and not without:
        return Finding(CANNOT_COMPUTE, None, places(own))
    return Finding(FLAGGED, None, places([*own, *without]))


def _is_talk(statement: Statement) -> bool:
    match = pattern("workers", "talk").search(statement.text)
    if match and not is_denied(statement.text, match.start()) and not pattern("workers", "not_talk").search(statement.text):
        return True
    return pattern("workers", "direction").search(statement.text) is not None and not pattern("workers", "not_direction").search(statement.text)


def _unallocated(papers: Papers, allocations: list[Statement]) -> Indicator:
    found = [s for s in papers.all_statements(by_date(papers.documents)) if _is_unallocated(s)]
    if not found:
        return answer(papers, "days_unallocated", MET if allocations else NOT_EVIDENCED, evidence=places(allocations))
    first = found[0]
    begins = first.day_near(0, until=first.document.written_on) if pattern("workers", "since").search(first.text) else None
    begins = begins or first.document.written_on
    days = [s.day_near(0, until=s.document.written_on) or s.document.written_on for s in allocations if s is not first]
    later = sorted(day for day in days if day and begins and day >= begins)
    value = (later[0] - begins).days if later and begins else None
    return answer(papers, "days_unallocated", FLAGGED, value, evidence=places([*found, *allocations]))


def _is_unallocated(statement: Statement) -> bool:
    match = pattern("workers", "unallocated").search(statement.text)
    return match is not None and not pattern("workers", "not_unallocated").search(statement.text)


def case_workers(papers: Papers) -> list[Worker]:
    """Return the social workers who wrote for the case, by their first paper; duty, cover and out-of-hours authors do not count."""
    found: dict[str, list[Document]] = {}
    for document in papers.social_care:
        author = plain(document.author or "")
        held = document.type in HELD_TYPES and pattern("workers", "job").search(author) and not pattern("workers", "other_job").search(author)
        name = _name(author) if held else ""
        if name:
            known = next((other for other in found if _same_name(other, name)), name)
            found.setdefault(known, []).append(document)
    return [Worker(name, tuple(documents)) for name, documents in found.items()]


def _name(author: str) -> str:
    """Return the initial and surname of an author, lower case, without job and titles."""
    before = pattern("workers", "job").split(author.split(",")[0].split("(")[0].split(" - ")[0])[0]
    words = [word for word in re.findall(r"[A-Za-z][\w'-]*", before) if word.lower() not in ("mr", "mrs", "ms", "miss", "dr")]
    return f"{words[0][0]} {words[-1]}".lower() if words else ""


def _same_name(one: str, other: str) -> bool:
    return one == other or (one.split()[-1] == other.split()[-1] and one[0] == other[0])


def _changes(papers: Papers, workers: list[Worker]) -> Indicator:
    rule = papers.rule("worker_changes")
    days = sorted((day, worker.name) for worker in workers for day in worker.days())
    if not workers:
        return answer(papers, "worker_changes", NOT_EVIDENCED, 0)
    if not days or rule is None:
        return answer(papers, "worker_changes", CANNOT_COMPUTE)
    most = max(len({name for day, name in days if begin <= day <= begin + YEAR}) for begin, _ in days)
    documents = [worker.documents[0].document_id for worker in workers]
    return answer(papers, "worker_changes", FLAGGED if most >= rule.limit else MET, most, documents=documents)


def _handed_over(papers: Papers, workers: list[Worker], allocations: list[Statement]) -> Indicator:
    rule = papers.rule("transfer_summary")
    lack = [
        s
        for s in papers.all_statements(papers.social_care)
        if pattern("workers", "no_handover").search(s.text) and not pattern("workers", "handover_elsewhere").search(s.text)
    ]
    changes = _changes_of_worker(papers, workers)
    summaries = [d for d in papers.documents if _is_summary(papers, d)]
    meetings = [s for s in papers.all_statements() if _is_handover(s)]
    if lack:
        return answer(papers, "transfer_summary", FLAGGED, len(changes), evidence=places(lack))
    if not changes and not summaries:
        return answer(papers, "transfer_summary", CANNOT_COMPUTE, 0)
    reach = int(rule.limit) if rule else 0
    findings = []
    for day, evidence in changes:
        near = [d for d in summaries if day is None or d.written_on is None or abs((d.written_on - day).days) <= reach]
        met = [s for s in meetings if day is None or s.document.written_on is None or abs((s.document.written_on - day).days) <= reach]
        findings.append(Finding(MET if near or met else NOT_EVIDENCED, None, (*places(evidence), *places(met)), tuple(d.document_id for d in near)))
    if not findings:
        return answer(papers, "transfer_summary", MET, len(summaries), documents=[d.document_id for d in summaries])
    return gathered(papers, "transfer_summary", findings, len(changes))


def _is_handover(statement: Statement) -> bool:
    match = pattern("workers", "handover").search(statement.text)
    if match is None or is_denied(statement.text, match.start()):
        return False
    return not lies_ahead(statement) and not pattern("workers", "handover_elsewhere").search(statement.text)


def _is_summary(papers: Papers, document: Document) -> bool:
    if document.type is DocumentType.TRANSFER_SUMMARY:
        return True
    head = plain(f"{document.title or ''}\n{document.text[:60]}")
    headings = [s.text for s in papers.of(document) if len(s.text) < 40 and s.text == s.sentence]
    title = pattern("workers", "summary_title")
    return title.search(plain(document.title or "")) is not None or any(
        title.match(h.strip(" *#:")) and len(h.split()) <= 5 for h in (*headings, head.split("\n")[-1])
    )


def _changes_of_worker(papers: Papers, workers: list[Worker]) -> list[tuple[date | None, list[Statement]]]:
    """Return each change: new workers after whom the earlier one writes nothing, and statements that the case passed on."""
    changes: list[tuple[date | None, list[Statement]]] = []
    for one, other in pairwise(workers):
        if one.days() and other.days() and max(one.days()) <= min(other.days()):
            changes.append((min(other.days()), []))
    for statement in papers.all_statements(papers.social_care):
        match = pattern("workers", "passed_on").search(statement.text)
        if match is None or pattern("workers", "not_passed").search(statement.text) or is_denied(statement.text, match.start()):
            continue
        if lies_ahead(statement) and not pattern("workers", "decided").search(statement.text):
            continue
        day = statement.day_near(0, until=statement.document.written_on) or statement.document.written_on
        if not any(day is None or other is None or abs((day - other).days) <= 45 for other, _ in changes):
            changes.append((day, [statement]))
    return changes
