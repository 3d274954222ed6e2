from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.text import Span
from analyser.formats.writing.passages import BackLink, Layer, Mark, PassageIndex, Stretch, lay_out

TEXT = "H/V to mum and J. Cold house, no food."


@st.composite
def stretches(draw: st.DrawFn) -> list[Stretch]:
    cuts = draw(st.lists(st.tuples(st.integers(0, 37), st.integers(1, 38), st.sampled_from(Layer)), max_size=12))
    return [Stretch(Span(min(a, b), max(a, b)), layer, f"x{n}") for n, (a, b, layer) in enumerate(cuts) if a != b]


@given(stretches())
def test_whatever_crosses_the_text_is_whole_and_the_tokens_nest(chosen: list[Stretch]) -> None:
    told: dict[str, list[int]] = {stretch.anchor: [] for stretch in chosen}
    opened: list[Stretch] = []
    position = 0
    for token in lay_out(TEXT, chosen):
        if token.opens:
            opened.append(token.opens)
        elif token.closes:
            assert opened.pop() is token.closes
        else:
            assert TEXT.startswith(token.text, position)
            for stretch in opened:
                told[stretch.anchor] += range(position, position + len(token.text))
            position += len(token.text)
    assert position == len(TEXT)
    assert not opened
    for stretch in chosen:
        assert told[stretch.anchor] == list(range(stretch.span.start, stretch.span.end))


@given(stretches())
def test_each_stretch_has_one_first_and_one_last_piece(chosen: list[Stretch]) -> None:
    tokens = list(lay_out(TEXT, chosen))
    firsts = sorted(token.opens.anchor for token in tokens if token.opens and token.first)
    lasts = sorted(token.closes.anchor for token in tokens if token.closes and token.last)
    assert firsts == lasts == sorted(stretch.anchor for stretch in chosen)


def test_a_passage_cited_twice_has_one_anchor_and_both_ways_back() -> None:
    index = PassageIndex(["D01", "D02"])
    first, second = BackLink("e1", "1", "Back to event 1"), BackLink("e2", "2", "Back to event 2")
    anchors = {index.cite("D02", Span(3, 9), Mark.EVENT, back) for back in (first, second, first)}
    assert anchors == {"d2-3-9"}
    (stretch,) = index.stretches("D02")
    assert stretch.back == (first, second)
    assert index.stretches("D01") == []


def test_an_uncited_text_is_one_token() -> None:
    assert [token.text for token in lay_out(TEXT, [])] == [TEXT]
    assert list(lay_out("", [])) == []
