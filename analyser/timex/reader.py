"""The tokens of one stretch of text, with the small questions that every pattern asks."""

import re
from typing import Any

from analyser.timex.tokens import Token
from analyser.timex.vocabulary import Vocabulary

WRAPPED_LINE = 55
TENS = frozenset({20, 30, 40, 50, 60, 70, 80, 90})
END = Token(" ", 0, 0, False, 9, {})


class Reader:
    """Tokens ``0 … n-1`` of ``text``; an index outside gives a token that fits nothing."""

    def __init__(self, text: str, tokens: list[Token], vocabulary: Vocabulary) -> None:
        """Read ``tokens`` of ``text``."""
        self.text, self.tokens, self.vocabulary = text, tokens, vocabulary
        self.n = len(tokens)
        self.sets = vocabulary.sets
        self.tail_at = -1
        self.depth = 0
        self.is_log = False

    def token(self, i: int) -> Token:
        """Return token ``i``, or one that fits nothing."""
        return self.tokens[i] if 0 <= i < self.n else END

    def word(self, i: int) -> str:
        """Return the lower-case word of token ``i``; a blank outside the text."""
        return self.tokens[i].word if 0 <= i < self.n else " "

    def tag(self, i: int, table: str) -> Any:  # noqa: ANN401 - a word's value is a number in some tables and a code in others
        """Return the value of token ``i`` in a table of words, if it stands in it and joins on to the token before."""
        return self.tokens[i].tags.get(table) if 0 <= i < self.n else None

    def joined(self, i: int) -> bool:
        """Whether token ``i`` continues the line of the token before; a line wrapped by width counts as one."""
        if not 0 < i < self.n:
            return False
        token = self.tokens[i]
        if not token.line_breaks:
            return token.start - self.tokens[i - 1].end <= 6
        if token.line_breaks > 1:
            return False
        line_end = self.tokens[i - 1].end
        return line_end - (self.text.rfind("\n", max(0, line_end - 400), line_end) + 1) >= WRAPPED_LINE

    def original(self, i: int) -> str:
        """Return token ``i`` as written."""
        token = self.token(i)
        return self.text[token.start : token.end]

    def char_before(self, i: int) -> str:
        """Return the character before token ``i``; a blank at the start."""
        start = self.token(i).start
        return self.text[start - 1] if start > 0 else " "

    def after(self, i: int, offset: int) -> int:
        """Return the index of the first token from ``i`` on that starts at ``offset`` or later."""
        while i < self.n and self.tokens[i].start < offset:
            i += 1
        return i

    def starts_line(self, i: int) -> bool:
        """Whether token ``i`` is the first of its line, list marks aside."""
        while i > 0 and not self.tokens[i].line_breaks:
            i -= 1
            if self.tokens[i].word not in self.sets["mark.list_marks"]:
                return False
        return True

    def match(self, i: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern at the start of token ``i``."""
        return pattern.match(self.text, self.tokens[i].start) if 0 <= i < self.n else None

    def ends_clause(self, i: int) -> bool:
        """Whether token ``i`` is a mark that ends a clause, or lies on another line."""
        token = self.token(i)
        return token.line_breaks > 0 or token.word in self.sets["mark.ends"]

    def small_number(self, i: int) -> tuple[float, int] | None:
        """Return a whole or half number in digits or words from token ``i``, and the index after it."""
        token = self.token(i)
        if token.is_number:
            if len(token.word) > 4:
                return None
            value = float(int(token.word))
            if self.word(i + 1) == "." and self.token(i + 1).glued and self.token(i + 2).is_number and self.token(i + 2).glued:
                return float(f"{token.word}.{self.word(i + 2)[:3]}"), i + 3
            return value, i + 1
        number = token.tags.get("number")
        if number is None:
            quantity = token.tags.get("quantity")
            return (0.5, i + (2 if self.word(i + 1) in {"a", "an"} else 1)) if quantity == "half" else None
        if token.word in {"a", "an"} and self.tag(i + 1, "quantity") == "couple":
            return 2.0, i + (3 if self.word(i + 2) == "of" else 2)
        if token.word in {"a", "an"} and self.tag(i + 1, "quantity") in {"few", "half"}:
            return None
        if number in TENS:
            follow = i + 2 if self.word(i + 1) == "-" else i + 1
            ones = self.tag(follow, "number")
            if ones is not None and 0 < ones < 10 and self.word(follow) not in {"a", "an"}:
                return float(number + ones), follow + 1
        if self.word(i + 1) == "and" and self.word(i + 2) in {"a", "an"} and self.word(i + 3) == "half":
            return number + 0.5, i + 4
        return float(number), i + 1

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """Return an ordinal such as "12th", "first" or "twenty-first" from token ``i``, and the index after it."""
        token = self.token(i)
        if token.is_number:
            suffix = self.token(i + 1)
            if len(token.word) <= 2 and suffix.word in self.sets["ordinal.suffixes"] and suffix.start - token.end <= 1 and not suffix.line_breaks:
                if not suffix.glued and self.original(i + 1) != suffix.word:
                    return None
                return int(token.word), i + 2
            return None
        value = token.tags.get("ordinal")
        if value is not None:
            return int(value), i + 1
        tens = token.tags.get("number")
        if tens in {20, 30}:
            follow = i + 2 if self.word(i + 1) == "-" else i + 1
            ones = self.tag(follow, "ordinal")
            if ones is not None and ones < 10:
                return tens + ones, follow + 1
        return None

    def ends_phrase(self, i: int) -> bool:
        """Whether the words before token ``i`` may be complete: a mark, a line end, a verb or a joining word follows."""
        return self.ends_clause(i) or self.word(i) in self.sets["clause.phrase_ends"] or self.token(i).line_breaks > 0

    def is_shorthand(self, i: int) -> bool:
        """Whether token ``i`` begins clinical shorthand such as 6/52."""
        return self.word(i + 1) == "/" and self.word(i + 2) in self.sets["figures.denominators"]
