"""Lines that a page's width broke."""

import textwrap

import pytest

from analyser.formats.reading.bundles.wrapping import page_width, unwrapped

LONG = (
    "Mum said that she had rung the surgery three times this week and that nobody had called her back, which the practice denies. She was calm and "
    "showed me the appointment card for the eight-month review, which is on a day when she works, and asked whether the health visitor could come to "
    "the house instead, as happened with the older two."
)


def test_a_wrapped_text_comes_back_as_it_was_written() -> None:
    paragraphs = [f"{number} {LONG}"[2:] if number else LONG for number in range(8)]
    lines = [line for paragraph in paragraphs for line in (*textwrap.wrap(paragraph, 80), "")]
    width = page_width(lines)
    assert width is not None
    joined = [" ".join(part.split()) for part in "\n".join(unwrapped(lines, width)).replace(".\n", ". ").split("\n") if part]
    assert joined == paragraphs


@pytest.mark.parametrize("width", [60, 92])
def test_white_space_alone_changes(width: int) -> None:
    lines = textwrap.wrap(LONG * 4, width)
    assert "".join("".join(unwrapped(lines, width)).split()) == "".join("".join(lines).split())


@pytest.mark.parametrize(
    "following",
    ["• Call the school", "12/03/08 seen at home", "2. Health", "Present: mum", "", "  "],
    ids=["bullet", "row of a chronology", "number", "label", "blank", "spaces"],
)
def test_a_line_that_begins_something_stays_a_line(following: str) -> None:
    full = "x" * 40 + " and so on to the very edge of the page"
    assert unwrapped([full, following], len(full)) == [full, following]


def test_a_sentence_that_ends_with_its_line_is_not_joined_to_the_next() -> None:
    full = "x" * 40 + " and so on to the very edge of the page."
    assert unwrapped([full, "Then this."], len(full)) == [full, "Then this."]


def test_lines_of_their_writers_lengths_have_no_width() -> None:
    assert page_width([LONG[: 20 * number] for number in range(1, 30)]) is None
    assert page_width(["H/V to mum.", "All well."]) is None
