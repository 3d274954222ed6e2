"""Whole assessments: what the published rule makes of the labels of models that never saw the writer."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from analyser.analytic.profile import profile_assessment
from analyser.domain.judgements import AssessmentProfile
from analyser.errors import ModelError
from analyser.pipeline import judge_sentences
from analyser.segment import split_sentences
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase
from evaluation.metrics.labels import bootstrap
from models.stored import StoredLabeller

LABELS = ("analytical", "descriptive", "cannot_judge")


def whole_figures(cases: Sequence[AnnotatedCase], *, n_resamples: int) -> dict[str, dict[str, Any]]:
    """Return agreement and macro-F1 on whole assessments by writer, and over all writers that have predictions; sentences as the product cuts them.

    Beside them two plain rules: everything analytical, and the longer half of a writer's assessments analytical.
    """
    rows: list[tuple[str, str, str, str, int]] = []
    for case in cases:
        labeller = _labeller(case.writer)
        if labeller is None:
            continue
        for document_id, gold in sorted(case.assessments.items()):
            document = case.document(document_id)
            found = unseen_profile(case, document_id, labeller)
            rows.append((case.writer, case.case_id, str(gold), str(found.label), len(document.text.split())))
    groups = {writer: [row for row in rows if row[0] == writer] for writer in dict.fromkeys(row[0] for row in rows)}
    gold_writers = [row for row in rows if row[0].startswith("w")]
    return {name: _figures(kept, n_resamples) for name, kept in ({"gold, all": gold_writers} | groups).items()}


def unseen_profile(case: AnnotatedCase, document_id: str, labeller: StoredLabeller) -> AssessmentProfile:
    """Return the profile of one assessment from stored labels."""
    document = case.document(document_id)
    view = DocumentView(document, split_sentences(document.text), (), np.zeros((0, 0), dtype=np.float32))
    return profile_assessment(document, judge_sentences(view, labeller), judged=True)


def _labeller(writer: str) -> StoredLabeller | None:
    try:
        return StoredLabeller.for_fold(writer)
    except ModelError:
        return None


def _figures(rows: Sequence[tuple[str, str, str, str, int]], n_resamples: int) -> dict[str, Any]:
    gold, guessed = [row[2] for row in rows], [row[3] for row in rows]
    middle = {writer: float(np.median([row[4] for row in rows if row[0] == writer])) for writer in {row[0] for row in rows}}
    longer = ["analytical" if row[4] > middle[row[0]] else "descriptive" for row in rows]
    return {
        "n": len(rows),
        "agreement": _share(gold, guessed),
        "macro_f1": bootstrap(gold, guessed, [row[1] for row in rows], LABELS[:2], n_resamples=n_resamples),
        "cannot_judge": guessed.count("cannot_judge"),
        "all analytical": _share(gold, ["analytical"] * len(gold)),
        "longer half analytical": _share(gold, longer),
    }


def _share(gold: Sequence[str], guessed: Sequence[str]) -> float:
    return round(sum(a == b for a, b in zip(gold, guessed, strict=True)) / len(gold), 4) if gold else 0.0
