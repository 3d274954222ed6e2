"""Place "last week", "this term", "two weeks ago" and "the last six weeks"."""

from datetime import date, datetime, timedelta

from analyser.domain.dates import Anchor
from analyser.timex.expression import Point
from analyser.timex.placing import AHEAD, ONE_DAY, SATURDAY, Placed, Unplaced, a_day, move, moved, reference_of, speech_of, years_around
from analyser.timex.story import Mention, Story
from analyser.timex.values import add_months, bounds, week_value


def place_weekend(point: Point, story: Story, ahead: float) -> Placed:
    """Place "the weekend"."""
    on, which = speech_of(story)
    weeks = 0 if on.weekday() >= 5 or ahead > AHEAD else -1
    return Placed(week_value(on + 7 * weeks * ONE_DAY, weekend=True), "week", which, on)


STEPS = {"after_next": 2, "before_last": -2, "last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "same": 0, "that": 0}


TERM_ORDER = ("TS", "TU", "TA")


def base_of_unit(point: Point, story: Story, step: int) -> tuple[date, tuple[date, Anchor]]:
    """Return the day that a unit is moved from: the date last mentioned where the words point back into the story, else that of writing."""
    unit, shift = point.unit or "day", point.shift or "this"
    pointing = shift in {"following", "same", "that"} and point.rule != "definite_unit"
    moving = (point.definite or unit == "day") and shift in {"next", "last", "previous", "following", "same", "that"}
    back_in_story = shift in {"following", "same", "that", "previous"} or moving
    mention = story.mention
    if unit == "day" and shift in {"same", "that"} and mention is not None and mention.grain != "day":
        mention = story.day or mention
    beside = mention is not None and mention.paragraph == story.paragraph and moving and point.rule != "definite_unit"
    if mention is None or not back_in_story or not (story.narrates or pointing or beside):
        anchor = speech_of(story)
        return anchor[0], anchor
    if mention.grain == "year" and unit in {"day", "week", "month"}:
        raise Unplaced
    return (mention.last if step > 0 else mention.first), (mention.first, Anchor.NARRATIVE)


def place_unit(point: Point, story: Story, ahead: float) -> Placed:
    """Place "last week", "this term", "the following year"."""
    unit, step = point.unit or "day", STEPS.get(point.shift or "this", 0)
    base, anchor = base_of_unit(point, story, step)
    if unit in {"day", "night"}:
        placed = a_day(base + step * ONE_DAY, anchor)
        return Placed(f"{placed.value}TNI", "day", anchor[1], anchor[0]) if unit == "night" else placed
    if unit == "fortnight" and point.shift in {"last", "next"}:
        return place_stretch(Point("shifted_amount", unit=unit, amount=1.0, shift=point.shift), story)
    if unit in {"week", "fortnight"}:
        return Placed(week_value(base + 7 * step * ONE_DAY), "week", anchor[1], anchor[0])
    if unit == "weekend":
        return Placed(week_value(base + 7 * step * ONE_DAY, weekend=True), "week", anchor[1], anchor[0])
    if unit == "month":
        month = add_months(base.replace(day=1), step)
        return Placed(f"{month.year:04d}-{month.month:02d}", "month", anchor[1], anchor[0])
    if unit == "quarter":
        month = add_months(base.replace(day=1), 3 * step)
        return Placed(f"{month.year:04d}-Q{(month.month + 2) // 3}", "season", anchor[1], anchor[0])
    if unit == "year":
        return Placed(f"{base.year + step:04d}", "year", anchor[1], anchor[0])
    if unit == "decade":
        return Placed(f"{base.year // 10 + step:03d}", "year", anchor[1], anchor[0])
    if unit == "school_year":
        year = base.year - (1 if base.month < 9 else 0) + step
        return Placed(f"{year:04d}/{year + 1:04d}", "year", anchor[1], anchor[0])
    if unit == "financial_year":
        year = base.year - (1 if base.month < 4 else 0) + step
        return Placed(f"{year:04d}-04/{year + 1:04d}-03", "year", anchor[1], anchor[0])
    if unit == "term":
        return place_term(base, step, anchor)
    raise Unplaced


def place_term(base: date, step: int, anchor: tuple[date, Anchor]) -> Placed:
    """Return the school term so many terms from a day."""
    terms = [f"{year:04d}-{code}" for year in years_around(base) for code in TERM_ORDER]
    now = 0
    for n, value in enumerate(terms):
        if bounds(value)[0] <= base:
            now = n
    return Placed(terms[now + step], "season", anchor[1], anchor[0])


def place_counted(point: Point, story: Story) -> Placed:
    """Place "two weeks ago", "three days later", "in a month", "tomorrow"."""
    unit, amount = point.unit or "day", point.amount or 0.0
    if point.base == "reference":
        mention, anchor = reference_of(story)
        far = point.part is not None and amount == 0 and not story.narrates and mention.paragraph < story.paragraph - 1
        bare_same = point.rule == "shifted_part" and not point.definite and mention.paragraph < story.paragraph
        if bare_same and story.opened_lately():
            anchor = (story.opened_on or mention.first, Anchor.NARRATIVE)
            mention = Mention(anchor[0], anchor[0], "day", 0, 0, stated_year=False)
        elif far and story.spoken_on is not None:
            anchor = speech_of(story)
            mention = Mention(anchor[0], anchor[0], "day", 0, 0, stated_year=False)
        if point.part is not None and mention.grain != "day":
            if story.day is not None and story.day.paragraph == story.paragraph:
                mention, anchor = story.day, (story.day.first, Anchor.NARRATIVE)
            else:
                anchor = speech_of(story)
                mention = Mention(anchor[0], anchor[0], "day", 0, 0, stated_year=False)
        if mention.grain in {"year", "season"} and unit in {"day", "week", "fortnight", "month", "hour", "minute"}:
            raise Unplaced
        if mention.grain == "month" and unit in {"day", "week", "fortnight", "hour", "minute"}:
            raise Unplaced
        base = mention.first
    else:
        anchor = speech_for_day_words(story, unit)
        base = anchor[0]
    if unit in {"hour", "minute"}:
        minutes = int(amount * (60 if unit == "hour" else 1))
        if story.day is None or story.clock is None or story.day.paragraph < story.paragraph - 1 or abs(minutes) > 1440:
            raise Unplaced
        moment = datetime.combine(story.day.first, story.clock) + timedelta(minutes=minutes)
        return Placed(moment.isoformat(timespec="minutes"), "day", Anchor.NARRATIVE, story.day.first)
    if point.amount_to is not None:
        ends = sorted((move(base, unit, amount), move(base, unit, point.amount_to)))
        return Placed(f"{ends[0].isoformat()}/{ends[1].isoformat()}", "week", anchor[1], anchor[0])
    return moved(base, unit, amount, anchor)


def place_stretch(point: Point, story: Story) -> Placed:
    """Place "the last six weeks": days and weeks end the day before the anchor, months and years with the one before its own."""
    anchor = speech_of(story)
    unit, amount = point.unit or "day", point.amount or 1.0
    sign = -1 if point.shift == "last" else 1
    if point.rule == "working_days":
        days = working_days(anchor[0], int(amount), sign)
        return Placed(f"{min(days).isoformat()}/{max(days).isoformat()}", "week", anchor[1], anchor[0])
    near = anchor[0] + sign * ONE_DAY
    if unit in {"month", "year"}:
        near = add_months(anchor[0].replace(day=1), sign * (12 if unit == "year" else 1))
        far = add_months(near, sign * int((amount - 1) * (12 if unit == "year" else 1)))
        size = 7 if unit == "month" else 4
        first, last = sorted((near.isoformat()[:size], far.isoformat()[:size]))
        if unit == "year":
            first, last = f"{first}-01", f"{last}-12"
    else:
        far = move(anchor[0], unit, sign * amount)
        first, last = sorted((near.isoformat(), far.isoformat()))
    return Placed(f"{first}/{last}", "week", anchor[1], anchor[0])


def working_days(base: date, n: int, sign: int) -> list[date]:
    """Return the next or the last ``n`` days from Monday to Friday, nearest first; bank holidays count as working days."""
    days: list[date] = []
    day = base
    while len(days) < n:
        day += sign * ONE_DAY
        if day.weekday() < SATURDAY:
            days.append(day)
    return days


def speech_for_day_words(story: Story, unit: str) -> tuple[date, Anchor]:
    """Return the day that "today" and "ago" count from."""
    if story.quoted_on is None and story.written_on is not None and not (story.narrates and unit in {"month", "year", "decade"}):
        return story.written_on, Anchor.DOCUMENT
    return speech_of(story)
