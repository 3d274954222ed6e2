"""Tell whether an expression looks ahead of the day of writing or back, from tense, modality and the habits of recording."""

from analyser.timex.reader import Reader

MAX_WORDS = 14
ENDING_IN_PREPOSITION = ("to", "for", "until", "by", "on", "in")
DECIDED = 0.3


def clause_start(reader: Reader, i: int) -> int:
    """Return the first token of the clause that token ``i`` is in, at most ``MAX_WORDS`` back."""
    k = i
    while k > 0 and i - k < MAX_WORDS:
        token, previous = reader.token(k), reader.token(k - 1)
        if token.line_breaks and not reader.joined(k):
            break
        if previous.word in reader.sets["mark.clause_ends"] and (previous.word != "." or not token.glued):
            break
        k -= 1
    return k


def clause_end(reader: Reader, i: int) -> int:
    """Return the index after the last token of the clause that token ``i`` is in, at most ``MAX_WORDS`` on."""
    k = i
    while k < reader.n and k - i < MAX_WORDS:
        token = reader.token(k)
        if token.line_breaks and not reader.joined(k):
            break
        if token.word in reader.sets["mark.clause_ends"] and not reader.token(k + 1).glued:
            break
        k += 1
    return k


def under_plan_head(reader: Reader, i: int) -> bool:
    """Whether the line that token ``i`` is in opens as a list of plans ("Plan:", "Agreed:", "Next core group")."""
    heads = reader.sets["direction.plan_heads"]
    k = i
    while k > 0 and i - k < 60:
        k -= 1
        word = reader.word(k)
        if word in reader.sets["mark.head_ends"] and k > 0 and (reader.word(k - 1) in heads or f"{reader.word(k - 2)} {reader.word(k - 1)}" in heads):
            return True
        if reader.tokens[k].line_breaks and not reader.joined(k):
            break
    return False


def looks_ahead(reader: Reader, i: int, j: int) -> float:
    """Return a score for the expression of tokens ``i`` to ``j``: above 0 it lies ahead of the day of writing, below 0 behind it.

    The nearest cue before the expression weighs most; a strong phrase ("to be", "booked for") outweighs single words.
    """
    start, end = clause_start(reader, i), clause_end(reader, j)
    score = 1.2 if under_plan_head(reader, i) else 0.0
    if start < i and reader.word(start) in reader.sets["direction.imperatives"] and reader.word(start + 1).isalpha():
        score += 1.0
    if reader.word(i - 1) == "by":
        score += 0.7
    elif reader.word(i - 1) == "for":
        score += 0.4
    elif reader.word(i - 1) == "back" or reader.word(i) in reader.sets["until.words"] or reader.word(i - 1) in reader.sets["until.words"]:
        score += 0.8
    if reader.word(i - 1) in reader.sets["direction.appointments"] or (
        reader.word(i - 2) in reader.sets["direction.appointments"] and reader.word(i - 1) in reader.sets["direction.appointment_links"]
    ):
        score += 0.6
    nearest = 0.0
    for k in range(i - 1, start - 1, -1):
        if reader.word(k) in reader.sets["direction.boundaries"] and abs(nearest) >= DECIDED:
            break
        nearest += cue_before(reader, k, i)
    score += nearest
    return score + sum(cue_after(reader, k, j) for k in range(j, end))


def cue_before(reader: Reader, k: int, i: int) -> float:
    """Return what word ``k`` before the expression at ``i`` says of its direction."""
    word, follow = reader.word(k), reader.word(k + 1)
    weight = 1.0 / (1 + 0.15 * (i - k))
    strong = reader.sets["direction.future_strong"]
    pair = f"{word} {follow}"
    if pair in strong and k + 1 < i:
        return 2.2 * weight if not pair.endswith(ENDING_IN_PREPOSITION) or k + 2 == i else 0.0
    if word in strong or word.endswith("'ll"):
        return 2.0 * weight
    if word == "to":
        following = reader.original(k + 1)
        if (
            k + 1 < i
            and following.islower()
            and not follow.endswith("ed")
            and follow not in reader.sets["direction.to_nouns"]
            and not reader.token(k + 1).tags
        ):
            return (1.5 if reader.word(k - 1) in reader.sets["direction.order_marks"] or k == 0 or reader.token(k).line_breaks else 0.6) * weight
        return 0.0
    if word in reader.sets["direction.future"]:
        return 0.9 * weight
    if word in {"is", "are"}:
        return 0.45 * weight
    if word in reader.sets["direction.past"]:
        return -1.6 * weight
    if is_past_verb(reader, word) and reader.word(k - 1) not in reader.sets["direction.auxiliaries"]:
        return -1.6 * weight
    return 0.0


def cue_after(reader: Reader, k: int, j: int) -> float:
    """Return what word ``k`` after the expression that ends at ``j`` says of its direction."""
    word = reader.word(k)
    weight = 0.6 / (1 + 0.15 * (k - j))
    if word in {"will", "shall"} or word.endswith("'ll"):
        return 2.0 * weight
    told = (
        is_past_verb(reader, word)
        and k - j < 5
        and reader.word(k - 1) not in reader.sets["direction.auxiliaries"] | reader.sets["direction.articles"]
    )
    if word in reader.sets["direction.past_auxiliaries"] or told:
        return -1.4 * weight
    return 0.0


def is_past_verb(reader: Reader, word: str) -> bool:
    """Whether a word looks like a regular past tense or participle."""
    return len(word) > 4 and word.endswith("ed") and not word.endswith("eed") and word not in reader.sets["direction.no_past"]
