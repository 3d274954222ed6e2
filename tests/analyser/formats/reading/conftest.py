from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analyser.domain.text import CaseFile
from analyser.formats.reading.cases import UnreadCase, read_cases
from analyser.formats.reading.found import Workplace
from analyser.formats.reading.parser import ParserProcess
from analyser.formats.reading.vocabulary import load_vocabulary

Reading = Callable[..., list[CaseFile | UnreadCase]]


@pytest.fixture(scope="session")
def parser() -> Iterator[ParserProcess]:
    with ParserProcess() as process:
        yield process


@pytest.fixture(scope="session")
def workplace(parser: ParserProcess) -> Workplace:
    return Workplace(load_vocabulary(), parser)


@pytest.fixture
def read_one(parser: ParserProcess) -> Callable[..., CaseFile]:
    """Read paths that must give exactly one case file."""

    def read(*paths: Path, column_map: dict[str, str] | None = None, codes: Path | None = None) -> CaseFile:
        (case,) = read_cases(paths, column_map=column_map or {}, codes=codes, parser=parser)
        assert isinstance(case, CaseFile), case
        return case

    return read


@pytest.fixture
def read_all(parser: ParserProcess) -> Reading:
    def read(*paths: Path) -> list[CaseFile | UnreadCase]:
        return list(read_cases(paths, parser=parser))

    return read
