"""The demonstration: analyse the case file that ships with the package and say in plain words what came out.

The case is fiction. ``python -m analyser.demo --out demo-out`` does what ``analyser run`` does with any case file, and
prints the summary below it, with words of the (invented) record: the ordinary commands never print case text.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from analyser.domain.codes import AssessmentLabel, DocumentType, EventStatus, UseStatus
from analyser.domain.events import ChronologyEntry
from analyser.domain.judgements import AssessmentProfile, Use
from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile, Document, Evidence
from analyser.errors import AnalyserError, InputError

STEPS = (
    "opening the models",
    "reading the files",
    "reading dates and sentences",
    "finding events",
    "building the chronology",
    "judging assessments",
    "following information into assessments",
    "checking the file as a whole",
    "writing feedback",
    "writing the reports",
)
"""What the progress bar goes through; the middle seven are told by ``analyser.pipeline.analyse``."""
MOST_EVENTS, MOST_MATTERS, QUOTE_LENGTH = 8, 3, 150
"""Events shown, matters shown for each way of being overlooked, code points of a quotation; chosen by us to fit a screen."""
OVERLOOKED = (UseStatus.CONTRADICTED, UseStatus.NOT_USED)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the summary: a heading and its lines. A line may quote the record; none is markup."""

    heading: str
    lines: tuple[str, ...]


def demo_folder() -> Path:
    """Return the folder of the bundled demonstration case file."""
    return Path(str(files("analyser").joinpath("data", "demo")))


def run_demo(out: Path, *, on_step: Callable[[str], None] = lambda step: None) -> tuple[CaseReport, tuple[Path, ...]]:
    """Analyse the demonstration case file, write its reports into ``out/CASE_ID`` and return the report and their paths.

    ``on_step`` is told each of ``STEPS`` as it begins.

    Raises
    ------
    InputError
        If the bundled files give no case.

    """
    from analyser.assembly import load_components
    from analyser.formats.reading.cases import read_cases
    from analyser.formats.writing import write_report
    from analyser.pipeline import analyse
    from analyser.runs import folder_name

    on_step(STEPS[0])
    components = load_components()
    on_step(STEPS[1])
    case_files = [found for found in read_cases(demo_folder()) if isinstance(found, CaseFile)]
    if not case_files:
        raise InputError(where="the demonstration case", what="cannot be read", next_step="Restore analyser/data/demo from the release.")
    report = analyse(case_files[0], components, on_stage=on_step)
    on_step(STEPS[-1])
    return report, write_report(report, out / folder_name(report.case_file.case_id))


def summarise(report: CaseReport) -> tuple[Section, ...]:
    """Return the summary of a report in plain words, in the order in which a newcomer asks."""
    return (_file_section(report), _events_section(report), *_assessment_sections(report), _checks_section(report), _left_out_section(report))


def _file_section(report: CaseReport) -> Section:
    from analyser.formats.writing.spoken_dates import say_short_day
    from analyser.formats.writing.wording import label

    documents = report.case_file.documents
    days = sorted(document.written_on for document in documents if document.written_on)
    kinds = Counter(label("document_type", document.type).lower() or "of no known type" for document in documents)
    ranked = sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    n_words = sum(len(document.text.split()) for document in documents)
    lines = [f"{len(documents)} documents, {n_words:,} words: {', '.join(_counted(count, kind) for kind, count in ranked)}."]
    if days:
        lines.append(f"Written between {say_short_day(days[0])} and {say_short_day(days[-1])}.")
    return Section(f"The case file {report.case_file.case_id} (fiction, made for this demonstration)", tuple(lines))


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}" if count == 1 or kind.endswith("s") else f"{count} {kind}s"


def _events_section(report: CaseReport) -> Section:
    from analyser.formats.writing.spoken_dates import say_value

    entries = report.chronology.entries
    happened = [entry for entry in entries if entry.status is EventStatus.OCCURRED]
    retold = sum(len({mention.evidence.document_id for mention in entry.mentions}) > 1 for entry in happened)
    shown = most_told(happened, MOST_EVENTS)
    counts = (
        f"{len(entries)} dated events: {len(happened)} took place, the others were planned, cancelled or unclear. "
        f"Of those that took place {retold} are told in several documents and stand there once, "
        f"and {sum(entry.significant for entry in happened)} are marked as significant. Told most often:"
    )
    rows = (f"  {say_value(entry.value, entry.interval):<22} {_shorten(entry.summary)}{_told(entry)}" for entry in shown)
    return Section("The chronology", (counts, *rows))


def most_told(entries: Sequence[ChronologyEntry], limit: int) -> list[ChronologyEntry]:
    """Return the significant entries that most documents tell, the surest first among equals, put back in their order."""
    significant = [entry for entry in entries if entry.significant]
    ranked = sorted(significant, key=lambda entry: (-len({m.evidence.document_id for m in entry.mentions}), -entry.confidence, entry.event_id))
    chosen = {entry.event_id for entry in ranked[:limit]}
    return [entry for entry in significant if entry.event_id in chosen]


