"""How the record was kept: late, copied, misfiled, undated, unattributed, out of order, empty."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from analyser.domain.codes import Agency, DocumentType
from analyser.domain.indicators import Finding, Indicator
from analyser.domain.text import Child, Document, Evidence, Person, Span
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, answer, gathered, places
from analyser.indicators.milestones import took_place
from analyser.indicators.papers import Papers, Statement
from analyser.indicators.words import pattern, plain, table_of
from analyser.rules.counting import is_within

WORD = re.compile(r"[\w'’]+")
QUOTED = re.compile(r"(?m)^\s*>.*$|^-{3,}\s*Original Message[\s\S]*|^From:[\s\S]{0,200}?^Sent:[\s\S]*?^Subject:.*$|^On .{5,60} wrote:[\s\S]*")
LETTER_HEAD = re.compile(r"[\s\S]{0,600}?^Dear\b", re.MULTILINE)
LETTER_LINE = re.compile(r"(?:dear|re|yours|kind regards|cc|from|to|sent|subject|date)\b", re.IGNORECASE)
EMPTY_ENTRIES, EMPTY_SHARE = 3, 0.5
"""Headings with nothing after them that make a form empty: how many, and which share of all."""
MOST_WORDS = 120
"""Words from which on a form is not called empty, however many of its fields are; chosen by us."""
OPENING = 90
"""Code points at the beginning of a note in which the day of its contact stands; chosen by us."""


def recording_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the seven checks of recording, in the order of ``docs/indicators.md``."""
    yield _late(papers)
    yield _copied(papers)
    yield _other_family(papers)
    yield _counted(papers, "recording_undated", [d for d in papers.documents if d.written_on is None])
    yield _counted(papers, "recording_unattributed", [d for d in papers.documents if not is_attributed(d)])
    yield _order(papers)
    yield _counted(papers, "recording_empty", [d for d in papers.documents if is_empty(d, _fewest(papers))])


def _counted(papers: Papers, indicator: str, found: list[Document]) -> Indicator:
    if not papers.documents:
        return answer(papers, indicator, CANNOT_COMPUTE)
    return answer(papers, indicator, FLAGGED if found else MET, len(found), documents=[d.document_id for d in found])


def _fewest(papers: Papers) -> int:
    rule = papers.rule("recording_empty")
    return int(rule.limit) if rule else 0


def _late(papers: Papers) -> Indicator:
    findings = []
    notes = [d for d in papers.documents if d.type is DocumentType.CASE_NOTE and d.agency in (Agency.CHILDRENS_SOCIAL_CARE, None)]
    for note in notes:
        said = [s for s in papers.of(note) if _says_late(s)]
        title = pattern("recording", "late").search(plain(note.title or "")) and not pattern("recording", "not_late").search(plain(note.title or ""))
        contact = _contact(papers, note)
        rule = papers.rule("recording_late", note.written_on)
        if said or title:
            findings.append(Finding(FLAGGED, None, places(said), (note.document_id,)))
        elif contact and note.written_on and rule:
            day, statement = contact
            status = MET if is_within(day, note.written_on, rule, papers.book.holidays) else FLAGGED
            findings.append(Finding(status, (note.written_on - day).days, places([statement]), (note.document_id,)))
    if not findings:
        return answer(papers, "recording_late", CANNOT_COMPUTE, 0)
    late = sum(finding.status is FLAGGED for finding in findings)
    return gathered(papers, "recording_late", findings, late)


def _says_late(statement: Statement) -> bool:
    return pattern("recording", "late").search(statement.text) is not None and not pattern("recording", "not_late").search(statement.text)


def _contact(papers: Papers, note: Document) -> tuple[date, Statement] | None:
    """Return the day of the contact that a note is about, from a label or from its first words."""
    for statement in papers.of(note):
        label = pattern("recording", "contact_label").search(statement.text)
        days = [day for at, day in statement.days() if label and at >= label.end() - 1 and _not_after(day, note)]
        if days:
            return days[0], statement
    for statement in papers.of(note)[:2]:
        kind = pattern("recording", "contact").search(statement.text) or pattern("recording", "contact").match(plain(note.title or ""))
        for at, day in statement.days() if kind else ():
            near = statement.span.start + at < OPENING and kind is not None and (-25 <= at - kind.end() <= 45 or at == 0)
            if near and _not_after(day, note) and _is_past_contact(statement, at):
                return day, statement
    return None


