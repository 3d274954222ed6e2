import socket
from pathlib import Path

import pytest

from analyser.pipeline import Components

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test reach another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int]) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise OSError("a test tried to reach the network")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def components() -> Components:
    """Return the released models, loaded once."""
    from analyser.assembly import load_components

    return load_components()


@pytest.fixture(scope="session")
def gold_table() -> Path:
    """Return the table of one fictional case file, with ``case.json`` beside it."""
    return ROOT / "annotation" / "data" / "gold" / "w1-01" / "documents.csv"
