"""How much memory a process holds, on each system, without a library."""

import mmap
import subprocess
import sys
from pathlib import Path


def resident_bytes(pid: int) -> int:
    """Return the resident memory of a process in bytes; 0 when it is gone or cannot be asked.

    Linux is read from ``/proc``, macOS asked through ``ps``, Windows through ``K32GetProcessMemoryInfo``.
    """
    if sys.platform == "linux":
        try:
            pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
        except (OSError, IndexError):
            return 0
        return int(pages) * mmap.PAGESIZE
    if sys.platform == "win32":
        return _windows_bytes(pid)
    listing = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return int(listing.stdout.strip() or 0) * 1024


def _windows_bytes(pid: int) -> int:
    import ctypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("size", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            *((name, ctypes.c_size_t) for name in ("peak", "resident", "a", "b", "c", "d", "pagefile", "peak_pagefile")),
        )

    kernel = ctypes.CDLL("kernel32")
    kernel.OpenProcess.restype = ctypes.c_void_p
    kernel.K32GetProcessMemoryInfo.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_uint32)
    kernel.CloseHandle.argtypes = (ctypes.c_void_p,)
    handle = kernel.OpenProcess(0x1000, 0, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return 0
    counters = Counters(size=ctypes.sizeof(Counters))
    try:
        asked = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), ctypes.sizeof(Counters))
        return int(counters.resident) if asked else 0
    finally:
        kernel.CloseHandle(handle)
