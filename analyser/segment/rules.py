"""The words, marks and limits of segmentation, read once from their data files."""

import re
from dataclasses import dataclass
from functools import cache

from analyser.lexicons import load_table


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths that tell lines apart: in words, save for the last four, which are code points."""

    heading_words: int
    title_words: int
    plain_heading_words: int
    form_value_words: int
    cell_words: int
    bullet_words: int
    wrap_least: int
    wrap_most: int
    carry_on_least: int
    followed_by: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that segmentation looks up; words are case-folded and abbreviations lack their last stop."""

    never_end: frozenset[str]
    before_number: frozenset[str]
    may_end: frozenset[str]
    starters: frozenset[str]
    small_starters: frozenset[str]
    calendar: frozenset[str]
    joining: frozenset[str]
    verbs: frozenset[str]
    questions: frozenset[str]
    salutations: frozenset[str]
    answers: frozenset[str]
    form_labels: frozenset[str]
    headings: frozenset[str]
    run_in_headings: frozenset[str]
    limits: Limits
    openers: str
    stop: re.Pattern[str]
    bullet: re.Pattern[str]


@cache
def segmentation_rules() -> Rules:
    """Return the rules of ``lexicons/segmentation`` and the headings of ``lexicons/section_headings``."""
    table = load_table("lexicons/segmentation")
    words, abbreviations, marks = table["words"], table["abbreviations"], table["marks"]
    return Rules(
        **{name: frozenset(abbreviations[name]) for name in ("never_end", "before_number", "may_end")},
        **{
            name: frozenset(words[name])
            for name in ("starters", "small_starters", "calendar", "joining", "verbs", "questions", "salutations", "answers")
        },
        form_labels=frozenset(table["form"]["labels"]),
        headings=_headings(*load_table("lexicons/section_headings")["headings"]),
        run_in_headings=_headings(*load_table("lexicons/section_headings")["about"]["run_in"]),
        limits=Limits(**table["limits"]),
        openers=marks["openers"],
        # Possessive, so that a long row of stops is read once.
        stop=re.compile(rf"[{re.escape(marks['stops'])}]++[{re.escape(marks['closers'])}]*+"),
        bullet=re.compile(rf"[{re.escape(marks['bullets'])}]\s++(?=\S)"),
    )


def _headings(*groups: str) -> frozenset[str]:
    table: dict[str, list[str]] = load_table("lexicons/section_headings")["headings"]
    return frozenset(heading for group in groups for heading in table[group])
