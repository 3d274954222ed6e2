"""Place weekdays and days of the month that stand alone."""

from datetime import date

from analyser.domain.dates import Anchor
from analyser.timex.expression import Point
from analyser.timex.placing import AHEAD, ONE_DAY, SATURDAY, Placed, Unplaced, a_day, speech_of
from analyser.timex.placing_units import place_unit
from analyser.timex.story import Story
from analyser.timex.values import add_months


def place_weekday(point: Point, story: Story, ahead: float, opening: str | None) -> Placed:
    """Place a day of the week."""
    weekday = point.weekday or 0
    if point.day is not None:
        return place_weekday_and_day(point, story, ahead)
    if point.unit == "week" and point.amount is None:
        week = place_unit(Point("week", unit="week", shift=point.shift), story, ahead)
        return a_day(week.first() + weekday * ONE_DAY, (week.anchored_on or week.first(), week.anchor))
    told = weekday_of_story(point, story, opening)
    return told or weekday_of_speech(point, story, ahead)


def weekday_of_story(point: Point, story: Story, opening: str | None) -> Placed | None:
    """Place a weekday by the date last mentioned ("the Monday before"); ``None`` where it does not point back into the story."""
    weekday, shift = point.weekday or 0, point.shift
    back_in_story = (point.definite and shift is None) or shift in {"following", "preceding", "same", "that"} or (story.narrates and shift is None)
    mention = story.mention
    if not back_in_story or mention is None or mention.grain not in {"day", "week"}:
        return None
    if mention.paragraph < story.paragraph - 1 and not story.narrates:
        return None
    reference = mention.last if mention.grain == "day" else mention.first
    anchor = (reference, Anchor.NARRATIVE)
    forward = (weekday - reference.weekday()) % 7
    if shift == "following" or opening == "until":
        return a_day(reference + (forward or 7) * ONE_DAY, anchor)
    if shift == "preceding":
        return a_day(reference - ((-forward % 7) or 7) * ONE_DAY, anchor)
    if opening == "since":
        return a_day(reference - (-forward % 7) * ONE_DAY, anchor)
    return a_day(reference + (forward if forward <= 3 else forward - 7) * ONE_DAY, anchor)


def weekday_of_speech(point: Point, story: Story, ahead: float) -> Placed:
    """Place a weekday by the day of writing: "last Friday", "next Tuesday", "Friday week", "Friday"."""
    weekday, shift = point.weekday or 0, point.shift
    on, which = speech_of(story)
    anchor = (on, which)
    forward = (weekday - on.weekday()) % 7
    if point.rule == "weekday_week":
        return a_day(on + ((forward or 7) + 7 * int(point.amount or 1)) * ONE_DAY, anchor)
    if shift == "counted":
        count = int(point.amount or 1)
        first = on + (forward or 7) * ONE_DAY if count > 0 else on - ((on.weekday() - weekday) % 7 or 7) * ONE_DAY
        return a_day(first + 7 * (count - (1 if count > 0 else -1)) * ONE_DAY, anchor)
    if shift == "last":
        back = (on.weekday() - weekday) % 7 or 7
        week_before = point.rule == "weekday" and 1 <= back < on.weekday() + 1 and on.weekday() < SATURDAY and "post" not in point.flags
        return a_day(on - (back + (7 if week_before else 0)) * ONE_DAY, anchor)
    if shift == "next" and "upcoming" in point.flags:
        return a_day(on + (forward or 7) * ONE_DAY, anchor)
    if shift == "next":
        return a_day(on + (7 - on.weekday() + weekday) * ONE_DAY, anchor)
    if shift == "after_next":
        return a_day(on + ((forward or 7) + 7) * ONE_DAY, anchor)
    if shift == "ahead":
        return a_day(on + (forward or 7) * ONE_DAY, anchor)
    if shift == "this":
        return a_day(on + (weekday - on.weekday()) * ONE_DAY, anchor)
    if shift == "following":
        return a_day(on + (forward or 7) * ONE_DAY, anchor)
    if ahead > AHEAD:
        return a_day(on + (forward or 7) * ONE_DAY, anchor)
    return a_day(on - (-forward % 7) * ONE_DAY, anchor)


def place_weekday_and_day(point: Point, story: Story, ahead: float) -> Placed:
    """Place "Mon 9": a month near the anchor in which the day of the month falls on the weekday."""
    anchor = near_anchor(story)
    found = []
    for months in range(-6, 7):
        first = add_months(anchor[0].replace(day=1), months)
        try:
            day = first.replace(day=point.day or 1)
        except ValueError:
            continue
        if day.weekday() == point.weekday:
            found.append(day)
    if not found:
        raise Unplaced
    behind = [day for day in found if day <= anchor[0]]
    before = [day for day in found if day > anchor[0]]
    if ahead > AHEAD and before:
        return a_day(before[0], anchor)
    nearest = min(found, key=lambda day: (abs((day - anchor[0]).days), day))
    if abs((nearest - anchor[0]).days) <= 31 or not behind:
        return a_day(nearest, anchor)
    return a_day(behind[-1], anchor)


def near_anchor(story: Story) -> tuple[date, Anchor]:
    """Return the day that a day of the month is nearest to."""
    if story.mention and (
        story.tells_of_other_years()
        or (story.mention.paragraph == story.paragraph and story.mention.grain in {"day", "month"} and story.mention.stated_year)
    ):
        return story.mention.first, Anchor.NARRATIVE
    return speech_of(story)


def place_day_of_month(point: Point, story: Story, ahead: float) -> Placed:
    """Place "the 12th"."""
    anchor = near_anchor(story)
    candidates = []
    for months in (-2, -1, 0, 1, 2):
        first = add_months(anchor[0].replace(day=1), months)
        try:
            candidates.append(first.replace(day=point.day or 1))
        except ValueError:
            continue
    if anchor[1] is Anchor.NARRATIVE:
        same = [day for day in candidates if (day.year, day.month) == (anchor[0].year, anchor[0].month)]
        return a_day(same[0] if same else candidates[0], anchor)
    behind = [day for day in candidates if day <= anchor[0]]
    before = [day for day in candidates if day > anchor[0]]
    soon = before and (before[0] - anchor[0]).days <= 10 and (anchor[0] - behind[-1]).days >= 20 and ahead > -0.3
    if before and (ahead > AHEAD or soon):
        return a_day(before[0], anchor)
    return a_day(behind[-1], anchor)
