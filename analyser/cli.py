"""The commands ``analyser run`` and ``analyser timex``: read, assemble, call the library, write."""

import json
import sys
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analyser import __version__
from analyser.errors import AnalyserError, ConfigError, InputError

LEAST_SECRET = 16
app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_show_locals=False, pretty_exceptions_enable=False)


class OutputFormat(StrEnum):
    """Files that a run can write for each case."""

    JSON = "json"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    DOCUMENTS = "documents"


def _version(asked: bool) -> None:
    if asked:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def options(
    _asked: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")] = False,
) -> None:
    """Read children's social care case files and tell how good the record is. Offline; judges records, never people."""


@app.command()
def run(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="A case folder, a table export, or a folder of such things.")],
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Where the folders of reports go.")],
    formats: Annotated[list[OutputFormat] | None, typer.Option("--format", help="Write only these (may be repeated).")] = None,
    mappings: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help='Name a column by hand, as in text="Note Details".')
    ] = None,
    codes: Annotated[Path | None, typer.Option("--codes", metavar="FILE", help="A TOML file that maps your own type and agency values.")] = None,
    settings: Annotated[Path | None, typer.Option("--settings", metavar="FILE", help="A TOML file that names other models.")] = None,
    pseudonyms: Annotated[bool, typer.Option("--pseudonymise", help="Replace names, places and numbers first; the key goes beside DIR.")] = False,
    shift_dates: Annotated[
        bool, typer.Option("--shift-dates", help="With pseudonyms, move all dates of a case by one offset; needs --secret.")
    ] = False,
    secret: Annotated[Path | None, typer.Option("--secret", metavar="FILE", help="A file with a secret line that decides on the pseudonyms.")] = None,
    rules: Annotated[Path | None, typer.Option("--rules", metavar="FILE", help="A rule pack of your own (TOML); it goes before ours.")] = None,
) -> None:
    """Analyse case files; one folder DIR/CASE_ID each.

    Example: analyser run export.csv --out reports
    """
    from analyser.assembly import load_components
    from analyser.config import Settings, read_settings
    from analyser.formats.reading.cases import read_cases
    from analyser.formats.writing import Format
    from analyser.progress import show_stages
    from analyser.runs import UnderPseudonyms, key_path, run_cases, write_key

    secret_line = _secret(secret, pseudonyms=pseudonyms, shift_dates=shift_dates)
    column_map = _column_map(mappings or [])
    found = read_cases(paths, column_map=column_map, codes=codes, leave_out=[out])
    used = read_settings(settings) if settings else Settings()
    components = load_components(replace(used, rules=str(rules)) if rules else used)
    chosen = [Format(str(name)) for name in formats or OutputFormat]
    renamed = UnderPseudonyms(found, secret_line, shift_dates)
    try:
        with show_stages() as on_stage:
            summary = run_cases(renamed if pseudonyms else found, components, out, formats=chosen, on_stage=on_stage)
    finally:
        if pseudonyms:  # also of a run that was broken off: its reports need their key
            write_key(renamed.key, key_path(out))
    if pseudonyms:
        typer.echo(f"the key to the pseudonyms is {key_path(out)}: keep it apart from the reports", err=True)
    for problem in (*summary.failed, *summary.left_out):
        typer.echo(f"{problem.case_id or '-'}: {problem.reason.where}: {problem.reason.what}. {problem.reason.next_step}", err=True)
    typer.echo(f"{len(summary.done)} case file(s) analysed, {len(summary.failed)} without a report; reports in {out}", err=True)
    raise typer.Exit(summary.exit_status)


@app.command()
def timex(
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="A text file; standard input when left out.")] = None,
    date_: Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day the text was written.")] = None,
) -> None:
    """Print the time expressions of one text as JSON Lines.

    Example: analyser timex --date 2007-03-12 note.txt
    """
    from analyser.domain.report import timex_row
    from analyser.timex import extract_timexes

    text = _read_text(file).replace("\r\n", "\n").replace("\r", "\n").strip()
    for found in extract_timexes(text, written_on=_day(date_)):
        typer.echo(json.dumps(timex_row(found), ensure_ascii=False))


def main() -> None:
    """Run the program; a failure that the analyser explains ends with its message and the contract's exit status."""
    _use_utf8()
    try:
        app()
    except (InputError, ConfigError) as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except AnalyserError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
    except Exception as error:  # the outermost edge: case text may stand in the message, so only the type is told
        from analyser.runs import describe_fault

        fault = describe_fault(error)
        typer.echo(f"{fault.where}: {fault.what}. {fault.next_step}", err=True)
        sys.exit(1)


def _secret(file: Path | None, *, pseudonyms: bool, shift_dates: bool) -> str | None:
    if not pseudonyms and (shift_dates or file):
        raise ConfigError(where="--shift-dates" if shift_dates else "--secret", what="goes with pseudonyms only", next_step="Add --pseudonymise.")
    if shift_dates and file is None:
        raise ConfigError(where="--shift-dates", what="needs a secret", next_step="Put a long random line into a file and name it with --secret.")
    line = _read_text(file).strip() if file else None
    if line is not None and len(line) < LEAST_SECRET:
        raise ConfigError(where="--secret", what=f"holds fewer than {LEAST_SECRET} characters", next_step="Put a long random line into it.")
    return line


def _use_utf8() -> None:
    """Write UTF-8 also on consoles that default to something else, as on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _column_map(mappings: list[str]) -> dict[str, str]:
    pairs = [mapping.partition("=") for mapping in mappings]
    if any(not (name and column) for name, _, column in pairs):
        raise ConfigError(where="--map", what="needs a field and a column", next_step='Write it as --map text="Note Details".')
    return {name.strip(): column.strip() for name, _, column in pairs}


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ConfigError(where="--date", what="is no date", next_step="Give it as YYYY-MM-DD.") from None


def _read_text(file: Path | None) -> str:
    if file is None:
        return sys.stdin.buffer.read().decode("utf-8", errors="replace")
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(where=file.name, what=f"cannot be read ({type(error).__name__})", next_step="Give a UTF-8 text file.") from None
