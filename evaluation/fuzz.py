"""Fuzzing of the readers: changed copies of real files, read as the program reads them.

``python -m evaluation fuzz READER [--minutes N] [--inputs N] [--seed N] [--keep DIR]``. An input must give documents or a message, in bounded
time, without a crash of the parsing child, and no message may hold the name that stands in every seed.
"""

import argparse
import hashlib
import json
import os
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.documents import make_documents
from analyser.formats.reading.found import Blob, RawDocument, Workplace
from analyser.formats.reading.mail_history import without_repeats
from analyser.formats.reading.parser import Limits, ParserProcess
from analyser.formats.reading.people import read_casts
from analyser.formats.reading.readers import TABLE_READERS, read_document
from analyser.formats.reading.tables import recognise, survey
from analyser.formats.reading.vocabulary import load_vocabulary
from evaluation.mutation import Mutator

FILES = Path(__file__).resolve().parent.parent / "tests" / "data" / "reading"
DEMO = Path(__file__).resolve().parent.parent / "analyser" / "data" / "demo"
MARKER = "uillfeather"
CPU_SECONDS, WALL_SECONDS = 10.0, 90.0
"""An input of at most 2 MB that takes more work than the first counts as a hang; a busy machine may take longer by the clock."""
NOTE = "Date: 3/3/2008\nAuthor: F. Example\nType: Home visit\n\nMrs Quillfeather was seen on 3 March 2008. “She’s well”, said the HV.\n"
CASE_JSON = '{"case_id": "K-1", "children": [{"name": "K. Quillfeather", "dob": "3/3/2001", "aka": ["K"]}], "people": [{"name": "Mo", "role": null}]}'
PEOPLE = "case_id,name,aka,role,dob\nK-1,Mrs Quillfeather,NQ;Mo,mother,\nK-1,Kieran,K,child,3/3/2001\n"
ROWS = '{"case_id": "K-1", "date": "3/3/2008", "text": "Mrs Quillfeather was seen."}\n{"case_id": "K-2", "text": null}\n'
TOO_SLOW = f"takes longer than {WALL_SECONDS:g} seconds to read"
READERS = ("docx", "pdf", "rtf", "html", "eml", "msg", "zip", "xlsx", "parquet", "csv", "jsonl", "txt", "case_json", "people_csv")


