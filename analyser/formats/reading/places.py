"""Where files lie: folders on disk, and ZIP archives, which are folders to whoever walks them."""

import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Protocol

from analyser.domain.text import NotAnalysed
from analyser.errors import InputError
from analyser.formats.reading.found import Blob, not_analysed, shown_name, unreadable
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.zip_members import LINK, MOST_BYTES, MOST_MEMBERS, UNPACK_STEP
from analyser.lexicons import load_table

ARCHIVE = ".zip"
MOST_ARCHIVES_DEEP = 3
LINK_STEP = "Put the file itself there."
OUTPUT_FILES = ("report.json", "documents.jsonl")
"""What our own output folder always holds; such a folder is never input."""
ERRORS_CSV = "errors.csv"
"""The list of what was left out, which a run writes beside its folders."""
KEY_ENDING = "-pseudonyms-KEY.json"
"""How the key of a run under pseudonyms is called; it lies beside the folder of reports and is no input either."""


class Place(Protocol):
    """A folder. ``shown`` is how messages call it, ``name`` what a case is called after it."""

    @property
    def name(self) -> str:
        """The bare name, as it can be shown."""
        ...

    @property
    def shown(self) -> str:
        """The place in messages."""
        ...

    def look(self) -> "Contents":
        """Return what lies in it."""
        ...


@dataclass(frozen=True, slots=True)
class Contents:
    """Files and folders of a place; blobs are called by their bare names. ``problems`` are entries that could not be used."""

    files: tuple[Blob, ...] = ()
    folders: tuple[Place, ...] = ()
    problems: tuple[NotAnalysed, ...] = ()


@dataclass(frozen=True, slots=True)
class DiskFolder:
    """A folder on disk. ``skipped`` are resolved paths to pass over."""

    path: Path
    parser: ParserProcess
    skipped: Collection[Path] = ()

    @property
    def name(self) -> str:
        """The bare name of the folder."""
        return shown_name(self.path.resolve().name or "case")

    @property
    def shown(self) -> str:
        """The path of the folder."""
        return shown_name(str(self.path))

    def look(self) -> Contents:
        """Return files and folders without what programs leave behind and what we wrote; links are told and not followed: they could lead back."""
        try:
            inside = [path for path in self.path.iterdir() if not _is_ignored(path.name)]
        except OSError as error:
            return Contents(problems=(not_analysed(unreadable(self.shown, error)),))
        files: list[Blob] = []
        folders: list[Place] = []
        problems: list[NotAnalysed] = []
        for path in inside:
            kind = _kind(path)
            if kind == "folder":
                if path.resolve() not in self.skipped and not _is_written(path):
                    folders.append(DiskFolder(path, self.parser, self.skipped))
            elif kind != "file":
                problems.append(NotAnalysed(where=shown_name(path.name), what=kind, next_step=LINK_STEP))
            elif path.suffix.lower() == ARCHIVE:
                folders.append(open_archive(disk_blob(path), self.parser))
            elif path.name != ERRORS_CSV or not any(is_output(other) for other in inside):  # where a run wrote to, its list of errors is ours too
                files.append(disk_blob(path))
        return Contents(tuple(files), tuple(folders), tuple(problems))


def is_output(folder: Path) -> bool:
    """Whether a folder is one that the analyser wrote for a case."""
    return all((folder / name).is_file() for name in OUTPUT_FILES)


def disk_blob(path: Path) -> Blob:
    """Return a file on disk, called by its bare name."""
    shown = shown_name(path.name)
    return Blob(name=shown, where=shown, path=path)


def _is_ignored(name: str) -> bool:
    return name.startswith((".", "~$")) or name.endswith(KEY_ENDING) or name.casefold() in load_table("taxonomies/stated_details")["ignored"]["names"]


def _kind(path: Path) -> str:
    """Return "file", "folder", or what else an entry is, in the words of a message."""
    try:
        mode = path.lstat().st_mode
    except OSError:
        return "cannot be opened"
    if stat.S_ISLNK(mode):
        return LINK
    if stat.S_ISDIR(mode):
        return "folder"
    return "file" if stat.S_ISREG(mode) else "is no ordinary file"


def _is_written(folder: Path) -> bool:
    """Whether a folder holds output of ours and nothing else: that of a case, or of a run."""
    if is_output(folder):
        return True
    try:
        inside = [path for path in folder.iterdir() if path.name != ERRORS_CSV]
    except OSError:  # told when the folder is looked into
        return False
    return any(map(is_output, inside)) and all(path.is_dir() and is_output(path) for path in inside)


