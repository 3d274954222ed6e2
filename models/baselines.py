"""What plain methods reach on the sentence labels, on the same splits as the labeller: each writer held out in turn."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from analyser.analytic.cues import find_cues
from analyser.analytic.labeller import LABELS
from analyser.encoder import load_encoder
from annotation.schema import AnnotatedCase
from annotation.split import by_writer
from models.linear import fit_linear_head, macro_f1

if TYPE_CHECKING:
    from models.tasks.sentence_label import Example

Texts = Sequence[str]
Labelled = tuple[Texts, Texts]
Floats = npt.NDArray[np.float32]
TWO = ("analytical", "descriptive")
SEED = 2009


def sentence_baselines(cases: Sequence[AnnotatedCase]) -> list[dict[str, str | float]]:
    """Return one row for each baseline and held-out writer: macro-F1 over analytical and descriptive sentences, and over all four labels.

    Baselines: the commonest label; logistic regression on the length alone, on counts of marker words, on TF-IDF of words and pairs of words, and on
    the frozen encoder's vectors. The two-way figure takes the likelier of the two labels, on sentences whose gold label is one of them.
    """
    return [
        _row(name, fold.name, both, train=_sentences(fold.train), test=_sentences(fold.test))
        for fold in by_writer(cases)
        for name, both in _methods().items()
    ]


def external_baselines(cases: Sequence[AnnotatedCase], source: str, config: Path) -> list[dict[str, str | float]]:
    """Return the same rows for prose by people, learned from the very examples that the labeller's fold without the source learned from.

    A source with two labels only has no four-way figure worth the name.

    Raises
    ------
    ConfigError
        If a source's file is not there.

    """
    from models.labeller_run import fold_examples
    from models.train import read_config

    learn, unseen = fold_examples(read_config(config), cases, source)
    train, test = _texts(learn), _texts(unseen)
    return [_row(name, source, both, train=train, test=test) for name, both in _methods().items()]


def _methods() -> dict[str, Callable[[Texts, Texts], tuple[Floats, Floats]]]:
    encode = load_encoder().embed
    return {
        "majority": lambda train, test: (_nothing(train), _nothing(test)),
        "length only": lambda train, test: (_length(train), _length(test)),
        "marker words": lambda train, test: (_markers(train), _markers(test)),
        "TF-IDF": _tfidf,
        "frozen encoder": lambda train, test: (encode(train), encode(test)),
    }


def _row(
    name: str, tested_on: str, both: Callable[[Texts, Texts], tuple[Floats, Floats]], *, train: Labelled, test: Labelled
) -> dict[str, str | float]:
    seen, unseen = both(train[0], test[0])
    two, four = _score(seen, train[1], unseen, test[1], name)
    return {"baseline": name, "tested_on": tested_on, "analytical_or_descriptive": round(two, 4), "four_way": round(four, 4)}


def _texts(examples: Sequence["Example"]) -> Labelled:
    return [example.context.text for example in examples], [str(example.label) for example in examples]


def _score(seen: Floats, learnt: Sequence[str], unseen: Floats, gold: Sequence[str], name: str) -> tuple[float, float]:
    strength = 0.01 if seen.shape[1] > 50 else 1.0
    head = fit_linear_head(seen, learnt, c=strength, seed=SEED, class_weight=None if name == "majority" else "balanced")
    odds = head.probabilities(unseen)
    best = [head.labels[i] for i in odds.argmax(axis=1)]
    pair = [head.labels.index(label) for label in TWO]
    judged = [(label, TWO[i]) for label, i in zip(gold, odds[:, pair].argmax(axis=1), strict=True) if label in TWO]
    return macro_f1([label for label, _ in judged], [guess for _, guess in judged], TWO), macro_f1(gold, best, LABELS)


def _sentences(cases: Sequence[AnnotatedCase]) -> tuple[list[str], list[str]]:
    texts = [case.words(sentence.evidence) for case in cases for sentence in case.sentences]
    return texts, [str(sentence.label) for case in cases for sentence in case.sentences]


def _nothing(texts: Texts) -> Floats:
    return np.zeros((len(texts), 1), dtype=np.float32)


def _length(texts: Texts) -> Floats:
    words = np.array([len(text.split()) for text in texts], dtype=np.float32)
    return np.stack([words, np.log1p(words)], axis=1)


def _markers(texts: Texts) -> Floats:
    return np.array([[len(find_cues(text))] for text in texts], dtype=np.float32)


def _tfidf(train: Texts, test: Texts) -> tuple[Floats, Floats]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    return vectorizer.fit_transform(train).toarray().astype(np.float32), vectorizer.transform(test).toarray().astype(np.float32)