def _is_past_contact(statement: Statement, at: int) -> bool:
    """Whether a day named at an offset is that of a contact that took place, and not of something else that the note tells."""
    return took_place(statement, 0, at) and not pattern("recording", "other_day").search(statement.text[:at])


def _not_after(day: date, note: Document) -> bool:
    return note.written_on is None or day <= note.written_on


def _copied(papers: Papers) -> Indicator:
    rule = papers.rule("recording_copied")
    run = int(rule.limit) if rule else 25
    words = {d.document_id: _words(d) for d in papers.documents}
    long = [d for d in papers.documents if len(words[d.document_id]) >= run]
    if sum(len(WORD.findall(d.text)) >= run for d in papers.documents) < 2:
        return answer(papers, "recording_copied", CANNOT_COMPUTE)
    runs = {d.document_id: _runs(words[d.document_id], run) for d in long}
    findings = []
    for one, other in combinations(long, 2):
        same = sorted(runs[one.document_id].keys() & runs[other.document_id].keys(), key=lambda key: runs[one.document_id][key])
        if same:
            spots = [(d, runs[d.document_id][same[0]]) for d in (one, other)]
            evidence = tuple(Evidence(d.document_id, Span(words[d.document_id][n][1], words[d.document_id][n + run - 1][2])) for d, n in spots)
            findings.append(Finding(FLAGGED, None, evidence, (one.document_id, other.document_id)))
    return answer(
        papers, "recording_copied", FLAGGED if findings else MET, len(findings), evidence=[e for f in findings for e in f.evidence], findings=findings
    )


def _words(document: Document) -> list[tuple[str, int, int]]:
    """Return the words of a paper, lower case, with their places, without quoted emails and the head of a letter."""
    head = LETTER_HEAD.match(document.text)
    start = head.end() if head else 0
    text = QUOTED.sub(lambda match: " " * len(match.group()), document.text)
    return [(match.group().lower(), match.start(), match.end()) for match in WORD.finditer(text, start)]


def _runs(words: list[tuple[str, int, int]], length: int) -> dict[tuple[str, ...], int]:
    plain_words = [word for word, _, _ in words]
    return {tuple(plain_words[n : n + length]): n for n in range(len(words) - length, -1, -1)}


def _other_family(papers: Papers) -> Indicator:
    if not papers.case_file.children:
        return answer(papers, "recording_other_family", CANNOT_COMPUTE)
    misfiled = [
        s
        for s in papers.all_statements()
        if pattern("recording", "misfiled").search(s.text) and not pattern("recording", "not_misfiled").search(s.text)
    ]
    known = _known_names(papers)
    named = list(_naming_lines(papers))
    foreign = [(document, evidence) for document, names, evidence in named if not names & known]
    if not named and not misfiled:
        return answer(papers, "recording_other_family", CANNOT_COMPUTE, 0)
    evidence = [*places(misfiled), *(e for _, e in foreign if e)]
    documents = [document.document_id for document, _ in foreign]
    return answer(papers, "recording_other_family", FLAGGED if foreign or misfiled else MET, len(foreign), evidence=evidence, documents=documents)


def _known_names(papers: Papers) -> set[str]:
    people: list[Person | Child] = [*papers.case_file.children, *papers.case_file.people]
    return {word.lower() for person in people for name in (person.name, *person.aka) for word in re.findall(r"[^\W\d_][\w'’-]*", name)}


