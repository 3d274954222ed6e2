"""Prints of whole files parted into their notes, forms and letters."""

from analyser.formats.reading.bundles.documents import part_documents
from analyser.formats.reading.bundles.parting import Part, Parting, part_print
from analyser.formats.reading.bundles.words import read_layouts

__all__ = ["Part", "Parting", "part_documents", "part_print", "read_layouts"]
