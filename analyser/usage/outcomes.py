"""From what each sentence does with a matter to what the assessment made of it."""

import numpy as np

from analyser.heads import Floats, LinearHead

NONE, TAKEN = "none", "taken"  # labels of the pair head
LEAST = 1e-3  # probabilities are kept so far from 0 and 1 in odds
SHARED = 0.1  # what a sentence is taken to give to matters that are not on file, where shares are computed: chosen by us


def outcome_features(taken: Floats, denied: Floats, labels: Floats) -> Floats:
    """Return [n_matters, n_features] for the head of outcomes.

    ``taken`` [n_matters, n_sentences] are probabilities that a sentence takes a matter up, ``denied`` of the same shape how well its denial
    fits, ``labels`` [n_sentences, 4] the label scores. A sentence that suits several matters counts less
    for each, and one that denies a matter does not take it up.
    """
    taken = taken * (1 - denied)
    own = taken * np.sqrt(taken / (taken.sum(axis=0, keepdims=True) + SHARED))
    analytical, descriptive = labels[:, 0], labels[:, 1]
    of_best, of_own = analytical[taken.argmax(axis=1)], analytical[own.argmax(axis=1)]
    columns = [
        _log_odds(taken.max(axis=1)),
        _log_odds(own.max(axis=1)),
        _log_odds((taken * analytical).max(axis=1)),
        _log_odds((taken * descriptive).max(axis=1)),
        _log_odds((own * analytical).max(axis=1)),
        _log_odds((own * descriptive).max(axis=1)),
        _log_odds(1 - np.prod(1 - taken, axis=1)),
        of_best,
        of_own,
        taken.max(axis=1) * of_best,
        denied.max(axis=1),
        denied.max(axis=1) ** 2,
        denied.max(axis=1) * (1 - own.max(axis=1)),
    ]
    result: Floats = np.stack(columns, axis=1).astype(np.float32)
    return result


def taken_probabilities(features: Floats, head: LinearHead) -> Floats:
    """Return [n_matters, n_sentences] probabilities of being taken up, for features [n_matters, n_sentences, n_features]."""
    n_matters, n_sentences, n_features = features.shape
    flat = head.probabilities(features.reshape(-1, n_features))[:, head.labels.index(TAKEN)]
    result: Floats = flat.reshape(n_matters, n_sentences)
    return result


def _log_odds(p: Floats) -> Floats:
    result: Floats = np.log((p + LEAST) / (1 - p + LEAST)).astype(np.float32)
    return result
