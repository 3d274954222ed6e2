"""How tables and paragraphs of documents are laid out as lines, whichever program made them."""

from analyser.formats.reading.dates import find_day

LONG_CELL = 120
"""Code points from which a table cell is prose and not a value beside its label."""
LONG_PARAGRAPH = 80
"""Code points from which a paragraph is prose and gets a blank line after it, so that its end is not taken for a wrapped line."""


def row_text(cells: list[str]) -> str:
    """Return a table row as a line of cells parted by tabs; where a cell is prose, cells are lines of their own, unless the first is a date."""
    prose = any("\n" in cell or len(cell) > LONG_CELL for cell in cells)
    if not prose or (cells[0] and find_day(cells[0]) and len(cells[0]) <= LONG_CELL):
        return "\t".join(cells).rstrip("\t")
    return "\n".join(cell for cell in cells if cell)
