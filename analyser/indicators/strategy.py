"""Who took part in each strategy discussion, by agency, and who was missing."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Document, Evidence, Span
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, gathered
from analyser.indicators.papers import Papers
from analyser.indicators.words import pattern, plain, table_of

INDICATOR = "strategy_attendance"
GROUPS = ("social_care", "police", "health", "education")
STATES = ("attended", "by_phone", "information_supplied", "apologies", "invited_absent")
PRESENT = ("attended", "by_phone")
SCHOOL_AGE = (5, 16)
PIECE = re.compile(r"\n|;|(?<!\b(?:Mr|Dr|Ms))(?<!\bMrs)(?<![A-Z])\.(?=\s+[A-Z(])|\s+but\s+|\.\s*$")


CELL = re.compile(r",|\||/(?=[A-Z])| and (?=[A-Z])| \+ | & (?=[A-Z])|(?<=\)) ")


def strategy_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the check of attendance, with one finding for each strategy discussion."""
    discussions = papers.of_type(DocumentType.STRATEGY_DISCUSSION)
    if not discussions:
        yield answer(papers, INDICATOR, NOT_EVIDENCED)
        return
    findings = [_finding(papers, discussion) for discussion in discussions]
    worst = next((f for f in findings if f.status is FLAGGED), findings[-1])
    yield gathered(papers, INDICATOR, findings, worst.value, rule=papers.rule(INDICATOR, discussions[-1].written_on))


def _finding(papers: Papers, discussion: Document) -> Finding:
    states, evidence = agency_states(discussion, known=_known_names(papers))
    named = any(state in PRESENT for group, state in states.items())
    shown = {group: states.get(group, "not_mentioned") for group in GROUPS}
    own = (discussion.document_id,)
    if not named:
        return Finding(CANNOT_COMPUTE, shown, evidence, own)
    missing = [group for group in _expected(papers, discussion) if states.get(group) not in PRESENT]
    return Finding(FLAGGED if missing else MET, shown, evidence, own)


def agency_states(discussion: Document, *, known: Mapping[str, re.Pattern[str]]) -> tuple[Mapping[str, str], tuple[Evidence, ...]]:
    """Return the strongest state of each agency group that a record names, and the passages that tell it.

    ``known`` are the names of people of the case whose agency is known, by group.
    """
    text = plain(discussion.text)
    phone = pattern("strategy", "by_phone_meeting").search(f"{plain(discussion.title or '')}\n{text[:200]}") is not None
    states: dict[str, str] = {}
    evidence: list[Evidence] = []
    listing: str | None = None
    for begins, ends in _pieces(text):
        piece = text[begins:ends]
        state, listing = _state(piece, listing, phone)
        groups = _groups(piece, state, known)
        for group, of_group in groups.items():
            if group not in states or STATES.index(of_group) < STATES.index(states[group]):
                states[group] = of_group
        if groups:
            evidence.append(Evidence(discussion.document_id, Span(begins, ends)))
    return states, tuple(evidence)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in [*PIECE.finditer(text), None]:
        end = cut.start() if cut else len(text)
        words = text[start:end]
        begins, ends = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
        if begins < ends:
            yield begins, ends
        start = cut.end() if cut else end


def _state(piece: str, listing: str | None, phone: bool) -> tuple[str | None, str | None]:
    """Return what a piece says of those it names, and the list that it opens or goes on with ("Present:" and the lines below)."""
    for state in ("apologies", "invited_absent", "information_supplied", "by_phone", "attended"):
        opening = pattern("strategy", f"{state}_list").match(piece)
        if opening:
            told = "by_phone" if state == "attended" and phone else state
            return told, told
    if listing and not pattern("strategy", "not_there").search(piece) and not pattern("strategy", "ends_list").search(piece) and len(piece) < 90:
        return _own_state(piece) or listing, listing
    own = _own_state(piece)
    return ("by_phone" if own == "attended" and phone else own), None


def _own_state(piece: str) -> str | None:
    if pattern("strategy", "not_there").search(piece):
        return None
    for state in ("information_supplied", "invited_absent", "apologies", "by_phone", "attended"):
        if pattern("strategy", state).search(piece):
            return state
    return None


