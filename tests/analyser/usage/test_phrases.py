from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.usage.phrases import PhraseTable, tokenise

TABLE = PhraseTable(
    {"bruise": ["bruis*"], "register": ["on the register", "child protection register"], "refuge": ["women's aid"], "any": ["two * ago"]}
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A small BRUISE.", {"bruise"}),
        ("Bruising was seen", {"bruise"}),
        ("He was cruising.", set()),
        ("They were on the register.", {"register"}),
        ("They were on the other register.", set()),
        ("On the", set()),
        ("Women’s Aid rang", {"refuge"}),
        ("women aid", set()),
        ("two years ago", {"any"}),
        ("two long years ago", set()),
        ("The bruise's colour", {"bruise"}),
        ("", set()),
    ],
    ids=[
        "any case", "any ending", "inside a word", "phrase", "a word between", "cut off", "curly apostrophe", "no apostrophe", "any word",
        "two words", "possessive", "empty",
    ],
)  # fmt: skip
def test_phrases_are_found_on_whole_words(text: str, names: set[str]) -> None:
    assert TABLE.names(tokenise(text)) == names


def test_hits_cover_the_words_of_the_phrase() -> None:
    (hit,) = TABLE.find(tokenise("Both were on the register in May."))
    assert (hit.first, hit.end) == (2, 5)


@given(st.text(max_size=200))
def test_tokens_point_at_their_words_in_order(text: str) -> None:
    tokens = tokenise(text)
    assert all(text[token.start : token.end].lower().replace("’", "'") == token.word for token in tokens)
    assert all(first.end <= second.start for first, second in pairwise(tokens))
