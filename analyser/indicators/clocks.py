"""Clocks: from one milestone to the next, counted as the rule in force on the day of the first has it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Finding, Indicator, IndicatorStatus
from analyser.domain.rules import Rule
from analyser.domain.text import Document, Evidence
from analyser.indicators.answers import CANNOT_COMPUTE, MET, NOT_EVIDENCED, answer, gathered
from analyser.indicators.milestones import Milestone, find_milestones
from analyser.indicators.papers import Papers
from analyser.indicators.words import compiled, pattern, table_of
from analyser.rules.counting import last_day, units_between

LATE, LATE_WITH_REASON = IndicatorStatus.LATE, IndicatorStatus.LATE_REASON_RECORDED
REFERRAL_BEFORE = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a clock: where it starts, and where it ends if anything ends it."""

    start: Milestone
    end: Milestone | None
    later: bool = False


def clock_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield every clock that the rules in force know of, in the order of the rules."""
    for clock in papers.book.clocks():
        yield _clock(papers, clock)


def _clock(papers: Papers, clock: str) -> Indicator:
    first = papers.rule(clock)
    known = first or next((rule for pack in papers.book.packs for rule in pack.rules if rule.indicator == clock), None)
    if known is None or not known.starts:
        return answer(papers, clock, CANNOT_COMPUTE)
    runs = list(_assessments(papers)) if known.ends == "assessment_end" else list(_runs(papers, known))
    if known.ends == "midpoint_review":
        runs = [run for run in runs if run.end or _is_assessed(papers, run.start)]
    findings = [_finding(papers, clock, known, run) for run in runs]
    if not findings:
        return answer(papers, clock, CANNOT_COMPUTE, rule=first)
    weightiest = gathered(papers, clock, findings, rule=_rule_of(papers, clock, runs[-1]))
    told = next(finding for finding in findings if finding.status is weightiest.status)
    return replace(weightiest, value=told.value)


def _rule_of(papers: Papers, clock: str, run: _Run) -> Rule | None:
    return papers.rule(clock, run.start.day)


def _finding(papers: Papers, clock: str, known: Rule, run: _Run) -> Finding:
    rule = _rule_of(papers, clock, run)
    evidence = (run.start.evidence, *((run.end.evidence,) if run.end else ()))
    if rule is None or run.start.day is None or (run.end is not None and run.end.day is None):
        return Finding(CANNOT_COMPUTE, None, evidence)
    limit = last_day(run.start.day, rule, papers.book.holidays, later=run.later)
    if run.end is None or run.end.day is None:
        still_running = papers.last_day is None or papers.last_day <= limit
        return Finding(CANNOT_COMPUTE if still_running or _stopped(papers, clock, run.start.day, limit) else NOT_EVIDENCED, None, evidence)
    if _beyond_reach(clock, run.start.day, run.end.day):
        return Finding(NOT_EVIDENCED, None, (run.start.evidence,))
    units = units_between(run.start.day, run.end.day, rule, papers.book.holidays)
    if run.end.day <= limit:
        return Finding(MET, units, evidence)
    if _stopped(papers, clock, run.start.day, limit):
        return Finding(CANNOT_COMPUTE, None, evidence)
    reason = _reason(papers, known, run.start.day, run.end)
    return Finding(LATE_WITH_REASON if reason else LATE, units, (*evidence, *((reason,) if reason else ())))


def _beyond_reach(clock: str, start: date, end: date) -> bool:
    """Whether an end lies so far away that it is another one than the first, which is not among the papers."""
    reach: int | None = table_of("milestones")["reach"].get(clock)
    return reach is not None and (end - start).days > reach


def _stopped(papers: Papers, clock: str, start: date, limit: date) -> bool:
    """Whether something between start and limit makes the clock stop running, such as the end of a plan."""
    kinds: Sequence[str] = table_of("milestones")["stops"].get(clock, ())
    return any(stop.day and start <= stop.day <= limit for kind in kinds for stop in find_milestones(papers, kind))


def _runs(papers: Papers, rule: Rule) -> Iterator[_Run]:
    """Yield the runs of a clock. A start of the same matter before its end is no new run."""
    starts, ends = find_milestones(papers, rule.starts), find_milestones(papers, rule.ends)
    if rule.starts == rule.ends:
        dated = [m for m in starts if m.day]
        if rule.starts == "protection_visit":
            dated = _under_plan(papers, dated)
        for n, (one, other) in enumerate(pairwise(dated)):
            yield _Run(one, other, later=n > 0)
        if dated:
            yield _Run(dated[-1], None, later=len(dated) > 1)
        return
    if not any(m.day for m in starts):
        yield from (_Run(start, ends[0] if ends else None) for start in starts[:1])
        return
    once = rule.starts in table_of("milestones")["once"]["starts"]
    open_until: date | None = None
    dated_starts = [m for m in starts if m.day]
    for n, start in enumerate(dated_starts):
        if start.day is None or (once and open_until is not None and start.day <= open_until):
            continue
        following = None if once else next((m.day for m in dated_starts[n + 1 :] if m.day), None)
        end = next((m for m in ends if _can_end(m, start.day, following)), None)
        undated = next((m for m in ends if m.day is None), None)
        open_until = end.day if end else date.max
        yield _Run(start, end or undated)


def _under_plan(papers: Papers, visits: list[Milestone]) -> list[Milestone]:
    """Return the visits made while a protection plan was in force, as far as the papers tell when that was."""
    begins = next((m.day for m in find_milestones(papers, "initial_conference") if m.day), None)
    ends = next((m.day for m in find_milestones(papers, "plan_ended") if m.day and (begins is None or m.day >= begins)), None)
    on_plan = any(pattern("milestones", "on_plan").search(f"{s.document.title or ''} {s.text}") for s in papers.all_statements())
    if begins is None and not on_plan:
        return []
    return [m for m in visits if m.day and (begins is None or m.day >= begins) and (ends is None or m.day <= ends)]


def _can_end(end: Milestone, start: date, following: date | None) -> bool:
    """Whether a milestone can end a clock: on or after its start, before the next start, and not called the second of its kind."""
    return end.day is not None and end.day >= start and not end.is_later and (following is None or end.day < following or end.day == start)


def _assessments(papers: Papers) -> Iterator[_Run]:
    """Yield the run of each assessment: the referral that it names, its stated start, or the referral paper before it."""
    referrals = find_milestones(papers, "referral")
    documents = papers.of_type(DocumentType.ASSESSMENT)
    for document in documents:
        end = _stated(papers, document, "assessment_ended") or Milestone(document.written_on, _opening(papers, document), own=True)
        start = _stated(papers, document, "referred_on", until=end.day) or _stated(papers, document, "assessment_started", until=end.day)
        if start is None and end.day is not None:
            near = [m for m in referrals if m.own and m.day and timedelta(0) <= end.day - m.day <= REFERRAL_BEFORE]
            start = near[-1] if near else None
        if start is not None:
            yield _Run(start, end)
    if not documents:
        begun = find_milestones(papers, "assessment_begun")
        told = find_milestones(papers, "assessment_end")
        for start in [m for m in referrals if m.own and begun][-1:]:
            yield _Run(start, next((m for m in told if m.day and start.day and m.day >= start.day), None))


def _is_assessed(papers: Papers, referral: Milestone) -> bool:
    """Whether a referral led to an assessment, as far as the papers tell."""
    days = [d.written_on for d in papers.of_type(DocumentType.ASSESSMENT)] + [m.day for m in find_milestones(papers, "assessment_begun")]
    return any(day and referral.day and timedelta(0) <= day - referral.day <= REFERRAL_BEFORE for day in days)


def _opening(papers: Papers, document: Document) -> Evidence:
    return papers.of(document)[0].evidence


def _stated(papers: Papers, document: Document, name: str, *, until: date | None = None) -> Milestone | None:
    for statement in papers.of(document):
        for match in pattern("milestones", name).finditer(statement.text):
            days = [day for at, day in statement.days() if match.end() - 1 <= at <= match.end() + 30 and (until is None or day <= until)]
            inside = [day for at, day in statement.days() if match.start() <= at < match.end()]
            if inside or days:
                return Milestone((inside or days)[0], statement.evidence, own=False)
    return None


def _reason(papers: Papers, rule: Rule, start: date, end: Milestone) -> Evidence | None:
    """Return where the papers give a reason for a delay of what ends the clock, in its own paper or where it is named."""
    named = compiled(tuple(table_of("milestones")["names"].get(rule.ends, ())) or (r"(?!)",))
    for document in papers.documents:
        if document.written_on is None or not start <= document.written_on:
            continue
        for statement in papers.of(document):
            words = f"{statement.before} {statement.sentence}" if document.document_id == end.evidence.document_id else statement.sentence
            told = pattern("milestones", "delay").search(words) and pattern("milestones", "reason").search(words)
            if told and (document.document_id == end.evidence.document_id or named.search(f"{document.title or ''} {words}")):
                return statement.evidence
    return None
