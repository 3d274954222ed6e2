"""Checks of the file as a whole."""

from analyser.indicators.find import find_indicators

__all__ = ["find_indicators"]
