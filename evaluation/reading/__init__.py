"""Figures of reading print-outs of whole files."""

from evaluation.reading.command import main

__all__ = ["main"]
