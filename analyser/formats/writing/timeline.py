"""The timeline picture: where each event stands. Only geometry; the template draws it. Lengths are SVG user units."""

import textwrap
from bisect import bisect
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from analyser.domain.codes import EventStatus
from analyser.domain.dates import DateInterval
from analyser.domain.events import ChronologyEntry
from analyser.formats.writing.wording import lanes, report_words

WIDTH = 1120
LEFT, RIGHT, TOP, BOTTOM = 132, 14, 30, 8
ROW, ROUTINE_WIDTH = 21, 11
MAX_ROUTINE_ROWS = 8
OPEN_LINE = 14  # the line of a date with an open end
BREAK = 36  # room for the sign that the scale changes
LONG_DAYS = 45  # an event dated no closer than this gets a line over the days that it may lie in


@dataclass(frozen=True, slots=True)
class Marker:
    """One event: its centre, whether it is significant, and the line over the days that its date covers."""

    number: int
    x: float
    y: float
    significant: bool
    status: EventStatus
    width: float
    line: tuple[float, float] | None
    entry: ChronologyEntry = field(repr=False)


@dataclass(frozen=True, slots=True)
class Lane:
    """One band of the picture, with its name in lines."""

    name: tuple[str, ...]
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis: a year (major) or a quarter within it, with the width up to the next."""

    x: float
    label: str
    major: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """One stretch of the axis, days in proportion to length."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where a day stands; days outside stand at the nearer end."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; ``n_left_out`` routine events found no room and stand in the table only."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    markers: tuple[Marker, ...]
    ticks: tuple[Tick, ...]
    scales: tuple[Scale, ...]
    n_left_out: int


def draw_timeline(entries: Sequence[ChronologyEntry], *, file_begins: date | None) -> Picture | None:
    """Return the picture of the dated entries, numbered from 1 in their order; ``None`` for none.

    ``file_begins`` is the date of the earliest document: years long before it get a scale of their own, so that
    history does not squeeze what the file follows closely.
    """
    placed = [(number, entry, _middle(entry.interval)) for number, entry in enumerate(entries, 1) if entry.interval]
    if not placed:
        return None
    scales = _scales([day for _, _, day in placed], file_begins)
    drawn: list[Lane] = []
    markers: list[Marker] = []
    top, left_out = float(TOP), 0
    for name, categories in lanes():
        inside = [one for one in placed if one[1].category in categories]
        if not inside:
            continue
        rows, missed = _pack(inside, scales)
        left_out += missed
        height = max(2, len(rows)) * ROW + 10
        drawn.append(Lane(tuple(textwrap.wrap(name, 17)), top, height))
        markers += [_marker(*one, scales, y=top + height - 5 - ROW * (row + 0.5)) for row, ones in enumerate(rows) for one in ones]
        top += height
    markers.sort(key=lambda marker: (marker.significant, marker.number))
    ticks = tuple(tick for scale in scales for tick in _ticks(scale))
    return Picture(WIDTH, top + BOTTOM, tuple(drawn), tuple(markers), ticks, scales, left_out)


_Placed = tuple[int, ChronologyEntry, date]


def _middle(interval: DateInterval) -> date:
    if interval.earliest is None or interval.latest is None:
        return interval.earliest or interval.latest or date.min
    return interval.earliest + (interval.latest - interval.earliest) / 2


def _scales(days: Sequence[date], file_begins: date | None) -> tuple[Scale, ...]:
    """One scale, or two with a break where the history is longer than what follows."""
    first, last = _year_start(min(days)), _month_end(max(days))
    left, right = float(LEFT + 14), float(WIDTH - RIGHT - 14)
    cut = _month_start(file_begins) if file_begins else first
    n_before = sum(day < cut for day in days)
    if n_before == 0 or (cut - first).days < (last - cut).days or last <= cut:
        return (Scale(first if n_before else _month_start(min(days)), last, left, right),)
    share = min(0.45, max(0.2, n_before / len(days)))
    middle = round(left + share * (right - left))
    return (Scale(first, cut, left, middle - BREAK / 2), Scale(cut, last, middle + BREAK / 2, right))


def _year_start(day: date) -> date:
    return day.replace(month=1, day=1)


