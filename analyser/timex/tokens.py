"""Cut a text into words, numbers and marks, with the calendar tables that each word stands in."""

import re
from dataclasses import dataclass, field

from analyser.timex.vocabulary import Tags, Vocabulary

TOKEN = re.compile(r"2(?:day|moro|morrow|mrw|nite)(?![^\W_])|[^\W\d_]+(?:[’'][^\W\d_]+)?|[0-9]+|[^\w\s]|_")
NO_TAGS: Tags = {}


@dataclass(slots=True)
class Token:
    """One word, number or mark: lower-case ``word``, half-open ``start`` and ``end``, and what stands before it.

    ``glued`` says that nothing separates it from the token before, ``line_breaks`` counts the line ends between.
    """

    word: str
    start: int
    end: int
    glued: bool
    line_breaks: int
    tags: Tags = field(repr=False)

    @property
    def is_number(self) -> bool:
        """Whether the token is written in digits."""
        return "0" <= self.word[0] <= "9" and "0" <= self.word[-1] <= "9"


def tokenise(text: str, start: int, end: int, vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order; offsets are those of the whole text."""
    tokens = []
    previous = start
    for match in TOKEN.finditer(text, start, end):
        first, last = match.span()
        word = match.group().lower().replace("’", "'")
        breaks = text.count("\n", previous, first) if first > previous else 0
        tokens.append(Token(word, first, last, first == previous and first > start, breaks, vocabulary.tags(word) or NO_TAGS))
        previous = last
    return tokens
