import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.formats.reading.markup import decode_cell, text_of_html


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<div>a\n  wrapped   line</div>", "a wrapped line"),
        ("<table><tr><td>Date</td><td> 1/2/08 </td></tr><tr><td>Type</td><td>x</td></tr></table>", "Date\t1/2/08\nType\tx"),
        ("<script>alert(1)</script><b>Seen</b> alone", "Seen alone"),
        ("5 &lt; 6 &amp; &pound;3", "5 < 6 & £3"),
        ("<ol><li>a<li>b</ol>c", "• a\n• b\nc"),
        ("Seen <b>alone</b>&nbsp;today\nat home", "Seen alone\xa0today\nat home"),
        ("<p><NAME> rang <SCHOOL></p><o:p></o:p>", "<NAME> rang <SCHOOL>"),
        ("", ""),
    ],
)
def test_html_becomes_the_text_that_is_shown(markup: str, text: str) -> None:
    assert text_of_html(markup) == text


@given(st.text(max_size=300))
def test_no_string_breaks_the_decoder(markup: str) -> None:
    assert "<script" not in text_of_html(f"<script>{markup.replace('<', '')}</script>")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("Mum &amp; dad &ndash; &quot;fine&quot;", 'Mum & dad – "fine"'),
        ("she&#39;d  gone\n\n  to A&amp;E", "she'd  gone\n\n  to A&E"),
        ("seen &#x2019;til 4", "seen ’til 4"),
        ("<NAME> seen &amp; spoken to", "<NAME> seen & spoken to"),
        ("weight < 3kg &amp; > 2kg", "weight < 3kg & > 2kg"),
        ("&lt;p&gt;Home visit&lt;/p&gt;&lt;p&gt;No reply&lt;/p&gt;", "Home visit\n\nNo reply"),
        ("A&E; D&V; R&B", "A&E; D&V; R&B"),
        ("&notaname; stays, and so does &amp", "&notaname; stays, and so does &amp"),
        ("<NAME> seen, x < 5 & y > 3", "<NAME> seen, x < 5 & y > 3"),
        ("<b>Seen</b> &amp; heard", "Seen & heard"),
    ],
)
def test_a_cell_is_decoded_where_it_holds_mark_up(cell: str, text: str) -> None:
    assert decode_cell(cell) == text


@given(st.text(alphabet=st.characters(exclude_characters="&<"), max_size=200))
def test_a_cell_without_mark_up_is_kept(cell: str) -> None:
    assert decode_cell(cell) == cell
