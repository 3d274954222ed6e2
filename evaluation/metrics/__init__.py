"""Measures: pure functions that know nothing of models."""
