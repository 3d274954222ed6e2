"""From what each sentence does with a matter to what the assessment made of it."""

import numpy as np

from analyser.heads import Floats, LinearHead

NONE, TAKEN, DENIED = "none", "taken", "denied"  # labels of the pair head
LEAST = 1e-4  # probabilities are kept so far from 0 and 1 in odds


def outcome_features(pairs: Floats, labels: Floats) -> Floats:
    """Return [n_matters, n_features] for the head of outcomes.

    ``pairs`` [n_matters, n_sentences, 3] are the probabilities of none, taken, denied; ``labels`` [n_sentences, 4] the label scores.
    """
    taken, denied = pairs[:, :, 1], pairs[:, :, 2]
    analytical, descriptive = taken * labels[:, 0], taken * labels[:, 1]
    ranked = np.sort(taken, axis=1)[:, ::-1]
    second = ranked[:, 1] if ranked.shape[1] > 1 else np.zeros(len(ranked), dtype=np.float32)
    of_best = labels[taken.argmax(axis=1), 0]
    columns = [
        _log_odds(ranked[:, 0]),
        _log_odds(second),
        _log_odds(analytical.max(axis=1)),
        _log_odds(descriptive.max(axis=1)),
        _log_odds(denied.max(axis=1)),
        1 - np.prod(1 - taken, axis=1),
        1 - np.prod(1 - analytical, axis=1),
        of_best,
        ranked[:, 0],
        denied.max(axis=1),
        ranked[:, 0] * of_best,
    ]
    result: Floats = np.stack(columns, axis=1).astype(np.float32)
    return result


def pair_probabilities(features: Floats, head: LinearHead) -> Floats:
    """Return [n_matters, n_sentences, 3] probabilities of none, taken, denied for features [n_matters, n_sentences, n_features]."""
    n_matters, n_sentences, n_features = features.shape
    order = [head.labels.index(label) for label in (NONE, TAKEN, DENIED)]
    result: Floats = head.probabilities(features.reshape(-1, n_features))[:, order].reshape(n_matters, n_sentences, 3)
    return result


def _log_odds(p: Floats) -> Floats:
    result: Floats = np.log((p + LEAST) / (1 - p + LEAST)).astype(np.float32)
    return result
