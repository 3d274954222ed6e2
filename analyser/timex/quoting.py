"""Quoted messages, which have their own day of writing: "On 3 March he wrote: …", "Sent:" lines, dictated letters."""

import re

from analyser.lexicons import load_table
from analyser.timex.expression import Found
from analyser.timex.placing import Placed
from analyser.timex.reader import Reader
from analyser.timex.story import Story

QUOTE_REACH = 160
QUOTE_LIMIT = 3000
DICTATED_END = 10**9
QUOTE_MARKS = {'"': '"', "“": "”", "‘": "’", "'": "' "}
QUOTE_HEAD = re.compile(r"[^\n\"“”‘.]{0,40}[:,]?\s*([\"“‘]|(?<=[:,] )')")
LETTER_HEAD = re.compile(r"[.,]?\s*(?:Dear|Sir|Madam|To|Hi|Hello)\b")
MESSAGES = re.compile(load_table("lexicons/timex_context")["figures"]["messages"])
SENT = re.compile(r"(?i)[>\s]*(?:sent|date)\s*:\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?")
FROM = re.compile(r"(?im)^[>\s]*from\s*:")
WROTE = re.compile(r"(?i)[^\n]{0,100}\bwrote:")


def quote_end(found: Found, reader: Reader) -> int | None:
    """Return where the quoted words end that a dated message heads; ``None`` if the date heads none."""
    text = reader.text
    before = text[max(0, found.start - QUOTE_REACH) : found.start]
    opened = text[found.start - 1 : found.start] in QUOTE_MARKS and found.start > 0 and LETTER_HEAD.match(text, found.end)
    if opened:
        mark, start = text[found.start - 1], found.end
    else:
        head = QUOTE_HEAD.match(text, found.end)
        if not head or not (MESSAGES.search(before) or MESSAGES.search(head.group())):
            return DICTATED_END if before.lower().rstrip().endswith("dictated") and found.first.year is not None else None
        mark, start = head[1], head.end()
    closing = text.find(QUOTE_MARKS[mark], start, start + QUOTE_LIMIT)
    return closing if closing >= 0 else min(len(text), start + QUOTE_LIMIT)


def heads_quote(found: Found, placed: Placed, reader: Reader, story: Story) -> None:
    """Anchor what follows on the date of a quoted message: a "Sent:" line beside a "From:" line, or "On …, … wrote:"."""
    if placed.grain != "day" or found.last is not None or (story.quote_until is not None and story.quote_until < DICTATED_END):
        return
    closing = quote_end(found, reader)
    if closing is not None:
        story.quoted_on, story.quote_until = placed.first(), closing
        return
    if found.first.year is None:
        return
    line_start = reader.text.rfind("\n", 0, found.start) + 1
    before, after = reader.text[line_start : found.start], reader.text[found.end : found.end + QUOTE_REACH]
    around = reader.text[max(0, line_start - QUOTE_REACH) : found.end + QUOTE_REACH]
    if (SENT.fullmatch(before) and FROM.search(around)) or (before.strip("> ").lower() in {"on", ""} and WROTE.match(after)):
        day = placed.first()
        story.quoted_on = None if day == story.written_on else day
