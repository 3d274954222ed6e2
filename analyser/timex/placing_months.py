"""Place months, days of months, seasons, decades and ages."""

from datetime import date

from analyser.domain.dates import Anchor
from analyser.timex.ages import aged_interval, birth_meant
from analyser.timex.expression import Point
from analyser.timex.placing import Placed, Unplaced, a_day, anchored, choose, full_year, moved, reference_of, speech_of, year_anchor, years_around
from analyser.timex.story import Story
from analyser.timex.values import add_months


def place_month_or_day(point: Point, story: Story, ahead: float) -> Placed:
    """Place a month or a day of a month, with or without its year."""
    month = point.month or 1
    if point.year is not None:
        year = full_year(point, story)
        if point.day is None:
            return Placed(f"{year:04d}-{month:02d}", "month")
        day = date(year, month, point.day)
        flags = point.flags
        if point.weekday is not None and point.weekday != day.weekday():
            flags = (*flags, "weekday_disagrees")
        return a_day(day, flags=flags)
    if point.shift is not None or (point.definite and story.mention is not None and point.day is None):
        return place_shifted_month(point, story)
    anchor = year_anchor(story, ahead)
    candidates = [anchor[0].year] if story.mention and anchor[1] is Anchor.NARRATIVE and story.mention.grain == "year" else years_around(anchor[0])
    placed = []
    for year in candidates:
        if point.day is None:
            placed.append(Placed(f"{year:04d}-{month:02d}", "month", flags=point.flags))
            continue
        try:
            day = date(year, month, point.day)
        except ValueError:
            continue
        placed.append(a_day(day, flags=point.flags))
    if point.weekday is not None:
        agreeing = [item for item in placed if item.first().weekday() == point.weekday]
        if agreeing and (len(candidates) > 1):
            near = [item for item in agreeing if abs((item.first() - anchor[0]).days) <= 400]
            if near:
                return choose(near, story, ahead, anchor)
        placed = [Placed(item.value, item.grain, flags=(*item.flags, "weekday_disagrees")) for item in placed]
    return choose(placed, story, ahead, anchor)


def place_shifted_month(point: Point, story: Story) -> Placed:
    """Place "last March" and "the following August"."""
    month = point.month or 1
    if point.shift in {"following", "same", "that", None} or (point.shift == "next" and point.definite):
        reference, anchor = reference_of(story)
        year = reference.first.year
        if point.shift in {"following", "next"} and month <= reference.last.month:
            year += 1
    else:
        on, which = speech_of(story)
        anchor = (on, which)
        year = on.year
        if point.shift == "last" and month >= on.month:
            year -= 1
        elif point.shift == "next" and month <= on.month:
            year += 1
    value = f"{year:04d}-{month:02d}" + (f"-{point.day:02d}" if point.day else "")
    return Placed(value, "day" if point.day else "month", anchor[1], anchor[0])


def place_season(point: Point, story: Story, ahead: float) -> Placed:
    """Place a season, term or quarter."""
    code = point.code or "SU"
    if point.year is not None:
        return Placed(f"{full_year(point, story):04d}-{code}", "season")
    if point.shift in {"following", "same", "that"} or (point.shift == "next" and point.definite):
        reference, anchor = reference_of(story)
        candidates = [Placed(f"{year:04d}-{code}", "season") for year in years_around(reference.first)]
        after = [item for item in candidates if item.first() > reference.first] if point.shift in {"following", "next"} else candidates
        return anchored(after[0] if point.shift in {"following", "next"} else candidates[1], anchor)
    anchor = year_anchor(story, ahead) if point.shift is None else speech_of(story)
    candidates = [Placed(f"{year:04d}-{code}", "season") for year in years_around(anchor[0])]
    if point.shift == "last":
        ended = [item for item in candidates if item.last() < anchor[0]]
        return anchored(ended[-1], anchor)
    if point.shift == "next":
        return anchored(next(item for item in candidates if item.first() > anchor[0]), anchor)
    if point.shift == "this":
        return anchored(next((item for item in candidates if item.first() <= anchor[0] <= item.last()), candidates[1]), anchor)
    return choose(candidates, story, ahead, anchor)


def place_age(point: Point, story: Story) -> Placed:
    """Place an age, or a spell since a birth."""
    amount, unit = point.amount or 0.0, point.unit or "year"
    months = amount * {"year": 12, "month": 1}.get(unit, 0)
    birth = birth_meant(story.births, point.name, on=story.spoken_on, months=months)
    if birth is None:
        raise Unplaced
    if point.rule == "birthday":
        return a_day(add_months(birth, int(amount) * 12), (birth, Anchor.BIRTH))
    if point.rule == "birth":
        return Placed(birth.isoformat(), "day", Anchor.BIRTH, birth)
    if point.rule == "after_birth":
        placed = moved(birth, unit, amount, (birth, Anchor.BIRTH))
        return placed
    first, last = aged_interval(birth, amount, unit)
    return Placed(f"{first.isoformat()}/{last.isoformat()}", "year" if unit == "year" else "month", Anchor.BIRTH, birth)


def place_decade(point: Point, story: Story) -> Placed:
    """Place a decade; two digits lie before the day of writing."""
    decade = point.decade or 0
    if point.short_year:
        spoken = story.spoken_on
        decade += (spoken.year if spoken else 2029) // 100 * 10
        if decade * 10 > (spoken.year if spoken else 2029):
            decade -= 10
        if story.narrates and story.mention:
            decade = story.mention.first.year // 100 * 10 + (point.decade or 0)
    return Placed(f"{decade:03d}", "year")
