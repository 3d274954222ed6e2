"""Actions in plans and supervision: a task that somebody is to do, in a bullet, a table row or a sentence."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from analyser.domain.codes import DocumentType
from analyser.domain.text import Child, Document, Evidence, Person, Span
from analyser.indicators.papers import Papers, Statement
from analyser.indicators.words import pattern, plain, table_of

WORD = re.compile(r"[A-Za-z][a-z]{2,}|[A-Z]{2,}")
PIECE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<![ (]\w)(?<=[\w)\"'%])[.;](?=\s+\S)|;\s")
LEAD = re.compile(r"[\s>*•\-–—.]*(?:\(?(?:\d{1,2}|[a-z])[.):]?\s+|[a-z]\)\s*)?[\s>*•\-–—]*(?=\S)")
BULLET = re.compile(r"\s*(?:[>*•\-–—]|\(?\d{1,2}[.):\s]|[a-z]\))")
WHEN_LEAD = re.compile(r"(?:by|before|every|each|from|within|on|this|next|immediately|daily|weekly)\b[^:.]{0,40}:\s*", re.IGNORECASE)
HEADING = re.compile(r"(?P<words>[A-Z][^.|:]{1,50}):?\s*$")


@dataclass(frozen=True, slots=True)
class Action:
    """A task: where it stands, the whole line or row for owner and day, and its words of content as stems."""

    evidence: Evidence
    line: str = field(repr=False)
    words: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Piece:
    span: Span
    text: str = field(repr=False)
    listed: bool
    row: bool
    loose: bool = False


def find_actions(papers: Papers, document: Document, *, anywhere: bool = False) -> list[Action]:
    """Return the tasks of a paper in text order.

    In a plan every line counts that is neither a heading, a past deed nor a remark; in minutes, and with ``anywhere``
    (supervision), those under a heading for tasks, in a list or table of them, and those that say who is to do something.
    """
    whole = document.type is DocumentType.PLAN
    found = []
    for piece in _pieces(document, whole=whole, lists=anywhere):
        words = LEAD.sub("", piece.text, count=1)
        if _is_task(papers, words, piece, whole=whole):
            cell = max((c.strip() for c in words.split("|")), key=len) if piece.row else words
            found.append(Action(Evidence(document.document_id, piece.span), words, content_words(cell)))
    return found


def _pieces(document: Document, *, whole: bool, lists: bool) -> Iterator[_Piece]:
    """Yield the rows, bullets and sentences of a paper, each with whether it stands in a list of tasks."""
    text = plain(document.text)
    under, table, at = whole, False, 0
    for line in text.split("\n"):
        start, at = at, at + len(line) + 1
        if not line.strip():
            continue
        if _is_row(line):
            header = pattern("plans", "columns").search(line) is not None and len(line.split()) < 16 and not re.search(r"\d", line)
            table = table or header
            if not header:
                yield _Piece(_trimmed(text, start, start + len(line)), line.strip(), listed=under or table, row=True)
            continue
        heading = HEADING.fullmatch(line.strip(" \t#*"))
        names_plan = pattern("plans", "headings").search(line) is not None
        if heading and (line.rstrip().endswith(":") or names_plan or line.isupper()) and not BULLET.match(line) and len(line.split()) <= 7:
            under = names_plan or (whole and not pattern("plans", "other_heading").search(line))
            continue
        run_in = pattern("plans", "run_in").match(line)
        offset = run_in.end() if run_in else 0
        for begin, end in _sentences(line, offset):
            listed = under or run_in is not None or ((lists or whole) and BULLET.match(line) is not None)
            yield _Piece(_trimmed(text, start + begin, start + end), line[begin:end].strip(), listed=listed, row=False, loose=lists)


def _is_row(line: str) -> bool:
    return line.count("|") >= 1 or len(re.findall(r"[^\s/]/(?=[^\s/\d])", line)) >= 3


def _sentences(line: str, offset: int) -> Iterator[tuple[int, int]]:
    begin = offset
    for cut in PIECE.finditer(line, offset):
        if re.fullmatch(r"\s*\(?\d{1,2}", line[begin : cut.start()]):
            continue
        yield begin, cut.end()
        begin = cut.end()
    if line[begin:].strip(" ."):
        yield begin, len(line)


def _trimmed(text: str, begin: int, end: int) -> Span:
    words = text[begin:end]
    begin, end = begin + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    return Span(begin, max(end, begin + 1))


def _is_task(papers: Papers, text: str, piece: _Piece, *, whole: bool) -> bool:
    if pattern("plans", "no_task").search(text) or len(text.split()) < 2:
        return False
    if piece.row:
        return piece.listed or whole
    words = WHEN_LEAD.sub("", text, count=1)
    modal = pattern("plans", "modal").search(words)
    past = pattern("plans", "past").search(words[: modal.start()] if modal else words)
    if modal and not past and (piece.listed or whole or modal.start() <= 45):
        return (
            piece.listed
            or whole
            or names_owner(papers, words[: modal.start()])
            or pattern("plans", "passive").match(words, modal.start()) is not None
        )
    if past:
        return False
    if pattern("plans", "verb_first").match(words):
        return piece.listed or whole
    owned = re.match(r"(?P<owner>[^:–—-]{2,30}?)\s*(?:[:–—]|\s-)\s*\S", words)
    if owned and names_owner(papers, owned["owner"]):
        return piece.listed or whole or piece.loose or pattern("plans", "verb_first").match(words, owned.end() - 1) is not None
    bare = re.match(r"(?:\d{1,2}[.)]?\s+)?(?P<owner>[A-Z]{2,3}|[A-Z][a-z]+(?: [a-z]+)?)\s+(?=[a-z])", words)
    if bare and names_owner(papers, bare["owner"]) and pattern("plans", "verb_first").match(words, bare.end()):
        return True
    return piece.listed and not pattern("plans", "finite").search(words)


def names_owner(papers: Papers, words: str) -> bool:
    """Whether words name a person of the case, a role, an agency, initials or a name, and not just anybody."""
    text = words.strip(" ,:-–—()[].")
    if not text or pattern("plans", "anybody").search(text):
        return False
    if pattern("plans", "owner").search(text) or pattern("plans", "initials", people=_everybody(papers)).search(text):
        return True
    return re.fullmatch(r"(?:(?:and |& )?[A-Z][\w'.-]*[ ,&+/]*){1,4}", text) is not None and not pattern("plans", "no_name").search(text)


def _everybody(papers: Papers) -> str:
    case = papers.case_file
    everybody: tuple[Person | Child, ...] = (*case.people, *case.children)
    names = {n for p in everybody for n in (p.name, p.name.split()[0], p.name.split()[-1], *p.aka) if len(n) > 1}
    return "(?:" + "|".join(f"(?-i:{re.escape(plain(name))})" for name in sorted(names, key=lambda n: (-len(n), n))) + ")" if names else "(?!)"


def has_owner(papers: Papers, action: Action) -> bool:
    """Whether a task says who is to do it: before its verb, after "by", in a cell or in brackets of its own."""
    line = WHEN_LEAD.sub("", action.line, count=1)
    if any(
        names_owner(papers, match["who"])
        for match in re.finditer(r"(?:\bby |\()(?P<who>[^.,;()]{2,30})", line)
        if not re.match(r"(?:\d|the end|end|next)", match["who"])
    ):
        return True
    if "|" in line or _is_row(line):
        cells = [cell.strip() for cell in re.split(r"\||/(?!\d)", line)]
        return any(names_owner(papers, cell) and len(cell.split()) <= 4 for cell in cells) or any(_leads(papers, cell) for cell in cells)
    return _leads(papers, line)


def _leads(papers: Papers, words: str) -> bool:
    modal = pattern("plans", "modal").search(words)
    if modal and pattern("plans", "passive").match(words, modal.start()):
        return False
    if modal and modal.start() > 1:
        return names_owner(papers, words[: modal.start()].split(", ")[-1] if len(words[: modal.start()]) > 60 else words[: modal.start()])
    first = re.match(r"(?P<who>[^:–—-]{2,40}?)\s*(?:[:–—]|\s-\s)", words)
    if first and names_owner(papers, first["who"]):
        return True
    last = re.search(r"(?:[–—:-]|\s-)\s*(?P<who>[^:–—-]{2,30})$", words.rstrip(" ."))
    if last and names_owner(papers, last["who"]):
        return True
    verb = pattern("plans", "verb").search(words)
    return verb is not None and verb.start() > 1 and names_owner(papers, words[: verb.start()])


def has_date(action: Action) -> bool:
    """Whether a task gives a day, a time limit or a rhythm."""
    return pattern("plans", "when").search(action.line) is not None


def content_words(text: str) -> frozenset[str]:
    """Return the words of content as stems of a few letters."""
    empty = frozenset(table_of("plans")["stop"]["words"])
    return frozenset(_stem(word.lower()) for word in WORD.findall(text) if word.lower() not in empty and len(word) >= 2)


def _stem(word: str) -> str:
    stems: dict[str, str] = table_of("plans")["stems"]
    return stems.get(word, word[:4])


def shared_words(text: str, words: frozenset[str]) -> int:
    """Return how many words of content a text shares with a task."""
    return len(content_words(text) & words)


def same_action(one: Action, other: Action) -> bool:
    """Whether two tasks are the same in the same or nearly the same words: most of the words of the shorter one are in the other."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter:
        return False
    shared = len(shorter & longer)
    return shared >= 0.66 * len(shorter) and (shared >= 2 or len(longer) == 1) and shared >= 0.5 * len(longer)


def is_said_undone(statement: Statement) -> bool:
    """Whether a statement says that a task was not done, is overdue or still awaited."""
    return pattern("plans", "undone").search(statement.text) is not None and pattern("plans", "not_undone").search(statement.text) is None
