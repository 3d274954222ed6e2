"""What importing the product loads: a chronology on a council laptop must not wait for training libraries."""

import subprocess
import sys

import pytest

HEAVY = ("torch", "transformers", "fastapi", "spacy", "sklearn", "datasets", "pandas", "onnxruntime")


def loaded_by(statement: str) -> set[str]:
    """Return which heavy packages a fresh interpreter has loaded after a statement."""
    probe = f"{statement}\nimport sys\nprint(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=120)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("import analyser", id="the package"),
        pytest.param("from analyser.timex import extract_timexes", id="time expressions"),
        pytest.param("import analyser.cli", id="the command line"),
        pytest.param("import analyser.formats.reading.cases", id="reading case files"),
        pytest.param("import analyser.demo", id="the demonstration"),
    ],
)
def test_importing_loads_nothing_heavy(statement: str) -> None:
    assert loaded_by(statement) == set()


def test_extracting_time_expressions_loads_nothing_heavy() -> None:
    work = "from datetime import date\nfrom analyser.timex import extract_timexes\nextract_timexes('seen 3/4/08', written_on=date(2008, 4, 3))"
    assert loaded_by(work) == set()


def test_the_probe_sees_what_is_loaded() -> None:
    assert loaded_by("import onnxruntime") == {"onnxruntime"}
