"""What the story keeps of a date once it is placed, for the dates that count from it."""

from datetime import time

from analyser.domain.dates import Anchor
from analyser.timex.expression import Found
from analyser.timex.placing import Placed
from analyser.timex.placing_ranges import bounds_of_end, stated
from analyser.timex.story import Mention, Story

DETOUR_YEARS = 8
OPENING_REACH = 120


def is_detour(story: Story, mention: Mention) -> bool:
    """Whether a date named in a history lies so far from the thread of the story that the thread goes on without it."""
    if not story.narrates or story.mention is None or not mention.stated_year:
        return False
    if abs(mention.first.year - story.mention.first.year) <= DETOUR_YEARS:
        return False
    return story.pending is None or abs(story.pending.first.year - mention.first.year) > 3


def remember(found: Found, placed: Placed, story: Story) -> None:
    """Let the story know the date just named."""
    first, last = placed.first(), placed.last()
    if found.last is not None:
        first = last
    point = found.last or found.first
    if found.last is not None and "/" in placed.value:
        first, last = bounds_of_end(placed)
    mention = Mention(
        first, last, placed.grain, found.end, story.paragraph, stated_year=stated(point) or placed.anchor is Anchor.NARRATIVE, sentence=story.sentence
    )
    if story.narrates and placed.anchor is Anchor.DOCUMENT and story.mention is not None:
        return
    if not story.narrates and found.opening is not None and placed.grain != "day" and story.mention is not None:
        return
    finer = story.mention is not None and story.mention.grain != "year" and story.mention.paragraph == mention.paragraph
    if story.narrates and mention.grain == "year" and finer:
        return
    if not story.narrates and found.first.rule == "day_word" and found.first.amount == 0:
        return
    if is_detour(story, mention):
        story.pending = mention
    else:
        story.mention, story.pending = mention, None
    if placed.grain == "day" and found.last is None and found.opening is None:
        if story.day is None and found.start < OPENING_REACH:
            story.opened_on = mention.first
        story.day = mention
        if found.first.has_clock:
            story.clock = time.fromisoformat(placed.value[11:16])
