"""Rules of time and number that records are held against, and the packs that they come in.

A pack is one edition for one nation with the days on which it is in force; a local pack goes before it, rule by rule.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """What the limit of a rule is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    HOURS = "hours"
    MONTHS = "months"
    COUNT = "count"
    SHARE = "share"


class Strength(StrEnum):
    """Where a rule has its force from. ``PRODUCT`` is a choice of this program and no standard of anybody."""

    STATUTORY = "statutory"
    GUIDANCE = "guidance"
    LOCAL = "local"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class InForce:
    """The first and last day on which something is in force, both included; ``None`` is an open end."""

    first: date | None = None
    last: date | None = None

    def covers(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def overlaps(self, other: "InForce") -> bool:
        """Whether some day lies in both."""
        ends_before = self.last is not None and other.first is not None and self.last < other.first
        begins_after = self.first is not None and other.last is not None and self.first > other.last
        return not (ends_before or begins_after)


@dataclass(frozen=True, slots=True)
class Rule:
    """One limit. ``indicator`` is the check that it serves; ``starts`` and ``ends`` name the events that a clock runs between.

    ``verified`` tells whether the limit was checked against a source that ``source`` names; an unverified one is never
    shown as statutory. ``bank_holidays_count`` makes bank holidays working days, ``first_day`` is the number of the day on
    which the clock starts (0 or 1). ``later_limit`` is the limit from the second time on, where it differs.
    """

    id: str
    indicator: str
    limit: float
    unit: Unit
    strength: Strength
    verified: bool
    source: str
    text: str
    starts: str = ""
    ends: str = ""
    later_limit: float | None = None
    bank_holidays_count: bool = False
    first_day: int = 0
    in_force: InForce = InForce()
    pack: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class RulePack:
    """The rules of one edition. Without ``chosen`` days a pack is never chosen (an edition that nobody has read yet)."""

    id: str
    version: str
    nation: str
    edition: str
    local: bool
    in_force: InForce | None
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All packs of one nation and the days that are no working days there.

    A rule is looked up for the day of the event: in the local pack first, then in the edition in force, then among the
    choices of the product, which are in force always.
    """

    nation: str
    packs: tuple[RulePack, ...]
    holidays: frozenset[date]

    def rule(self, indicator: str, on: date | None) -> Rule | None:
        """Return the rule that an indicator is held against on a day, the latest one where no day is known; ``None`` if there is none."""
        ranked = sorted(self.packs, key=lambda pack: (not pack.local, pack.nation == "any", _reverse(pack.in_force)))
        for pack in ranked:
            if pack.in_force is None or (on is not None and not pack.in_force.covers(on)):
                continue
            for rule in pack.rules:
                if rule.indicator == indicator and (on is None or rule.in_force.covers(on)):
                    return rule
        return None

    def clocks(self) -> tuple[str, ...]:
        """Return the clocks that any pack has a rule for, in the order of the rules."""
        packs = sorted(self.packs, key=lambda pack: pack.local)
        return tuple(dict.fromkeys(rule.indicator for pack in packs for rule in pack.rules if rule.starts))


def _reverse(in_force: InForce | None) -> int:
    return -(in_force.first or date.min).toordinal() if in_force else 0
