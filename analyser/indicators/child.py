"""Whether the child was seen, seen alone, and has words on record."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from analyser.domain.codes import DocumentType
from analyser.domain.indicators import Indicator
from analyser.indicators.answers import CANNOT_COMPUTE, FLAGGED, MET, NOT_EVIDENCED, answer, places
from analyser.indicators.papers import Papers, Statement, lies_ahead
from analyser.indicators.words import pattern, plain

NOT_SPEAKING_YEARS = 2
PRONOUN = re.compile(r"\b(?:he|she|they|him|her|them)\b", re.IGNORECASE)


def child_indicators(papers: Papers) -> Iterator[Indicator]:
    """Yield the three checks of sight and voice, in the order of ``docs/indicators.md``."""
    statements = [s for s in papers.all_statements(papers.social_care) if s.document.type is not DocumentType.REFERRAL]
    yield _seen(papers, statements)
    yield _alone(papers, statements)
    yield _words(papers, statements)


def _about(papers: Papers, statement: Statement) -> str:
    """Return what the child is called here: names, words for children, and pronouns where a child was named before them."""
    child = re.compile(rf"(?<![\w'])(?:{papers.child})(?![\w'])", re.IGNORECASE)
    own, pronoun = child.search(statement.text), PRONOUN.search(statement.text)
    earlier = child.search(f"{statement.before} {statement.sentence.partition(statement.text)[0]}")
    named = earlier is not None or (own is not None and pronoun is not None and own.start() < pronoun.start())
    return f"(?:{papers.child}|he|she|they|him|her|them)" if named else papers.child


def _sightings(papers: Papers, statements: list[Statement]) -> list[tuple[Statement, date | None]]:
    found = []
    for statement in statements:
        about = _about(papers, statement)
        told = pattern("child", "seen", about).search(statement.text) or _visit_with(papers, statement)
        if not told or pattern("child", "not_a_sighting", about).search(statement.text) or _ahead(statement):
            continue
        found.append((statement, statement.day_near(told.start(), until=statement.document.written_on) or statement.document.written_on))
    return found


def _visit_with(papers: Papers, statement: Statement) -> re.Match[str] | None:
    """Return what tells that a child was there when a worker visited: a list of those seen, or what a child did on a visit."""
    title = plain(statement.document.title or "")
    if not (pattern("child", "visit").search(f"{title} {statement.document.text[:200]}")):
        return None
    return pattern("child", "there", papers.child).search(statement.text)


def _ahead(statement: Statement) -> bool:
    return lies_ahead(statement) and pattern("child", "surely_past").search(statement.text) is None


def _seen(papers: Papers, statements: list[Statement]) -> Indicator:
    rule = papers.rule("child_seen")
    sightings = _sightings(papers, statements)
    denied = [
        s
        for s in statements
        if pattern("child", "not_seen", _about(papers, s)).search(s.text) and not pattern("child", "not_not_seen").search(s.text)
    ]
    if not sightings:
        return answer(papers, "child_seen", FLAGGED if denied else NOT_EVIDENCED, 0, evidence=places(denied))
    days = sorted({day for _, day in sightings if day})
    if not days or rule is None or papers.last_day is None:
        return answer(papers, "child_seen", CANNOT_COMPUTE, evidence=places(s for s, _ in sightings))
    longest = max((b - a).days for a, b in pairwise([*days, max(days[-1], papers.last_day)]))
    return answer(papers, "child_seen", FLAGGED if longest > rule.limit else MET, len(days), evidence=places(s for s, _ in sightings), rule=rule)


def _alone(papers: Papers, statements: list[Statement]) -> Indicator:
    alone, denied = [], []
    for statement in statements:
        about = _about(papers, statement)
        if pattern("child", "not_alone", about).search(statement.text):
            denied += [] if pattern("child", "not_not_alone", about).search(statement.text) else [statement]
        elif pattern("child", "alone", about).search(statement.text):
            other = pattern("child", "alone_otherwise", about).search(statement.text) or _is_anothers(papers, statement)
            alone += [] if other or _ahead(statement) else [statement]
    if alone:
        return answer(papers, "child_seen_alone", MET, len(alone), evidence=places(alone))
    return answer(papers, "child_seen_alone", FLAGGED if denied else NOT_EVIDENCED, 0, evidence=places(denied))


def _is_anothers(papers: Papers, statement: Statement) -> bool:
    """Whether somebody who is no child of the case is said to be seen alone ("Joanne seen alone")."""
    adult = pattern("child", "adult").search(statement.sentence)
    if adult and not re.search(rf"(?<![\w'])(?:{papers.child})(?![\w'])", f"{statement.before} {statement.sentence}", re.IGNORECASE):
        return True
    who = re.match(r"\W*(?P<who>[A-Z][\w'-]+)\W+(?:was |also )?(?:seen|spoken to|met|interviewed)\b", statement.text)
    if who is None or who["who"].lower() in ("children", "child", "both", "all", "kids", "baby", "i", "we"):
        return False
    return re.fullmatch(papers.child, who["who"], re.IGNORECASE) is None


def _words(papers: Papers, statements: list[Statement]) -> Indicator:
    quiet = {d.document_id for d in papers.social_care if pattern("child", "non_verbal").search(d.text)}
    found = [s for s in statements if _holds_words(papers, s, cannot_speak=s.document.document_id in quiet)]
    if found:
        return answer(papers, "child_words", MET, len(found), evidence=places(found))
    denied = [s for s in statements if pattern("child", "no_views", papers.child).search(s.text)]
    return answer(papers, "child_words", FLAGGED if denied else NOT_EVIDENCED, 0, evidence=places(denied))


def _holds_words(papers: Papers, statement: Statement, *, cannot_speak: bool) -> bool:
    about = _about(papers, statement)
    text = statement.text
    speaker = about.replace("|him|her|them)", ")")
    if pattern("child", "others_words", about, papers.people).search(text) or pattern("child", "no_views", papers.child).search(text):
        return False
    if pattern("child", "words", speaker).search(text) and not _ahead_words(statement):
        return True
    cannot_speak = cannot_speak or _is_little(papers, statement)
    return cannot_speak and pattern("child", "behaviour", about).search(text) is not None and not pattern("child", "told_by_others").search(text)


def _ahead_words(statement: Statement) -> bool:
    return pattern("child", "words_ahead").search(statement.text) is not None


def _is_little(papers: Papers, statement: Statement) -> bool:
    """Whether all children with a known birth are too young to speak on the day of a paper."""
    births = [child.dob for child in papers.case_file.children if child.dob]
    day = statement.document.written_on
    return bool(births) and day is not None and all((day - born).days < NOT_SPEAKING_YEARS * 365.25 for born in births)
