"""Where data outside the repository lies, and what to say when it does not."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

from analyser.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
GOLD_CASES = ROOT / "annotation" / "data" / "gold"
REPORTS = ROOT / "evaluation" / "reports"

MODEL_WRITTEN = (
    "The gold case files are fictional and model-written. These figures find faults and rank systems; "
    "they are no evidence of how well anything works on real files."
)


def external(name: str) -> Path:
    """Return the folder of ``benchmarks``, ``corpora`` or ``gold``: ``ANALYSER_<NAME>``, else ``../shared/<name>`` beside the checkout."""
    return Path(os.environ.get(f"ANALYSER_{name.upper()}", ROOT.parent / "shared" / name))


def load_scorer() -> ModuleType:
    """Return the gold scorer as a module.

    Raises
    ------
    InputError
        If the folder with ``score.py`` is not there.

    """
    path = external("gold") / "score.py"
    spec = importlib.util.spec_from_file_location("gold_score", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        raise InputError(where="gold scorer", what="score.py was not found", next_step="Set ANALYSER_GOLD to the folder that holds it.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
