"""Figures of reading print-outs of whole files."""
