"""Find the released weights and refuse any that are not the ones the manifest names.

The manifest, ``manifest.toml``, lies beside the weights: in ``analyser/data/models`` of an installed package, in ``models/released`` of a checkout.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from analyser.errors import ModelError

RESTORE = "Restore the file from the release."


@dataclass(frozen=True, slots=True)
class WeightsEntry:
    """One file of the manifest: its name in ``folder``, the SHA-256 of its bytes, its licence and its model card.

    ``group`` holds together the files of one stage, such as the linear heads of ``events``; files that stand alone have their own name there.
    """

    name: str
    group: str
    folder: Path
    file: str
    sha256: str
    licence: str
    card: str

    @property
    def path(self) -> Path:
        """Where the file should be."""
        return self.folder / self.file


def load_manifest(folder: Path | None = None) -> dict[str, WeightsEntry]:
    """Return the manifest's entries by name, those of the release or of a folder of one's own. No weights are read.

    Raises
    ------
    ModelError
        If there is no manifest or it breaks its form.

    """
    folder = folder or _released()
    try:
        table = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
        return {name: _entry(name, folder, row) for name, row in table["models"].items()}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(where="manifest.toml", what=f"cannot be read ({type(error).__name__})", next_step=RESTORE) from None


def weights_path(name: str) -> Path:
    """Return the file of an entry, after comparing its bytes with the manifest.

    Parameters
    ----------
    name
        An entry of the released manifest, or ``FOLDER/ENTRY`` for a folder of one's own with a manifest in it.

    Raises
    ------
    ModelError
        If there is no such entry, or its file is missing or altered.

    """
    entries, bare = _entries(name)
    if bare not in entries:
        raise ModelError(where="manifest.toml", what=f"has no entry {bare}", next_step=f"Known entries: {', '.join(sorted(entries)) or 'none'}.")
    return _checked(entries[bare])


def weights_group(group: str) -> dict[str, Path]:
    """Return the files of a group, each checked as by ``weights_path``, by entry name without the group's own name.

    Parameters
    ----------
    group
        A group of the released manifest, or ``FOLDER/GROUP`` for a folder of one's own. An unknown group has no files.

    """
    entries, bare = _entries(group)
    return {entry.name.removeprefix(f"{bare}-"): _checked(entry) for entry in entries.values() if entry.group == bare}


def weights_digests() -> Mapping[str, str]:
    """Return the SHA-256 of every released file by entry name, as the manifest has them, for a report's provenance."""
    return {name: entry.sha256 for name, entry in sorted(load_manifest().items())}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _entries(name: str) -> tuple[dict[str, WeightsEntry], str]:
    path = Path(name)
    return load_manifest(path.parent if path.name != name else None), path.name


def _entry(name: str, folder: Path, row: Mapping[str, str]) -> WeightsEntry:
    file = row["file"]
    if Path(file).name != file:
        raise ModelError(where="manifest.toml", what=f"entry {name} leads out of its folder", next_step=RESTORE)
    return WeightsEntry(name, row.get("group", name), folder, file, row["sha256"], row["licence"], row["card"])


def _checked(entry: WeightsEntry) -> Path:
    try:
        digest = file_digest(entry.path)
    except OSError as error:
        raise ModelError(where=entry.file, what=f"cannot be read ({type(error).__name__})", next_step=RESTORE) from None
    if digest != entry.sha256:
        raise ModelError(where=entry.file, what="is not the file that the manifest names (its SHA-256 differs)", next_step=RESTORE)
    return entry.path


def _released() -> Path:
    package = Path(str(files("analyser")))
    places = (package / "data" / "models", package.parent / "models" / "released")
    found = next((place for place in places if (place / "manifest.toml").is_file()), None)
    if found is None:
        raise ModelError(where="manifest.toml", what="was not found in the package or the checkout", next_step="Install the analyser again.")
    return found
