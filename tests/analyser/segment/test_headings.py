"""What headings say that their sections are for."""

import pytest

from analyser.segment.headings import heading_group

HEADINGS = {
    "Analysis": "analysis",
    "6. Analysis of risk and protective factors": "analysis",
    "What are we worried about?": "analysis",
    "## RECOMMENDATIONS": "plan",
    "Conclusion:": "conclusion",
    "8. Outcome (tick one)": "conclusion",
    "Background": "history",
    "Child’s developmental needs": "content",
    "Worker's analysis of the current position": "analysis",
    "History and analysis": "analysis",
    "What happens next": "plan",
    "The analyst": None,
    "A long line that goes on and on about the analysis " * 3: None,
    "Mr Poole": None,
    "": None,
    "x" * 500: None,
}


@pytest.mark.parametrize(("heading", "group"), HEADINGS.items(), ids=[heading[:30] for heading in HEADINGS])
def test_headings_fall_into_groups(heading: str, group: str | None) -> None:
    assert heading_group(heading) == group
