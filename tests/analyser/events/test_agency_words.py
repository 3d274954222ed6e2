import pytest

from analyser.domain.codes import Agency, EventCategory
from analyser.domain.text import Span
from analyser.events.actors import agencies_of
from analyser.events.cues import find_cues


@pytest.mark.parametrize(
    ("words", "agency", "named"),
    [
        ("Primary visit done", Agency.SCHOOL, False),
        ("Rang the primary school", Agency.SCHOOL, True),
        ("Missed hearing test", Agency.COURT, False),
        ("Final hearing at court", Agency.COURT, True),
        ("Visit with nursery nurse", Agency.NURSERY, False),
        ("Rang the nursery", Agency.NURSERY, True),
        ("With the childminder", Agency.NURSERY, False),
        ("T/C pm from Dr Example", Agency.POLICE, False),
        ("Head injury seen", Agency.SCHOOL, False),
    ],
)
def test_a_word_names_an_agency_in_its_right_context(words: str, agency: Agency, named: bool) -> None:
    assert (agency in agencies_of(find_cues(words), Span(0, len(words)), EventCategory.OTHER, None)) is named
