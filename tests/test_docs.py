"""The documents keep their promises: links lead somewhere, every command is described, every folder named exists."""

import re
from pathlib import Path

import pytest

import dev
from analyser.cli import app
from analyser.formats.writing import Format
from evaluation.readme import is_fresh

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
README = (ROOT / "README.md").read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings give."""
    headings = re.findall(r"^#+\s+(.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)\s]+)\)", page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        linked = (page.parent / path).resolve() if path else page
        assert linked.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in anchors(linked), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_no_place_outside_the_checkout(page: Path) -> None:
    assert re.findall(r"(?:^|[\s`(\"'])(/(?:work|tmp|home|root|opt|Users)/\S*)", page.read_text(encoding="utf-8")) == []


def test_every_command_of_the_program_is_in_the_readme() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert [name for name in commands if f"analyser {name}" not in README] == []


def test_every_command_of_the_set_up_is_in_contributing() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [name for name in dev.COMMANDS if f"dev.py {name}" not in text + README] == []


def test_every_kind_of_output_is_in_the_readme() -> None:
    assert [kind for kind in Format if f".{kind}`" not in README and f"{kind}." not in README] == []


def test_every_folder_of_the_table_exists() -> None:
    table = README.split("## What's where")[1]
    named = re.findall(r"`([\w./]+)`", "".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `")))
    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_readmes_figures_are_those_of_the_committed_reports() -> None:
    assert is_fresh(), "run: python -m evaluation readme"