def _groups(piece: str, state: str | None, known: Mapping[str, re.Pattern[str]]) -> Mapping[str, str]:
    """Return the state of each group named in a piece; a mark in brackets or after a comma goes for the one before it."""
    if state is None:
        return {}
    if state not in PRESENT:
        return dict.fromkeys(_named(piece, known), state)
    found: dict[str, str] = {}
    cells = CELL.split(piece)
    for n, cell in enumerate(cells):
        own = _own_state(cell)
        if own is None and n + 1 < len(cells) and not _named(cells[n + 1], known):
            own = _own_state(cells[n + 1])
        for group in _named(cell, known):
            told: str = "by_phone" if own == "attended" and state == "by_phone" else own or state
            if group not in found or STATES.index(told) < STATES.index(found[group]):
                found[group] = told
    return found


def _named(words: str, known: Mapping[str, re.Pattern[str]]) -> list[str]:
    found = [group for group in (*GROUPS, "other") if pattern("strategy", group).search(words) or _exact(group).search(words)]
    return found or [group for group in GROUPS if known[group].search(words)]


def _known_names(papers: Papers) -> Mapping[str, re.Pattern[str]]:
    """Return the names, and initials as written, of people whose group the case file tells: by their role, or as authors of papers."""
    names: dict[str, set[str]] = {group: set() for group in GROUPS}
    for person in papers.case_file.people:
        for group in [g for g in GROUPS if person.role and pattern("strategy", g).search(person.role)][:1]:
            names[group] |= {person.name, person.name.split()[-1], *person.aka}
    for document in papers.documents:
        author = plain(document.author or "").split(",")[0].split("(")[0].strip()
        group = ("social_care" if document.agency is Agency.CHILDRENS_SOCIAL_CARE else _group_of(document.agency)) or "other"
        parts = re.findall(r"[A-Z][\w'-]*", author)
        if group in names and 2 <= len(parts) <= 3:
            names[group] |= {author, parts[-1], "".join(part[0] for part in parts)}
    return {g: re.compile(rf"(?<![\w'])(?:{'|'.join(re.escape(n) for n in sorted(found)) or '(?!)'})(?![\w'])") for g, found in names.items()}


def _group_of(agency: Agency | None) -> str | None:
    return next((group for group, codes in table_of("strategy")["agencies"].items() if agency in codes), "other" if agency else None)


def _exact(group: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'])(?:{'|'.join(table_of('strategy')['exact'].get(group, ['(?!)']))})(?![\w'])")


def _expected(papers: Papers, discussion: Document) -> list[str]:
    expected = ["social_care", "police", "health"]
    if _has_school_child(papers, discussion.written_on):
        expected.append("education")
    referrer = _referrer(papers, discussion.written_on)
    return [*expected, referrer] if referrer and referrer not in expected else expected


def _has_school_child(papers: Papers, day: date | None) -> bool:
    """Whether a child is of school age on a day; one without a date of birth is taken to be."""
    births = [child.dob for child in papers.case_file.children]
    if day is None or not births or None in births:
        return True
    ages = [day.year - dob.year - ((day.month, day.day) < (dob.month, dob.day)) for dob in births if dob]
    return any(SCHOOL_AGE[0] <= age <= SCHOOL_AGE[1] for age in ages)


def _referrer(papers: Papers, day: date | None) -> str | None:
    """Return the group of the agency that last referred in the days before a discussion, as far as it has one."""
    rule = papers.rule(INDICATOR, day)
    if day is None or rule is None:
        return None
    since = day - timedelta(days=int(rule.limit))
    kinds = (DocumentType.REFERRAL, DocumentType.POLICE_NOTIFICATION)
    own = (Agency.CHILDRENS_SOCIAL_CARE, None)
    came = [d for d in papers.of_type(*kinds) if d.written_on and since <= d.written_on <= day and d.agency not in own]
    if not came:
        return None
    return _group_of(came[-1].agency)
