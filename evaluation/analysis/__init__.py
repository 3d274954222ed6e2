"""``python -m evaluation analysis``: is an assessment analytical or descriptive, sentence by sentence and as a whole."""

from evaluation.analysis.command import main

__all__ = ["main"]