@dataclass(slots=True)
class Allowance:
    """What one archive may still unpack to, archives inside it together with it."""

    n_members: int = MOST_MEMBERS
    n_bytes: int = MOST_BYTES

    def take(self, sizes: Sequence[int]) -> None:
        """Take members of these sizes off.

        Raises
        ------
        InputError
            If that is more than is left.

        """
        self.n_members -= len(sizes)
        self.n_bytes -= sum(sizes)
        if self.n_members < 0 or self.n_bytes < 0:
            raise InputError(where="", what="unpacks to more than is read from one archive", next_step=f"Check where it comes from. {UNPACK_STEP}")


@dataclass(frozen=True, slots=True)
class ArchiveFolder:
    """A ZIP archive, or a folder in one. ``members`` are paths from here, in the order of the archive, with the way to their content."""

    name: str
    shown: str
    parser: ParserProcess
    members: tuple[tuple[tuple[str, ...], Blob], ...] = ()
    problems: tuple[NotAnalysed, ...] = ()
    allowance: Allowance = field(default_factory=Allowance)

    def look(self) -> Contents:
        """Return the members that lie here, the folders below, and archives inside the archive as folders."""
        files: list[Blob] = []
        folders: dict[str, list[tuple[tuple[str, ...], Blob]]] = {}
        archives: list[Place] = []
        for parts, blob in self.members:
            if _is_ignored(parts[0]):
                continue
            if len(parts) > 1:
                folders.setdefault(parts[0], []).append((parts[1:], blob))
            elif blob.extension == ARCHIVE:
                archives.append(open_archive(blob, self.parser, self.allowance))
            else:
                files.append(blob)
        below = [
            ArchiveFolder(shown_name(name), f"{self.shown}/{shown_name(name)}", self.parser, tuple(inside), (), self.allowance)
            for name, inside in folders.items()
        ]
        return Contents(tuple(files), (*below, *archives), self.problems)


def open_archive(blob: Blob, parser: ParserProcess, allowance: Allowance | None = None) -> ArchiveFolder:
    """Return a ZIP archive as a folder; one that cannot be used is a folder that holds nothing but its problem."""
    left = allowance or Allowance()
    try:
        members, problems = _members(blob, parser, left)
    except InputError as error:
        problem = NotAnalysed(where="", what=error.what, next_step=error.next_step)
        return ArchiveFolder(blob.name, blob.where, parser, problems=(problem,))
    return ArchiveFolder(blob.name, blob.where, parser, members, problems, left)


def _members(blob: Blob, parser: ParserProcess, allowance: Allowance) -> tuple[tuple[tuple[tuple[str, ...], Blob], ...], tuple[NotAnalysed, ...]]:
    if blob.depth >= MOST_ARCHIVES_DEEP:
        raise InputError(where="", what=f"lies more than {MOST_ARCHIVES_DEEP - 1} archives deep", next_step=UNPACK_STEP)
    data = blob.read()
    listed = parser.parse("zip", data, where=blob.where)
    archive = zipfile.ZipFile(blob.path or BytesIO(data))
    infos = archive.infolist()
    allowance.take([infos[place].file_size for place, _ in listed["members"]])
    members = []
    for place, path in listed["members"]:
        parts = tuple(path.split("/"))
        bare = shown_name(parts[-1])
        content = Blob(name=bare, where=bare, unpack=_Unpacking(archive, infos[place]), depth=blob.depth + 1)
        members.append((parts, content))
    problems = [NotAnalysed(where=shown_name(name), what=what, next_step=UNPACK_STEP) for name, what in listed["left_out"]]
    return tuple(members), tuple(problems)


@dataclass(frozen=True, slots=True)
class _Unpacking:
    archive: zipfile.ZipFile
    member: zipfile.ZipInfo

    def __call__(self) -> bytes:
        """Return the member's bytes; zipfile never reads beyond the size that was checked."""
        try:
            return self.archive.read(self.member)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
            raise InputError(where="", what="is damaged in its archive", next_step="Pack it again, or give the unpacked file.") from None


def inside(place: Place) -> tuple[tuple[Blob, ...], tuple[NotAnalysed, ...]]:
    """Return all files of a place and below it in natural order, called by their paths from its own name on, and what could not be used."""
    contents = place.look()
    files = [replace(blob, where=f"{place.shown}/{blob.where}") for blob in contents.files]
    problems = [replace(problem, where=f"{place.shown}/{problem.where}".rstrip("/")) for problem in contents.problems]
    for folder in contents.folders:
        deeper = inside(folder)
        files += deeper[0]
        problems += deeper[1]
    return tuple(sorted(files, key=lambda blob: natural_key(blob.where))), tuple(problems)


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts "note 2" before "note 10" and does not mind case; equal names keep a fixed order."""
    parts = re.findall(r"\d+|\D+", name.casefold())
    return (*((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts), (2, 0, name))
