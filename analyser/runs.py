"""Analyse many case files one after another and write a folder for each; nothing that fails takes anything else along."""

import csv
import io
import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile, NotAnalysed
from analyser.formats.reading.cases import UnreadCase
from analyser.formats.reading.places import KEY_ENDING
from analyser.formats.writing import Format, write_report
from analyser.pipeline import Components, analyse
from analyser.pseudonyms import KeyEntry, pseudonymise

KEY_NOTE = "This key leads from pseudonyms back to people. Keep it apart from the reports, and destroy it when it is not needed any more."
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


@dataclass(slots=True)
class UnderPseudonyms:
    """Cases under pseudonyms as they come; ``key`` fills as they are taken, one entry for each case, in the order of the run.

    What could not be read is under a number of its own, so that no file name tells a family's.
    """

    found: Iterable[CaseFile | UnreadCase]
    secret: str | None = field(default=None, repr=False)
    shift_dates: bool = False
    key: list[dict[str, Any]] = field(default_factory=list, repr=False)

    def __iter__(self) -> Iterator[CaseFile | UnreadCase]:
        """Yield each case with its names replaced; a fault of the program in one case leaves that case out."""
        for number, case in enumerate(self.found, start=1):
            if isinstance(case, UnreadCase):
                yield self._unread(case, number)
                continue
            try:
                made = pseudonymise(case, number=number, secret=self.secret, shift_dates=self.shift_dates)
            except Exception as error:  # as in the run: the edge of one case
                yield UnreadCase(f"case-{number:04}", (describe_fault(error),))
                continue
            self._enter(case.case_id, made.case_file.case_id, made.shifted_by, made.key)
            yield made.case_file

    def _unread(self, case: UnreadCase, number: int) -> UnreadCase:
        places = {place: f"file {n}" for n, place in enumerate(dict.fromkeys(one.where for one in case.not_analysed), start=1)}
        self._enter(case.case_id, f"case-{number:04}", 0, [KeyEntry("document or file", old, new) for old, new in places.items()])
        return UnreadCase(f"case-{number:04}", tuple(replace(one, where=places[one.where]) for one in case.not_analysed))

    def _enter(self, case_id: str, pseudonym: str, shifted_by: int, entries: Iterable[KeyEntry]) -> None:
        lines = [{"kind": one.kind, "original": one.original, "pseudonym": one.pseudonym} for one in entries]
        self.key.append({"case_id": case_id, "pseudonym": pseudonym, "dates_shifted_by_days": shifted_by, "key": lines})


def key_path(out: Path) -> Path:
    """Return where the key of a run goes: beside the folder of reports, never in it, so that the folder can be handed on.

    >>> key_path(Path("audit/reports")).as_posix()
    'audit/reports-pseudonyms-KEY.json'
    """
    return out.with_name(f"{out.resolve().name}{KEY_ENDING}")


def write_key(key: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Write a key for its owner's eyes alone, as far as the system knows such a thing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(json.dumps({"note": KEY_NOTE, "cases": list(key)}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")


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
