"""Actions in plans and supervision: a task that somebody is to do, in a bullet, a table row or a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analyser.domain.codes import DocumentType
from analyser.domain.text import Document, SentenceKind
from analyser.indicators.papers import Papers, Statement
from analyser.indicators.words import pattern, plain, table_of
from analyser.segment.headings import heading_group

ROW = re.compile(r"[^\n|]+(?:\|[^\n|]*)+")
WORD = re.compile(r"[A-Za-z][a-z]{2,}|[A-Z]{2,}")
SHORTEST_STEM = 4


@dataclass(frozen=True, slots=True)
class Action:
    """A task: the statement that holds it, the whole line for owner and day, and its words of content as stems."""

    statement: Statement
    line: str = field(repr=False)
    words: frozenset[str] = field(repr=False)


def find_actions(papers: Papers, document: Document, *, anywhere: bool = False) -> list[Action]:
    """Return the tasks of a paper in text order, each line once.

    In a plan, and with ``anywhere``, every line that gives a task counts; in minutes those under a heading for it, or in a table
    with a column for it.
    """
    whole = anywhere or document.type is DocumentType.PLAN
    found: dict[str, Action] = {}
    for statement, line in _lines(papers, document):
        if line not in found and _is_task(statement, line, in_list=_under_plan(statement, document), whole=whole):
            found[line] = Action(statement, line, content_words(_task_cell(line)))
    return list(found.values())


def _lines(papers: Papers, document: Document) -> Iterator[tuple[Statement, str]]:
    text = plain(document.text)
    for statement in papers.of(document):
        begins = text.rfind("\n", 0, statement.span.start) + 1
        ends = text.find("\n", statement.span.end)
        row = text[begins : ends if ends >= 0 else len(text)]
        yield statement, (row if "|" in row else statement.text)


def _under_plan(statement: Statement, document: Document) -> bool:
    title = plain(document.title or "")
    return (
        (bool(statement.heading) and (heading_group(statement.heading) == "plan" or pattern("plans", "headings").search(statement.heading) is not None))
        or pattern("plans", "run_in").match(statement.sentence) is not None
        or (document.type is DocumentType.PLAN and pattern("plans", "headings").search(title) is not None)
    )


def _is_task(statement: Statement, line: str, *, in_list: bool, whole: bool) -> bool:
    if statement.kind is SentenceKind.HEADING or pattern("plans", "no_task").search(line) or len(line.split()) < 2:
        return False
    if "|" in line:
        return _is_task_row(line, statement)
    past = pattern("plans", "past").search(line) is not None
    tells = pattern("plans", "task").search(line) is not None
    if in_list:
        return tells or (not past and pattern("plans", "verb").search(line) is not None)
    return tells and whole and not past


def _is_task_row(line: str, statement: Statement) -> bool:
    """Whether a table row is a task: it stands under a row of headings that has a column for actions, and is not that row."""
    text = plain(statement.document.text)
    above = [row for row in text[: max(0, text.find(line))].split("\n") if "|" in row]
    if pattern("plans", "columns").search(line) and len(line.split()) < 14 and not pattern("plans", "verb").search(line.split("|")[0].strip() + " "):
        return False
    return any(pattern("plans", "columns").search(row) for row in above)


def _task_cell(line: str) -> str:
    cells = [cell.strip() for cell in line.strip(" |").split("|")]
    return max(cells, key=len) if len(cells) > 1 else line


def content_words(text: str) -> frozenset[str]:
    """Return the words of content as stems of a few letters."""
    empty = frozenset(table_of("plans")["stop"]["words"])
    return frozenset(word.lower()[:5] for word in WORD.findall(text) if word.lower() not in empty and len(word) >= 2)


def shared_words(text: str, words: frozenset[str]) -> int:
    """Return how many words of content a text shares with a task."""
    return len(content_words(text) & words)


def same_action(one: Action, other: Action) -> bool:
    """Whether two tasks are the same in the same or nearly the same words: most of the words of the shorter one are in the other."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter:
        return False
    shared = len(shorter & longer)
    return shared >= 0.66 * len(shorter) and (shared >= 2 or len(longer) == 1) and shared >= 0.4 * len(longer)


def is_said_undone(statement: Statement) -> bool:
    """Whether a statement says that a task was not done, is overdue or still awaited."""
    return pattern("plans", "undone").search(statement.text) is not None and pattern("plans", "not_undone").search(statement.text) is None
