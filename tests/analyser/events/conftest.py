from collections.abc import Callable

import numpy as np
import pytest

from analyser.domain.text import Document
from analyser.segment import split_sentences
from analyser.timex import extract_timexes
from analyser.view import DocumentView

MakeView = Callable[[Document], DocumentView]


@pytest.fixture
def make_view() -> MakeView:
    def make(document: Document) -> DocumentView:
        sentences = split_sentences(document.text)
        timexes = extract_timexes(document.text, written_on=document.written_on)
        return DocumentView(document, sentences, timexes, np.zeros((len(sentences), 4), dtype=np.float32))

    return make
