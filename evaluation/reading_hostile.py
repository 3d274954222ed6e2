"""Hostile files read beside a good one: what each costs and says.

``python -m evaluation reading_hostile`` prints a line for each file: seconds, memory of the parsing child, and the message.
"""

import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from analyser.domain.text import CaseFile
from analyser.formats.reading.cases import read_cases
from analyser.formats.reading.parser import Limits, ParserProcess
from evaluation.hostile_office import EXCEL, PARQUET, PDF, WORD, Hostile
from evaluation.hostile_papers import ARCHIVES, MAILS, PAGES, TABLES, TEXTS

HOSTILE: tuple[Hostile, ...] = (*WORD, *EXCEL, *PDF, *PARQUET, *TEXTS, *PAGES, *MAILS, *ARCHIVES, *TABLES)
GOOD = "Beside it lies a good note."
MOST_SECONDS = 90.0
"""By the clock, on a machine that does other work too."""
MOST_MEGABYTES = 2048


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading gave: seconds, the most memory that the child held (0 where the system does not tell), messages, and all texts."""

    seconds: float
    megabytes: int
    messages: tuple[str, ...]
    texts: tuple[str, ...]

    def fault(self, hostile: Hostile) -> str:
        """Return in what the outcome is not as it must be; empty when all is well."""
        if GOOD not in self.texts:
            return "the good file beside it was lost"
        if any("uillfeather" in message for message in self.messages):
            return "case text in a message"
        if self.seconds > MOST_SECONDS or self.megabytes > MOST_MEGABYTES:
            return f"{self.seconds:.1f} s and {self.megabytes} MB are too much"
        if hostile.what and not any(said in message for said in hostile.what.split("|") for message in self.messages):
            return f"another message: {self.messages}"
        return "" if hostile.what or len(self.texts) > 1 else f"nothing was read of it: {self.messages}"


def read(hostile: Hostile, folder: Path) -> Outcome:
    """Write a hostile file and a good one into an empty folder, and read the folder."""
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    (folder / hostile.name).write_bytes(hostile.make())
    limits = Limits(seconds=hostile.seconds, memory_bytes=hostile.megabytes * 2**20)
    with ParserProcess(limits) as parser:
        started = time.monotonic()
        cases = list(read_cases(folder, parser=parser))
        seconds = time.monotonic() - started
        megabytes = _peak_megabytes(parser.pid)
    messages = tuple(f"{problem.where}: {problem.what}. {problem.next_step}" for case in cases for problem in case.not_analysed)
    texts = tuple(document.text for case in cases if isinstance(case, CaseFile) for document in case.documents)
    return Outcome(seconds, megabytes, messages, texts)


def main(arguments: list[str]) -> int:
    """Read every hostile file, print what it cost and said, and return 1 if anything is not as it must be."""
    del arguments
    n_faults = 0
    for number, hostile in enumerate(HOSTILE, start=1):
        with tempfile.TemporaryDirectory() as folder:
            outcome = read(hostile, Path(folder))
        fault = outcome.fault(hostile)
        n_faults += bool(fault)
        said = outcome.messages[0] if outcome.messages else "read"
        print(
            f"{number:3} {outcome.seconds:6.2f} s {outcome.megabytes:5} MB  {hostile.about}: {said[:150]}{f'  !! {fault}' if fault else ''}",
            flush=True,
        )
    print(f"{len(HOSTILE)} hostile files, {n_faults} not as they must be")
    return 1 if n_faults else 0


def _peak_megabytes(pid: int | None) -> int:
    """Return the most memory that a running process has held; only Linux tells in a file."""
    if pid is None or sys.platform != "linux":
        return 0
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)
