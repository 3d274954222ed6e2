"""The learned parts of this stage."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analyser.errors import ModelError
from analyser.heads import LinearHead

LABELS = {
    "item": {"none", "told"},
    "matter": {"none", "told"},
    "pair": {"none", "taken"},
    "outcome": {"used", "mentioned", "not_used", "contradicted"},
}


@dataclass(frozen=True, slots=True)
class UsageModels:
    """The four heads of this stage.

    ``item`` says whether a sentence tells a matter, ``matter`` whether a group of tellings is one to take into account, ``pair`` whether a
    sentence takes a matter up, ``outcome`` what an assessment made of it.
    """

    item: LinearHead = field(repr=False)
    matter: LinearHead = field(repr=False)
    pair: LinearHead = field(repr=False)
    outcome: LinearHead = field(repr=False)


def usage_models(heads: Mapping[str, LinearHead]) -> UsageModels:
    """Return the models made of the heads ``item``, ``matter``, ``pair`` and ``outcome``.

    Raises
    ------
    ModelError
        If a head is missing or has other labels.

    """
    for name, labels in LABELS.items():
        if name not in heads or set(heads[name].labels) != labels:
            raise ModelError(where=f"usage head {name}", what="is missing or has other labels", next_step="Restore the weights from the release.")
    return UsageModels(item=heads["item"], matter=heads["matter"], pair=heads["pair"], outcome=heads["outcome"])