def _month_start(day: date) -> date:
    return day.replace(day=1)


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _scale_for(day: date, scales: Sequence[Scale]) -> Scale:
    return scales[-1] if day >= scales[-1].first else scales[0]


def _pack(ones: Sequence[_Placed], scales: Sequence[Scale]) -> tuple[list[list[_Placed]], int]:
    """Rows of events that do not touch, the significant ones lowest; and how many routine ones found no room."""
    rows: list[list[_Placed]] = []
    taken: list[list[tuple[float, float]]] = []
    left_out = 0
    for one in sorted(ones, key=lambda one: (not one[1].significant, one[2], one[0])):
        left, right = _reach(one, scales)
        row = next((n for n, spans in enumerate(taken) if _is_free(spans, left, right)), len(rows))
        if row >= MAX_ROUTINE_ROWS and not one[1].significant:
            left_out += 1
            continue
        if row == len(rows):
            rows.append([])
            taken.append([])
        rows[row].append(one)
        taken[row].insert(bisect(taken[row], (left, right)), (left, right))
    return rows, left_out


def _reach(one: _Placed, scales: Sequence[Scale]) -> tuple[float, float]:
    """The stretch that an event takes up: its sign, and the line over its days."""
    half, x = _width(one) / 2, _scale_for(one[2], scales).x(one[2])
    line = _line(one, scales) or (x, x)
    return min(x - half, line[0]), max(x + half, line[1])


def _line(one: _Placed, scales: Sequence[Scale]) -> tuple[float, float] | None:
    """The line over the days that a date covers, a short one towards an open end; ``None`` where the date is close."""
    interval, scale = one[1].interval, _scale_for(one[2], scales)
    if interval is None or (interval.n_days is not None and interval.n_days <= LONG_DAYS):
        return None
    x = scale.x(one[2])
    left = scale.x(interval.earliest) if interval.earliest else x - OPEN_LINE
    right = scale.x(interval.latest) if interval.latest else x + OPEN_LINE
    return max(left, scale.left - OPEN_LINE), min(right, scale.right + OPEN_LINE)


def _width(one: _Placed) -> float:
    return 10 + 6.5 * len(str(one[0])) + 2 if one[1].significant else ROUTINE_WIDTH


def _is_free(spans: Sequence[tuple[float, float]], left: float, right: float) -> bool:
    at = bisect(spans, (left, right))
    return (at == 0 or spans[at - 1][1] <= left) and (at == len(spans) or right <= spans[at][0])


def _marker(number: int, entry: ChronologyEntry, day: date, scales: Sequence[Scale], *, y: float) -> Marker:
    one = (number, entry, day)
    x = _scale_for(day, scales).x(day)
    return Marker(number, x, y, entry.significant, entry.status, _width(one) - 2, _line(one, scales), entry)


def _ticks(scale: Scale) -> list[Tick]:
    """Years, every 2nd, 5th, 10th or 20th where there is no room; quarters where a year is wide."""
    per_year = (scale.right - scale.left) / max(1.0, (scale.last - scale.first).days / 365.25)
    step = next((years for years in (1, 2, 5, 10, 20) if per_year * years >= 38), 50)
    years = range(scale.first.year, scale.last.year + 1)
    days = [date(year, 1, 1) for year in years if year % step == 0]
    ticks = [Tick(scale.x(day), str(day.year), major=True) for day in days if scale.first <= day <= scale.last]
    if scale.first.day != 1 or scale.first.month != 1:
        room = all(tick.x - scale.left > 40 for tick in ticks)
        ticks += [Tick(scale.left, _month(scale.first) + (f" {scale.first.year}" if room else ""), major=False)]
    if per_year >= 170:
        quarters = [date(year, month, 1) for year in years for month in (4, 7, 10)]
        roomy = [day for day in quarters if scale.first < day <= scale.last and scale.x(day) - scale.left > 40]
        ticks += [Tick(scale.x(day), _month(day), major=False) for day in roomy]
    return sorted(ticks, key=lambda tick: tick.x)


def _month(day: date) -> str:
    return str(report_words()["calendar"]["months"][day.month - 1][:3])
