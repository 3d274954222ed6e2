"""``report.html``: one page that needs nothing else, with every row linked to its passage and every passage to its rows."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analyser.domain.codes import SentenceLabel, UseStatus
from analyser.domain.judgements import AssessmentProfile, Feedback, Judgement
from analyser.domain.report import CaseReport
from analyser.domain.text import Document
from analyser.formats.writing.page_checks import check_groups, counted
from analyser.formats.writing.page_rows import (
    EventRow,
    UseRow,
    by_id,
    event_rows,
    group_by_status,
    method_sentences,
    say_document,
    say_reasons,
    say_status,
    sentence_anchor,
    use_rows,
)
from analyser.formats.writing.passages import BackLink, Layer, Mark, PassageIndex, Stretch, Token, lay_out
from analyser.formats.writing.spoken_dates import say_day, say_short_day
from analyser.formats.writing.timeline import draw_timeline
from analyser.formats.writing.wording import label, lanes, printable, report_words

_PACKAGE = "analyser.formats.writing"
FIRST_LOOK = 4  # matters of each status in the summary; chosen by us, so that it fits a page


@dataclass(frozen=True, slots=True)
class Remark:
    """A strength or prompt with the sentences it rests on (anchor, number) and the rows of information it concerns."""

    text: str = field(repr=False)
    sentences: tuple[tuple[str, int], ...]
    rows: tuple[UseRow, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """One assessment or supervision record on the page."""

    anchor: str
    number: str
    document: Document
    profile: AssessmentProfile
    counts: Mapping[SentenceLabel, int]
    words: Mapping[SentenceLabel, int]
    strengths: tuple[Remark, ...]
    prompts: tuple[Remark, ...]
    rows: tuple[UseRow, ...]
    groups: Mapping[UseStatus, list[UseRow]]


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a reader with two minutes should see of one status.

    ``matters`` are the weightiest, each with the assessments and rows that it stands in; ``n_more`` matters are not among
    them; ``n_rows`` counts the rows of this status in all.
    """

    status: UseStatus
    matters: tuple[tuple[tuple[Judged, UseRow], ...], ...]
    n_rows: int
    n_more: int


@dataclass(frozen=True, slots=True)
class Paper:
    """One document as it stands on the page."""

    anchor: str
    document: Document
    tokens: tuple[Token, ...] = field(repr=False)
    judged: bool


def render_page(report: CaseReport) -> str:
    """Return the page as HTML; equal reports give equal pages. Characters that no page can hold become U+FFFD."""
    case_file = report.case_file
    index = PassageIndex(document.document_id for document in case_file.documents)
    events = event_rows(report.chronology.entries, case_file, index)
    undated = event_rows(report.chronology.undated, case_file, index, undated=True)
    judged = _judged(report, index)
    checks = check_groups(report, index)
    papers = _papers(report, judged, index)
    written = [document.written_on for document in case_file.documents if document.written_on]
    template = _environment().get_template("report.html")
    page = template.render(
        report=report,
        case_file=case_file,
        events=events,
        n_significant=sum(row.entry.significant for row in events),
        lanes=_lanes(events),
        undated=undated,
        event_span=_event_span(events),
        picture=draw_timeline(report.chronology.entries, file_begins=min(written, default=None)),
        judged=judged,
        first_look=_first_look(judged),
        checks=checks,
        checks_counted=counted(report),
        papers=papers,
        paper_of={paper.document.document_id: paper for paper in papers},
        remarked=[paper for paper in papers if paper.document.remarks],
        written=(min(written), max(written)) if written else None,
        n_words=sum(len(document.text.split()) for document in case_file.documents),
        said=report_words()["said"],
        method=method_sentences(),
        css=Markup(files(_PACKAGE).joinpath("templates/report.css").read_text(encoding="utf-8")),  # ours, not the file's
    )
    return printable(page)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(_PACKAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {
        "label": lambda code, kind: label(kind, code),
        "day": say_day,
        "short_day": say_short_day,
        "document": say_document,
        "count": say_count,
        "percent": say_percent,
        "tidy": lambda text: " ".join(text.split()),
    }
    environment.globals |= {"status_words": say_status, "reason_words": say_reasons, "SentenceLabel": SentenceLabel, "UseStatus": UseStatus}
    return environment


def say_count(number: int, noun: str, plural: str | None = None) -> str:
    """Return ``1 event``, ``2 events``, ``no events``."""
    many = plural or f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}" if number else f"no {many}"


def say_percent(share: float) -> str:
    """Return a share in [0, 1] as ``14%``; anything between nothing and one in a hundred as ``under 1%``."""
    return "under 1%" if 0 < share < 0.01 else f"{share:.0%}"


