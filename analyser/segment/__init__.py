"""Sentences, headings, bullets and form lines of a case file's texts."""

from analyser.segment.sentences import split_sentences

__all__ = ["split_sentences"]
