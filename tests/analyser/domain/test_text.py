import pytest

from analyser.domain.text import Child, Document, Span


@pytest.mark.parametrize(
    ("start", "end"), [pytest.param(-1, 3, id="before the text"), pytest.param(4, 4, id="empty"), pytest.param(5, 4, id="backward")]
)
def test_a_span_that_covers_nothing_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"start {start} and end {end}"):
        Span(start, end)


@pytest.mark.parametrize(
    ("a", "b", "shared"),
    [
        pytest.param(Span(0, 4), Span(4, 8), 0, id="touching"),
        pytest.param(Span(0, 5), Span(4, 8), 1, id="one character"),
        pytest.param(Span(0, 9), Span(4, 8), 4, id="nested"),
        pytest.param(Span(10, 12), Span(4, 8), 0, id="apart"),
    ],
)
def test_overlap_counts_shared_characters_both_ways(a: Span, b: Span, shared: int) -> None:
    assert a.overlap(b) == b.overlap(a) == shared


def test_a_repr_never_shows_case_text_or_names() -> None:
    document = Document("D1", "Marker told us", author="Marker", title="Marker", source="Marker.docx")
    assert "Marker" not in repr(document) + repr(Child("Marker", ("Marker",)))


def test_a_span_points_at_code_points_not_bytes() -> None:
    assert Span(2, 4).of("é–né") == "né"
