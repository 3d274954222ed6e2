"""Peak memory of this process."""

import sys


def peak_mebibytes() -> int | None:
    """Return the peak resident memory of this process in MiB; ``None`` where the system does not say (Windows)."""
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024))
