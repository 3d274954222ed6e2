"""All checks of the file as a whole, in the order of ``docs/indicators.md``."""

from collections.abc import Sequence

from analyser.domain.indicators import Indicator
from analyser.domain.rules import RuleBook
from analyser.domain.text import CaseFile
from analyser.indicators.child import child_indicators
from analyser.indicators.chronology import chronology_indicators
from analyser.indicators.clocks import clock_indicators
from analyser.indicators.management import management_indicators
from analyser.indicators.papers import Papers
from analyser.indicators.plans import plan_indicators
from analyser.indicators.recording import recording_indicators
from analyser.indicators.referrals import referral_indicators
from analyser.indicators.strategy import strategy_indicators
from analyser.indicators.supervision import supervision_indicators
from analyser.indicators.workers import worker_indicators
from analyser.view import DocumentView

CHECKS = (
    chronology_indicators,
    strategy_indicators,
    supervision_indicators,
    worker_indicators,
    clock_indicators,
    referral_indicators,
    child_indicators,
    plan_indicators,
    recording_indicators,
    management_indicators,
)


def find_indicators(case_file: CaseFile, views: Sequence[DocumentView], *, rules: RuleBook) -> tuple[Indicator, ...]:
    """Return every indicator of a case file, once each, always in the same order.

    ``views`` are the documents of the case with their sentences and time expressions; embeddings are not read. What each
    indicator asks, and when it has which status, is in ``docs/indicators.md``.
    """
    papers = Papers(case_file, views, rules)
    return tuple(indicator for check in CHECKS for indicator in check(papers))
