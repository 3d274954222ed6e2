from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.codes import EventCategory
from analyser.domain.dates import DateInterval
from analyser.domain.events import ChronologyEntry
from analyser.formats.writing.timeline import MAX_ROUTINE_ROWS, Picture, draw_timeline
from tests.factories import make_document, make_entry, make_mention

FILE_BEGINS = date(2009, 2, 11)


def entry_on(first: date, last: date | None = None, *, significant: bool = False, category: EventCategory = EventCategory.CONTACT) -> ChronologyEntry:
    document = make_document()
    return make_entry(
        make_mention(document, "H/V", value="x", interval=DateInterval(first, last or first), category=category), significant=significant
    )


def drawn(*entries: ChronologyEntry) -> Picture:
    picture = draw_timeline(entries, file_begins=FILE_BEGINS)
    assert picture is not None
    return picture


def test_no_dated_event_gives_no_picture() -> None:
    assert draw_timeline([], file_begins=FILE_BEGINS) is None


def test_later_stands_further_right() -> None:
    picture = drawn(*[entry_on(date(2009, 3, 1) + timedelta(days=9 * n)) for n in range(30)])
    xs = [marker.x for marker in sorted(picture.markers, key=lambda marker: marker.number)]
    assert xs == sorted(xs)
    assert len(set(xs)) == len(xs)


def test_many_events_of_one_day_do_not_cover_each_other() -> None:
    picture = drawn(*[entry_on(date(2009, 3, 1), significant=n % 3 == 0) for n in range(12)], entry_on(date(2010, 1, 1)))
    for one, other in combinations(picture.markers, 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= 17


def test_every_significant_event_is_drawn_and_crowded_out_routine_ones_are_counted() -> None:
    picture = drawn(*[entry_on(date(2009, 3, 1), significant=n < 15) for n in range(40)])
    assert sum(marker.significant for marker in picture.markers) == 15
    assert len(picture.markers) + picture.n_left_out == 40
    assert picture.n_left_out >= 40 - 15 - MAX_ROUTINE_ROWS


def test_a_long_history_gets_its_own_scale() -> None:
    history = [entry_on(date(year, 5, 1)) for year in (1988, 1995, 2003)]
    recent = [entry_on(date(2009, month, 1)) for month in range(2, 12)]
    picture = drawn(*history, *recent)
    assert len(picture.scales) == 2
    assert all(marker.x < picture.scales[0].right + 1 for marker in picture.markers if marker.number <= 3)
    assert all(marker.x >= picture.scales[1].left for marker in picture.markers if marker.number > 3)


def test_a_short_history_shares_the_scale() -> None:
    picture = drawn(entry_on(date(2008, 12, 1)), *[entry_on(date(year, 1, 1)) for year in (2010, 2011, 2012)])
    assert len(picture.scales) == 1


@pytest.mark.parametrize("days", [1, 40, 800, 9000])
def test_everything_lies_in_the_picture_and_labels_keep_apart(days: int) -> None:
    entries = [entry_on(FILE_BEGINS + timedelta(days=n * days // 20), significant=n % 2 == 0) for n in range(21)]
    picture = drawn(*entries)
    assert all(marker.x - marker.width / 2 >= 0 and marker.x + marker.width / 2 <= picture.width for marker in picture.markers)
    assert all(0 < marker.y < picture.height for marker in picture.markers)
    majors = [tick.x for tick in picture.ticks if tick.major]
    assert all(right - left >= 36 for left, right in pairwise(majors))


def test_only_a_vague_date_has_a_line_over_its_days() -> None:
    picture = drawn(entry_on(date(2009, 3, 1), date(2009, 3, 31)), entry_on(date(2009, 3, 1), date(2009, 8, 31)))
    by_number = {marker.number: marker.line for marker in picture.markers}
    assert by_number[1] is None
    assert by_number[2] is not None


DAYS = st.dates(date(1900, 1, 1), date(2060, 12, 31))


@given(st.lists(st.tuples(DAYS, DAYS, st.sampled_from(["closed", "from", "to"]), st.booleans()), min_size=1, max_size=25), DAYS | st.none())
def test_whatever_the_dates_the_picture_holds_together(drawn_from: list[tuple[date, date, str, bool]], file_begins: date | None) -> None:
    document = make_document()
    entries = []
    for one, other, ends, significant in drawn_from:
        interval = DateInterval(None if ends == "to" else min(one, other), None if ends == "from" else max(one, other))
        entries.append(make_entry(make_mention(document, "H/V", interval=interval), significant=significant))
    picture = draw_timeline(entries, file_begins=file_begins)
    assert picture is not None
    assert len(picture.markers) + picture.n_left_out == len(entries)
    for marker in picture.markers:
        assert marker.x - marker.width / 2 > 0
        assert marker.x + marker.width / 2 < picture.width
        assert marker.line is None or 0 <= marker.line[0] <= marker.line[1] <= picture.width
    assert all(0 <= tick.x <= picture.width for tick in picture.ticks)
