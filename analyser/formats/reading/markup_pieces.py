"""HTML cut into tags and text, in time proportional to its length, whatever it holds.

The standard library's parser tries unfinished tags again and again: 200 KB of them take it half a minute.
"""

import re
from collections.abc import Iterator

TAG = re.compile(r"</?[a-zA-Z][^\s/>]*")
TAG_PART = re.compile(r">|=\s{0,20}[\"']")
RAW_TEXT = frozenset(("script", "style", "xmp", "iframe", "noembed"))
"""Elements whose content is no mark-up up to their end tag."""


def pieces(markup: str) -> Iterator[tuple[str, str, str]]:
    """Yield the pieces in order, each with its kind, the name of its tag, and as written: ``start``, ``end``, or ``data`` with its entities.

    Comments, declarations and processing instructions are left out; one that nothing closes is text without its opening mark, and a tag
    that nothing closes is text.
    """
    at = 0
    open_comments = False
    while (opening := markup.find("<", at)) >= 0:
        if opening > at:
            yield "data", "", markup[at:opening]
        if markup.startswith("<!--", opening) and not open_comments:
            closing = markup.find("-->", opening + 4)
            open_comments = closing < 0
            at = opening + 4 if open_comments else closing + 3
        elif markup.startswith(("<!", "<?"), opening):
            closing = -1 if markup.startswith("<!--", opening) else markup.find(">", opening)
            at = opening + (4 if markup.startswith("<!--", opening) else 2) if closing < 0 else closing + 1
        else:
            tag = TAG.match(markup, opening)
            closing = _end_of_tag(markup, tag.end()) if tag else -1
            if tag is None or closing < 0:
                if tag and markup.find(">", opening) < 0:  # nor does anything close the tags that follow
                    break
                yield "data", "", "<"
                at = opening + 1
                continue
            is_end, name = tag.group()[1] == "/", tag.group().strip("</").lower()
            yield "end" if is_end else "start", name, markup[opening:closing]
            at = closing if is_end else _after_raw_text(markup, name, closing)
    if at < len(markup):
        yield "data", "", markup[at:]


def _end_of_tag(markup: str, at: int) -> int:
    """Return where a tag ends, quoted values passed over; a quotation mark that never closes is none. -1 when it does not end."""
    first = at
    while part := TAG_PART.search(markup, at):
        if part.group() == ">":
            return part.end()
        closing = markup.find(part.group()[-1], part.end())
        if closing < 0:
            break
        at = closing + 1
    return markup.find(">", first) + 1 or -1


def _after_raw_text(markup: str, name: str, at: int) -> int:
    """Return where reading goes on after a tag: at the end tag of a script, which is no mark-up inside."""
    if name not in RAW_TEXT:
        return at
    closing = re.compile(rf"(?i)</{name}").search(markup, at)
    return closing.start() if closing else len(markup)
