from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from analyser.domain.judgements import Judgement, LabelScores
from analyser.domain.text import Document
from analyser.heads import Floats
from analyser.segment import split_sentences
from analyser.timex import extract_timexes
from analyser.usage import UsageModels, usage_models
from analyser.view import DocumentView
from annotation.schema import AnnotatedCase, read_annotated_cases
from models.tasks.usage import fit

GOLD = Path(__file__).resolve().parents[3] / "annotation" / "data" / "gold"
DIMENSIONS = 48
View = Callable[[Document], DocumentView]


def word_vectors(texts: Sequence[str]) -> Floats:
    """Bags of hashed words: enough likeness for tests, with no weights to load."""
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for i, text in enumerate(texts):
        for word in text.lower().split():
            rows[i, sha256(word.strip(".,:;").encode()).digest()[0] % DIMENSIONS] += 1
    rows += 1e-3
    result: Floats = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return result


def make_view(document: Document) -> DocumentView:
    sentences = split_sentences(document.text)
    return DocumentView(
        document=document,
        sentences=sentences,
        timexes=extract_timexes(document.text, written_on=document.written_on),
        embeddings=word_vectors([sentence.span.of(document.text) for sentence in sentences]),
    )


def make_judgements(view: DocumentView, *, analytical: Sequence[str] = ()) -> tuple[Judgement, ...]:
    """Every sentence descriptive, but those that hold one of the words."""
    labelled = []
    for sentence in view.sentences:
        weighs = any(words in sentence.span.of(view.document.text) for words in analytical)
        scores = LabelScores(0.9, 0.06, 0.02, 0.02) if weighs else LabelScores(0.02, 0.92, 0.03, 0.03)
        labelled.append(Judgement(sentence, scores.best(), scores))
    return tuple(labelled)


@pytest.fixture(scope="session")
def view() -> View:
    return make_view


@pytest.fixture(scope="session")
def judge() -> Callable[..., tuple[Judgement, ...]]:
    return make_judgements


@pytest.fixture(scope="session")
def annotated() -> tuple[AnnotatedCase, ...]:
    """Three fictional annotated cases."""
    return read_annotated_cases(GOLD, ["w1"])[:3]


@pytest.fixture(scope="session")
def case_views(annotated: tuple[AnnotatedCase, ...]) -> Mapping[tuple[str, str], DocumentView]:
    return {(case.case_id, document.document_id): make_view(document) for case in annotated for document in case.case_file.documents}


@pytest.fixture(scope="session")
def models(annotated: tuple[AnnotatedCase, ...], case_views: Mapping[tuple[str, str], DocumentView]) -> UsageModels:
    """Heads fitted to the annotated cases on hashed words: their quality is not the point here."""
    return usage_models(fit(annotated, case_views, seed=0))
