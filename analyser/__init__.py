"""The analyser reads children's social care case files and tells how good the record is."""

__version__ = "0.1.0"
