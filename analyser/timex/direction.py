"""Tell whether an expression looks ahead of the day of writing or back, from tense, modality and the habits of recording."""

from analyser.timex.reader import Reader

MAX_WORDS = 14
CLAUSE_MARKS = frozenset({".", ";", "!", "?", "•"})


def clause_start(reader: Reader, i: int) -> int:
    """Return the first token of the clause that token ``i`` is in, at most ``MAX_WORDS`` back."""
    k = i
    while k > 0 and i - k < MAX_WORDS:
        token, previous = reader.token(k), reader.token(k - 1)
        if token.line_breaks and not reader.joined(k):
            break
        if previous.word in CLAUSE_MARKS and (previous.word != "." or not token.glued):
            break
        k -= 1
    return k


def clause_end(reader: Reader, i: int) -> int:
    """Return the index after the last token of the clause that token ``i`` is in, at most ``MAX_WORDS`` on."""
    k = i
    while k < reader.n and k - i < MAX_WORDS:
        token = reader.token(k)
        if k > i and token.line_breaks and not reader.joined(k):
            break
        if token.word in CLAUSE_MARKS and not reader.token(k + 1).glued:
            break
        k += 1
    return k


def looks_ahead(reader: Reader, i: int, j: int) -> float:
    """Return a score for the expression of tokens ``i`` to ``j``: above 0 it lies ahead of the day of writing, below 0 behind it.

    The nearest cue before the expression weighs most; a strong phrase ("to be", "booked for") outweighs single words.
    """
    start, end = clause_start(reader, i), clause_end(reader, j)
    future, past = reader.sets["direction.future"], reader.sets["direction.past"]
    strong = reader.sets["direction.future_strong"]
    score = 0.0
    for k in range(start, i):
        word = reader.word(k)
        distance = i - k
        weight = 1.0 / (1 + 0.15 * distance)
        pair = f"{word} {reader.word(k + 1)}"
        if pair in strong or word in strong:
            score += 2.0 * weight
        elif word in {"to"}:
            tail = reader.word(k + 1)
            score += (
                0.8 * weight
                if tail.isalpha()
                and not tail.endswith("ed")
                and tail not in {"the", "a", "his", "her", "mum", "me", "him", "my", "hospital", "school", "be"}
                and k + 1 < i
                else 0.0
            )
        elif word in past or is_past_verb(word):
            score -= 1.6 * weight
        elif word in future:
            score += 0.9 * weight
    for k in range(j, end):
        word = reader.word(k)
        weight = 0.6 / (1 + 0.15 * (k - j))
        if word in {"will", "shall", "'ll"} or word.endswith("'ll"):
            score += 2.0 * weight
        elif word in {"was", "were", "had", "did"} or is_past_verb(word) and k - j < 5:
            score -= 1.4 * weight
        elif word == "to" and k == j:
            score += 1.0 * weight
    return score


def is_past_verb(word: str) -> bool:
    """Whether a word looks like a regular past tense or participle."""
    return len(word) > 4 and word.endswith("ed") and not word.endswith(("eed", "bed", "red"))
