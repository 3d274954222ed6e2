"""Rule packs: limits by nation, edition and day, read from TOML; working days and bank holidays."""

from analyser.rules.counting import is_within, units_between
from analyser.rules.packs import load_rules

__all__ = ["is_within", "load_rules", "units_between"]