def _naming_lines(papers: Papers) -> Iterator[tuple[Document, set[str], Evidence | None]]:
    """Yield the lines that name the child or family, with the names in them as lower-case words."""
    for document in papers.documents:
        title = re.search(r"(?:^|[-–:,] )((?:the )?[A-Z][\w'’-]+(?: ?[/&] ?[A-Z][\w'’-]+)?) (?:family|children|siblings)\b", document.title or "")
        if title:
            yield document, _names(title[1]), None
        for match in re.finditer(table_of("recording")["patterns"]["naming_line"], document.text):
            names = _names(match["name"])
            if names:
                yield document, names, Evidence(document.document_id, Span(match.start(), match.end()))


def _names(words: str) -> set[str]:
    """Return the capitalised words that can be names; titles, services and places are none."""
    other = set(table_of("recording")["not_names"]["words"])
    return {word.lower() for word in re.findall(r"[A-Z][\w'’-]*", words) if word.lower() not in other and not word.isdigit()}


def is_attributed(document: Document) -> bool:
    """Whether a paper tells who wrote it: an author that is a name, role or team, or a signature at its end."""
    author = plain(document.author or "").strip()
    if author and not pattern("recording", "nobody").fullmatch(author):
        return True
    tail = "\n".join(line for line in document.text.rstrip().split("\n")[-4:] if not re.search(r"[_.…]{4,}\s*$|:\s*$", line))
    return re.search(table_of("recording")["patterns"]["signature"], tail) is not None


def _order(papers: Papers) -> Indicator:
    dated = [d for d in papers.documents if d.written_on]
    if len(dated) < 2:
        return answer(papers, "recording_order", CANNOT_COMPUTE)
    latest = dated[0].written_on
    late: list[Document] = []
    for document in dated:
        if document.written_on and latest and document.written_on < latest:
            late.append(document)
        latest = max(latest, document.written_on) if latest and document.written_on else latest
    future = [s for d in dated for s in papers.of(d) if _tells_future_as_past(s)]
    documents = dict.fromkeys([*(d.document_id for d in late), *(s.document.document_id for s in future)])
    return answer(papers, "recording_order", FLAGGED if documents else MET, len(documents), evidence=places(future), documents=documents)


def _tells_future_as_past(statement: Statement) -> bool:
    written = statement.document.written_on
    past = pattern("recording", "past_contact").search(statement.text)
    if past is None or pattern("recording", "not_past").search(statement.text):
        return False
    return any(written is not None and day > written and 0 <= at - past.end() <= 30 for at, day in statement.days())


def is_empty(document: Document, fewest: int) -> bool:
    """Whether a paper holds next to nothing, or is a form of which most fields have no answer."""
    if len(document.text.split()) < fewest:
        return True
    if len(document.text.split()) > MOST_WORDS:
        return False
    lines = [line.strip() for line in document.text.split("\n") if line.strip() and not LETTER_LINE.match(line.strip())]
    n_fields, n_empty = 0, 0
    for n, line in enumerate(lines):
        empty = _field(line, lines[n + 1] if n + 1 < len(lines) else "")
        n_fields += empty is not None
        n_empty += empty is True
    return n_empty >= EMPTY_ENTRIES and n_empty >= EMPTY_SHARE * n_fields


def _field(line: str, following: str) -> bool | None:
    """Return whether a form field has no answer; ``None`` for a line that is no field, or the answer to the one above."""
    label = re.match(r"(?P<label>[^:|?]{2,70}[:|?])\s*(?P<rest>.*)$", line)
    if label is None:
        heading = re.fullmatch(r"(?:\d+[.)]\s*)?[A-Z][^.!]{2,60}", line) is not None and len(line.split()) <= 9
        if not heading or pattern("recording", "no_answer").fullmatch(line):
            return None
        return bool(pattern("recording", "no_answer").fullmatch(following)) or _is_label(following) or following == "" or None
    rest = label["rest"].strip(" |")
    if not rest and following and not _is_label(following):
        return pattern("recording", "no_answer").fullmatch(following) is not None
    return not rest or pattern("recording", "no_answer").fullmatch(rest) is not None


def _is_label(line: str) -> bool:
    return re.match(r"[^:|?.]{2,70}[:|?]", line) is not None or (
        re.fullmatch(r"(?:\d+[.)]\s*)?[A-Z][^.!:]{2,60}", line) is not None and len(line.split()) <= 6
    )
