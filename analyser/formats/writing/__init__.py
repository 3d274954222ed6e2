"""Reports into files: ``write_report`` is the one way in."""

from analyser.formats.writing.report_files import Format, write_report

__all__ = ["Format", "write_report"]
