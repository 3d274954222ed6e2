"""The networks that are trained or exported, as torch modules."""

from typing import Any

import torch

from models.calibration import Calibration


class MeanEncoder(torch.nn.Module):
    """Mean over token vectors, L2-normalised: what sentence-transformers computes for this model."""

    def __init__(self, base: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.base = base

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Return [batch, width] for texts of one length [batch, tokens]."""
        states = self.base(input_ids=input_ids, token_type_ids=token_type_ids).last_hidden_state
        return torch.nn.functional.normalize(states.mean(dim=1), dim=-1)


class SentenceClassifier(torch.nn.Module):
    """A transformer over what stands before a sentence and the sentence; the mean over the sentence's own tokens goes to ``n_labels`` logits.

    The tokens before the sentence take part through attention only, so that the same sentence does not look like another one after a long paragraph.
    """

    def __init__(self, base: Any, *, width: int, n_labels: int, dropout: float) -> None:  # noqa: ANN401
        super().__init__()
        self.base = base
        self.dropout = torch.nn.Dropout(dropout)
        self.out = torch.nn.Linear(width, n_labels)

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor | None = None) -> torch.Tensor:
        """Return logits [batch, n_labels]. Segment 1 is the sentence; padding must be marked as segment 0."""
        states = self.base(input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask).last_hidden_state
        own = token_type_ids.unsqueeze(-1).to(states.dtype)
        pooled = (states * own).sum(dim=1) / own.sum(dim=1)
        logits: torch.Tensor = self.out(self.dropout(pooled))
        return logits


class Calibrated(torch.nn.Module):
    """Calibrated probabilities of a classifier: an offset on one label's logit, a temperature, and the softmax."""

    def __init__(self, classifier: torch.nn.Module, calibration: Calibration, *, n_labels: int) -> None:
        super().__init__()
        self.classifier = classifier
        self.temperature = calibration.temperature
        self.offset = torch.tensor([calibration.offset if i == calibration.label else 0.0 for i in range(n_labels)])

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Return probabilities [batch, n_labels] for texts of one length."""
        return torch.softmax((self.classifier(input_ids, token_type_ids) + self.offset) / self.temperature, dim=-1)
