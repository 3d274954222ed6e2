"""Office files are ZIP archives: the same archive without clock, user or platform in it."""

import io
import zipfile
from datetime import datetime

# The earliest time that ZIP can hold; what an Office file shows as its date of making.
EPOCH = datetime(1980, 1, 1)


def without_clock(archive: bytes) -> bytes:
    """Return the archive with its entries in the same order and every timestamp set to ``EPOCH``."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(target, "w") as fixed:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, date_time=EPOCH.timetuple()[:6])
            info.create_system, info.external_attr, info.compress_type = 0, 0, zipfile.ZIP_DEFLATED
            fixed.writestr(info, source.read(entry))
    return target.getvalue()
