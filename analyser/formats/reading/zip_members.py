"""What a ZIP archive holds, checked before anything is unpacked. Runs in the parsing child."""

import stat
import zipfile
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from analyser.errors import InputError
from analyser.formats.reading.archives import is_bomb

MOST_MEMBERS = 5_000
MOST_BYTES = 2**30
"""Unpacked size of all members together, those of archives inside it among them."""
LARGEST_MEMBER = 200 * 2**20
MOST_LEVELS = 30
LONGEST_NAME = 255
"""No file system allows more, and an archive 65,535."""
UNPACK_STEP = "Unpack it and give the folder."
OUTSIDE = "has a path that leads out of its archive"
LINK = "is a link, which is not followed"


def parse(data: bytes) -> dict[str, Any]:
    """Return ``members`` as pairs of a place in the archive and a path, and ``left_out`` as pairs of a name and what is wrong with it.

    Raises
    ------
    InputError
        If the archive is damaged, protected, or would unpack to more than the limits.

    """
    try:
        members = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise InputError(where="", what="is no ZIP archive or is damaged", next_step="Pack it again, or give the unpacked folder.") from None
    files = [(place, member) for place, member in enumerate(members) if not member.is_dir()]
    if any(member.flag_bits & 1 for _, member in files):
        raise InputError(where="", what="is protected by a password", next_step=UNPACK_STEP)
    sizes = [member.file_size for _, member in files]
    if len(files) > MOST_MEMBERS or sum(sizes) > MOST_BYTES or any(is_bomb(member) for _, member in files):
        raise InputError(where="", what="unpacks to more than is read from one archive", next_step=f"Check where it comes from. {UNPACK_STEP}")
    kept: list[tuple[int, str]] = []
    left_out: list[tuple[str, str]] = []
    for place, member in files:
        path = member.filename.replace("\\", "/")
        fault = _fault(member, path)
        if fault:
            left_out.append((PurePosixPath(path).name[:LONGEST_NAME], fault))
        else:
            kept.append((place, str(PurePosixPath(path))))
    return {"members": kept, "left_out": left_out}


def _fault(member: zipfile.ZipInfo, path: str) -> str | None:
    parts = PurePosixPath(path).parts
    if ".." in parts or path.startswith("/") or PureWindowsPath(path).drive:
        return OUTSIDE
    if stat.S_ISLNK(member.external_attr >> 16):
        return LINK
    if any(len(part) > LONGEST_NAME for part in parts):
        return f"has a name of more than {LONGEST_NAME} characters"
    if len(parts) > MOST_LEVELS:
        return f"lies more than {MOST_LEVELS} folders deep"
    if member.file_size > LARGEST_MEMBER:
        return f"is larger than {LARGEST_MEMBER // 2**20} MB"
    return None if member.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) else "is packed in a way that is not read"
