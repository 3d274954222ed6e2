"""Which files under the paths that a user names belong together."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.found import not_analysed, shown_name, unreadable
from analyser.formats.reading.people import CASE_JSON, PEOPLE_CSV
from analyser.formats.reading.readers import is_table
from analyser.lexicons import load_table

OUTPUT_FILES = ("report.json", "documents.jsonl")
"""What our own output folder always holds; such a folder is never input."""
ERRORS_CSV = "errors.csv"
"""The list of what was left out, which a run writes beside its folders."""
KEY_ENDING = "-pseudonyms-KEY.json"
"""How the key of a run under pseudonyms is called; it lies beside the folder of reports and is no input either."""
PEOPLE_FILES = frozenset((CASE_JSON, PEOPLE_CSV))


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are read together: those of a case folder, or tables that lie side by side.

    ``name`` is the case's where no file says another; paths stand in natural order ("note 2" before "note 10").
    ``problems`` are folders that could not be opened.
    """

    folder: Path
    name: str
    tables: tuple[Path, ...]
    files: tuple[Path, ...]
    problems: tuple[NotAnalysed, ...] = ()

    def label(self, path: Path) -> str:
        """Return how a file is called in messages: its path inside the folder."""
        return shown_name(path.relative_to(self.folder).as_posix())


def check_paths(paths: Sequence[Path]) -> None:
    """Check that the user's paths can be read at all.

    Raises
    ------
    InputError
        If there is none, one does not exist, or one is output of ours.

    """
    if not paths:
        raise InputError(where="PATH", what="is missing", next_step="Name a case folder, a table export, or a folder of such things.")
    for path in paths:
        if not path.exists():
            raise InputError(where=str(path), what="does not exist", next_step="Check the path.")
        if is_output(path if path.is_dir() else path.parent):
            raise InputError(
                where=str(path), what="is output of the analyser, which is never taken for input", next_step="Name the case file itself."
            )


def groups(paths: Sequence[Path], *, leave_out: Collection[Path] = ()) -> Iterator[Group]:
    """Yield the groups under the paths, in order; files of one folder that are named together are one group.

    A folder is one case with all that lies below it when it holds a ``case.json`` or a document; a folder that holds nothing but folders
    (and tables) is looked into, folder by folder. A folder below a case folder that has a ``case.json`` of its own is a case of its own.
    An empty folder gives a group without files.
    """
    skipped = {path.resolve() for path in leave_out}
    named = [path for path in dict.fromkeys(paths) if path.is_file()]
    by_parent = {parent: [path for path in named if path.parent == parent] for parent in dict.fromkeys(path.parent for path in named)}
    done: set[Path] = set()
    for path in dict.fromkeys(paths):
        if path.is_dir():
            yield from _Walk(skipped).groups(path)
        elif path.parent not in done:
            done.add(path.parent)
            yield _group(path.parent, by_parent[path.parent], by_parent[path.parent][0].stem if len(by_parent[path.parent]) == 1 else None)


def is_output(folder: Path) -> bool:
    """Whether a folder is one that the analyser wrote for a case."""
    return all((folder / name).is_file() for name in OUTPUT_FILES)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through folders; ``problems`` are the folders that could not be opened since the last group."""

    skipped: Collection[Path]
    problems: list[NotAnalysed] = field(default_factory=list)

    def groups(self, folder: Path) -> Iterator[Group]:
        files, folders = self._entries(folder)
        documents = [path for path in files if path.name not in PEOPLE_FILES and not is_table(path.name)]
        is_case = (folder / CASE_JSON).is_file() or bool(documents) or not folders
        if not is_case:
            if any(path.name not in PEOPLE_FILES for path in files):
                yield self._group(folder, files)
            for sub in folders:
                yield from self.groups(sub)
            return
        below = list(self._below(folders))
        apart = [sub for sub in below if (sub / CASE_JSON).is_file()]
        deep = [path for sub in below if sub not in apart for path in self._entries(sub)[0]]
        yield self._group(folder, [*files, *deep])
        for sub in apart:
            yield from self.groups(sub)

    def _group(self, folder: Path, files: Sequence[Path]) -> Group:
        problems = tuple(dict.fromkeys(self.problems))
        self.problems.clear()
        return replace(_group(folder, files), problems=problems)

    def _below(self, folders: Sequence[Path]) -> Iterator[Path]:
        """Yield folders and those below them; not those below one that is a case of its own."""
        for folder in folders:
            yield folder
            if not (folder / CASE_JSON).is_file():
                yield from self._below(self._entries(folder)[1])

    def _entries(self, folder: Path) -> tuple[list[Path], list[Path]]:
        """Return files and folders of a folder in natural order, without what programs leave behind and what we wrote.

        Linked folders are not followed: they could lead back.
        """
        ignored = set(load_table("taxonomies/stated_details")["ignored"]["names"])
        try:
            inside = list(folder.iterdir())
        except OSError as error:
            self.problems.append(not_analysed(unreadable(shown_name(str(folder)), error)))
            return [], []
        inside = [path for path in inside if not path.name.endswith(KEY_ENDING)]
        shown = [path for path in inside if not path.name.startswith((".", "~$")) and path.name.casefold() not in ignored]
        ordered = sorted(shown, key=lambda path: natural_key(path.name))
        folders = [path for path in ordered if path.is_dir() and not path.is_symlink()]
        files = [path for path in ordered if path.is_file()]
        if any(is_output(path) for path in folders):  # this is where a run wrote to: its list of errors is ours too
            files = [path for path in files if path.name != ERRORS_CSV]
        return files, [path for path in folders if path.resolve() not in self.skipped and not _is_written(path)]


def _is_written(folder: Path) -> bool:
    """Whether a folder holds output of ours and nothing else: that of a case, or of a run."""
    if is_output(folder):
        return True
    try:
        inside = [path for path in folder.iterdir() if path.name != ERRORS_CSV]
    except OSError:  # told when the folder is looked into
        return False
    return any(map(is_output, inside)) and all(path.is_dir() and is_output(path) for path in inside)


def _group(folder: Path, files: Sequence[Path], name: str | None = None) -> Group:
    documents = [path for path in files if path.name not in PEOPLE_FILES]
    return Group(
        folder=folder,
        name=shown_name(name or folder.resolve().name or "case"),
        tables=tuple(path for path in documents if is_table(path.name)),
        files=tuple(path for path in documents if not is_table(path.name)),
    )


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts "note 2" before "note 10" and does not mind case; equal names keep a fixed order."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return (*((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts), (2, 0, name))
