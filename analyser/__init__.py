"""The analyser reads children's social care case files and tells how good the record is.

>>> import analyser
>>> for case_file in analyser.read_cases("my-case"):      # doctest: +SKIP
...     report = analyser.analyse(case_file)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from analyser.pipeline import Components

__version__ = "0.1.0"
__all__ = ["CaseFile", "CaseReport", "__version__", "analyse", "read_cases"]


def read_cases(path: str | Path) -> Iterator[CaseFile]:
    """Yield the case files under a path, one at a time (contract, section 3); what cannot be read is left out.

    ``analyser.formats.reading.cases.read_cases`` does the same and also tells what was left out and why.
    """
    from pathlib import Path

    from analyser.formats.reading import cases

    for found in cases.read_cases(Path(path)):
        if isinstance(found, CaseFile):
            yield found


def analyse(case_file: CaseFile, components: Components | None = None) -> CaseReport:
    """Return the report of one case file, by the models that ship with the package unless others are given."""
    from analyser import pipeline

    return pipeline.analyse(case_file, components or _released_components())


@cache
def _released_components() -> Components:
    from analyser.assembly import load_components

    return load_components()
