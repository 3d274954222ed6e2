"""Read the data files of the package: words, rules and calendars as TOML.

Every file has a header table ``[about]`` with ``version``, ``source``, ``licence`` and ``reviewed_on``; the rest is
the file's own. A stage reads its file once through ``load_table`` and checks the shape itself.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from analyser.errors import LexiconError

FOLDERS = ("lexicons", "taxonomies")
ABOUT = {"version", "source", "licence", "reviewed_on"}


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the data file ``analyser/data/NAME.toml``, its ``[about]`` header checked. Callers must not change it.

    Raises
    ------
    LexiconError
        If the file is no TOML or its header lacks a field.

    """
    where = f"analyser/data/{name}.toml"
    try:
        table = tomllib.loads(files("analyser").joinpath(f"data/{name}.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(where=where, what=f"cannot be read as TOML ({error})", next_step="Restore the file from the release.") from None
    missing = ABOUT - set(table.get("about", {}))
    if missing:
        raise LexiconError(where=where, what=f"[about] lacks {', '.join(sorted(missing))}", next_step="Add the missing fields to the header.")
    return table


def versions() -> dict[str, str]:
    """Return the version of every data file, by its name; all of them go into a report's provenance."""
    root = files("analyser").joinpath("data")
    names = [
        f"{folder}/{entry.name.removesuffix('.toml')}"
        for folder in FOLDERS
        for entry in root.joinpath(folder).iterdir()
        if entry.name.endswith(".toml")
    ]
    return {name: str(load_table(name)["about"]["version"]) for name in sorted(names)}
