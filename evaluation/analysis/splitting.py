"""Sentence boundaries: where the product cuts an assessment beside where the annotator did."""

from collections.abc import Sequence

from analyser.segment import split_sentences
from annotation.schema import AnnotatedCase


def boundary_figures(cases: Sequence[AnnotatedCase]) -> dict[str, dict[str, float]]:
    """Return precision, recall and F1 of sentence ends by writer, over assessments and supervision records."""
    counts: dict[str, list[int]] = {}
    for case in cases:
        for document_id in sorted({sentence.evidence.document_id for sentence in case.sentences}):
            gold = {s.evidence.span.end for s in case.sentences if s.evidence.document_id == document_id}
            found = {sentence.span.end for sentence in split_sentences(case.document(document_id).text)}
            row = counts.setdefault(case.writer, [0, 0, 0])
            for i, n in enumerate((len(gold & found), len(found), len(gold))):
                row[i] += n
    return {
        writer: {"precision": round(hits / found, 4), "recall": round(hits / gold, 4), "f1": round(2 * hits / (found + gold), 4), "n": gold}
        for writer, (hits, found, gold) in sorted(counts.items())
    }
