"""Edits that must not make an assessment look more analytical, and swaps that must not change labels, over many assessments."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from analyser.analytic.labeller import SentenceLabeller
from analyser.analytic.profile import profile_assessment
from analyser.domain.judgements import AssessmentProfile
from analyser.domain.text import Document
from analyser.pipeline import judge_sentences
from analyser.segment import split_sentences
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase
from evaluation.analysis.edits import EDITS, descriptions, swaps

SEED = 2009
LEAST = 1e-9


def metamorphic_figures(cases: Sequence[AnnotatedCase], labeller: SentenceLabeller) -> dict[str, Any]:
    """Return by edit how often ``p_analytical`` rose, with the largest rise, and by swap the share of sentences whose label changed.

    Every assessment of the gold cases, and of the first two cases of each other writer, is edited by the program in each way. An edit that
    changes nothing does not count.
    """
    rises: dict[str, list[float]] = {name: [] for name in EDITS}
    changed: dict[str, list[tuple[int, int]]] = {}
    n = 0
    for case in _chosen(cases):
        for document_id in sorted(case.assessments):
            n += 1
            document = case.document(document_id)
            before = profile(document, labeller)
            for name, edit in EDITS.items():
                text = edit(document.text, descriptions(case, document_id), random.Random(SEED))
                if text != document.text:
                    rises[name].append(profile(replace(document, text=text), labeller).p_analytical - before.p_analytical)
            for name, swap in swaps(case).items():
                text = swap(document.text)
                if text != document.text:
                    changed.setdefault(name, []).append(_changed(before, profile(replace(document, text=text), labeller)))
    return {
        "assessments": n,
        "edits": {
            name: {"assessments": len(found), "rose": sum(rise > LEAST for rise in found), "largest_rise": round(max(found, default=0.0), 4)}
            for name, found in rises.items()
        },
        "swaps": {
            name: {
                "assessments": len(found),
                "sentences": sum(of for _, of in found),
                "changed": round(sum(count for count, _ in found) / max(1, sum(of for _, of in found)), 4),
            }
            for name, found in changed.items()
        },
    }


def _chosen(cases: Sequence[AnnotatedCase]) -> list[AnnotatedCase]:
    seen: Counter[str] = Counter()
    chosen = []
    for case in cases:
        seen[case.writer] += 1
        if case.writer.startswith("w") or seen[case.writer] <= 2:
            chosen.append(case)
    return chosen


def profile(document: Document, labeller: SentenceLabeller) -> AssessmentProfile:
    """Return the profile of one assessment."""
    view = DocumentView(document, split_sentences(document.text), (), np.zeros((0, 0), dtype=np.float32))
    return profile_assessment(document, judge_sentences(view, labeller), judged=True)


def _changed(before: AssessmentProfile, after: AssessmentProfile) -> tuple[int, int]:
    """Labels that differ, and sentences compared; a swap keeps the number of sentences, so the n-th is the n-th."""
    pairs = list(zip(before.judgements, after.judgements, strict=False))
    return sum(one.label is not two.label for one, two in pairs), len(pairs)
