"""Where sentences end inside running text."""

import re
from collections.abc import Iterator

from analyser.segment.rules import Rules

_WORD = re.compile(r"[^\W\d_](?:[\w'’]{0,30})")
_ENUMERATOR = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,2}){0,3}|[A-Za-z]|[ivxIVX]{1,5})\)?")
_INITIALS = re.compile(r"(?:[A-Z]\.)?[A-Z]")
_AFTER_STOP = re.compile(r"[.!?]\s+([^\W\d_])")
_WIDEST_TOKEN = 30


def writes_small(text: str) -> bool:
    """Return whether a text begins its sentences with small letters: its first letter is small, and so are most after a stop."""
    first = next((character for character in text if character.isalpha()), "")
    openings = _AFTER_STOP.findall(text) if first.islower() else []
    return first.islower() and 2 * sum(map(str.islower, openings)) >= len(openings)


def sentence_ends(text: str, start: int, end: int, rules: Rules, *, small: bool = False) -> Iterator[int]:
    """Yield, in order, the offsets in ``text[start:end]`` at which a sentence ends and another follows; not ``end`` itself.

    A stop takes its closing quotes and brackets with it. ``small`` says that sentences begin with small letters throughout
    (``writes_small``); otherwise few words are trusted to. Time is linear in the length of the stretch.
    """
    begin = start
    for match in rules.stop.finditer(text, start, end):
        stop_end = match.end()
        if stop_end < end and not text[stop_end].isspace():
            if _lacks_its_space(text, match, end):
                yield stop_end
                begin = stop_end
            continue
        following = _skip_space(text, stop_end, end)
        if following >= end:
            return
        if _ends_here(text, begin, match, following, end, rules, small):
            yield stop_end
            begin = following


def _skip_space(text: str, position: int, end: int) -> int:
    while position < end and text[position].isspace():
        position += 1
    return position


def _token_before(text: str, begin: int, position: int) -> str:
    """The word that the stop hangs on, without opening marks; at most 30 code points of it."""
    start = position
    while start > max(begin, position - _WIDEST_TOKEN) and not text[start - 1].isspace():
        start -= 1
    return text[start:position].lstrip("\"'“‘«([{/-–—")


def _lacks_its_space(text: str, match: re.Match[str], end: int) -> bool:
    """Whether two sentences were typed without a space between them ("chased.Mum rang"), and it is no address or file name."""
    position, stop = match.end(), match.start()
    if match.group()[0] not in ".!?" or len(match.group()) != 1:
        return False
    before, after = text[max(0, stop - 3) : stop], text[position : min(end, position + 2)]
    if not (len(before) == 3 and before.isalpha() and before.islower() and after[:1].isupper() and (after[1:].islower() or after == "I ")):
        return False
    token = _token_before(text, 0, stop)
    tail = text[position : min(end, position + _WIDEST_TOKEN)].split(maxsplit=1)[0]
    return not any(mark in token + tail for mark in "@/\\_.")


def _ends_here(text: str, begin: int, match: re.Match[str], following: int, end: int, rules: Rules, small: bool) -> bool:
    mark = match.group()
    before = _token_before(text, begin, match.start())
    if mark[0] == "?" and not before:
        return False
    if mark == "." and _is_enumerator(text, begin, match.start(), before):
        return False
    start = following
    while start < end and text[start] in rules.openers:
        start += 1
    word = _WORD.match(text, start, end)
    name = word.group() if word else ""
    known = before.casefold()
    if mark == "." and known in rules.never_end:
        return False
    if not name:
        goes_on = start < end and text[start] == "."  # an ellipsis of spaced stops
        return not goes_on and (mark != "." or not _is_abbreviated(known, rules))
    if name[0].islower():
        return _starts_small(mark, known, name, rules, small)
    return mark != "." or _starts_with_capital(before, name.casefold(), rules)


def _is_enumerator(text: str, begin: int, stop: int, before: str) -> bool:
    """Whether the stop belongs to the number of a list, at the beginning of the sentence or after a colon."""
    if stop - begin <= len("(100.10.10)") and _ENUMERATOR.fullmatch(text[begin:stop].strip()):
        return True
    return before.isdigit() and text[max(begin, stop - len(before) - 2) : stop - len(before)].rstrip() in (":", ";")


def _is_abbreviated(before: str, rules: Rules) -> bool:
    """Whether a figure or a sign such as "§" after the stop goes on with it."""
    dotted = "." in before and not before[0].isdigit()
    return dotted or before in rules.before_number or before in rules.may_end


def _starts_small(mark: str, before: str, name: str, rules: Rules, small: bool) -> bool:
    """A small letter begins a sentence only where the word is trusted to and the stop hangs on a whole word."""
    if mark[0] == "…" or mark.startswith("..") or len(mark) > 1:
        return False
    if not (small or name in rules.small_starters) or len(before) < (2 if small else 3) or "." in before:
        return False
    return before not in rules.may_end and before not in rules.before_number


def _starts_with_capital(before: str, name: str, rules: Rules) -> bool:
    """After a plain stop: a capital begins a sentence unless it goes on with a name or a date."""
    if _INITIALS.fullmatch(before):
        return name in rules.starters
    if before.casefold() in rules.may_end or ("." in before.strip(".") and not before[0].isdigit()):
        return name not in rules.calendar
    return True
