"""The earlier messages that an e-mail quotes below or between its own words, told apart by the lines that programs put over them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from analyser.formats.reading.dates import find_day
from analyser.formats.reading.found import RawDocument
from analyser.lexicons import load_table

MOST_MESSAGES = 200
BLOCK_LINES = 12
WROTE_LINES = 3
QUOTE_MARKS = re.compile(r"(?:>[ ]?)*")
ENOUGH_WORDS = 25
"""Letters and digits of a quoted message, from which equal words are no chance."""
REPEATED = "{} earlier message(s) that e-mails quote are on file by themselves and were not read twice"


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier message: ``text`` with the lines that head it, ``body`` without them, ``date`` as written there."""

    text: str = field(repr=False)
    body: str = field(repr=False)
    date: str
    sender: str = field(default="", repr=False)
    subject: str = field(default="", repr=False)


@dataclass(slots=True)
class _Message:
    head: list[str]
    values: Mapping[str, str]
    lines: list[str] = field(default_factory=list)


def split_history(body: str) -> tuple[str, tuple[Earlier, ...]]:
    """Return a mail's own words and the earlier messages in the order in which they stand.

    An earlier message begins with a block of From, Sent and To lines, or with a line such as "On 3 March 2008, Jo wrote:", that names a day
    that can be read. What follows belongs to it, without the quotation marks (">") of its level; words at the level of the answer
    belong to the answer. Quotations that no day heads stay where they are.
    """
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    own = _Message([], {})
    messages: list[_Message] = []
    by_level = {0: own}
    at = 0
    while at < len(lines):
        level, _ = _level(lines[at])
        start = _block(lines, at) or _wrote(lines, at)
        if start and len(messages) < MOST_MESSAGES:
            n_lines, values = start
            following = next((_level(line)[0] for line in lines[at + n_lines :] if line.strip(" >")), level)
            deeper = "wrote" in values and following > level
            message = _Message([_unquoted(line, level) for line in lines[at : at + n_lines]], values)
            messages.append(message)
            by_level = {known: other for known, other in by_level.items() if known < level + deeper} | {level + deeper: message}
            at += n_lines
            continue
        owner = max((known for known in by_level if known <= level), default=0)
        by_level[owner].lines.append(_unquoted(lines[at], owner))
        at += 1
    return "\n".join(own.lines), tuple(map(_earlier, messages))


def without_repeats(raws: Iterable[RawDocument]) -> list[RawDocument]:
    """Return the documents of a case without quoted messages whose words an e-mail of the same day has, or an earlier quotation.

    Replies quote one another: of a thread of ten mails the first would be read ten times. A few words ("Yes, please.") are never taken for
    those of a longer mail.
    """
    documents = list(raws)
    if not any(raw.quoted for raw in documents):
        return documents
    originals: dict[str, list[str]] = {}
    for raw in documents:
        if raw.written_on and raw.type and not raw.quoted:
            originals.setdefault(raw.written_on.isoformat(), []).append(_squashed(raw.text))
    seen: set[tuple[str, str]] = set()
    kept: list[RawDocument] = []
    for raw in documents:
        day, words = raw.fields.get("date", ""), _squashed(raw.quoted)
        on_file = len(words) >= ENOUGH_WORDS and any(words in original for original in originals.get(day, ()))
        if raw.quoted and (on_file or (day, words) in seen):
            continue
        seen |= {(day, words)} if raw.quoted else set()
        kept.append(raw)
    n_repeats = len(documents) - len(kept)
    if n_repeats:
        place = next(index for index, raw in enumerate(kept) if raw.type)
        kept[place] = replace(kept[place], remarks=(*kept[place].remarks, REPEATED.format(n_repeats)))
    return kept


def _squashed(text: str) -> str:
    return "".join(re.findall(r"[^\W_]+", text.casefold()))


def _level(line: str) -> tuple[int, str]:
    """Return how many quotation marks a line begins with, and the rest of it."""
    marks = QUOTE_MARKS.match(line)
    length = marks.end() if marks else 0
    return line[:length].count(">"), line[length:]


def _unquoted(line: str, level: int) -> str:
    """Return a line without the quotation marks of its message's level."""
    return re.sub(rf"^(?:>[ ]?){{0,{level}}}", "", line) if level else line


@cache
def _words() -> tuple[dict[str, str], re.Pattern[str], re.Pattern[str]]:
    table = load_table("taxonomies/stated_details")["mail_history"]
    labels = {label: name for name in ("from", "when", "to", "subject") for label in table[name]}
    rule = re.compile(rf"(?i)[\s\-_*=>]*(?:{'|'.join(map(re.escape, table['separators']))})[\s\-_*=:]*|[-_*=]{{8,}}\s*")
    return labels, rule, re.compile(table["wrote"], re.IGNORECASE)


def _block(lines: list[str], at: int) -> tuple[int, dict[str, str]] | None:
    """Return the number of lines of a header block that begins here, a rule above it counted, and its values; ``None`` where none begins."""
    labels, rule, _ = _words()
    level, first = _level(lines[at])
    n_lines = 0
    if first.strip() and rule.fullmatch(first):
        n_lines = 1
        while at + n_lines < len(lines) and n_lines < 4 and not _level(lines[at + n_lines])[1].strip():
            n_lines += 1
    values: dict[str, str] = {}
    last = ""
    for line in lines[at + n_lines : at + n_lines + BLOCK_LINES]:
        depth, words = _level(line)
        label, colon, value = words.replace("*", "").strip().partition(":")
        name = labels.get(label.strip().casefold()) if colon else None
        if depth != level or not words.strip() or (not name and (not last or not words[:1].isspace())):
            break
        if not values and name != "from":
            return None
        last = name or last
        values[last] = f"{values.get(last, '')} {value if name else words}".strip()
        n_lines += 1
    dated = "when" in values and find_day(values["when"]) is not None
    return (n_lines, values) if dated and len(values) > 2 else None


def _wrote(lines: list[str], at: int) -> tuple[int, dict[str, str]] | None:
    """Return the lines of "On 3 March 2008 at 09:12, Jo wrote:" that begin here, with the values."""
    pattern = _words()[2]
    level, words = _level(lines[at])
    if words[:2].casefold() != "on":
        return None
    for n_lines in range(1, WROTE_LINES + 1):
        if at + n_lines > len(lines) or any(_level(line)[0] != level for line in lines[at : at + n_lines]):
            return None
        joined = " ".join(_level(line)[1].strip() for line in lines[at : at + n_lines])
        found = pattern.fullmatch(joined)
        if found and find_day(found["when"]):
            return n_lines, {"when": found["when"], "from": found["from"], "wrote": "yes"}
    return None


def _earlier(message: _Message) -> Earlier:
    values = message.values
    day = find_day(values["when"])
    body = "\n".join(message.lines).strip()
    return Earlier(
        text="\n".join([*message.head, *message.lines]).strip(),
        body=body,
        date=day.day.isoformat() if day and not day.month_first else values["when"],
        sender=values.get("from", "").replace('"', ""),
        subject=values.get("subject", ""),
    )
