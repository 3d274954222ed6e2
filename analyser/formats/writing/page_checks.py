"""Checks of the file as a whole, as the page shows them: by group, those that say something first, the others named in a line."""

from collections.abc import Mapping
from dataclasses import dataclass

from analyser.domain.indicators import Indicator, IndicatorStatus
from analyser.domain.report import CaseReport
from analyser.domain.text import Document
from analyser.formats.writing.page_rows import SourceLink, by_id, cite
from analyser.formats.writing.passages import BackLink, Mark, PassageIndex
from analyser.formats.writing.wording import sentence_case
from analyser.lexicons import load_table

LOOK_HERE = (IndicatorStatus.FLAGGED, IndicatorStatus.LATE)


@dataclass(frozen=True, slots=True)
class Check:
    """A check of the file as a whole in words, its passages and papers linked."""

    anchor: str
    question: str
    status: str
    answer: str
    value: str
    rule: str
    not_looked_at: str
    trial: str
    sources: tuple[SourceLink, ...]
    documents: tuple[tuple[str, Document], ...]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """The checks of one group: those with an answer, and the questions of those that could not be worked out."""

    name: str
    checks: tuple[Check, ...]
    unanswered: tuple[str, ...]


def check_groups(report: CaseReport, index: PassageIndex) -> list[CheckGroup]:
    """Return the checks by group in the order of the report, their passages noted in the index."""
    groups: dict[str, tuple[list[Check], list[str]]] = {}
    for n, indicator in enumerate(report.indicators, 1):
        shown, unanswered = groups.setdefault(indicator.group, ([], []))
        if indicator.status is IndicatorStatus.CANNOT_COMPUTE:
            unanswered.append(question(indicator))
        else:
            shown.append(_check(indicator, n, report, index))
    return [CheckGroup(_words("group").get(name, name), tuple(shown), tuple(rest)) for name, (shown, rest) in groups.items()]


def question(indicator: Indicator) -> str:
    """Return what an indicator asks, in words; clocks and checks of a user's own pack without a name are named by their id."""
    table = load_table("lexicons/indicators_catalogue")
    known: Mapping[str, Mapping[str, str]] = table["indicator"]
    if indicator.id in known:
        return known[indicator.id]["question"]
    return str(table["clock"].get(indicator.id, sentence_case(indicator.id.removeprefix("clock_").replace("_", " "))))


def answer_words(indicator: Indicator) -> str:
    """Return the status in words."""
    return _words("status")[str(indicator.status)]


def value_words(indicator: Indicator) -> str:
    """Return the value as a reader says it; ``""`` where there is none."""
    value = indicator.value
    if value is None or value == ():
        return ""
    if isinstance(value, tuple):
        return "missing: " + ", ".join(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{name.replace('_', ' ')}: {state.replace('_', ' ')}" for name, state in value.items())
    return f"{value} {_words('unit').get(indicator.id, '')}".strip()


def trial_words(indicator: Indicator) -> str:
    """Return what to say of a check that was right too seldom on examples that its author had not seen; ``""`` for the others."""
    table = load_table("lexicons/indicators_catalogue")["trial"]
    if indicator.right_unseen is None or indicator.right_unseen >= table["least_right"]:
        return ""
    return str(table["words"]).format(share=f"{indicator.right_unseen:.0%}")


def _check(indicator: Indicator, number: int, report: CaseReport, index: PassageIndex) -> Check:
    documents = by_id(report.case_file)
    back = BackLink(f"k{number}", f"K{number}", f"K{number} back to the check")
    basis = indicator.basis
    standing = _words("standing").get(basis.standing, basis.standing)
    return Check(
        anchor=back.anchor,
        question=question(indicator),
        status=str(indicator.status),
        answer=answer_words(indicator),
        value=value_words(indicator),
        rule=f"{basis.text} ({standing}; {basis.pack} {basis.rule})" if basis.rule else basis.text,
        not_looked_at=indicator.not_looked_at,
        trial=trial_words(indicator),
        sources=tuple(cite(place, documents, index, mark=Mark.INFORMATION, back=back) for place in indicator.evidence),
        documents=tuple((index.document_anchor(name), documents[name]) for name in indicator.documents),
    )


def _words(part: str) -> Mapping[str, str]:
    words: Mapping[str, str] = load_table("lexicons/indicators_catalogue")[part]
    return words


def counted(report: CaseReport) -> str:
    """Return how many checks found something to look at, in one sentence."""
    look = [indicator for indicator in report.indicators if indicator.status in LOOK_HERE]
    missing = sum(indicator.status is IndicatorStatus.NOT_EVIDENCED for indicator in report.indicators)
    return f"{len(look)} of {len(report.indicators)} checks found something to look at; {missing} found no evidence in the papers supplied."
