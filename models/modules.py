"""The networks that are trained or exported, as torch modules."""

from typing import Any

import torch


class MeanEncoder(torch.nn.Module):
    """Mean over token vectors, L2-normalised: what sentence-transformers computes for this model."""

    def __init__(self, base: Any) -> None:  # noqa: ANN401
        super().__init__()
        self.base = base

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Return [batch, width] for texts of one length [batch, tokens]."""
        states = self.base(input_ids=input_ids, token_type_ids=token_type_ids).last_hidden_state
        return torch.nn.functional.normalize(states.mean(dim=1), dim=-1)


class Classifier(torch.nn.Module):
    """A transformer whose mean token vector, after dropout, goes through one linear layer to the logits of ``n_labels``."""

    def __init__(self, base: Any, *, width: int, n_labels: int, dropout: float) -> None:  # noqa: ANN401
        super().__init__()
        self.base = base
        self.dropout = torch.nn.Dropout(dropout)
        self.out = torch.nn.Linear(width, n_labels)

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor | None = None) -> torch.Tensor:
        """Return logits [batch, n_labels]; the mean leaves out what the mask marks with 0."""
        states = self.base(input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask).last_hidden_state
        if attention_mask is None:
            pooled = states.mean(dim=1)
        else:
            weights = attention_mask.unsqueeze(-1).to(states.dtype)
            pooled = (states * weights).sum(dim=1) / weights.sum(dim=1)
        logits: torch.Tensor = self.out(self.dropout(pooled))
        return logits


class Tempered(torch.nn.Module):
    """Calibrated probabilities: the softmax of a classifier's logits over a temperature."""

    def __init__(self, classifier: torch.nn.Module, temperature: float) -> None:
        super().__init__()
        self.classifier = classifier
        self.temperature = temperature

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        """Return probabilities [batch, n_labels] for texts of one length."""
        return torch.softmax(self.classifier(input_ids, token_type_ids) / self.temperature, dim=-1)
