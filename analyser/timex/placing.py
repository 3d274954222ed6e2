"""A place on the calendar, and how one of several candidates is chosen by anchor and direction."""

from dataclasses import dataclass
from datetime import date, timedelta

from analyser.domain.dates import Anchor
from analyser.timex.expression import Point
from analyser.timex.story import Grain, Mention, Story
from analyser.timex.values import add_months, interval, week_value

AHEAD = 0.25


SATURDAY = 5


STORY_FORWARD_DAYS = 300


STORY_BACK_DAYS = 100


BACK_LIMIT_DAYS = 183


NEAR_DAYS = 183


FAR_AHEAD_DAYS = 330


SURE_AHEAD = 0.9


# A day without its year is hardly ever ten months old: one up to a month off lies ahead unless the clause is told strongly as past.
SELDOM_UNSAID_DAYS = 300
SOON_DAYS, SOON_UNLESS_TOLD = 31, -2.5
NEAREST_DAYS, MONTH_UNLESS_TOLD = 14, -0.9


ONE_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Placed:
    """A value with the anchor it rests on and remarks; ``grain`` says how fine it is."""

    value: str
    grain: Grain
    anchor: Anchor = Anchor.NONE
    anchored_on: date | None = None
    flags: tuple[str, ...] = ()

    def first(self) -> date:
        """Return the first day covered."""
        covered = interval(self.value)
        return covered.earliest or covered.latest or date.min

    def last(self) -> date:
        """Return the last day covered."""
        covered = interval(self.value)
        return covered.latest or covered.earliest or date.max


class Unplaced(Exception):
    """The words do not settle a place on the calendar."""


def full_year(point: Point, story: Story) -> int:
    """Return a stated year with its century: two digits lie no later than the year after the day of writing."""
    if point.year is None:
        raise Unplaced
    if not point.short_year:
        return point.year
    spoken = story.spoken_on or (story.mention.last if story.mention else None)
    pivot = (spoken.year if spoken else 2029) + 1
    year = pivot // 100 * 100 + point.year
    if year > pivot + (2 if spoken else 0):
        year -= 100
    return year


def a_day(day: date, anchor: tuple[date, Anchor] | None = None, flags: tuple[str, ...] = ()) -> Placed:
    """Return a day as a place, with the anchor it rests on."""
    return Placed(day.isoformat(), "day", anchor[1] if anchor else Anchor.NONE, anchor[0] if anchor else None, flags)


def speech_of(story: Story) -> tuple[date, Anchor]:
    """Return the day of writing and which anchor it is; raise ``Unplaced`` without one."""
    speech = story.speech()
    if speech is None:
        raise Unplaced
    return speech


def reference_of(story: Story) -> tuple[Mention, tuple[date, Anchor]]:
    """Return what was last mentioned, and it as an anchor; raise ``Unplaced`` without one."""
    reference = story.reference()
    if reference is None:
        raise Unplaced
    return reference[0], (reference[0].first, reference[1])


def choose(candidates: list[Placed], story: Story, ahead: float, anchor: tuple[date, Anchor]) -> Placed:
    """Return the candidate on the side that the direction says; behind the anchor by default, unless only that ahead is near."""
    on = anchor[0]
    dated = [(placed.first(), placed.last(), placed) for placed in candidates]
    around = [placed for first, last, placed in dated if first <= on <= last]
    if around:
        return anchored(around[-1], anchor)
    behind = [(on - last, placed) for first, last, placed in dated if last < on]
    before = [(first - on, placed) for first, last, placed in dated if first > on]
    past = min(behind, key=lambda item: item[0], default=None)
    future = min(before, key=lambda item: item[0], default=None)
    if past is None or future is None:
        chosen = past or future
        if chosen is None:
            raise Unplaced
        return anchored(chosen[1], anchor)
    if anchor[1] is Anchor.NARRATIVE:
        nearer = (
            future
            if future[0].days <= STORY_FORWARD_DAYS and not (past[0] < future[0] and past[0].days < STORY_BACK_DAYS and same_year(past[1], on))
            else past
        )
        return anchored(nearer[1], anchor)
    limit = FAR_AHEAD_DAYS if ahead > SURE_AHEAD else NEAR_DAYS
    if ahead > AHEAD and future[0].days <= limit:
        return anchored(future[1], anchor)
    soon = SOON_UNLESS_TOLD if future[1].grain == "day" or future[0].days <= NEAREST_DAYS else MONTH_UNLESS_TOLD
    if past[0].days > SELDOM_UNSAID_DAYS and future[0].days <= SOON_DAYS and ahead > soon:
        return anchored(future[1], anchor)
    if past[0].days > BACK_LIMIT_DAYS and future[0].days < NEAR_DAYS and ahead > -0.3:
        return anchored(future[1], anchor)
    return anchored(past[1], anchor)


