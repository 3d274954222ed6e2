"""What only looks like a date in figures: addresses, references, shares, doses, shorthand for ages and spells."""

from analyser.timex.reader import Reader


def address_follows(reader: Reader, i: int) -> bool:
    """Whether a street's name follows token ``i``: capitalised words that end in "Street", "Court" and so on."""
    for k in range(i, i + 4):
        written = reader.original(k)
        if not reader.joined(k) or not (written[:1].isupper()):
            return False
        if k > i and reader.word(k) in reader.sets["blocked.streets"]:
            return True
    return False


def blocks_full_date(reader: Reader, i: int, *, weak: bool) -> bool:
    """Whether a full date in figures at token ``i`` is part of a reference or a code."""
    previous = reader.word(i - 1)
    if "version" in {previous, reader.word(i - 2)}:
        return True
    if weak and (previous in reader.sets["blocked.before"] or (previous == ":" and reader.word(i - 2) in reader.sets["blocked.before"])):
        return previous not in {"year", "yr"}
    return weak and previous in {".", "#"} and reader.word(i - 2) in reader.sets["blocked.abbreviated"]


def blocks_pair(reader: Reader, i: int, after: int, *, weak: bool) -> bool:
    """Whether two figures with a mark between, tokens ``i`` to ``after``, are no day and month."""
    sets = reader.sets
    previous, following = reader.word(i - 1), reader.word(after)
    first, second = int(reader.word(i)), int(reader.word(after - 1))
    if (first, second) == (24, 7) and (
        previous not in sets["figures.dated_by"]
        or previous in sets["blocked.round_the_clock"]
        or following in reader.sets["blocked.round_the_clock_nouns"]
    ):
        return True
    if previous in sets["blocked.before"]:
        return True
    if previous in reader.sets["mark.number_leads"] and reader.word(i - 2) in sets["blocked.before"] and reader.word(i - 2) not in {"review", "case"}:
        return True
    if reader.token(after).glued and following.isalpha() and following not in {"am", "pm"}:
        return True
    if following == "%" or address_follows(reader, after):
        return True
    if following in sets["blocked.after_fraction"] and reader.joined(after):
        return True
    if following in reader.sets["blocked.counted_units"]:
        return True
    if previous in reader.sets["blocked.scores"] or (previous in sets["connect.approximators"] and first < second):
        return True
    if {reader.word(k) for k in range(max(0, i - 9), i)} & reader.sets["blocked.listed_figures"]:
        return True
    mark = reader.word(i + 1)
    if not reader.token(i + 1).glued and mark != "/" and not weak:
        return True
    if mark != "/":
        return blocks_weak_pair(reader, i, after)
    return second in {7, 12} and shorthand(reader, i, after, second)


def blocks_weak_pair(reader: Reader, i: int, after: int) -> bool:
    """Whether "15.9" or "15-2" is no date: stops and hyphens need a word or a neighbour that shows one."""
    mark = reader.word(i + 1)
    previous = reader.word(i - 1)
    if previous == "v" or {reader.word(k) for k in range(max(0, i - 6), i)} & reader.sets["blocked.paragraphs"]:
        return True
    if reader.word(after) in reader.sets["blocked.after_decimal"] and reader.joined(after):
        return True
    if reader.tag(i - 1, "weekday") is not None:
        return mark != "." and int(reader.word(after - 1)) <= 12 and int(reader.word(i)) <= 12
    if mark == ".":
        if previous in reader.sets["figures.time_leads"] and reader.word(i)[0] == "0" and len(reader.word(after - 1)) == 2:
            return True
        if len(reader.word(after - 1)) > 2 or (reader.word(i)[0] == "0" and len(reader.word(i)) == 1):
            return True
        led = previous in reader.sets["figures.leads"]
        ends = reader.ends_clause(after)
        return not (led or ends) or int(reader.word(i)) == 0 or (not led and i == 0)
    if previous in reader.sets["figures.sure_leads"]:
        return False
    alone = reader.ends_clause(after) and (i == 0 or reader.starts_line(i))
    return not (alone and int(reader.word(i)) > 12)


def shorthand(reader: Reader, i: int, after: int, denominator: int) -> bool:
    """Whether "3/7" or "8/12" counts days or months rather than naming a day in July or December."""
    previous, following = reader.word(i - 1), reader.word(after)
    if following in reader.sets["figures.shorthand_followers"] or previous in reader.sets["figures.young"]:
        return True
    if previous in reader.sets["figures.spell_leads"]:
        return True
    return previous == "for" and reader.word(i - 2) not in reader.sets["figures.booked"]
