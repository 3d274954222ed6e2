"""From sentences and time expressions to the dated events that a document tells."""

from analyser.events.find import find_mentions
from analyser.events.models import EventModels, event_models

__all__ = ["EventModels", "event_models", "find_mentions"]
