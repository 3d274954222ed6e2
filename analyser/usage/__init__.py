"""Was what was known used? Matters on file, and what each assessment made of them."""

from collections.abc import Mapping, Sequence

from analyser.domain.judgements import Item, Judgement, Use
from analyser.domain.text import CaseFile
from analyser.usage.items import build_items
from analyser.usage.match import judge_uses
from analyser.usage.models import UsageModels, usage_models
from analyser.view import DocumentView

__all__ = ["UsageModels", "find_items", "match_uses", "usage_models"]


def find_items(views: Sequence[DocumentView], case_file: CaseFile, models: UsageModels) -> tuple[Item, ...]:
    """Return the matters on file that a good assessor has to take into account, heaviest first."""
    return build_items(views, item=models.item, matter=models.matter)


def match_uses(
    assessment: DocumentView, judgements: Sequence[Judgement], items: Sequence[Item], views: Mapping[str, DocumentView], models: UsageModels
) -> tuple[Use, ...]:
    """Return what became of each item that was on file by the assessment's date, in the order of the items."""
    return judge_uses(assessment, judgements, items, views, pair=models.pair, outcome=models.outcome)
