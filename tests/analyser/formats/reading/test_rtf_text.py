import pytest

from analyser.errors import InputError
from analyser.formats.reading.rtf_text import CUT_OFF, MOST_GROUPS, TRACKED, parse

FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\ftech\fcharset2 Wingdings;}{\f3\fcharset128 MS Mincho;}}"


def rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + r"{\colortbl;\red0\green0\blue0;}\pard\plain\f0 " + body + "}").encode("latin-1")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(r"Seen\par at home.\line Well.", "Seen\nat home.\nWell.", id="ends of lines"),
        pytest.param("Mum\\'92s here\r\n, caf\\'e9", "Mum’s here, café", id="Windows-1252; line ends of the file are none of the text"),
        pytest.param(r"\u321\'a3ukasz \uc2\u321 ??x", "Łukasz Łx", id="Unicode with fallbacks"),
        pytest.param(r"\u-10179\'3f\u-8704\'3f", "😀", id="halves of one character"),
        pytest.param(r"{\f1 \'b3\'b9}{\f0 \'b3}", "łą³", id="a font decides the code page"),
        pytest.param(r"{\f3 \'93\'fa\'96\'7b}", "日本", id="two bytes for one character"),
        pytest.param(r"{\f2 \'fe} Yes {\f2 \'a8} No", "☒ Yes ☐ No", id="tick boxes"),
        pytest.param(r"\ldblquote tired\rdblquote\~x\_y\-z\emdash q", "“tired”\xa0x-yz—q", id="signs"),
        pytest.param(r"a\{b\}\\c", r"a{b}\c", id="escaped braces"),
        pytest.param(r"{\header Child A\par}Text.{\footer Page 1}", "Child A\nText.", id="page header first, footer passed over"),
        pytest.param(r"{\pict\wmetafile8 010009}a{\*\shppict{\pict\bin3 }}}}}b", "ab", id="pictures, raw bytes among them"),
        pytest.param(r"{\field{\*\fldinst HYPERLINK x}{\fldrslt the link}}", "the link", id="result of a field"),
        pytest.param(r"{\*\unknown secret}{\info{\author secret}}kept", "kept", id="what is no text of the document"),
        pytest.param(r"{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt In the box\par}}{\shprslt In the box}}After", "In the box\nAfter", id="text box"),
        pytest.param(r"{\upr{\rtf ansi?}{\*\ud{\rtf true}}}", "true", id="Unicode twin"),
        pytest.param(r"{\listtext\'b7\tab}First\par", "• First", id="bullet"),
        pytest.param(
            r"\trowd\cellx1\cellx2\pard\intbl 3/3/08\cell Seen\cell\row\trowd\pard\intbl 4/3/08\cell\cell\row\pard After",
            "3/3/08\tSeen\n4/3/08\nAfter", id="rows of a table",
        ),
        pytest.param(r"\trowd\pard\intbl What?\cell One.\par Two.\cell\row", "What?\nOne.\nTwo.", id="a cell of prose"),
        pytest.param(r"Weighed.{\super\chftn}{\footnote\chftn  By the HV.} Well.\par End.", "Weighed. Well.\nEnd.\nBy the HV.", id="footnote"),
    ],
)  # fmt: skip
def test_what_rtf_is_made_of_is_read(body: str, text: str) -> None:
    assert parse(rtf(body))["text"].strip() == text


@pytest.mark.parametrize(
    ("body", "remark"),
    [
        pytest.param(r"{\deleted gone}{\revised new}", TRACKED, id="tracked changes"),
        pytest.param(r"{\v hidden}seen", "hidden text was left out", id="hidden"),
        pytest.param(r"x{\*\annotation said}", "its comments were left out", id="comment"),
        pytest.param(r"x{\footnote y}", "its footnotes and endnotes were read at the end of its text", id="footnote"),
        pytest.param(r"x{\b y", CUT_OFF, id="cut off"),
    ],
)
def test_what_is_left_out_is_said(body: str, remark: str) -> None:
    result = parse(rtf(body))
    assert remark in result["remarks"]
    assert not {"gone", "hidden", "said"} & set(result["text"].split())


def test_html_in_rtf_is_read_as_html() -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Mum\'92s <5 & well"
        rb"{\*\htmltag84 &nbsp;}\htmlrtf \'a0\htmlrtf0 {\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0{\*\htmltag64 <p>}Second{\*\htmltag72 </p>}}"
    )
    assert parse(body)["text"].split("\n") == ["Mum’s <5 & well\xa0", "", "Second"]


@pytest.mark.parametrize(
    "data", [b"SECRETWORD", b"{\\rtf1" + b"{" * (MOST_GROUPS + 1), b"PK\x03\x04"], ids=["no RTF", "braces without end", "another kind"]
)
def test_files_that_cannot_be_read_say_why(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        parse(data)
    assert "SECRETWORD" not in str(caught.value)
