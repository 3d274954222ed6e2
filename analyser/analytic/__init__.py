"""Analytical or descriptive: sentences of assessments, whole assessments, and what to say to their authors."""
