"""Place one point on the calendar: choose its anchor, its year and its direction."""

from datetime import date

from analyser.domain.dates import Anchor
from analyser.timex.almanac import almanac, nth_weekday
from analyser.timex.expression import Point
from analyser.timex.placing import ONE_DAY, Placed, Unplaced, a_day, anchored, full_year, move, moved, speech_of, unit_value
from analyser.timex.placing_days import place_day_of_month, place_weekday
from analyser.timex.placing_feasts import almanac_value, place_almanac, place_feast
from analyser.timex.placing_months import place_age, place_decade, place_month_or_day, place_season
from analyser.timex.placing_units import place_counted, place_stretch, place_unit, place_weekend
from analyser.timex.story import Story
from analyser.timex.values import DAY, add_months, interval, third, week_value


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
            placed = with_edge(point, placed)
        if point.week and placed.grain == "day":
            placed = Placed(week_value(placed.first()), "week", placed.anchor, placed.anchored_on, placed.flags)
        elif point.weekend and placed.grain == "day" and not point.bank_holiday:
            near = placed.first() - (3 * ONE_DAY if point.feast and placed.first().weekday() == 0 else 0 * ONE_DAY)
            placed = Placed(week_value(near, weekend=True), "week", placed.anchor, placed.anchored_on, placed.flags)
        if point.has_clock or point.part:
            placed = with_time(point, placed)
        interval(placed.value)
    except (ValueError, OverflowError) as error:
        raise Unplaced from error
    return placed


def _place(point: Point, story: Story, ahead: float, opening: str | None) -> Placed:
    if point.only_time:
        return clock_day(point, story, opening)
    if point.definite and point.feast is not None:
        ahead = -3.0
    counted = _counted_place(point, story, ahead)
    if counted is not None:
        return counted
    if point.base_point is not None and point.year is None:
        anchor_year = _place(point.base_point, story, ahead, None)
        return _in_base(point, anchor_year, story)
    if point.decade is not None:
        return place_decade(point, story)
    if point.school_year is not None:
        return Placed(f"{point.school_year:04d}/{point.school_year + 1:04d}", "year")
    if point.feast is not None or point.holiday is not None or point.half_term is not None or point.bank_holiday:
        return place_almanac(point, story, ahead)
    if point.month is not None:
        return place_month_or_day(point, story, ahead)
    if point.code is not None:
        return place_season(point, story, ahead)
    if point.year is not None:
        return Placed(f"{full_year(point, story):04d}", "year")
    if point.weekday is not None:
        return place_weekday(point, story, ahead, opening)
    if point.day is not None:
        return place_day_of_month(point, story, ahead)
    if point.weekend:
        return place_weekend(point, story, ahead)
    if point.unit is not None:
        return place_unit(point, story, ahead)
    raise Unplaced


def _counted_place(point: Point, story: Story, ahead: float) -> Placed | None:
    """Place what is counted from another point, a birth or the anchor; ``None`` for what states its place itself."""
    if point.rule == "stretch_from" and point.base_point is not None:
        begin = resolve(point.base_point, story, ahead)
        last = begin.first() + (int(point.amount or 1) - 1) * ONE_DAY
        return Placed(f"{begin.first().isoformat()}/{last.isoformat()}", "week", begin.anchor, begin.anchored_on)
    if point.rule == "weekday_by_point" and point.base_point is not None:
        near = resolve(point.base_point, story, ahead)
        step = int(point.amount or 1)
        gap = ((point.weekday or 0) - near.first().weekday()) * step % 7 or 7
        return a_day(near.first() + step * gap * ONE_DAY, (near.anchored_on or near.first(), near.anchor))
    if point.base_point is not None and point.base == "point":
        return _from_point(point, story, ahead)
    if point.base == "birth":
        return place_age(point, story)
    if point.rule == "week_number":
        base = _place(point.base_point, story, ahead, None) if point.base_point is not None else None
        year = full_year(point, story) if point.year is not None else (base.first() if base else speech_of(story)[0]).year
        return Placed(f"{year:04d}-W{point.nth or 1:02d}", "week")
    if point.nth is not None:
        return _nth(point, story, ahead)
    if point.base is not None and point.amount is not None and point.base != "point":
        return place_counted(point, story)
    if point.rule in {"until_now", "from_now_on"}:
        now = speech_of(story)
        whole = unit_value(now[0], point.unit or "year", now)
        first, last = (whole.first(), now[0]) if point.rule == "until_now" else (now[0], whole.last())
        return whole if first == whole.first() and last == whole.last() else Placed(f"{first.isoformat()}/{last.isoformat()}", "week", now[1], now[0])
    if point.rule in {"shifted_amount", "working_days"}:
        return place_stretch(point, story)
    if point.rule == "upcoming":
        on = speech_of(story)[0]
        ahead_unit = point.unit or "day"
        moved = move(on.replace(day=1) if ahead_unit in {"month", "quarter", "year"} else on, ahead_unit, point.amount or 1)
        return unit_value(moved, ahead_unit, speech_of(story))
    return None


