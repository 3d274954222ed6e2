"""The exception tree of the analyser.

AnalyserError
├── InputError      a case file, table or argument that cannot be used (exit status 2)
├── ConfigError     settings or options that cannot be used (exit status 2)
├── LexiconError    a data file of words or rules that breaks its own format (exit status 1)
└── ModelError      weights that are missing, altered or do not fit (exit status 1)

A message says where, what and what to do next. It never quotes case text or a value from a case file.
"""


class AnalyserError(Exception):
    """Any failure that the analyser explains itself."""

    def __init__(self, *, where: str, what: str, next_step: str) -> None:
        """Compose the message from where, what and what to do next."""
        super().__init__(f"{where}: {what}. {next_step}")
        self.where, self.what, self.next_step = where, what, next_step


class InputError(AnalyserError):
    """Input that cannot be used."""


class ConfigError(AnalyserError):
    """Settings that cannot be used."""


class LexiconError(AnalyserError):
    """A data file that breaks its own format."""


class ModelError(AnalyserError):
    """Weights that are missing, altered or do not fit."""
