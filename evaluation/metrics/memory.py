"""Peak memory of this process."""

import sys
from pathlib import Path

STATUS = Path("/proc/self/status")


def peak_mebibytes() -> int | None:
    """Return the peak resident memory of this process in MiB; ``None`` where the system does not say (Windows).

    Linux says it itself: what ``resource`` gives there is also the peak of the process that this one was forked from.
    """
    if STATUS.is_file():
        found = [line.split() for line in STATUS.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM:")]
        if found:
            return round(int(found[0][1]) / 1024)
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
