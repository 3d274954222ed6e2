"""Counting from one day to another as a rule has it."""

import calendar
from collections.abc import Collection
from datetime import date, timedelta

from analyser.domain.rules import Rule, Unit


def working_days(start: date, end: date, holidays: Collection[date]) -> int:
    """Return the working days after ``start`` up to and including ``end``; ``start`` itself is day 0. ``end`` is not before ``start``."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(day.weekday() < 5 and day not in holidays for day in days)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month some months on, or the last day of that month.

    >>> add_months(date(2008, 11, 30), 3)
    datetime.date(2009, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def units_between(start: date, end: date, rule: Rule, holidays: Collection[date]) -> int:
    """Return how many units of the rule lie between two days: working days, else days; hours and months are told as days."""
    if rule.unit is Unit.WORKING_DAYS:
        return working_days(start, end, () if rule.bank_holidays_count else holidays) + rule.first_day
    return (end - start).days + rule.first_day


def last_day(start: date, rule: Rule, holidays: Collection[date], *, later: bool = False) -> date:
    """Return the last day that is within the limit. ``later`` takes the limit from the second time on."""
    limit = rule.later_limit if later and rule.later_limit is not None else rule.limit
    if rule.unit is Unit.MONTHS:
        return add_months(start, int(limit))
    if rule.unit is Unit.WORKING_DAYS:
        day, left = start, int(limit) - rule.first_day
        held = () if rule.bank_holidays_count else holidays
        following = day + timedelta(days=1)
        while left > 0 or following.weekday() >= 5 or following in held:
            day = following
            left -= day.weekday() < 5 and day not in held
            following = day + timedelta(days=1)
        return day
    days = -(-limit // 24) if rule.unit is Unit.HOURS else limit
    return start + timedelta(days=int(days) - rule.first_day)


def is_within(start: date, end: date, rule: Rule, holidays: Collection[date], *, later: bool = False) -> bool:
    """Return whether the second day is within the limit counted from the first."""
    return end <= last_day(start, rule, holidays, later=later)
