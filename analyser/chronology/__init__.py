"""Events of all documents brought together: each event once, with every place that tells it."""

from analyser.chronology.build import build_chronology

__all__ = ["build_chronology"]
