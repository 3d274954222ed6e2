"""Which files under the paths that a user names belong together."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.found import Blob, shown_name
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.people import CASE_JSON, PEOPLE_CSV
from analyser.formats.reading.places import ARCHIVE, DiskFolder, Place, disk_blob, is_output, natural_key, open_archive
from analyser.formats.reading.readers import is_table

PEOPLE_FILES = frozenset((CASE_JSON, PEOPLE_CSV))
MOST_LEVELS = 40
"""Folders inside folders; what lies deeper was made to exhaust whoever walks it."""


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are read together: those of a case folder, or tables that lie side by side. Blobs are called by their path inside the folder.

    ``name`` is the case's where no file says another; ``shown`` is how messages call the folder. Files stand in natural order ("note 2"
    before "note 10"). ``people`` are ``case.json`` and ``people.csv``. ``problems`` are folders and entries that could not be used.
    """

    name: str
    shown: str
    tables: tuple[Blob, ...]
    files: tuple[Blob, ...]
    people: tuple[Blob, ...] = ()
    problems: tuple[NotAnalysed, ...] = ()


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


def groups(paths: Sequence[Path], parser: ParserProcess, *, leave_out: Collection[Path] = ()) -> Iterator[Group]:
    """Yield the groups under the paths, in order; files of one folder that are named together are one group.

    A folder is one case with all that lies below it when it holds a ``case.json`` or a document; a folder that holds nothing but folders
    (and tables) is looked into, folder by folder. A folder below a case folder that has a ``case.json`` of its own is a case of its own.
    An empty folder gives a group without files. A ZIP archive is a folder.
    """
    skipped = {path.resolve() for path in leave_out}
    named = [path for path in dict.fromkeys(paths) if path.is_file() and path.suffix.lower() != ARCHIVE]
    by_parent = {parent: [path for path in named if path.parent == parent] for parent in dict.fromkeys(path.parent for path in named)}
    done: set[Path] = set()
    for path in dict.fromkeys(paths):
        if path.is_dir():
            yield from _Walk().groups(DiskFolder(path, parser, skipped))
        elif path.suffix.lower() == ARCHIVE:
            yield from _Walk().groups(open_archive(disk_blob(path), parser))
        elif path.parent not in done:
            done.add(path.parent)
            together = by_parent[path.parent]
            folder = DiskFolder(path.parent, parser)
            yield _group(folder, map(disk_blob, together), _beside(path.parent), shown_name(together[0].stem) if len(together) == 1 else None)


def _beside(folder: Path) -> tuple[Blob, ...]:
    """Who is who, which counts beside files that were named alone."""
    return tuple(disk_blob(folder / name) for name in sorted(PEOPLE_FILES) if (folder / name).is_file())


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through folders; ``problems`` are what could not be used since the last group."""

    problems: list[NotAnalysed] = field(default_factory=list)

    def groups(self, place: Place, depth: int = 1) -> Iterator[Group]:
        files, folders = self._look(place, "", depth)
        documents = [blob for blob in files if blob.name not in PEOPLE_FILES and not is_table(blob.name)]
        is_case = _has_case_json(files) or bool(documents) or not folders
        if not is_case:
            if any(blob.name not in PEOPLE_FILES for blob in files):
                yield self._group(place, files)
            for folder in folders:
                yield from self.groups(folder, depth + 1)
            return
        apart: list[tuple[Place, int]] = []
        deep = [blob for folder in folders for blob in self._below(folder, f"{folder.name}/", depth + 1, apart)]
        yield self._group(place, [*files, *deep], files)
        for folder, level in apart:
            yield from self.groups(folder, level)

    def _below(self, place: Place, prefix: str, depth: int, apart: list[tuple[Place, int]]) -> Iterator[Blob]:
        """Yield the files of a folder and those below it; one that is a case of its own goes to ``apart`` instead."""
        files, folders = self._look(place, prefix, depth)
        if _has_case_json(files):
            apart.append((place, depth))
            return
        yield from files
        for folder in folders:
            yield from self._below(folder, f"{prefix}{folder.name}/", depth + 1, apart)

    def _look(self, place: Place, prefix: str, depth: int) -> tuple[list[Blob], list[Place]]:
        if depth > MOST_LEVELS:
            what = f"lies more than {MOST_LEVELS} folders deep"
            self.problems.append(NotAnalysed(where=prefix or place.shown, what=what, next_step="Move it up and run again."))
            return [], []
        contents = place.look()
        self.problems.extend(replace(problem, where=(prefix + problem.where).rstrip("/") or place.shown) for problem in contents.problems)
        files = sorted((replace(blob, where=prefix + blob.where) for blob in contents.files), key=lambda blob: natural_key(blob.name))
        return files, sorted(contents.folders, key=lambda folder: natural_key(folder.name))

    def _group(self, place: Place, files: Sequence[Blob], own: Sequence[Blob] | None = None) -> Group:
        people = tuple(blob for blob in (files if own is None else own) if blob.name in PEOPLE_FILES)
        group = _group(place, files, people)
        problems = tuple(dict.fromkeys(self.problems))
        self.problems.clear()
        return replace(group, problems=problems)


def _has_case_json(files: Sequence[Blob]) -> bool:
    return any(blob.name == CASE_JSON for blob in files)


def _group(place: Place, files: "Iterator[Blob] | Sequence[Blob]", people: tuple[Blob, ...], name: str | None = None) -> Group:
    documents = [blob for blob in files if blob.name not in PEOPLE_FILES]
    return Group(
        name=name or (PurePath(place.name).stem if place.name.lower().endswith(ARCHIVE) else place.name),
        shown=place.shown,
        tables=tuple(blob for blob in documents if is_table(blob.name)),
        files=tuple(blob for blob in documents if not is_table(blob.name)),
        people=people,
    )
