import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.formats.reading.markup import text_of_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<div>a\n  wrapped   line</div>", "a wrapped line"),
        ("<table><tr><td>Date</td><td> 1/2/08 </td></tr><tr><td>Type</td><td>x</td></tr></table>", "Date\t1/2/08\n\nType\tx"),
        ("<script>alert(1)</script><b>Seen</b> alone", "Seen alone"),
        ("5 &lt; 6 &amp; &pound;3", "5 < 6 & £3"),
        ("<ol><li>a<li>b</ol>c", "• a\n• b\nc"),
        ("Seen <b>alone</b>&nbsp;today\nat home", "Seen alone\xa0today\nat home"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_that_is_shown(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


@given(st.text(max_size=300))
def test_no_string_breaks_the_decoder(markup: str) -> None:
    assert "<script" not in text_of_html(f"<script>{markup.replace('<', '')}</script>")
