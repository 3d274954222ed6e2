"""Case files under paths, one at a time: the way in for the command, the library and the web page."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyser.domain.text import CaseFile, NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.documents import make_documents
from analyser.formats.reading.folders import Group, check_paths, groups
from analyser.formats.reading.found import Blob, Found, RawDocument, Workplace, not_analysed
from analyser.formats.reading.mail_history import without_repeats
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.people import Casts, read_casts
from analyser.formats.reading.places import natural_key
from analyser.formats.reading.readers import TABLE_READERS, is_table, read_document
from analyser.formats.reading.tables import Table, check_map, recognise, survey
from analyser.formats.reading.vocabulary import load_vocabulary

NO_FILES = "holds no file that can be read"
NO_FILES_STEP = "Put the case's documents there, or name another folder."
NO_CASE_STEP = "Fill in the case id and run again."


@dataclass(frozen=True, slots=True)
class UnreadCase:
    """Something of the input that gave no case file, and why; ``case_id`` is empty where it belongs to no case."""

    case_id: str
    not_analysed: tuple[NotAnalysed, ...]


def read_cases(
    path: Path | Sequence[Path],
    *,
    column_map: Mapping[str, str] | None = None,
    codes: Path | None = None,
    leave_out: Collection[Path] = (),
    parser: ParserProcess | None = None,
) -> Iterator[CaseFile | UnreadCase]:
    """Yield each case file under the paths, and in its place what gave none, with the reasons.

    ``column_map`` names columns by hand (field to column name). ``codes`` is a user's TOML file of further column names, types and agencies.
    ``leave_out`` are folders to pass over, such as the one that output goes to. ``parser`` is the process that parses binary formats;
    without one, a process is started when it is needed and ended with the iteration.

    What cannot be read inside a case is in its ``not_analysed``. A case of a table is yielded at its last row, so that a table sorted by
    case never fills the memory. Case ids are unique: one met again in another place gets a suffix and a note.

    Raises
    ------
    InputError
        At once, if a path does not exist or is output of ours; and when the whole input gives one problem and nothing else.
    ConfigError
        At once, if the column map or the file of codes cannot be used.

    """
    paths = [path] if isinstance(path, Path) else list(path)
    check_paths(paths)
    check_map(column_map or {})
    vocabulary = load_vocabulary(codes)
    return _only_problem_raised(
        _read_all(paths, column_map or {}, leave_out, Workplace(vocabulary, parser or ParserProcess()), own_parser=parser is None)
    )


def _read_all(
    paths: Sequence[Path], column_map: Mapping[str, str], leave_out: Collection[Path], workplace: Workplace, *, own_parser: bool
) -> Iterator[CaseFile | UnreadCase]:
    used: dict[str, str] = {}
    try:
        for group in groups(paths, workplace.parser, leave_out=leave_out):
            for result in _GroupReading(group, column_map, workplace).results():
                yield _named_apart(result, used, group.shown) if isinstance(result, CaseFile) else result
    finally:
        if own_parser:
            workplace.parser.close()


def _only_problem_raised(results: Iterator[CaseFile | UnreadCase]) -> Iterator[CaseFile | UnreadCase]:
    """Hold the first problem back until something else comes; alone, it is an error."""
    first = next(results, None)
    if first is None:
        return
    second = next(results, None) if isinstance(first, UnreadCase) and len(first.not_analysed) == 1 else None
    if second is None and isinstance(first, UnreadCase) and len(first.not_analysed) == 1:
        problem = first.not_analysed[0]
        raise InputError(where=problem.where, what=problem.what, next_step=problem.next_step)
    yield first
    if second is not None:
        yield second
    yield from results


def _named_apart(case: CaseFile, used: dict[str, str], place: str) -> CaseFile:
    name, number = case.case_id, 2
    while name in used:
        name, number = f"{case.case_id}-{number}", number + 1
    used[name] = place
    if name == case.case_id:
        return case
    note = NotAnalysed(
        where=place,
        what=f"its case id '{case.case_id}' was met before in this run, so that this case is called '{name}'",
        next_step="If both are one case, put their files into one folder.",
    )
    return replace(case, case_id=name, not_analysed=(*case.not_analysed, note))


@dataclass(slots=True)
class _GroupReading:
    """The reading of files that lie together."""

    group: Group
    column_map: Mapping[str, str]
    workplace: Workplace
    problems: list[NotAnalysed] = field(default_factory=list)

    def results(self) -> Iterator[CaseFile | UnreadCase]:
        """Yield the cases of the group; problems of no case come last, or with the case where it is the only one."""
        self.problems += self.group.problems
        try:
            casts = read_casts(self.group.people, self.workplace)
            self.problems += casts.problems
            tables = {blob: self._tables(blob) for blob in self.group.tables}
        except OSError as error:
            self.problems.append(_system_fault(self.group.name, error))
            yield self._unread("")
            return
        n_rows = sum((counter for opened in tables.values() for _, counter in opened), Counter[str]())
        ids = [case_id for case_id in n_rows if case_id]
        home = ids[0] if len(ids) == 1 else casts.own.case_id or self.group.name
        if len(ids) <= 1:
            yield self._single(home, tables, casts)
        else:
            yield from self._many(home, tables, n_rows, casts)

    def _single(self, case_id: str, tables: Mapping[Blob, list[tuple[Table, Counter[str]]]], casts: Casts) -> CaseFile | UnreadCase:
        """The one case of the group: rows and files in the order of their names; rows without a case id are taken for its own."""
        raws: list[RawDocument] = []
        for blob in sorted((*self.group.tables, *self.group.files), key=lambda blob: natural_key(blob.where)):
            if not is_table(blob.name):
                raws += self._file(blob)
                continue
            for table, counter in tables[blob]:
                mixed = len(counter) > 1
                for row_id, raw in self._rows(table):
                    stray = ("its row has no case id; it was taken for the only case of its table",) if mixed and not row_id else ()
                    raws.append(replace(raw, remarks=(*raw.remarks, *stray)))
        return self._case(case_id, raws, casts, alone=True)

    def _many(
        self, home: str, tables: Mapping[Blob, list[tuple[Table, Counter[str]]]], n_rows: Counter[str], casts: Casts
    ) -> Iterator[CaseFile | UnreadCase]:
        """Each case at its last row; documents that lie beside the tables make the case of the folder's own name."""
        pending: dict[str, list[RawDocument]] = {}
        loose = [raw for blob in self.group.files for raw in self._file(blob)]
        outstanding = dict(n_rows)
        if loose:
            outstanding[home] = outstanding.get(home, 0) + 1  # closed after the tables
        for table, _ in (pair for opened in tables.values() for pair in opened):
            n_stray = 0
            for case_id, raw in self._rows(table):
                if not case_id:
                    n_stray += 1
                    continue
                pending.setdefault(case_id, []).append(raw)
                outstanding[case_id] -= 1
                if not outstanding[case_id]:
                    yield self._case(case_id, pending.pop(case_id), casts, alone=False)
            if n_stray:
                what = f"{n_stray} row(s) have no case id and belong to none of its cases"
                self.problems.append(NotAnalysed(where=table.source.where, what=what, next_step=NO_CASE_STEP))
        if loose:
            yield self._case(home, [*pending.pop(home, []), *loose], casts, alone=False)
        if self.problems:
            yield self._unread("")

    def _case(self, case_id: str, raws: Sequence[RawDocument], casts: Casts, *, alone: bool) -> CaseFile | UnreadCase:
        documents, empty = make_documents(without_repeats(raws), self.workplace.vocabulary)
        problems = (*(self.problems if alone else ()), *empty)
        if not documents:
            none = NotAnalysed(where=self.group.shown, what=NO_FILES, next_step=NO_FILES_STEP)
            return UnreadCase(case_id, problems or (none,))
        cast = casts.of(case_id, alone=alone)
        return CaseFile(case_id=case_id, documents=documents, children=cast.children, people=cast.people, not_analysed=problems)

    def _unread(self, case_id: str) -> UnreadCase:
        return UnreadCase(case_id, tuple(self.problems))

    def _tables(self, blob: Blob) -> list[tuple[Table, Counter[str]]]:
        """Open a table file and count the rows of each case; sheets without text are problems."""
        opened: list[tuple[Table, Counter[str]]] = []
        try:
            sources = TABLE_READERS[blob.extension](blob, self.workplace)
        except InputError as error:
            self.problems.append(not_analysed(error))
            return []
        if not sources:
            self.problems.append(NotAnalysed(where=blob.where, what="is empty", next_step="Export it again."))
        for source in sources:
            try:
                table = recognise(source, self.workplace.vocabulary, self.column_map)
            except InputError as error:
                self.problems.append(not_analysed(error))
                continue
            for name in table.unmapped:
                what = f"has no column '{self.column_map[name]}', which --map names for {name}"
                self.problems.append(NotAnalysed(where=source.where, what=what, next_step="Check the column's name."))
            seen = survey(table)
            opened.append((replace(table, month_first=seen.month_first, mixed_dates=seen.mixed_dates), seen.n_rows))
        return opened

    def _rows(self, table: Table) -> Iterator[tuple[str, RawDocument]]:
        try:
            for found in table.documents():
                if isinstance(found, NotAnalysed):
                    self.problems.append(found)
                else:
                    yield found
        except OSError as error:
            self.problems.append(_system_fault(table.source.where, error))

    def _file(self, blob: Blob) -> tuple[RawDocument, ...]:
        try:
            found = read_document(blob, self.workplace)
        except InputError as error:
            found = Found(problems=(not_analysed(error),))
        self.problems += found.problems
        return found.documents


def _system_fault(where: str, error: OSError) -> NotAnalysed:
    return NotAnalysed(where=where, what=f"cannot be read ({error.strerror or type(error).__name__})", next_step="Check that you may read it.")
