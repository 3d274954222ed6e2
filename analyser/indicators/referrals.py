"""How many referrals came, whether they came again within a year, and whether each was treated as if it were the first."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Document, Evidence
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, gathered, places
from analyser.indicators.milestones import took_place
from analyser.indicators.papers import Papers, Statement, is_denied
from analyser.indicators.words import pattern

SAME = timedelta(days=3)


def referral_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the two checks of referrals, in the order of ``docs/indicators.md``."""
    yield _repeats(papers)
    yield _start_again(papers)


def _repeats(papers: Papers) -> Indicator:
    rule = papers.rule("repeat_referrals")
    typed = papers.of_type(DocumentType.REFERRAL)
    found: list[tuple[date, Evidence]] = []
    for document in typed:
        if document.written_on and all(day != document.written_on for day, _ in found):
            found.append((document.written_on, papers.of(document)[0].evidence))
    for statement, day in _told(papers):
        if all(abs(day - other) > SAME for other, _ in found):
            found.append((day, statement.evidence))
    found.sort()
    if not found or rule is None:
        return answer(papers, "repeat_referrals", CANNOT_COMPUTE if typed else NOT_EVIDENCED, len(typed), documents=[d.document_id for d in typed])
    near = [(a, b) for a, b in pairwise(found) if (b[0] - a[0]).days <= rule.limit]
    shown = [place for a, b in near for place in (a[1], b[1])] or [place for _, place in found]
    return answer(papers, "repeat_referrals", FLAGGED if near else MET, len(found), evidence=shown, rule=rule)


def _told(papers: Papers) -> Iterator[tuple[Statement, date]]:
    """Yield the dated statements that a referral about this family came in, in papers that are no referrals."""
    for document in papers.documents:
        if document.type is DocumentType.REFERRAL:
            continue
        for statement in papers.of(document):
            for match in pattern("referrals", "told").finditer(statement.text):
                if not took_place(statement, match.start(), match.end(), pattern("referrals", "not_told")):
                    continue
                days = [(abs(at - match.end()), day) for at, day in statement.days() if not document.written_on or day <= document.written_on]
                if days:
                    yield statement, min(days)[1]


def _start_again(papers: Papers) -> Indicator:
    rule = papers.rule("start_again")
    referrals: list[Document] = []
    for document in papers.of_type(DocumentType.REFERRAL):
        if document.written_on and all(document.written_on != other.written_on for other in referrals):
            referrals.append(document)
    findings = []
    for n, (one, other) in enumerate(pairwise(referrals)):
        closed = _closed(papers, one, other)
        if closed and rule is not None:
            findings.append(_one_more(papers, closed, other, referrals[n + 2] if n + 2 < len(referrals) else None, int(rule.limit)))
    if not findings:
        return answer(papers, "start_again", CANNOT_COMPUTE, 0, documents=[d.document_id for d in referrals])
    return gathered(papers, "start_again", findings, len(findings))


def _closed(papers: Papers, one: Document, other: Document) -> list[Statement]:
    """Return the statements between two referrals, the first one's own among them, that the first was closed."""
    found = []
    for document in papers.social_care if one in papers.social_care else [one, *papers.social_care]:
        if document.written_on and one.written_on and other.written_on and one.written_on <= document.written_on < other.written_on:
            for statement in papers.of(document):
                match = pattern("referrals", "closed").search(statement.text)
                if match and not is_denied(statement.text, match.start()) and not pattern("referrals", "not_closed").search(statement.text):
                    found.append(statement)
    return found


def _one_more(papers: Papers, closed: list[Statement], later: Document, following: Document | None, days: int) -> Finding:
    assert later.written_on is not None
    until = later.written_on + timedelta(days=days)
    if following is not None and following.written_on is not None:
        until = min(until, following.written_on - timedelta(days=1))
    looked = [d for d in papers.social_care if d is not later and d.written_on and later.written_on <= d.written_on <= until]
    statements = [s for document in (later, *looked) for s in papers.of(document)]
    denied = [s for s in statements if pattern("referrals", "as_if_new").search(s.text) and not pattern("referrals", "not_as_if_new").search(s.text)]
    links = [s for s in statements if s not in denied and _links(s, later)]
    if denied:
        return Finding(FLAGGED, None, places([*closed[:1], *denied]), (later.document_id,))
    return Finding(MET if links else FLAGGED, None, places([*closed[:1], *links]), (later.document_id,))


def _links(statement: Statement, later: Document) -> bool:
    if pattern("referrals", "history").search(statement.text) and not pattern("referrals", "not_history").search(statement.text):
        return True
    earlier = [day for _, day in statement.days() if later.written_on and day < later.written_on - timedelta(days=14)]
    return bool(earlier) and pattern("referrals", "contact").search(statement.text) is not None
