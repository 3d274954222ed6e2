import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.formats.reading.decoding import choose_encoding, decode, text_lines

NOTE = "Mum said “he’s fine” – café, £5 owed.\nSeen at home.\n"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(NOTE.encode(), id="UTF-8"),
        pytest.param(codecs.BOM_UTF8 + NOTE.encode(), id="UTF-8 with mark"),
        pytest.param(codecs.BOM_UTF16_LE + NOTE.encode("utf-16-le"), id="UTF-16 little"),
        pytest.param(codecs.BOM_UTF16_BE + NOTE.encode("utf-16-be"), id="UTF-16 big"),
    ],
)
def test_marks_and_utf8_are_no_guess(data: bytes) -> None:
    assert decode(data) == (NOTE, None)


def test_windows_1252_is_read_and_said() -> None:
    text, remark = decode(NOTE.encode("cp1252"))
    assert text == NOTE
    assert remark == "is not UTF-8 in 1 of its lines, which were read as Windows-1252"


def test_a_file_of_both_encodings_keeps_both_right() -> None:
    assert decode(NOTE.encode() + NOTE.encode("cp1252"))[0] == NOTE + NOTE


def test_utf16_without_a_mark_is_guessed_and_said() -> None:
    text, remark = decode(NOTE.encode("utf-16-le"))
    assert text == NOTE
    assert remark is not None
    assert "guessed" in remark


def test_bytes_that_are_no_text_are_replaced_and_said() -> None:
    text, remark = decode(b"Seen at home \x81\x8d today.\n" * 3)
    assert text.startswith("Seen at home ")
    assert remark


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = codecs.BOM_UTF8 + text.encode()
    assert decode(data)[0] == text


def test_only_line_feed_and_carriage_return_end_a_line() -> None:
    data = "a\u2028b\x0bc\r\nd\re\n".encode()
    stream = io.BytesIO(data)
    assert list(text_lines(io.BytesIO(data), choose_encoding(stream))) == ["a\u2028b\x0bc\r\n", "d\r", "e\n"]