def with_time(point: Point, placed: Placed) -> Placed:
    """Return a day with its hour or part of day."""
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
    value = f"{day.isoformat()}T{hour % 24:02d}:{point.minute or 0:02d}"
    return Placed(value, "day", placed.anchor, placed.anchored_on, placed.flags)


def clock_day(point: Point, story: Story, opening: str | None) -> Placed:
    """Return the day that a time without a date belongs to."""
    near = story.day is not None and story.day.paragraph >= story.paragraph - 1 and (story.day.paragraph == story.paragraph or story.narrates)
    if story.day is not None and (near or story.told_day() is not None):
        day, anchor = story.day.first, Anchor.NARRATIVE
        if story.hour is not None and point.hour is not None and story.hour >= 18 and point.hour <= 6 and point.sure_hour:
            day += ONE_DAY
        if point.hour is not None and not point.sure_hour and story.hour is not None and 12 <= story.hour <= point.hour + 12 < 24:
            point.hour, point.sure_hour = point.hour + 12, True
        if opening == "since" and story.hour is not None and point.hour is not None and point.hour > story.hour:
            day -= ONE_DAY
    else:
        day, anchor = speech_of(story)
    return a_day(day, (day, anchor))


def with_edge(point: Point, placed: Placed) -> Placed:
    """Return the early, middle or late part of a place."""
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


def _in_base(point: Point, base: Placed, story: Story) -> Placed:
    """Put a month, day or feast into the year, or a day into the month, that its own words name."""
    first = base.first()
    anchor = (base.anchored_on or first, base.anchor)
    if point.feast is not None:
        return anchored(place_feast(point.feast, almanac().feast(point.feast, first.year)), anchor)
    if point.half_term is not None or point.holiday:
        return anchored(almanac_value(point, first.year), anchor)
    if point.month is not None and point.day is not None:
        return a_day(date(first.year, point.month, point.day), anchor)
    if point.month is not None:
        return Placed(f"{first.year:04d}-{point.month:02d}", "month", anchor[1], anchor[0])
    if point.code is not None:
        return Placed(f"{first.year:04d}-{point.code}", "season", anchor[1], anchor[0])
    if point.day is not None:
        return a_day(date(first.year, first.month, point.day), anchor)
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
    if unit == "year" and base.grain == "year" and len(base.value) == 4:
        return Placed(f"{base.first().year + int(amount):04d}", "year", anchor[1], anchor[0])
    return moved(start, unit, amount, anchor)


def first_week(first: date, last: date, which: int) -> date:
    """Return the Monday of the first or last week of a stretch: the week belongs where its Thursday lies, as in ISO 8601."""
    if which > 0:
        return first + (3 - first.weekday()) % 7 * ONE_DAY - 3 * ONE_DAY
    return last - (last.weekday() - 3) % 7 * ONE_DAY - 3 * ONE_DAY


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
        return a_day(day, anchor)
    if point.nth_unit == "day":
        return a_day(first + (which - 1) * ONE_DAY if which > 0 else last + (which + 1) * ONE_DAY, anchor)
    if point.nth_unit in {"week", "weekend"}:
        monday = first_week(first, last, which)
        week = monday + 7 * (which - 1 if which > 0 else which + 1) * ONE_DAY
        return Placed(week_value(week, weekend=point.nth_unit == "weekend"), "week", anchor[1], anchor[0])
    if point.nth_unit == "month":
        month = add_months(first, which - 1) if which > 0 else add_months(last.replace(day=1), which + 1)
        return Placed(f"{month.year:04d}-{month.month:02d}", "month", anchor[1], anchor[0])
    if point.nth_unit == "quarter" and base.grain == "year" and 1 <= which <= 4:
        return Placed(f"{first.year:04d}-Q{which}", "season", anchor[1], anchor[0])
    raise Unplaced