def _told(entry: ChronologyEntry) -> str:
    n_documents = len({mention.evidence.document_id for mention in entry.mentions})
    return f" (told in {n_documents} documents)" if n_documents > 1 else ""


def _assessment_sections(report: CaseReport) -> Iterator[Section]:
    documents = {document.document_id: document for document in report.case_file.documents}
    for profile in report.profiles:
        document = documents[profile.document_id]
        if document.type is DocumentType.ASSESSMENT:
            uses = [use for use in report.uses if use.assessment_id == profile.document_id]
            yield Section(f"The assessment: {_named(document)}", (_judged(profile), *_used(uses, documents)))


def _judged(profile: AssessmentProfile) -> str:
    from analyser.formats.writing.wording import label

    said = label("assessment_label", profile.label or AssessmentLabel.CANNOT_JUDGE)
    share = profile.analytical_share
    return f"{said}." if share is None else f"{said}: {share:.0%} of its words say what things mean, the rest say what happened or was seen."


def _used(uses: Sequence[Use], documents: dict[str, Document]) -> Iterator[str]:
    from analyser.formats.writing.wording import label

    if not uses:
        yield "Nothing was found on file before it that it could have used."
        return
    counts = Counter(use.status for use in uses)
    told = "; ".join(
        f"{counts[status]} {label('use_status' if counts[status] == 1 else 'use_heading', status).lower()}" for status in UseStatus if counts[status]
    )
    yield f"{len(uses)} matters were on file before it: {told}."
    for status in OVERLOOKED:
        found = sorted((use for use in uses if use.status is status), key=lambda use: (-use.item.weight, use.item.item_id))
        if found:
            yield f"  {label('use_heading', status)}{' (first ones)' if len(found) > MOST_MATTERS else ''}:"
        for use in found[:MOST_MATTERS]:
            first = use.sources[0]
            yield f"    - on file ({label('theme', use.item.theme).lower()}): {_quoted(first, documents)} - {_named(documents[first.document_id])}"
            for span in use.evidence[:1]:
                yield f"      in the assessment: {_quoted(Evidence(use.assessment_id, span), documents)}"


def _checks_section(report: CaseReport) -> Section:
    from analyser.formats.writing.page_checks import LOOK_HERE, answer_words, counted, question, value_words

    look = [indicator for indicator in report.indicators if indicator.status in LOOK_HERE]
    lines = (f"  {question(one)} {answer_words(one)}{f' ({words})' if (words := value_words(one)) else ''}" for one in look)
    return Section("The file as a whole", (counted(report), *lines))


def _left_out_section(report: CaseReport) -> Section:
    lines = tuple(f"{left.where}: {left.what}. {left.next_step}" for left in report.not_analysed)
    return Section("Not analysed", lines or ("Nothing was left out.",))


def _named(document: Document) -> str:
    from analyser.formats.writing.spoken_dates import say_short_day
    from analyser.formats.writing.wording import label

    return f"{document.title or label('document_type', document.type) or document.document_id}, {say_short_day(document.written_on)}"


def _quoted(evidence: Evidence, documents: dict[str, Document]) -> str:
    return f'"{_shorten(evidence.span.of(documents[evidence.document_id].text))}"'


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= QUOTE_LENGTH else f"{words[:QUOTE_LENGTH].rsplit(' ', 1)[0]} ..."


@contextmanager
def _progress_bar() -> Iterator[Callable[[str], None]]:
    """Yield a function that moves the bar on to a step; the bar stays, full, when all is done."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    with Progress(TextColumn("{task.description:<40}", markup=False), BarColumn(), TimeElapsedColumn()) as progress:
        task = progress.add_task("starting", total=len(STEPS))

        def on_step(step: str) -> None:
            progress.update(task, description=step, completed=STEPS.index(step) if step in STEPS else None)

        yield on_step
        progress.update(task, description="done", completed=len(STEPS))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demonstration and print its summary; return the exit status."""
    from rich.console import Console

    parser = argparse.ArgumentParser(prog="python -m analyser.demo", description="Analyse the bundled demonstration case file (fiction).")
    parser.add_argument("--out", type=Path, default=Path("demo-out"), metavar="DIR", help="where the reports go (default: demo-out)")
    out: Path = parser.parse_args(arguments).out
    console = Console(highlight=False, markup=False, emoji=False)
    try:
        with _progress_bar() as on_step:
            report, written = run_demo(out, on_step=on_step)
    except AnalyserError as error:
        Console(stderr=True, highlight=False, markup=False).print(str(error), soft_wrap=True)
        return 1
    for section in summarise(report):
        console.print(f"\n{section.heading}", style="bold")
        for line in section.lines:
            console.print(line, soft_wrap=True)
    console.print("\nOpen this first; every statement in it leads to the words it rests on:", style="bold")
    for path in sorted(written, key=lambda path: path.suffix != ".html"):
        console.print(f"  {path}", soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