def same_year(placed: Placed, on: date) -> bool:
    """Whether a place begins in the year of a day."""
    return placed.first().year == on.year


def anchored(placed: Placed, anchor: tuple[date, Anchor]) -> Placed:
    """Return a place with another anchor."""
    return Placed(placed.value, placed.grain, anchor[1], anchor[0], placed.flags)


def year_anchor(story: Story, ahead: float) -> tuple[date, Anchor]:
    """Return the day whose year a date without a year is nearest to."""
    if story.mention and story.tells_of_other_years() and (story.narrates or ahead <= AHEAD):
        return story.mention.first, Anchor.NARRATIVE
    return speech_of(story)


def years_around(on: date) -> list[int]:
    """Return the year of a day and its neighbours that the calendar has."""
    return [year for year in (on.year - 1, on.year, on.year + 1) if 1 <= year <= 9998]


def unit_value(day: date, unit: str, anchor: tuple[date, Anchor]) -> Placed:
    """Return the week, month, quarter or year that a day lies in, or the day."""
    if unit in {"week", "fortnight"}:
        return Placed(week_value(day), "week", anchor[1], anchor[0])
    if unit == "month":
        return Placed(f"{day.year:04d}-{day.month:02d}", "month", anchor[1], anchor[0])
    if unit == "quarter":
        return Placed(f"{day.year:04d}-Q{(day.month + 2) // 3}", "season", anchor[1], anchor[0])
    if unit == "year":
        return Placed(f"{day.year:04d}", "year", anchor[1], anchor[0])
    return a_day(day, anchor)


def move(base: date, unit: str, amount: float) -> date:
    """Return the day so many units on; halves of months and years count as days or months."""
    if unit in {"day", "night"}:
        return base + int(amount) * ONE_DAY
    if unit in {"week", "fortnight"}:
        return base + int(amount * (14 if unit == "fortnight" else 7)) * ONE_DAY
    if unit == "weekend":
        return base + int(amount * 7) * ONE_DAY
    if unit == "month":
        whole = int(amount)
        return add_months(base, whole) + int((amount - whole) * 30) * ONE_DAY
    months = {"year": 12, "decade": 120, "century": 1200, "quarter": 3}.get(unit)
    if months is None:
        raise Unplaced
    return add_months(base, int(amount * months))


def moved(base: date, unit: str, amount: float, anchor: tuple[date, Anchor]) -> Placed:
    """Return the place so many units from a day, as fine as the unit."""
    day = move(base, unit, amount)
    if unit in {"day", "night", "week", "fortnight"}:
        return a_day(day, anchor)
    if unit in {"month", "quarter"} or (unit == "year" and (abs(amount) <= 1 or amount != int(amount))):
        return Placed(f"{day.year:04d}-{day.month:02d}", "month", anchor[1], anchor[0])
    if unit == "year":
        return Placed(f"{day.year:04d}", "year", anchor[1], anchor[0])
    if unit == "decade":
        return Placed(f"{day.year // 10:03d}", "year", anchor[1], anchor[0])
    raise Unplaced
