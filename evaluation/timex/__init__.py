"""Time expressions on the gold, on public benchmarks, on the probe, and beside peers: ``python -m evaluation timex``."""

from evaluation.timex.command import main

__all__ = ["main"]
