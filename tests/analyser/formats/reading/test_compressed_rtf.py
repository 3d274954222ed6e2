import pytest

from analyser.errors import InputError
from analyser.formats.reading.compressed_rtf import DICTIONARY, decompress

PUBLISHED = "2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0"
CROSSING = "1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0"


def test_the_first_window_has_the_length_that_the_format_names() -> None:
    assert len(DICTIONARY) == 207


@pytest.mark.parametrize(
    ("packed", "rtf"),
    [
        pytest.param(PUBLISHED, b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n", id="example 1 of the published description"),
        pytest.param(CROSSING, b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}", id="example 2: copies that reach into themselves"),
        pytest.param(PUBLISHED[:60], b"{\\rtf1\\ansi\\ansicpg1252", id="breaks off"),
    ],
)
def test_published_examples(packed: str, rtf: bytes) -> None:
    assert decompress(bytes.fromhex(packed)).startswith(rtf)


@pytest.mark.parametrize("data", [b"", b"x" * 40, bytes.fromhex("2d000000ffffff7f4c5a4675f1c5c7a7")], ids=["empty", "no mark", "claims 2 GB"])
def test_what_is_no_such_stream_says_so(data: bytes) -> None:
    with pytest.raises(InputError):
        decompress(data)
