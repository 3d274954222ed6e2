"""Read rule packs, those of the package and one of a user's own, and refuse what is not understood, with file and line."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from analyser.domain.rules import InForce, Rule, RuleBook, RulePack, Strength, Unit
from analyser.errors import ConfigError
from analyser.lexicons import ABOUT
from analyser.rules.holidays import bank_holidays

REGIONS = {"england": "england_wales", "wales": "england_wales", "scotland": "scotland", "northern_ireland": "northern_ireland"}
NO_PACKS = {"bank_holidays.toml"}
PACK_KEYS = {"id", "nation", "edition", "in_force_from", "in_force_to", "in_force_verified", "extends", "local"}
RULE_KEYS = ({field.name for field in fields(Rule)} - {"in_force", "pack", "version"}) | {"in_force_from", "in_force_to"}
RULE_NEEDS = ("id", "indicator", "limit", "unit", "strength", "verified", "source", "text")


@dataclass(frozen=True, slots=True)
class _Source:
    """One file of rules: its name for messages and its text."""

    name: str
    text: str = field(repr=False)

    def refuse(self, line: int, what: str, next_step: str) -> ConfigError:
        return ConfigError(where=f"{self.name}, line {line}", what=what, next_step=next_step)

    def line(self, pattern: str, *, nth: int = 0, after: int = 1) -> int:
        """Return the number of the nth line from ``after`` on that begins with a pattern, or ``after`` if there is none."""
        found = [n for n, line in enumerate(self.text.splitlines(), 1) if n >= after and re.match(pattern, line)]
        return found[nth] if nth < len(found) else after


def load_rules(nation: str = "england", own: Path | None = None) -> RuleBook:
    """Return the packs of a nation, with a pack of one's own in front where a path is given.

    Raises
    ------
    ConfigError
        If the nation is not known; if a pack has an unknown key, lacks one, or has rules or editions whose days overlap.

    """
    if nation not in REGIONS:
        raise ConfigError(where="nation", what="is not one that rules are kept for", next_step=f"Choose one of {', '.join(REGIONS)}.")
    folder = files("analyser").joinpath("data", "rules")
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".toml") and entry.name not in NO_PACKS)
    read: dict[str, RulePack] = {}
    packs = [_read_pack(_Source(name, folder.joinpath(name).read_text(encoding="utf-8")), read) for name in names]
    chosen = [pack for pack in packs if pack.nation in (nation, "any")]
    if own is not None:
        chosen.append(_read_own(own, read, chosen))
    return RuleBook(nation, tuple(chosen), bank_holidays(REGIONS[nation]))


def _read_own(path: Path, read: dict[str, RulePack], shipped: Iterable[RulePack]) -> RulePack:
    try:
        source = _Source(path.name, path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(where=path.name, what=f"cannot be read ({type(error).__name__})", next_step="Give a TOML file in UTF-8.") from None
    pack = _read_pack(source, read)
    for other in shipped:
        if not pack.local and other.nation == pack.nation and pack.in_force and other.in_force and pack.in_force.overlaps(other.in_force):
            line = source.line(r"\s*in_force_from")
            raise source.refuse(line, f"its days overlap those of {other.id}", "Write local = true, or change the days.")
    return pack


def _read_pack(source: _Source, read: dict[str, RulePack]) -> RulePack:
    """Return a pack; ``read`` holds those read before it, which it may extend, and gets it."""
    try:
        table = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise source.refuse(int(line[1]) if line else 1, "is no TOML", "Correct the line.") from None
    head, version = _checked_head(source, table)
    rules = tuple(_rule(source, row, n, f"{head['id']}", version) for n, row in enumerate(table.get("rule", [])))
    _refuse_overlaps(source, rules)
    base = read.get(head.get("extends", ""))
    if head.get("extends") and base is None:
        raise source.refuse(source.line(r"\s*extends"), "extends a pack that was not found", "Name a pack that stands before it by file name.")
    own = {rule.id for rule in rules}
    kept = tuple(_renamed(rule, head["id"], version) for rule in (base.rules if base else ()) if rule.id not in own)
    days = InForce(head.get("in_force_from"), head.get("in_force_to")) if _has_days(head) else None
    pack = RulePack(head["id"], version, head["nation"], head["edition"], bool(head.get("local", False)), days, (*kept, *rules))
    read[pack.id] = pack
    return pack


def _renamed(rule: Rule, pack: str, version: str) -> Rule:
    return replace(rule, pack=pack, version=version)


def _has_days(head: dict[str, Any]) -> bool:
    return "in_force_from" in head or "in_force_to" in head or bool(head.get("local")) or head["nation"] == "any"


def _checked_head(source: _Source, table: dict[str, Any]) -> tuple[dict[str, Any], str]:
    for name in table:
        if name not in {"about", "pack", "rule"}:
            raise source.refuse(
                source.line(rf"\s*\[*{re.escape(name)}\b"), f"has an unknown part {name!r}", "Only [about], [pack] and [[rule]] are known."
            )
    about, head = table.get("about", {}), table.get("pack", {})
    missing = sorted(ABOUT - set(about)) + [key for key in ("id", "nation", "edition") if key not in head]
    if missing:
        raise source.refuse(1, f"lacks {', '.join(missing)}", "Add them under [about] and [pack].")
    begins = source.line(r"\s*\[pack\]")
    for key in head:
        if key not in PACK_KEYS:
            raise source.refuse(
                source.line(rf"\s*{re.escape(key)}\s*=", after=begins), f"has an unknown key {key!r}", f"Known: {', '.join(sorted(PACK_KEYS))}."
            )
    return head, str(about["version"])


def _rule(source: _Source, row: dict[str, Any], number: int, pack: str, version: str) -> Rule:
    begins = source.line(r"\s*\[\[rule\]\]", nth=number)
    for key in row:
        if key not in RULE_KEYS:
            raise source.refuse(
                source.line(rf"\s*{re.escape(key)}\s*=", after=begins), f"has an unknown key {key!r}", f"Known: {', '.join(sorted(RULE_KEYS))}."
            )
    missing = [key for key in RULE_NEEDS if key not in row]
    if missing:
        raise source.refuse(begins, f"the rule lacks {', '.join(missing)}", "Add them.")
    plain = {key: value for key, value in row.items() if key not in ("in_force_from", "in_force_to", "unit", "strength")}
    try:
        days = InForce(_day(row.get("in_force_from")), _day(row.get("in_force_to")))
        return Rule(**plain, unit=Unit(row["unit"]), strength=Strength(row["strength"]), in_force=days, pack=pack, version=version)
    except (ValueError, TypeError):
        choices = f"unit is one of {', '.join(Unit)}; strength one of {', '.join(Strength)}; days are written YYYY-MM-DD."
        raise source.refuse(begins, "the rule has a value that is not understood", choices) from None


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise TypeError("no date")


def _refuse_overlaps(source: _Source, rules: tuple[Rule, ...]) -> None:
    for n, rule in enumerate(rules):
        for other in rules[:n]:
            if rule.in_force.overlaps(other.in_force) and (rule.id == other.id or rule.indicator == other.indicator):
                line = source.line(r"\s*\[\[rule\]\]", nth=n)
                raise source.refuse(line, f"the days of rule {rule.id} overlap those of {other.id}", "Give each its own days, or remove one.")