@dataclass(slots=True)
class Tally:
    """What came of the inputs: how many gave what, and the findings by kind with the digests of their inputs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    findings: dict[str, list[str]] = field(default_factory=dict)
    n_inputs: int = 0
    slowest: float = 0.0

    def finding(self, kind: str, data: bytes, keep: Path | None) -> None:
        """Note a finding and keep its input, where a folder is given."""
        digest = hashlib.sha256(data).hexdigest()[:16]
        self.findings.setdefault(kind, []).append(digest)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / digest).write_bytes(data)


def seeds(kind: str) -> list[bytes]:
    """Return the real files that inputs of a kind are made from."""
    own = {"txt": NOTE, "case_json": CASE_JSON, "people_csv": PEOPLE, "jsonl": ROWS}
    if kind in own:
        return [own[kind].encode(), own[kind].encode("utf-16")]
    found = [path for folder in (FILES, DEMO) for path in sorted(folder.glob(f"*.{kind}"))]
    return [path.read_bytes() for path in found]


def fuzz(kind: str, *, seed: int, minutes: float = 0.0, inputs: int = 0, keep: Path | None = None) -> Tally:
    """Try inputs for so many minutes, or so many inputs, and return what came of them."""
    tally = Tally()
    mutator = Mutator({"case_json": "jsonl", "people_csv": "csv"}.get(kind, kind), seeds(kind), seed)
    until = time.monotonic() + minutes * 60
    number = 0
    with ParserProcess(Limits(seconds=WALL_SECONDS)) as parser:
        workplace = Workplace(load_vocabulary(), parser)
        while number < inputs or time.monotonic() < until:
            number += 1
            tally.n_inputs = number
            data = mutator.next()
            pid, started = parser.pid, time.process_time() + _cpu_seconds(parser.pid)
            try_input(kind, data, workplace, tally, keep)
            seconds = time.process_time() + _cpu_seconds(parser.pid) - (started if parser.pid == pid else 0)
            tally.slowest = max(tally.slowest, seconds) if parser.pid == pid else tally.slowest
            if (parser.pid == pid and seconds > CPU_SECONDS) or tally.outcomes[TOO_SLOW]:
                tally.finding("hang", data, keep)
                tally.outcomes[TOO_SLOW] = 0
    return tally


def try_input(kind: str, data: bytes, workplace: Workplace, tally: Tally, keep: Path | None) -> None:
    """Read one input as the program does and note what came of it."""
    try:
        words = list(_read(kind, data, workplace, tally))
    except InputError as error:
        words = [error.where, error.what, error.next_step]
        tally.outcomes[error.what.partition(":")[0]] += 1  # names of columns follow
        if "ends the program" in error.what:
            tally.finding("crash of the parsing child", data, keep)
    except Exception as error:  # a finding is any exception that the program does not expect
        tally.finding(f"{type(error).__name__} in {_place(error)}", data, keep)
        return
    if any(MARKER in word for word in words):
        tally.finding("case text in a message", data, keep)


def _read(kind: str, data: bytes, workplace: Workplace, tally: Tally) -> Iterator[str]:
    """Yield every word of messages and remarks that reading gives."""
    if kind in ("case_json", "people_csv"):
        casts = read_casts([Blob(name=kind.replace("_", "."), where="x", content=data)], workplace)
        tally.outcomes["read" if not casts.problems else "read with problems"] += 1
        yield from _words(casts.problems)
        return
    blob = Blob(name=f"x.{kind}", where=f"x.{kind}", content=data)
    raws: list[RawDocument] = []
    problems: list[NotAnalysed] = []
    if f".{kind}" in TABLE_READERS:
        for source in TABLE_READERS[f".{kind}"](blob, workplace):
            table = recognise(source, workplace.vocabulary, {})
            survey(table)
            for row in table.documents():
                if isinstance(row, NotAnalysed):
                    problems.append(row)
                else:
                    raws.append(row[1])
    else:
        found = read_document(blob, workplace)
        raws, problems = list(found.documents), list(found.problems)
    documents, empty = make_documents(without_repeats(raws), workplace.vocabulary)
    tally.outcomes["read" if documents else "no text"] += 1
    yield from _words((*problems, *(empty if kind != "zip" else ())))
    yield from (remark for document in documents for remark in document.remarks)
    yield from (repr(document) for document in documents)


def _cpu_seconds(pid: int | None) -> float:
    """Return the work that a process has done; 0 where the system does not tell in a file."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _words(problems: "tuple[NotAnalysed, ...]") -> Iterator[str]:
    for problem in problems:
        yield from (problem.what, problem.next_step)


def _place(error: Exception) -> str:
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place


def main(arguments: list[str]) -> int:
    """Fuzz one reader and print the figures as JSON; the status tells of findings."""
    parser = argparse.ArgumentParser(prog="python -m evaluation fuzz", description=__doc__)
    parser.add_argument("reader", choices=READERS)
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--inputs", type=int, default=0)
    parser.add_argument("--seed", type=int, default=20261126)
    parser.add_argument("--keep", type=Path, help="a folder for inputs that gave findings")
    options = parser.parse_args(arguments)
    tally = fuzz(options.reader, seed=options.seed, minutes=options.minutes, inputs=options.inputs, keep=options.keep)
    figures = {
        "reader": options.reader,
        "seed": options.seed,
        "inputs": tally.n_inputs,
        "slowest_cpu_seconds": round(tally.slowest, 2),
        "findings": {kind: [len(found), found[:5]] for kind, found in tally.findings.items()},
        "outcomes": dict(tally.outcomes.most_common()),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1))
    return 1 if tally.findings else 0
