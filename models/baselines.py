"""Plain methods for the sentence labels, to stand beside the labeller: each fitted to the very sentences that the labeller's fold learned from."""

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from analyser.analytic.cues import find_cues
from analyser.encoder import load_encoder
from models.linear import fit_linear_head

Texts = Sequence[str]
Floats = npt.NDArray[np.float32]
TWO = ("analytical", "descriptive")
SEED = 2009
METHODS = ("majority", "length only", "marker words", "TF-IDF", "frozen encoder")


def baseline_labels(method: str, learn: Sequence[tuple[str, str]], tests: Sequence[Texts]) -> list[list[str]]:
    """Return, for each list of sentences, the likelier of analytical and descriptive as the method has it.

    Parameters
    ----------
    method
        One of ``METHODS``: the commonest label; logistic regression on the length alone, on the count of marker words, on TF-IDF of words and pairs
        of words, or on the frozen encoder's vectors. Labels are counted in inverse proportion to their frequency, but for the commonest label.
    learn
        Sentences with one of the four labels each.
    tests
        Lists of sentences.

    Raises
    ------
    KeyError
        For another method.

    """
    features = _FEATURES[method]([text for text, _ in learn])
    seen = features([text for text, _ in learn])
    strength = 0.01 if seen.shape[1] > 50 else 1.0
    head = fit_linear_head(seen, [label for _, label in learn], c=strength, seed=SEED, class_weight=None if method == "majority" else "balanced")
    pair = [head.labels.index(label) for label in TWO]
    return [[TWO[i] for i in head.probabilities(features(texts))[:, pair].argmax(axis=1)] for texts in tests]


def _nothing(texts: Texts) -> Floats:
    return np.zeros((len(texts), 1), dtype=np.float32)


def _length(texts: Texts) -> Floats:
    words = np.array([len(text.split()) for text in texts], dtype=np.float32)
    return np.stack([words, np.log1p(words)], axis=1)


def _markers(texts: Texts) -> Floats:
    return np.array([[len(find_cues(text))] for text in texts], dtype=np.float32)


def _tfidf(learn: Texts) -> Callable[[Texts], Floats]:
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True).fit(learn)
    return lambda texts: vectorizer.transform(texts).toarray().astype(np.float32)


_FEATURES: dict[str, Callable[[Texts], Callable[[Texts], Floats]]] = {
    "majority": lambda learn: _nothing,
    "length only": lambda learn: _length,
    "marker words": lambda learn: _markers,
    "TF-IDF": _tfidf,
    "frozen encoder": lambda learn: load_encoder().embed,
}
