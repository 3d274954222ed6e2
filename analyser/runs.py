"""Analyse many case files one after another and write a folder for each; nothing that fails takes anything else along."""

import csv
import io
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile, NotAnalysed
from analyser.formats.reading.cases import UnreadCase
from analyser.formats.writing import Format, write_report
from analyser.pipeline import Components, analyse

ERROR_COLUMNS = ("case_id", "where", "what", "next_step")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that was left out of a run; ``case_id`` is empty where it belongs to no case."""

    case_id: str
    reason: NotAnalysed


@dataclass(frozen=True, slots=True)
class RunSummary:
    """What a run did: case ids with a report and their folders, cases without one, everything left out, faults of the program."""

    done: tuple[tuple[str, Path], ...]
    failed: tuple[Problem, ...]
    left_out: tuple[Problem, ...] = field(default=())
    n_faults: int = 0

    @property
    def exit_status(self) -> int:
        """The contract's exit status: 0 every case gave a report, 3 some gave none, 2 none could be read, 1 the program failed on all."""
        if self.done:
            return 3 if self.failed else 0
        return 1 if self.n_faults else 2


def run_cases(
    found: Iterable[CaseFile | UnreadCase],
    components: Components,
    out: Path,
    *,
    formats: Collection[Format],
    on_stage: Callable[[str, str], None] = lambda case_id, stage: None,
) -> RunSummary:
    """Write one folder ``out/CASE_ID`` for each case file and ``out/errors.csv`` for what was left out.

    ``on_stage`` is told the case id and the stage. A fault of the program in one case is recorded under the case, by
    its type only, and the run goes on.
    """
    done: list[tuple[str, Path]] = []
    failed: list[Problem] = []
    left_out: list[Problem] = []
    n_faults = 0
    for case in found:
        if isinstance(case, UnreadCase):
            failed += [Problem(case.case_id, reason) for reason in case.not_analysed]
            continue
        left_out += [Problem(case.case_id, reason) for reason in case.not_analysed]
        folder = out / folder_name(case.case_id, taken={path.name for _, path in done})
        try:
            report: CaseReport = analyse(case, components, on_stage=lambda stage, case_id=case.case_id: on_stage(case_id, stage))  # type: ignore[misc]
            write_report(report, folder, formats=formats)
        except Exception as error:  # the outermost edge of one case: the others go on
            failed.append(Problem(case.case_id, describe_fault(error)))
            n_faults += 1
        else:
            done.append((case.case_id, folder))
    _write_errors([*failed, *left_out], out / "errors.csv")
    return RunSummary(done=tuple(done), failed=tuple(failed), left_out=tuple(left_out), n_faults=n_faults)


def folder_name(case_id: str, *, taken: Collection[str] = ()) -> str:
    """Return a folder name that every file system allows, made from a case id; a number is added while it is taken.

    >>> folder_name("2008/114: Smith"), folder_name("CON"), folder_name("w1", taken={"w1"})
    ('2008_114_Smith', '_CON', 'w1-2')
    """
    name = re.sub(r"[^\w.-]+", "_", case_id).strip("._")[:80] or "case"
    if re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", name):
        name = f"_{name}"
    lowered, number, free = {other.lower() for other in taken}, 2, name
    while free.lower() in lowered:
        free, number = f"{name}-{number}", number + 1
    return free


def describe_fault(error: Exception) -> NotAnalysed:
    """Return where the program failed and with what type of error; never the message: it may quote case text."""
    trace, last = error.__traceback__, ""
    while trace is not None:
        last = f"{Path(trace.tb_frame.f_code.co_filename).name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return NotAnalysed(
        where=last, what=f"a fault of the program ({type(error).__name__})", next_step="Report it with this line; the other cases were analysed."
    )


def _write_errors(problems: Iterable[Problem], path: Path) -> None:
    buffer = io.StringIO(newline="")
    rows = csv.writer(buffer, lineterminator="\n")
    rows.writerow(ERROR_COLUMNS)
    rows.writerows((p.case_id, p.reason.where, p.reason.what, p.reason.next_step) for p in problems)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(buffer.getvalue(), encoding="utf-8-sig", newline="")
