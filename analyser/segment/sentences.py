"""Cut a text into sentences, bullets, headings and form lines."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from analyser.domain.text import Sentence, SentenceKind, Span
from analyser.segment.lines import Line, LineKind, heading_before_text, is_answered_question, read_lines
from analyser.segment.rules import Rules, segmentation_rules
from analyser.segment.stops import sentence_ends, writes_small

_KINDS = {LineKind.HEADING: SentenceKind.HEADING, LineKind.FORM: SentenceKind.FORM_LINE, LineKind.BULLET: SentenceKind.BULLET}


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of a text in order; they do not overlap and together cover all that is not white space.

    A heading, a bullet and a line of a form or table are one sentence each (``annotation/guidelines/SPEC.md``); hard-wrapped
    lines are read as one paragraph. Spans are half-open code points without outer white space; no text gives no
    sentences. Time is linear in the length of the text.
    """
    rules = segmentation_rules()
    sentences: list[Sentence] = []
    heading: Span | None = None
    for start, end, kind in _pieces(text, rules):
        span = _trimmed(text, start, end)
        if span is None:
            continue
        if kind is SentenceKind.HEADING:
            heading = span
            sentences.append(Sentence(span, kind))
        else:
            sentences.append(Sentence(span, kind, heading))
    return tuple(sentences)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    right = start + len(words.rstrip())
    return Span(left, right) if left < right else None


def _pieces(text: str, rules: Rules) -> Iterator[tuple[int, int, SentenceKind]]:
    small = writes_small(text)
    for block in _blocks(text, read_lines(text, rules), rules, small=small):
        first, end = block[0], block[-1].end
        if first.kind in (LineKind.HEADING, LineKind.FORM):
            yield first.start, end, _KINDS[first.kind]
        elif first.kind is LineKind.BULLET and len(text[first.start : end].split()) <= rules.limits.bullet_words:
            yield first.start, end, SentenceKind.BULLET
        else:
            yield from _running_text(text, first, end, rules, small=small)


def _running_text(text: str, first: Line, end: int, rules: Rules, *, small: bool) -> Iterator[tuple[int, int, SentenceKind]]:
    """Sentences of a paragraph; a bullet cut like prose keeps its mark with its first sentence."""
    start, kind = first.start, _KINDS.get(first.kind, SentenceKind.PROSE)
    heading_end = heading_before_text(text, first, rules)
    if heading_end is not None:
        yield start, heading_end, SentenceKind.HEADING
        start = heading_end
    elif is_answered_question(text, start, end, rules):
        yield start, end, SentenceKind.FORM_LINE
        return
    for cut in [*sentence_ends(text, max(start, first.body), end, rules, small=small), end]:
        yield start, cut, kind
        start = cut


def _blocks(text: str, lines: Sequence[Line], rules: Rules, *, small: bool) -> Iterator[list[Line]]:
    """Lines that belong together: a paragraph or bullet with its hard-wrapped lines, or one line by itself."""
    width = None if small else _wrap_width(text, lines, rules)
    block: list[Line] = []
    for line in lines:
        if (
            block
            and line.kind is LineKind.PROSE
            and block[-1].kind in (LineKind.PROSE, LineKind.BULLET)
            and _goes_on(text, block[-1], line, width, rules, small=small)
        ):
            block.append(line)
            continue
        if block:
            yield block
        block = [line] if line.kind is not LineKind.BLANK else []
    if block:
        yield block


def _starts_small(text: str, line: Line) -> bool:
    return text[line.start].islower()


def _wrap_width(text: str, lines: Sequence[Line], rules: Rules) -> int | None:
    """The width at which the whole text is wrapped; ``None`` unless several lines go on with a small letter and none is longer."""
    pairs = [(before, line) for before, line in pairwise(lines) if before.kind in (LineKind.PROSE, LineKind.BULLET) and line.kind is LineKind.PROSE]
    widest = max((line.width for line in lines if line.kind in (LineKind.PROSE, LineKind.BULLET)), default=0)
    carried = sum(before.width >= rules.limits.carry_on_least and _starts_small(text, line) for before, line in pairs)
    return widest if carried > 1 and rules.limits.wrap_least <= widest <= rules.limits.wrap_most else None


def _goes_on(text: str, before: Line, line: Line, width: int | None, rules: Rules, *, small: bool) -> bool:
    """Whether a line carries on the one before it; its small first letter says so only in a text that begins sentences with capitals."""
    last = text[before.start : before.end].rsplit(maxsplit=1)[-1].casefold()
    first = text[line.start : line.end].split(maxsplit=1)[0]
    if width is not None and before.width + 1 + len(first) > width:
        return True
    if text[before.end - 1] in ".!?:;":
        return False
    if small or before.width < rules.limits.carry_on_least:
        return _starts_small(text, line) and last in rules.joining
    return _starts_small(text, line) or last in rules.joining
