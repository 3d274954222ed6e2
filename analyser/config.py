"""Settings of one run: what a user may choose, read from TOML."""

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from analyser.errors import ConfigError

RULE_SETTINGS = {"nation": "nation", "file": "rules"}
"""What ``[rules]`` may name, and the setting that each is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Names of the released models to use, and the rules that records are held against.

    A model is an entry of the models' manifest or a path to a folder of one's own. ``nation`` chooses the rule packs of the
    package, ``rules`` is the path to a pack of one's own.
    """

    encoder: str = "encoder"
    labeller: str = "sentence_label"
    events: str = "events"
    usage: str = "usage"
    nation: str = "england"
    rules: str = ""

    def digest(self) -> str:
        """Return the first 16 hexadecimal digits of the SHA-256 of all settings, for a report's provenance."""
        chosen = {**asdict(self), "rules": self._rules_digest()}
        return hashlib.sha256(json.dumps(chosen, sort_keys=True).encode()).hexdigest()[:16]

    def _rules_digest(self) -> str:
        """Return a digest of a rule pack of one's own by its content, so that the path does not matter."""
        path = Path(self.rules)
        return hashlib.sha256(path.read_bytes()).hexdigest() if self.rules and path.is_file() else ""


def read_settings(path: Path) -> Settings:
    """Read settings from a TOML file with a table ``[models]``, and ``[rules]`` with ``nation`` and ``file``.

    Raises
    ------
    ConfigError
        If the file cannot be read, or names something that is no setting.

    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(where=path.name, what=f"cannot be read as TOML ({type(error).__name__})", next_step="Correct the file.") from None
    tables = {"models": table.pop("models", {}), "rules": table.pop("rules", {})}
    known = {"models": [field.name for field in fields(Settings) if field.name not in RULE_SETTINGS.values()], "rules": list(RULE_SETTINGS)}
    unknown = sorted([*table, *(name for part, chosen in tables.items() for name in set(chosen) - set(known[part]))])
    if unknown:
        raise ConfigError(
            where=path.name,
            what=f"has unknown settings: {', '.join(unknown)}",
            next_step=f"[models] may name {', '.join(known['models'])}, [rules] {', '.join(known['rules'])}; nothing else is known.",
        )
    chosen = {name: str(value) for name, value in tables["models"].items()}
    chosen |= {RULE_SETTINGS[name]: str(value) for name, value in tables["rules"].items()}
    if chosen.get("rules"):
        chosen["rules"] = str(path.parent / chosen["rules"])
    return Settings(**chosen)
