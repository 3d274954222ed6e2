"""Place one point on the calendar: choose its anchor, its year and its direction."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from analyser.domain.dates import Anchor
from analyser.timex.ages import aged_interval, birth_meant
from analyser.timex.almanac import almanac, easter, nth_weekday
from analyser.timex.expression import Point
from analyser.timex.story import Grain, Mention, Story
from analyser.timex.values import DAY, add_months, bounds, interval, third, week_value

AHEAD = 0.25
SATURDAY = 5
STORY_FORWARD_DAYS = 300
STORY_BACK_DAYS = 100
BACK_LIMIT_DAYS = 183
NEAR_DAYS = 183
FAR_AHEAD_DAYS = 330
SURE_AHEAD = 0.9
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


def resolve(point: Point, story: Story, ahead: float, opening: str | None = None) -> Placed:
    """Return the place of a point.

    Raises
    ------
    Unplaced
        When nothing settles it.

    """
    try:
        placed = _place(point, story, ahead, opening)
        if point.edge:
            placed = _with_edge(point, placed)
        if point.week and placed.grain == "day":
            placed = Placed(week_value(placed.first()), "week", placed.anchor, placed.anchored_on, placed.flags)
        elif point.weekend and placed.grain == "day" and not point.bank_holiday:
            placed = Placed(week_value(placed.first(), weekend=True), "week", placed.anchor, placed.anchored_on, placed.flags)
        if point.has_clock or point.part:
            placed = _with_time(point, placed)
        interval(placed.value)
    except (ValueError, OverflowError) as error:
        raise Unplaced from error
    return placed


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


def _place(point: Point, story: Story, ahead: float, opening: str | None) -> Placed:
    if point.only_time:
        return _clock_day(point, story, opening)
    if point.definite and point.feast is not None:
        ahead = -3.0
    if point.rule == "weekday_by_point" and point.base_point is not None:
        near = resolve(point.base_point, story, ahead)
        step = int(point.amount or 1)
        gap = ((point.weekday or 0) - near.first().weekday()) * step % 7 or 7
        return _day(near.first() + step * gap * ONE_DAY, (near.anchored_on or near.first(), near.anchor))
    if point.base_point is not None and point.base == "point":
        return _from_point(point, story, ahead)
    if point.base == "birth":
        return _birth(point, story)
    if point.rule == "week_number":
        base = _place(point.base_point, story, ahead, None) if point.base_point is not None else None
        year = full_year(point, story) if point.year is not None else (base.first() if base else _speech(story)[0]).year
        return Placed(f"{year:04d}-W{point.nth or 1:02d}", "week")
    if point.nth is not None:
        return _nth(point, story, ahead)
    if point.base is not None and point.amount is not None and point.base != "point":
        return _counted(point, story)
    if point.rule in {"until_now", "from_now_on"}:
        now = _speech(story)
        whole = _unit_value(now[0], point.unit or "year", now)
        first, last = (whole.first(), now[0]) if point.rule == "until_now" else (now[0], whole.last())
        return Placed(f"{first.isoformat()}/{last.isoformat()}", "week", now[1], now[0])
    if point.rule == "shifted_amount":
        return _stretch(point, story)
    if point.rule == "upcoming":
        on = _speech(story)[0]
        ahead_unit = point.unit or "day"
        moved = move(on.replace(day=1) if ahead_unit in {"month", "quarter", "year"} else on, ahead_unit, point.amount or 1)
        return _unit_value(moved, ahead_unit, _speech(story))
    if point.base_point is not None and point.year is None:
        anchor_year = _place(point.base_point, story, ahead, None)
        return _in_base(point, anchor_year, story)
    if point.decade is not None:
        return _decade(point, story)
    if point.school_year is not None:
        return Placed(f"{point.school_year:04d}/{point.school_year + 1:04d}", "year")
    if point.feast is not None or point.holiday is not None or point.half_term is not None or point.bank_holiday:
        return _almanac(point, story, ahead)
    if point.month is not None:
        return _month_or_day(point, story, ahead)
    if point.code is not None:
        return _season(point, story, ahead)
    if point.year is not None:
        return Placed(f"{full_year(point, story):04d}", "year")
    if point.weekday is not None:
        return _weekday(point, story, ahead, opening)
    if point.day is not None:
        return _day_of_month(point, story, ahead)
    if point.weekend:
        return _weekend(point, story, ahead)
    if point.unit is not None:
        return _unit(point, story, ahead)
    raise Unplaced


def _day(day: date, anchor: tuple[date, Anchor] | None = None, flags: tuple[str, ...] = ()) -> Placed:
    return Placed(day.isoformat(), "day", anchor[1] if anchor else Anchor.NONE, anchor[0] if anchor else None, flags)


def _speech(story: Story) -> tuple[date, Anchor]:
    speech = story.speech()
    if speech is None:
        raise Unplaced
    return speech


def _reference(story: Story) -> tuple[Mention, tuple[date, Anchor]]:
    reference = story.reference()
    if reference is None:
        raise Unplaced
    return reference[0], (reference[0].first, reference[1])


def _with_time(point: Point, placed: Placed) -> Placed:
    if placed.grain != "day" or not DAY.fullmatch(placed.value):
        return placed
    day, hour, part = date.fromisoformat(placed.value[:10]), point.hour, point.part
    if hour is None:
        return Placed(f"{day.isoformat()}T{part}", "day", placed.anchor, placed.anchored_on, placed.flags)
    if not point.sure_hour:
        if (part in {"AF", "EV"} and hour < 12) or (part == "NI" and 5 <= hour < 12) or (part is None and 1 <= hour <= 6):
            hour += 12
        elif hour == 12 and part in {"NI"}:
            hour, day = 0, day + ONE_DAY
    if False:
        day += ONE_DAY
    value = f"{day.isoformat()}T{hour % 24:02d}:{point.minute or 0:02d}"
    return Placed(value, "day", placed.anchor, placed.anchored_on, placed.flags)


def _clock_day(point: Point, story: Story, opening: str | None) -> Placed:
    if story.day is not None and story.day.paragraph >= story.paragraph - 1 and (story.day.paragraph == story.paragraph or story.narrates):
        day, anchor = story.day.first, Anchor.NARRATIVE
        if story.hour is not None and point.hour is not None and story.hour >= 18 and point.hour <= 6 and point.sure_hour:
            day += ONE_DAY
        if point.hour is not None and not point.sure_hour and story.hour is not None and 12 <= story.hour <= point.hour + 12 < 24:
            point.hour, point.sure_hour = point.hour + 12, True
        if opening == "since" and story.hour is not None and point.hour is not None and point.hour > story.hour:
            day -= ONE_DAY
    else:
        day, anchor = _speech(story)
    return _day(day, (day, anchor))


def _with_edge(point: Point, placed: Placed) -> Placed:
    value, which = placed.value, point.edge or "START"
    if placed.grain in {"month", "year"} and "/" not in value and value[-1].isdigit() and len(value) in {4, 7}:
        return Placed(f"{value}-{which}", placed.grain, placed.anchor, placed.anchored_on, placed.flags)
    first, last = placed.first(), placed.last()
    if "-W" in value:
        days = {"START": (0, 2), "MID": (2, 2), "END": (4, 6)}[which]
        first, last = first + days[0] * ONE_DAY, first + days[1] * ONE_DAY
    elif point.unit == "term" and which != "MID":
        table = almanac().term_edges.get(value[5:])
        if table:
            month_day = table["first" if which == "START" else "last"]
            return Placed(week_value(date(int(value[:4]), *month_day)), "week", placed.anchor, placed.anchored_on, placed.flags)
    else:
        first, last = third(first, last, which)
    return Placed(f"{first.isoformat()}/{last.isoformat()}", placed.grain, placed.anchor, placed.anchored_on, placed.flags)


def choose(candidates: list[Placed], story: Story, ahead: float, anchor: tuple[date, Anchor]) -> Placed:
    """Return the candidate on the side that the direction says; behind the anchor by default, unless only that ahead is near."""
    on = anchor[0]
    dated = [(placed.first(), placed.last(), placed) for placed in candidates]
    around = [placed for first, last, placed in dated if first <= on <= last]
    if around:
        return _anchored(around[-1], anchor)
    behind = [(on - last, placed) for first, last, placed in dated if last < on]
    before = [(first - on, placed) for first, last, placed in dated if first > on]
    past = min(behind, key=lambda item: item[0], default=None)
    future = min(before, key=lambda item: item[0], default=None)
    if past is None or future is None:
        chosen = past or future
        if chosen is None:
            raise Unplaced
        return _anchored(chosen[1], anchor)
    if anchor[1] is Anchor.NARRATIVE:
        nearer = (
            future
            if future[0].days <= STORY_FORWARD_DAYS and not (past[0] < future[0] and past[0].days < STORY_BACK_DAYS and _same_year(past[1], on))
            else past
        )
        return _anchored(nearer[1], anchor)
    limit = FAR_AHEAD_DAYS if ahead > SURE_AHEAD else NEAR_DAYS
    if ahead > AHEAD and future[0].days <= limit:
        return _anchored(future[1], anchor)
    if ((future[0].days <= 14 and ahead > -2.5) or (future[0].days <= 31 and ahead > -0.9)) and past[0].days > 300:
        return _anchored(future[1], anchor)
    if past[0].days > BACK_LIMIT_DAYS and future[0].days < NEAR_DAYS and ahead > -0.3:
        return _anchored(future[1], anchor)
    return _anchored(past[1], anchor)


def _same_year(placed: Placed, on: date) -> bool:
    return placed.first().year == on.year


def _anchored(placed: Placed, anchor: tuple[date, Anchor]) -> Placed:
    return Placed(placed.value, placed.grain, anchor[1], anchor[0], placed.flags)


def year_anchor(story: Story, ahead: float) -> tuple[date, Anchor]:
    """Return the day whose year a date without a year is nearest to."""
    if story.mention and story.tells_of_other_years() and (story.narrates or ahead <= AHEAD):
        return story.mention.first, Anchor.NARRATIVE
    return _speech(story)


def _years(on: date) -> list[int]:
    return [year for year in (on.year - 1, on.year, on.year + 1) if 1 <= year <= 9998]


def _month_or_day(point: Point, story: Story, ahead: float) -> Placed:
    month = point.month or 1
    if point.year is not None:
        year = full_year(point, story)
        if point.day is None:
            return Placed(f"{year:04d}-{month:02d}", "month")
        day = date(year, month, point.day)
        flags = point.flags
        if point.weekday is not None and point.weekday != day.weekday():
            flags = (*flags, "weekday_disagrees")
        return _day(day, flags=flags)
    if point.shift is not None or (point.definite and story.mention is not None and point.day is None):
        return _shifted_month(point, story)
    anchor = year_anchor(story, ahead)
    candidates = [anchor[0].year] if story.mention and anchor[1] is Anchor.NARRATIVE and story.mention.grain == "year" else _years(anchor[0])
    placed = []
    for year in candidates:
        if point.day is None:
            placed.append(Placed(f"{year:04d}-{month:02d}", "month", flags=point.flags))
            continue
        try:
            day = date(year, month, point.day)
        except ValueError:
            continue
        placed.append(_day(day, flags=point.flags))
    if point.weekday is not None:
        agreeing = [item for item in placed if item.first().weekday() == point.weekday]
        if agreeing and (len(candidates) > 1):
            near = [item for item in agreeing if abs((item.first() - anchor[0]).days) <= 400]
            if near:
                return choose(near, story, ahead, anchor)
        placed = [Placed(item.value, item.grain, flags=(*item.flags, "weekday_disagrees")) for item in placed]
    return choose(placed, story, ahead, anchor)


def _shifted_month(point: Point, story: Story) -> Placed:
    month = point.month or 1
    if point.shift in {"following", "same", "that", None} or (point.shift == "next" and point.definite):
        reference, anchor = _reference(story)
        year = reference.first.year
        if point.shift in {"following", "next"} and month <= reference.last.month:
            year += 1
    else:
        on, which = _speech(story)
        anchor = (on, which)
        year = on.year
        if point.shift == "last" and month >= on.month:
            year -= 1
        elif point.shift == "next" and month <= on.month:
            year += 1
    value = f"{year:04d}-{month:02d}" + (f"-{point.day:02d}" if point.day else "")
    return Placed(value, "day" if point.day else "month", anchor[1], anchor[0])


def _in_base(point: Point, base: Placed, story: Story) -> Placed:
    """Put a month, day or feast into the year, or a day into the month, that its own words name."""
    first = base.first()
    anchor = (base.anchored_on or first, base.anchor)
    if point.feast is not None:
        return _anchored(_feast(point.feast, almanac().feast(point.feast, first.year)), anchor)
    if point.half_term is not None or point.holiday:
        return _anchored(_almanac_value(point, first.year), anchor)
    if point.month is not None and point.day is not None:
        return _day(date(first.year, point.month, point.day), anchor)
    if point.month is not None:
        return Placed(f"{first.year:04d}-{point.month:02d}", "month", anchor[1], anchor[0])
    if point.code is not None:
        return Placed(f"{first.year:04d}-{point.code}", "season", anchor[1], anchor[0])
    if point.day is not None:
        return _day(date(first.year, first.month, point.day), anchor)
    raise Unplaced


def _season(point: Point, story: Story, ahead: float) -> Placed:
    code = point.code or "SU"
    if point.year is not None:
        return Placed(f"{full_year(point, story):04d}-{code}", "season")
    if point.shift in {"following", "same", "that"} or (point.shift == "next" and point.definite):
        reference, anchor = _reference(story)
        candidates = [Placed(f"{year:04d}-{code}", "season") for year in _years(reference.first)]
        after = [item for item in candidates if item.first() > reference.first] if point.shift in {"following", "next"} else candidates
        return _anchored(after[0] if point.shift in {"following", "next"} else candidates[1], anchor)
    anchor = year_anchor(story, ahead) if point.shift is None else _speech(story)
    candidates = [Placed(f"{year:04d}-{code}", "season") for year in _years(anchor[0])]
    if point.shift == "last":
        ended = [item for item in candidates if item.last() < anchor[0]]
        return _anchored(ended[-1], anchor)
    if point.shift == "next":
        return _anchored(next(item for item in candidates if item.first() > anchor[0]), anchor)
    if point.shift == "this":
        return _anchored(next((item for item in candidates if item.first() <= anchor[0] <= item.last()), candidates[1]), anchor)
    return choose(candidates, story, ahead, anchor)


def _birth(point: Point, story: Story) -> Placed:
    """Place an age, or a spell since a birth."""
    amount, unit = point.amount or 0.0, point.unit or "year"
    months = amount * {"year": 12, "month": 1}.get(unit, 0)
    birth = birth_meant(story.births, point.name, on=story.spoken_on, months=months)
    if birth is None:
        raise Unplaced
    if point.rule == "birth":
        return Placed(birth.isoformat(), "day", Anchor.BIRTH, birth)
    if point.rule == "after_birth":
        placed = _moved(birth, unit, amount, (birth, Anchor.BIRTH))
        return placed
    first, last = aged_interval(birth, amount, unit)
    return Placed(f"{first.isoformat()}/{last.isoformat()}", "year" if unit == "year" else "month", Anchor.BIRTH, birth)


def _decade(point: Point, story: Story) -> Placed:
    decade = point.decade or 0
    if point.short_year:
        spoken = story.spoken_on
        decade += (spoken.year if spoken else 2029) // 100 * 10
        if decade * 10 > (spoken.year if spoken else 2029):
            decade -= 10
        if story.narrates and story.mention:
            decade = story.mention.first.year // 100 * 10 + (point.decade or 0)
    return Placed(f"{decade:03d}", "year")


def _weekday(point: Point, story: Story, ahead: float, opening: str | None) -> Placed:
    weekday = point.weekday or 0
    if point.day is not None:
        return _weekday_day(point, story, ahead)
    if point.unit == "week" and point.amount is None:
        week = _unit(Point("week", unit="week", shift=point.shift), story, ahead)
        return _day(week.first() + weekday * ONE_DAY, (week.anchored_on or week.first(), week.anchor))
    shift = point.shift
    back_in_story = (point.definite and shift is None) or shift in {"following", "preceding", "same", "that"} or (story.narrates and shift is None)
    if (
        back_in_story
        and story.mention is not None
        and story.mention.grain in {"day", "week"}
        and (story.mention.paragraph >= story.paragraph - 1 or story.narrates)
    ):
        reference = story.mention.last if story.mention.grain == "day" else story.mention.first
        anchor = (reference, Anchor.NARRATIVE)
        forward = (weekday - reference.weekday()) % 7
        if shift == "following" or opening == "until":
            return _day(reference + (forward or 7) * ONE_DAY, anchor)
        if shift == "preceding":
            return _day(reference - ((-forward % 7) or 7) * ONE_DAY, anchor)
        if opening == "since":
            return _day(reference - (-forward % 7) * ONE_DAY, anchor)
        return _day(reference + (forward if forward <= 3 else forward - 7) * ONE_DAY, anchor)
    on, which = _speech(story)
    anchor = (on, which)
    forward = (weekday - on.weekday()) % 7
    if point.rule == "weekday_week":
        return _day(on + ((forward or 7) + 7 * int(point.amount or 1)) * ONE_DAY, anchor)
    if shift == "counted":
        count = int(point.amount or 1)
        first = on + (forward or 7) * ONE_DAY if count > 0 else on - ((on.weekday() - weekday) % 7 or 7) * ONE_DAY
        return _day(first + 7 * (count - (1 if count > 0 else -1)) * ONE_DAY, anchor)
    if shift == "last":
        back = (on.weekday() - weekday) % 7 or 7
        week_before = point.rule == "weekday" and 1 <= back < on.weekday() + 1 and on.weekday() < SATURDAY and "post" not in point.flags
        return _day(on - (back + (7 if week_before else 0)) * ONE_DAY, anchor)
    if shift == "next" and "upcoming" in point.flags:
        return _day(on + (forward or 7) * ONE_DAY, anchor)
    if shift == "next":
        return _day(on + (7 - on.weekday() + weekday) * ONE_DAY, anchor)
    if shift == "after_next":
        return _day(on + ((forward or 7) + 7) * ONE_DAY, anchor)
    if shift == "ahead":
        return _day(on + (forward or 7) * ONE_DAY, anchor)
    if shift == "this":
        return _day(on + (weekday - on.weekday()) * ONE_DAY, anchor)
    if shift == "following":
        return _day(on + (forward or 7) * ONE_DAY, anchor)
    if ahead > AHEAD:
        return _day(on + (forward or 7) * ONE_DAY, anchor)
    return _day(on - (-forward % 7) * ONE_DAY, anchor)


def _weekday_day(point: Point, story: Story, ahead: float) -> Placed:
    """Place "Mon 9": a month near the anchor in which the day of the month falls on the weekday."""
    anchor = _near_anchor(story)
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
        return _day(before[0], anchor)
    nearest = min(found, key=lambda day: (abs((day - anchor[0]).days), day))
    if abs((nearest - anchor[0]).days) <= 31 or not behind:
        return _day(nearest, anchor)
    return _day(behind[-1], anchor)


def _near_anchor(story: Story) -> tuple[date, Anchor]:
    if story.mention and (
        story.tells_of_other_years()
        or (story.mention.paragraph == story.paragraph and story.mention.grain in {"day", "month"} and story.mention.stated_year)
    ):
        return story.mention.first, Anchor.NARRATIVE
    return _speech(story)


def _day_of_month(point: Point, story: Story, ahead: float) -> Placed:
    anchor = _near_anchor(story)
    candidates = []
    for months in (-2, -1, 0, 1, 2):
        first = add_months(anchor[0].replace(day=1), months)
        try:
            candidates.append(first.replace(day=point.day or 1))
        except ValueError:
            continue
    if anchor[1] is Anchor.NARRATIVE:
        same = [day for day in candidates if (day.year, day.month) == (anchor[0].year, anchor[0].month)]
        return _day(same[0] if same else candidates[0], anchor)
    behind = [day for day in candidates if day <= anchor[0]]
    before = [day for day in candidates if day > anchor[0]]
    soon = before and (before[0] - anchor[0]).days <= 10 and (anchor[0] - behind[-1]).days >= 20 and ahead > -0.3
    if before and (ahead > AHEAD or soon):
        return _day(before[0], anchor)
    return _day(behind[-1], anchor)


def _weekend(point: Point, story: Story, ahead: float) -> Placed:
    on, which = _speech(story)
    weeks = 0 if on.weekday() >= 5 or ahead > AHEAD else -1
    return Placed(week_value(on + 7 * weeks * ONE_DAY, weekend=True), "week", which, on)


def _unit_value(day: date, unit: str, anchor: tuple[date, Anchor]) -> Placed:
    """Return the week, month, quarter or year that a day lies in, or the day."""
    if unit in {"week", "fortnight"}:
        return Placed(week_value(day), "week", anchor[1], anchor[0])
    if unit == "month":
        return Placed(f"{day.year:04d}-{day.month:02d}", "month", anchor[1], anchor[0])
    if unit == "quarter":
        return Placed(f"{day.year:04d}-Q{(day.month + 2) // 3}", "season", anchor[1], anchor[0])
    if unit == "year":
        return Placed(f"{day.year:04d}", "year", anchor[1], anchor[0])
    return _day(day, anchor)


STEPS = {"after_next": 2, "before_last": -2, "last": -1, "previous": -1, "next": 1, "following": 1, "this": 0, "same": 0, "that": 0}
TERM_ORDER = ("TS", "TU", "TA")


def _unit(point: Point, story: Story, ahead: float) -> Placed:
    """Place "last week", "this term", "the following year"."""
    unit, shift = point.unit or "day", point.shift or "this"
    step = STEPS.get(shift, 0)
    back_in_story = shift in {"following", "same", "that", "previous"} or ((point.definite or unit == "day") and shift in {"next", "last"})
    mention = story.mention
    if (
        back_in_story
        and mention is not None
        and (
            story.narrates
            or (shift in {"following", "same", "that"} and point.rule != "definite_unit")
            or (mention.paragraph == story.paragraph and ((point.definite or unit == "day") and point.rule != "definite_unit"))
        )
    ):
        base, anchor = (mention.last if step > 0 else mention.first), (mention.first, Anchor.NARRATIVE)
        if mention.grain == "year" and unit in {"day", "week", "month"}:
            raise Unplaced
    else:
        anchor = _speech(story)
        base = anchor[0]
    if unit in {"day", "night"}:
        placed = _day(base + step * ONE_DAY, anchor)
        return Placed(f"{placed.value}TNI", "day", anchor[1], anchor[0]) if unit == "night" else placed
    if unit in {"week", "fortnight"}:
        return Placed(week_value(base + 7 * step * ONE_DAY), "week", anchor[1], anchor[0])
    if unit == "weekend":
        if (shift == "last" and base.weekday() < 5) or shift != "last":
            pass
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
        return _term(base, step, anchor)
    raise Unplaced


def _term(base: date, step: int, anchor: tuple[date, Anchor]) -> Placed:
    terms = [f"{year:04d}-{code}" for year in _years(base) for code in TERM_ORDER]
    now = 0
    for n, value in enumerate(terms):
        if bounds(value)[0] <= base:
            now = n
    return Placed(terms[now + step], "season", anchor[1], anchor[0])


def _counted(point: Point, story: Story) -> Placed:
    """Place "two weeks ago", "three days later", "in a month", "tomorrow"."""
    unit, amount = point.unit or "day", point.amount or 0.0
    if point.base == "reference":
        mention, anchor = _reference(story)
        if point.part is not None and mention.grain != "day":
            if story.day is not None and story.day.paragraph == story.paragraph:
                mention, anchor = story.day, (story.day.first, Anchor.NARRATIVE)
            else:
                anchor = _speech(story)
                mention = Mention(anchor[0], anchor[0], "day", 0, 0, stated_year=False)
        if mention.grain in {"year", "season"} and unit in {"day", "week", "fortnight", "month", "hour", "minute"}:
            raise Unplaced
        if mention.grain == "month" and unit in {"day", "week", "fortnight", "hour", "minute"}:
            raise Unplaced
        base = mention.first
    else:
        anchor = _speech_for_day_words(story, unit)
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
    return _moved(base, unit, amount, anchor)


def _stretch(point: Point, story: Story) -> Placed:
    """Place "the last six weeks": days and weeks end the day before the anchor, months and years with the one before its own."""
    anchor = _speech(story)
    unit, amount = point.unit or "day", point.amount or 1.0
    sign = -1 if point.shift == "last" else 1
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


def _speech_for_day_words(story: Story, unit: str) -> tuple[date, Anchor]:
    if story.quoted_on is None and story.written_on is not None and not (story.narrates and unit in {"month", "year", "decade"}):
        return story.written_on, Anchor.DOCUMENT
    return _speech(story)


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


def _moved(base: date, unit: str, amount: float, anchor: tuple[date, Anchor]) -> Placed:
    day = move(base, unit, amount)
    if unit in {"day", "night", "week", "fortnight"}:
        return _day(day, anchor)
    if unit in {"month", "quarter"} or (unit == "year" and (abs(amount) <= 1 or amount != int(amount))):
        return Placed(f"{day.year:04d}-{day.month:02d}", "month", anchor[1], anchor[0])
    if unit == "year":
        return Placed(f"{day.year:04d}", "year", anchor[1], anchor[0])
    if unit == "decade":
        return Placed(f"{day.year // 10:03d}", "year", anchor[1], anchor[0])
    raise Unplaced


def _from_point(point: Point, story: Story, ahead: float) -> Placed:
    """Place "two days after Christmas 2015", "a week on Friday", "the week before half term"."""
    inner = point.base_point
    if inner is None:
        raise Unplaced
    base = resolve(inner, story, ahead)
    amount, unit = point.amount or 0.0, point.unit or "day"
    anchor = (base.anchored_on or base.first(), base.anchor)
    if "/" in base.value or (base.grain in {"year", "season"} and unit in {"day", "night"}):
        raise Unplaced
    start = base.first() if amount < 0 else base.last()
    if unit == "weekend":
        return Placed(week_value(base.first() + int(7 * amount) * ONE_DAY, weekend=True), "week", *anchor[::-1])
    if point.rule == "offset_from_point" and unit == "week" and abs(amount) == 1 and base.grain != "day":
        return Placed(week_value(base.first() - 7 * ONE_DAY if amount < 0 else base.last() + ONE_DAY), "week", anchor[1], anchor[0])
    if unit == "night":
        return Placed(f"{(start + int(amount) * ONE_DAY).isoformat()}TNI", "day", anchor[1], anchor[0])
    return _moved(start, unit, amount, anchor)


def _nth(point: Point, story: Story, ahead: float) -> Placed:
    """Place "the first Monday in March", "the last day of October 2015", "first week of term"."""
    inner = point.base_point
    if inner is None or point.nth is None:
        raise Unplaced
    base = resolve(inner, story, ahead)
    first, last = base.first(), base.last()
    anchor = (base.anchored_on or first, base.anchor)
    which = point.nth
    if point.rule == "first_days":
        days = int((point.amount or 1) * (7 if point.nth_unit == "week" else 1)) - 1
        ends = (first, first + days * ONE_DAY) if which > 0 else (last - days * ONE_DAY, last)
        return Placed(f"{ends[0].isoformat()}/{ends[1].isoformat()}", "week", anchor[1], anchor[0])
    if point.weekday is not None:
        if base.grain != "month":
            raise Unplaced
        day = nth_weekday(first.year, first.month, point.weekday, which)
        if day.month != first.month:
            raise Unplaced
        return _day(day, anchor)
    if point.nth_unit == "day":
        return _day(first + (which - 1) * ONE_DAY if which > 0 else last + (which + 1) * ONE_DAY, anchor)
    if point.nth_unit in {"week", "weekend"}:
        monday = first + (-first.weekday() % 7) * ONE_DAY if which > 0 else last - (6 + (last.weekday() + 1) % 7) * ONE_DAY
        week = monday + 7 * (which - 1 if which > 0 else which + 1) * ONE_DAY
        return Placed(week_value(week, weekend=point.nth_unit == "weekend"), "week", anchor[1], anchor[0])
    if point.nth_unit == "month":
        month = add_months(first, which - 1) if which > 0 else add_months(last.replace(day=1), which + 1)
        return Placed(f"{month.year:04d}-{month.month:02d}", "month", anchor[1], anchor[0])
    if point.nth_unit == "quarter" and base.grain == "year" and 1 <= which <= 4:
        return Placed(f"{first.year:04d}-Q{which}", "season", anchor[1], anchor[0])
    raise Unplaced


def _feast(name: str, day: date) -> Placed:
    length = almanac().feast_length(name)
    if length == 1:
        return _day(day)
    return Placed(f"{day.isoformat()}/{(day + (length - 1) * ONE_DAY).isoformat()}", "week")


def _almanac_value(point: Point, year: int) -> Placed:
    table = almanac()
    if point.feast is not None:
        return _feast(point.feast, table.feast(point.feast, year))
    if point.holiday:
        return Placed(table.holiday(point.holiday, year), "week")
    if point.half_term is not None and point.half_term >= 0:
        return Placed(table.half_term_value(point.half_term, year), "week")
    raise Unplaced


def _almanac(point: Point, story: Story, ahead: float) -> Placed:
    """Place a feast, bank holiday, school holiday or half term, with or without its year."""
    if point.year is not None and not point.bank_holiday:
        return _almanac_value(point, full_year(point, story))
    anchor = year_anchor(story, ahead) if point.shift is None else _speech(story)
    candidates = []
    for year in _years(anchor[0]):
        with suppress(ValueError):
            candidates += _almanac_candidates(point, year)
    candidates.sort(key=lambda item: item.first())
    if not candidates:
        raise Unplaced
    if point.shift == "last":
        return _anchored([item for item in candidates if item.last() < anchor[0]][-1], anchor)
    if point.shift in {"next", "following"}:
        return _anchored(next(item for item in candidates if item.first() > anchor[0]), anchor)
    if point.shift == "this" and len(candidates) == 3:
        return _anchored(candidates[1], anchor)
    return choose(candidates, story, ahead, anchor)


def _almanac_candidates(point: Point, year: int) -> list[Placed]:
    table = almanac()
    if point.bank_holiday:
        days = sorted(table.feast(name, year) for name in table.any_bank_holiday)
        if point.weekend and point.weekday is not None:
            return [_day(day - ONE_DAY * ((0 - point.weekday) % 7)) for day in days]
        if point.weekend:
            return [Placed(f"{(day - 2 * ONE_DAY).isoformat()}/{day.isoformat()}", "week") for day in days]
        return [_day(day) for day in days]
    if point.half_term == -1:
        weeks = sorted(table.half_term(n, year) for n in range(len(table.half_terms)))
        return [Placed(week_value(monday), "week") for monday in weeks]
    if point.holiday == "":
        easter_day = easter(year)
        return [
            Placed(f"{(easter_day - 8 * ONE_DAY).isoformat()}/{(easter_day + 7 * ONE_DAY).isoformat()}", "week"),
            Placed(f"{year:04d}-SU", "season"),
            Placed(f"{year:04d}-12-20/{year + 1:04d}-01-04", "week"),
        ]
    if point.feast is not None and "days" in table.feasts[point.feast]:
        return [_feast(point.feast, day) for day in table.moon_days(point.feast, year)]
    return [_almanac_value(point, year)]