def _lanes(rows: Sequence[EventRow]) -> list[tuple[int, str, int, int]]:
    """The lanes that hold an event: number, name, how many significant events, how many in all."""
    held = Counter(row.lane for row in rows)
    significant = Counter(row.lane for row in rows if row.entry.significant)
    return [(number, name, significant[number], held[number]) for number, (name, _) in enumerate(lanes(), 1) if held[number]]


def _event_span(rows: Sequence[EventRow]) -> tuple[date, date] | None:
    intervals = [row.entry.interval for row in rows if row.entry.interval]
    days = [day for interval in intervals for day in (interval.earliest, interval.latest) if day]
    return (min(days), max(days)) if days else None


def _judged(report: CaseReport, index: PassageIndex) -> list[Judged]:
    """Every profile in the order of the report: A1, A2 for assessments, S1, S2 for supervision records."""
    documents = by_id(report.case_file)
    counter: Counter[str] = Counter()
    judged = []
    for profile in report.profiles:
        letter = "S" if profile.label is None else "A"
        counter[letter] += 1
        number = f"{letter}{counter[letter]}"
        anchor = number.lower()
        uses = [use for use in report.uses if use.assessment_id == profile.document_id]
        rows = use_rows(uses, report.case_file, index, anchor=anchor, number=number)
        document = documents[profile.document_id]
        judged.append(
            Judged(
                anchor=anchor,
                number=number,
                document=document,
                profile=profile,
                counts=Counter(judgement.label for judgement in profile.judgements),
                words=_words_by_label(profile, document),
                strengths=_remarks(profile.strengths, profile, rows, index, anchor=f"{anchor}-strengths", words="a strength"),
                prompts=_remarks(profile.prompts, profile, rows, index, anchor=f"{anchor}-prompts", words="a prompt"),
                rows=tuple(rows),
                groups=group_by_status(rows),
            )
        )
    return judged


def _words_by_label(profile: AssessmentProfile, document: Document) -> Mapping[SentenceLabel, int]:
    counts: Counter[SentenceLabel] = Counter()
    for judgement in profile.judgements:
        counts[judgement.label] += len(judgement.sentence.span.of(document.text).split())
    return counts


def _remarks(
    feedback: Sequence[Feedback], profile: AssessmentProfile, rows: Sequence[UseRow], index: PassageIndex, *, anchor: str, words: str
) -> tuple[Remark, ...]:
    """Remarks with links to the sentences that their spans lie in, or to the spans themselves."""
    numbers = {judgement.sentence.span: n for n, judgement in enumerate(profile.judgements, 1)}
    by_item = {row.use.item.item_id: row for row in rows}
    remarks = []
    for one in feedback:
        links = []
        for span in one.spans:
            number = next((n for sentence, n in numbers.items() if sentence.overlap(span)), 0)
            shown = f"↑{number or ''}"
            back = BackLink(anchor, shown, f"{shown} back to {words} that rests on this")
            links.append((index.cite(profile.document_id, span, Mark.FEEDBACK, back), number))
        remarks.append(Remark(one.text, tuple(links), tuple(by_item[item] for item in one.items if item in by_item)))
    return tuple(remarks)


def _papers(report: CaseReport, judged: Sequence[Judged], index: PassageIndex) -> list[Paper]:
    profiles = {one.document.document_id: one.profile for one in judged}
    papers = []
    for document in report.case_file.documents:
        anchor = index.document_anchor(document.document_id)
        profile = profiles.get(document.document_id)
        stretches = index.stretches(document.document_id)
        if profile:
            stretches += [_sentence(anchor, judgement) for judgement in profile.judgements]
        papers.append(Paper(anchor, document, tuple(lay_out(document.text, stretches)), judged=profile is not None))
    return papers


def _sentence(document_anchor: str, judgement: Judgement) -> Stretch:
    span = judgement.sentence.span
    return Stretch(span, Layer.SENTENCE, sentence_anchor(document_anchor, span), label=judgement.label)


def _first_look(judged: Sequence[Judged]) -> list[FirstLook]:
    """Possible contradictions, then matters not found, over all assessments, the weightiest first, each matter once."""
    looks = []
    for status in (UseStatus.CONTRADICTED, UseStatus.NOT_USED):
        by_item: dict[str, list[tuple[Judged, UseRow]]] = {}
        for one in judged:
            for row in one.groups.get(status, ()):
                by_item.setdefault(row.use.item.item_id, []).append((one, row))
        matters = sorted(by_item.values(), key=lambda places: -places[0][1].use.item.weight)
        if matters:
            shown = tuple(tuple(places) for places in matters[:FIRST_LOOK])
            looks.append(FirstLook(status, shown, n_rows=sum(map(len, matters)), n_more=len(matters) - len(shown)))
    return looks
