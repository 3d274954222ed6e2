"""Days of the week, and what moves them: "last Friday", "Tuesday week", "the Monday before Easter"."""

from analyser.timex.expression import Point
from analyser.timex.feasts import feast
from analyser.timex.reader import Reader


def weekday(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a day of the week with what moves it ("last", "next", "week", "of last week"), and the index after it."""
    j, shift, definite = i, None, False
    if reader.word(j) in {"the", "that"}:
        definite = True
        j += 1
    if reader.word(j) == "this" and reader.word(j + 1) in {"coming", "upcoming"}:
        j += 1
    if reader.tag(j, "shift") and reader.word(j) not in {"present", "that"}:
        shift = reader.tag(j, "shift")
        j += 1
    day = reader.tag(j, "weekday")
    if day is None or not weekday_is_meant(reader, j, alone=j == i):
        return None
    if j > i and not reader.joined(j):
        return None
    point = Point("weekday", weekday=day, shift=shift, definite=definite)
    if reader.word(j - 1) == "past":
        point.flags = ("post",)
    if reader.word(j - 1) in reader.sets["shift.coming"]:
        point.flags = ("upcoming",)
    j += 1
    if (
        reader.word(j) == "."
        and reader.token(j).glued
        and len(reader.word(j - 1)) <= 5
        and reader.joined(j + 1)
        and (reader.token(j + 1).is_number or reader.tag(j + 1, "month"))
    ):
        j += 1
    return weekday_tail(reader, point, j)


def weekday_is_meant(reader: Reader, i: int, *, alone: bool) -> bool:
    """Whether a day's name is one: no verb "sat" or "wed", no sun in the sky, no newspaper."""
    word, written = reader.word(i), reader.original(i)
    if word in reader.sets["weekday.prone"]:
        if written.islower():
            before, after = reader.word(i - 1), reader.token(i + 1)
            if word in reader.sets["weekday.verbs"] and reader.n > 2:
                return (before in reader.sets["weekday.short_leads"] and word != "sun") or bool(after.tags.get("part")) or after.is_number
            return True
        if word in reader.sets["weekday.names"] and name_follows(reader, i):
            return False
        if word == "sun" and (reader.word(i - 1) == "the" or reader.word(i + 1) in reader.sets["weekday.sun_followers"]):
            return False
        if word == "sat" and reader.word(i + 1) in reader.sets["weekday.sat_followers"] and reader.starts_line(i):
            return reader.word(i + 1) in {"at"}
        if written.isupper() and word in reader.sets["weekday.capitals"] and reader.word(i + 1) in reader.sets["weekday.capital_followers"]:
            return False
    if word == "sats":
        return False
    club = reader.word(i + 2) in reader.sets["weekday.clubs"] and reader.word(i + 1).isalpha() and not reader.token(i + 1).tags
    if club and reader.joined(i + 1):
        return False
    if not word.endswith("'s") and reader.word(i + 1) in reader.sets["weekday.nouns"] and reader.joined(i + 1):
        return False
    if alone and listed(reader, i):
        return False
    if alone and reader.word(i - 1) == "one" and reader.word(i - 2) == "next":
        return True
    if alone and (reader.word(i - 1) in reader.sets["weekday.habits"] or (word.endswith("days") and reader.word(i - 1) != "last")):
        return False
    return not (word in reader.sets["weekday.verbs"] and written[0].isupper() and verb_follows(reader, i))


def listed(reader: Reader, i: int) -> bool:
    """Whether a day's name is one of three or more in a row ("Mon, Wed and Fri"), which tells a habit."""
    first = i
    while reader.word(first - 1) in reader.sets["mark.joins"] and reader.tag(first - 2, "weekday") is not None:
        first -= 2
    n, k = 1, first
    while reader.word(k + 1) in reader.sets["mark.joins"] and reader.tag(k + 2, "weekday") is not None:
        n, k = n + 1, k + 2
    return n >= 3 and not reader.token(k + 1).is_number


def name_follows(reader: Reader, i: int) -> bool:
    """Whether a capitalised word that is no calendar word follows on the same line, as in a person's name."""
    written = reader.original(i + 1)
    return reader.joined(i + 1) and written[:1].isupper() and written[1:2].islower() and not reader.token(i + 1).tags


def verb_follows(reader: Reader, i: int) -> bool:
    """Whether "Sat", "Sun" or "Wed" at the head of a sentence goes on as a verb or a noun."""
    follow = reader.token(i + 1)
    if not (reader.starts_line(i) or reader.word(i - 1) in reader.sets["mark.sentence_ends"]) or follow.line_breaks:
        return False
    return follow.word.isalpha() and not follow.tags and not reader.ends_phrase(i + 1)


def weekday_tail(reader: Reader, point: Point, j: int) -> tuple[Point, int]:
    """Add what follows a day's name: "week", "last", "of last week", "after next", "the 12th" is left to the date."""
    word = reader.word(j)
    if not reader.joined(j):
        return point, j
    if word == "from" and reader.tag(j + 1, "shift") and reader.tag(j + 2, "unit") == "week":
        word = "of"
    if word in {"week", "fortnight"} and reader.ends_phrase(j + 1):
        point.unit, point.amount, point.base, point.rule = "week", 1.0 if word == "week" else 2.0, "point", "weekday_week"
        return point, j + 1
    if (
        word in reader.sets["weekday.after_shifts"]
        and point.shift is None
        and reader.tag(j + 1, "unit") is None
        and reader.tag(j + 1, "month") is None
    ):
        if reader.ends_phrase(j + 1):
            point.shift = {"gone": "last", "past": "last", "coming": "next"}.get(word, word)
            if word == "last":
                point.flags += ("post",)
            return point, j + 1
        return point, j
    if word == "after" and reader.word(j + 1) == "next":
        point.shift, point.flags = "after_next", point.flags
        return point, j + 2
    if word in {"before", "after"} and point.shift is None:
        if point.definite and (reader.ends_clause(j + 1) or reader.word(j + 1) in {"to", "and"}):
            point.shift, point.flags = "following" if word == "after" else "preceding", ()
            return point, j + 1
        inner = almanac_day(reader, j + 1)
        if inner:
            point.base, point.base_point, point.amount, point.rule = "point", inner[0], 1.0 if word == "after" else -1.0, "weekday_by_point"
            return point, inner[1]
    k = j + 1 if word in reader.sets["weekday.week_links"] else j
    if reader.word(k) == "the" and k > j:
        k += 1
    shift = reader.tag(k, "shift")
    if shift and reader.tag(k + 1, "unit") == "week" and point.shift is None:
        point.shift, point.unit = shift, "week"
        return point, k + 2
    if word == "of" and reader.word(j + 1) in {"the", "that"} and reader.tag(j + 2, "unit") == "week":
        point.shift, point.unit = "same", "week"
        return point, j + 3
    return point, j


def almanac_day(reader: Reader, i: int) -> tuple[Point, int] | None:
    """Return a feast that a weekday is counted from ("before Easter"), and the index after it."""
    found = feast(reader, i)
    return found if found and found[0].feast is not None and found[0].shift is None else None
