import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyser.domain.text import Span
from analyser.events.clauses import has_verb, split_clauses


def clauses_of(text: str, *dates: str) -> list[str]:
    marks, position = [], 0
    for words in dates:
        start = text.index(words, position)
        position = start + len(words)
        marks.append(Span(start, position))
    return [clause.of(text) for clause in split_clauses(text, Span(0, len(text)), tuple(marks))]


@pytest.mark.parametrize(
    ("text", "dates", "expected"),
    [
        ("Mum rang on 3/2; HV visited 4/2.", ["3/2", "4/2"], ["Mum rang on 3/2", "HV visited 4/2."]),
        ("Mum came to the office on Monday but dad did not stay.", ["Monday"], ["Mum came to the office on Monday", "dad did not stay."]),
        ("ICPC yesterday, both children made subject to plans.", ["yesterday"], ["ICPC yesterday, both children made subject to plans."]),
        ("Mum and dad attended on 4 May.", ["4 May"], ["Mum and dad attended on 4 May."]),
        ("Visits: 20/12, 3/1.", ["20/12", "3/1"], ["Visits: 20/12", "3/1."]),
        (
            "There was a fire in May 2009, a move in June 2009 and a death in July 2009.",
            ["May 2009", "June 2009", "July 2009"],
            ["There was a fire in May 2009", "a move in June 2009", "a death in July 2009."],
        ),
        (
            "Date received: 1.2.11   Date completed: 3.3.11",
            ["1.2.11", "3.3.11"],
            ["Date received: 1.2.11", "Date completed: 3.3.11"],
        ),
        ("19/05/10 - warrant entry, no hot water", ["19/05/10"], ["19/05/10 - warrant entry, no hot water"]),
        ("24/01/06 | Midwife refers. NFA.", ["24/01/06"], ["24/01/06 | Midwife refers.", "NFA."]),
        ("2 | 04/02 | Y | Feelings", ["04/02"], ["2 | 04/02 | Y | Feelings"]),
        ("On 12 November, Ms A came to the office", ["12 November"], ["On 12 November, Ms A came to the office"]),
        ("Dad has lived there since 2 June.", ["since 2 June"], ["Dad has lived there since 2 June."]),
        ("She has been calm since dad left.", [], ["She has been calm", "since dad left."]),
        ('He said "I fell, and mum cried" on Friday.', ["Friday"], ['He said "I fell, and mum cried" on Friday.']),
        ("She attended one (19 January).", ["19 January"], ["She attended one (19 January)."]),
        ("- ", [], []),
    ],
)
def test_sentences_are_cut_where_a_new_event_may_begin(text: str, dates: list[str], expected: list[str]) -> None:
    assert clauses_of(text, *dates) == expected


@pytest.mark.parametrize(("text", "expected"), [("mum rang", True), ("no concerns", False), ("J seen", True), ("Thurs 13th", False), ("moved", True)])
def test_verbs_are_known_by_form(text: str, *, expected: bool) -> None:
    assert has_verb(text) is expected


@given(st.text(alphabet='ab, ;:.-|()"123\n and', max_size=80), st.data())
def test_clauses_lie_in_order_inside_the_sentence_and_cut_no_date(text: str, data: st.DataObject) -> None:
    if len(text) < 4:
        return
    start = data.draw(st.integers(0, len(text) - 2))
    mark = Span(start, data.draw(st.integers(start + 1, len(text) - 1)))
    clauses = split_clauses(text, Span(0, len(text)), (mark,))
    for left, right in itertools.pairwise(clauses):
        assert left.end <= right.start
    for clause in clauses:
        assert 0 <= clause.start < clause.end <= len(text)
        assert clause.of(text).strip() == clause.of(text)
