from collections.abc import Callable

import pytest

from analyser.domain.text import Document
from analyser.usage.candidates import list_candidates, tells_nothing
from analyser.usage.facts import read_facts
from analyser.usage.vocabulary import load_vocabulary
from analyser.view import DocumentView
from tests.factories import make_document

VOCABULARY = load_vocabulary()
View = Callable[[Document], DocumentView]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Child: Tia Marlow, d.o.b. 03.02.06, 9 Mill Row", True),
        ("Tia Marlow was born at the infirmary, 2.9kg, normal delivery.", True),
        ("I do not want the report to say no concerns again.", True),
        ("Has anybody seen the bruise?", True),
        ("Nursery say she is a different girl.", True),
        ("03.03.06 Primary visit.", True),
        ("Her father is not known to us.", True),
        ("Nursery say she is a different girl when he is drunk and violent.", False),
        ("She was born with neonatal abstinence after heroin use, normal delivery.", False),
        ("DNA x2.", False),
        ("Tia had a bruise on her cheek.", False),
        ("He would not leave the kitchen until his sister had eaten.", False),
    ],
)
def test_instructions_questions_and_lines_of_identity_tell_no_matter(view: View, text: str, *, expected: bool) -> None:
    one = view(make_document(text))
    (candidate,) = list_candidates(one, read_facts(one, VOCABULARY))
    assert tells_nothing(candidate, VOCABULARY) is expected
