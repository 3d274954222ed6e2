import time

import pytest

from analyser.errors import InputError
from analyser.formats.reading.html_text import parse


@pytest.mark.parametrize(
    ("page", "text"),
    [
        pytest.param("<html><head><title>Note</title><style>p {}</style></head><body><p>Seen &amp; well</p></body></html>", "Seen & well", id="body"),
        pytest.param("<p>a</p><!-- hidden --><p>b</p>", "a\n\nb", id="comment"),
        pytest.param("<!--[if mso]><p>old</p><![endif]--><![if !mso]><p>new</p><![endif]>", "new", id="parts for old programs"),
        pytest.param("<p>a<!-- never closed <p>b</p>", "a never closed\nb", id="an open comment takes nothing along"),
        pytest.param(
            "<table><tr><td><p>Date</p></td><td><p>3/3/08</p></td></tr><tr><th>Seen<td>yes</table>", "Date\t3/3/08\nSeen\tyes", id="rows",
        ),
        pytest.param("<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>f", "a\nb\tc\nd\ne\n\nf", id="a table in a cell"),
        pytest.param("<ul><li><p>One</p></li>\n<li>Two</li></ul>", "• One\n\n• Two", id="bullets stay with their words"),
    ],
)  # fmt: skip
def test_what_a_browser_shows_is_read(page: str, text: str) -> None:
    assert parse(page.encode())["text"] == text


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="iso-8859-2">', "iso-8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ("", "utf-16"),
        ("", "utf-8"),
        ('<meta charset="no-such">', "utf-8"),
    ],
)
def test_the_character_set_is_the_one_that_the_page_names(head: str, encoding: str) -> None:
    assert parse(f"<html>{head}<p>Łukasz</p>".encode(encoding))["text"] == "Łukasz"


def test_the_title_is_told_apart() -> None:
    assert parse(b"<title>Visit &amp; call</title><p>x")["title"] == "Visit & call"


def test_what_is_no_page_says_so() -> None:
    with pytest.raises(InputError, match="holds no HTML"):
        parse(b"SECRETWORD")


@pytest.mark.parametrize("piece", ["<!--", "<!", "<![CDATA[", "<?", "<table><tr><td>", "<p", "<a href='", "&#", "</", "<script>"])
def test_pieces_without_end_cost_time_in_proportion(piece: str) -> None:
    started = time.process_time()
    parse(b"<p>" + (piece * 20_000).encode())
    assert time.process_time() - started < 3
