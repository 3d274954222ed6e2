"""Calendar expressions of UK case recording and of other English text: found, placed on the calendar, and anchored."""

from analyser.timex.extract import extract_timexes

__all__ = ["extract_timexes"]
