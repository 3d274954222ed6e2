"""Place a range: each end takes from the other what it lacks; an open range keeps one side."""

from datetime import date

from analyser.timex.expression import Found, Point
from analyser.timex.placing import ONE_DAY, Placed, Unplaced, a_day
from analyser.timex.resolve import resolve
from analyser.timex.story import Mention, Story
from analyser.timex.values import DAY, SCHOOL_YEAR, interval


def open_value(value: str, opening: str | None) -> str:
    """Return a value with one side left open."""
    first, _, last = value.partition("/")
    if opening == "since":
        return f"{strip_time(first)}/"
    return f"/{strip_time(last or first)}"


def strip_time(value: str) -> str:
    """Return a value without its time of day."""
    return value[:10] if DAY.fullmatch(value) else value


def place_range(found: Found, story: Story, ahead: float) -> Placed:
    """Return the place of a range; an end that lacks a year takes it from the other."""
    first, last = found.first, found.last
    if last is None:
        raise Unplaced
    if "before_last" in first.flags:
        end = resolve(last, story, ahead)
        day = end.first()
        back = (day.weekday() - (first.weekday or 0)) % 7
        return Placed(f"{date.fromordinal(day.toordinal() - back).isoformat()}/{day.isoformat()}", "week", end.anchor, end.anchored_on)
    if stated(first) and not stated(last):
        begin = resolve(first, story, ahead)
        end = resolve(last, anchored_story(story, begin), ahead)
    else:
        end = resolve(last, story, ahead)
        free = not stated(first) and first.base is None and first.shift is None
        begin = resolve(first, anchored_story(story, end), ahead) if free else resolve(first, story, ahead)
        if begin.first() > end.last() and first.year is None and first.month is not None:
            begin = Placed(str(int(begin.value[:4]) - 1).zfill(4) + begin.value[4:], begin.grain, begin.anchor, begin.anchored_on)
    if first.weekday is not None and last.rule == "weekday" and last.shift is None and last.day is None and begin.first() > end.last():
        end = a_day(begin.first() + ((last.weekday or 0) - begin.first().weekday()) % 7 * ONE_DAY, (begin.first(), begin.anchor))
    if begin.first() > end.last() and not stated(last):
        end = resolve(last, anchored_story(story, begin), ahead)
    start_value, end_value = begin.value.split("/")[0], end.value.split("/")[-1]
    if len(start_value) == 4 and len(end_value) == 4 and int(end_value) == int(start_value) + 1:
        start_value, end_value = f"{start_value}-01", f"{end_value}-12"
    value = f"{strip_time(start_value)}/{strip_time(end_value)}"
    interval(value)
    return Placed(value, begin.grain, end.anchor, end.anchored_on)


def stated(point: Point) -> bool:
    """Whether a point needs no anchor."""
    return point.year is not None or point.school_year is not None


def anchored_story(story: Story, placed: Placed) -> Story:
    """Return a story that stands at a place, for the other end of a range."""
    mention = Mention(
        placed.first(), placed.last(), placed.grain if placed.grain != "year" else "year", story.position, story.paragraph, stated_year=True
    )
    return Story(
        story.written_on,
        story.births,
        narrates=True,
        quoted_on=None,
        paragraph=story.paragraph,
        position=story.position,
        mention=mention,
        day=mention,
    )


def bounds_of_end(placed: Placed) -> tuple[date, date]:
    """Return first and last day of the second end of a range."""
    covered = interval(placed.value.split("/")[1]) if not SCHOOL_YEAR.fullmatch(placed.value) else interval(placed.value)
    return covered.earliest or placed.first(), covered.latest or placed.last()
