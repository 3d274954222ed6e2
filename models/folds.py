"""What each fold of a training run keeps out, and what of it is measured."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from annotation.schema import AnnotatedCase
from models.external import ExternalSentence, ExternalSource, read_external

HALF = "/half"  # of a source's documents: those of the other half are learned from, every labelled sentence


@dataclass(frozen=True, slots=True)
class FoldPlan:
    """A fold and the parts that its model never sees.

    A part is a writer (``w1``), one case (``w5-01``), an external source (``vetclaims``) or the second half of a source's documents
    (``vetclaims/half``). A fold without parts learns from everything: it is the release.
    """

    name: str
    without: tuple[str, ...]

    def keeps_out(self, case: AnnotatedCase) -> bool:
        """Return whether the case, or its writer, is kept out."""
        return case.writer in self.without or case.case_id in self.without


def fold_plans(config: Mapping[str, Any]) -> tuple[FoldPlan, ...]:
    """Return the folds of a configuration, in its order."""
    return tuple(FoldPlan(name=row["name"], without=tuple(row["without"])) for row in config["folds"])


def divided(source: ExternalSource, plan: FoldPlan, *, seed: int) -> tuple[tuple[ExternalSentence, ...], dict[str, tuple[ExternalSentence, ...]]]:
    """Return what a fold learns from a source, and by part what it never sees of it.

    Raises
    ------
    ConfigError
        If the source's file is missing.

    """
    sampled = read_external(source, seed=seed)
    if source.name in plan.without:
        return (), {source.name: sampled}
    part = f"{source.name}{HALF}"
    if part in plan.without:
        every = read_external(source.whole(), seed=seed)
        return tuple(s for s in every if not in_second_half(s)), {part: tuple(s for s in every if in_second_half(s))}
    return sampled, {}


def in_second_half(sentence: ExternalSentence) -> bool:
    """Return whether the sentence's document is in the second half, drawn by a hash of its name."""
    return hashlib.sha256(sentence.group.encode()).digest()[-1] % 2 == 1


def unseen_cases(plan: FoldPlan, cases: Sequence[AnnotatedCase]) -> dict[str, tuple[AnnotatedCase, ...]]:
    """Return the cases that a fold never sees by part, parts in the order of the fold."""
    parts = {part: tuple(case for case in cases if part in (case.writer, case.case_id)) for part in plan.without}
    return {part: kept for part, kept in parts.items() if kept}
