"""Settings of one run: what a user may choose, read from TOML."""

import hashlib
import json
import tomllib
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from analyser.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Settings:
    """Names of the released models to use; each is an entry of the models' manifest or a path to a folder of one's own."""

    encoder: str = "encoder"
    labeller: str = "sentence_label"
    events: str = "events"
    usage: str = "usage"

    def digest(self) -> str:
        """Return the first 16 hexadecimal digits of the SHA-256 of all settings, for a report's provenance."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()[:16]


def read_settings(path: Path) -> Settings:
    """Read settings from a TOML file with a table ``[models]``.

    Raises
    ------
    ConfigError
        If the file cannot be read, or names something that is no setting.

    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(where=path.name, what=f"cannot be read as TOML ({type(error).__name__})", next_step="Correct the file.") from None
    known = [field.name for field in fields(Settings)]
    chosen = table.pop("models", {})
    unknown = sorted([*table, *(set(chosen) - set(known))])
    if unknown:
        raise ConfigError(
            where=path.name,
            what=f"has unknown settings: {', '.join(unknown)}",
            next_step=f"[models] may name {', '.join(known)}; nothing else is known.",
        )
    return Settings(**{name: str(value) for name, value in chosen.items()})
