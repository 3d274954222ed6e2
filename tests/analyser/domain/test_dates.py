from datetime import date

import pytest

from analyser.domain.dates import DateInterval


def test_an_interval_counts_both_ends() -> None:
    assert DateInterval(date(2008, 2, 1), date(2008, 2, 29)).n_days == 29


def test_an_open_interval_has_no_length_and_sorts_outermost() -> None:
    before, since, day = DateInterval(None, date(2008, 1, 1)), DateInterval(date(2008, 1, 1), None), DateInterval(date(2008, 1, 1), date(2008, 1, 1))
    assert before.n_days is None
    assert sorted([since, day, before], key=DateInterval.sort_key) == [before, day, since]


@pytest.mark.parametrize("ends", [pytest.param((None, None), id="no ends"), pytest.param((date(2008, 1, 2), date(2008, 1, 1)), id="ends exchanged")])
def test_an_impossible_interval_is_refused(ends: tuple[date | None, date | None]) -> None:
    with pytest.raises(ValueError, match="interval"):
        DateInterval(*ends)
