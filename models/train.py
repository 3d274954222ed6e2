"""``python -m models.train CONFIG``: train what a configuration describes, release it with digest and card.

A run that is killed goes on where it stopped when the command is given again. For the sentence labeller every fold is trained in turn and
the out-of-fold predictions are written; ``--fold NAME`` does one only, ``--refit NAME`` forgets an earlier run of that fold first.
"""

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from analyser.errors import AnalyserError, ConfigError
from annotation.schema import AnnotatedCase, read_annotated_cases

CHECKOUT = Path(__file__).parent.parent
RUNS = Path(__file__).parent / "runs"
RELEASED = Path(__file__).parent / "released"
CARDS = Path(__file__).parent / "cards"
NEEDED = {"task", "name", "seed", "gold", "release"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; return 0, or 2 with a message for a configuration or data that cannot be used."""
    parser = argparse.ArgumentParser(prog="python -m models.train", description=__doc__)
    parser.add_argument("config", type=Path, help="a TOML file of models/configs")
    parser.add_argument("--fold", metavar="NAME", help="train this fold of the labeller only; predictions and release are left alone")
    parser.add_argument("--refit", metavar="NAME", help="the same, from the start")
    parser.add_argument("--threads", type=int, default=1, help="threads of torch (default 1); figures hold for one number of threads")
    arguments = parser.parse_args(argv)
    try:
        config = read_config(arguments.config)
        cases = read_cases(config)
        if config["task"] == "sentence_label":
            from models.labeller_release import train_labeller

            only, fresh = arguments.refit or arguments.fold, arguments.refit is not None
            done: Any = train_labeller(config, cases, RUNS / config["name"], RELEASED, CARDS, only=only, fresh=fresh, threads=arguments.threads)
        else:
            from models.heads_run import train_heads

            done = train_heads(config, cases, RELEASED, CARDS)
    except AnalyserError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(json.dumps(done, indent=1) + "\n")
    return 0


def read_cases(config: Mapping[str, Any]) -> tuple[AnnotatedCase, ...]:
    """Return the annotated cases of a configuration: those under ``gold.path``, of ``gold.writers`` where given, then those under ``gold.also``."""
    gold = config["gold"]
    further = [case for path in gold.get("also", ()) for case in read_annotated_cases(CHECKOUT / path)]
    return (*read_annotated_cases(CHECKOUT / gold["path"], gold.get("writers", ())), *further)


def read_config(path: Path) -> Mapping[str, Any]:
    """Return a configuration.

    Raises
    ------
    ConfigError
        If the file is no TOML, lacks a field, or names an unknown task.

    """
    try:
        config = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(where=path.name, what=f"cannot be read ({type(error).__name__})", next_step="Name a TOML file.") from None
    missing = NEEDED - set(config)
    if missing or config["task"] not in ("sentence_label", "events", "usage"):
        what = f"lacks {', '.join(sorted(missing))}" if missing else "names an unknown task"
        raise ConfigError(where=path.name, what=what, next_step="Compare it with the files in models/configs.")
    return config


if __name__ == "__main__":
    raise SystemExit(main())
