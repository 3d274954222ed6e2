"""Write entries of the weights' manifest; ``analyser.weights`` reads it."""

import tomllib
from pathlib import Path

from analyser.weights import file_digest

RELEASED = Path(__file__).parent / "released"
HEADER = "# Digests of the released weights. Written by `python -m models.export` and `python -m models.train`; the analyser refuses other bytes.\n"


def put_entry(name: str, path: Path, *, group: str, licence: str, card: str) -> None:
    """Add or replace the manifest entry of a file, in the manifest of the file's own folder; entries stand in alphabetical order."""
    manifest = path.parent / "manifest.toml"
    entries = tomllib.loads(manifest.read_text(encoding="utf-8")).get("models", {}) if manifest.is_file() else {}
    row = {"file": path.name, "group": group, "sha256": file_digest(path), "bytes": path.stat().st_size, "licence": licence, "card": card}
    _write(manifest, entries | {name: row})


def drop_group(folder: Path, group: str) -> None:
    """Take the entries of a group, and their files, out of a folder: a new training run may make fewer heads than the last."""
    manifest = folder / "manifest.toml"
    if not manifest.is_file():
        return
    entries = tomllib.loads(manifest.read_text(encoding="utf-8"))["models"]
    for row in entries.values():
        if row["group"] == group:
            (folder / row["file"]).unlink(missing_ok=True)
    _write(manifest, {name: row for name, row in entries.items() if row["group"] != group})


def _write(manifest: Path, entries: dict[str, dict[str, str | int]]) -> None:
    blocks = [HEADER] + [
        f"[models.{name}]\n" + "".join(f"{key} = {value if isinstance(value, int) else chr(34) + value + chr(34)}\n" for key, value in row.items())
        for name, row in sorted(entries.items())
    ]
    manifest.write_text("\n".join(blocks), encoding="utf-8", newline="\n")
