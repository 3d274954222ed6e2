"""Sentences of an assessment that deny what may be on file, and how well such a denial fits one matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analyser.domain.codes import Agency, ItemKind, Theme
from analyser.lexicons import load_table
from analyser.usage.facts import SentenceFacts
from analyser.usage.phrases import PhraseTable, Token
from analyser.usage.settings import DenialGrades
from analyser.usage.vocabulary import Vocabulary

NAME = "lexicons/contradiction_cues"
INVOLVEMENT, ISOLATED = "no_previous_involvement", "isolated_incident"
CONTACT = frozenset({"past_contact", "child_protection"})  # concepts of what social care itself did


@dataclass(frozen=True, slots=True)
class Denial:
    """What one sentence denies, in the assessment's own voice or an agency's.

    ``blanket`` are the ids of phrases that deny the past as a whole, ``themes`` what stands in the scope of a denial, ``opposite`` themes denied
    in plain words, ``past`` whether the record or the past is denied, ``worry`` whether a noun of worry stands in the scope, ``anyone`` whether
    nobody is said to have raised anything, ``agencies`` and ``names`` those in the sentence.
    """

    blanket: frozenset[str] = frozenset()
    themes: frozenset[Theme] = frozenset()
    opposite: frozenset[Theme] = frozenset()
    past: bool = False
    worry: bool = False
    anyone: bool = False
    agencies: frozenset[Agency] = frozenset()
    names: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def says_anything(self) -> bool:
        """Whether the sentence denies anything at all."""
        return bool(self.blanket or self.themes or self.opposite or self.worry or self.anyone)


NOTHING = Denial()


@dataclass(frozen=True, slots=True)
class Denied:
    """What a denial may be held against: the sides of a matter that count here, no theme where it denies its own."""

    kind: ItemKind
    theme: Theme | None
    themes: frozenset[Theme]
    agency: Agency | None
    concepts: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Rules:
    scope: PhraseTable = field(repr=False)
    blanket: PhraseTable = field(repr=False)
    opposite: PhraseTable = field(repr=False)
    opposite_themes: Mapping[str, frozenset[Theme]]
    bare_headings: PhraseTable = field(repr=False)
    bare_answers: PhraseTable = field(repr=False)
    reach: int
    negators: frozenset[str]
    near: int


@cache
def _rules() -> _Rules:
    table: dict[str, Any] = load_table(NAME)
    scope, bare, voice = table["scope"], table["bare"], table["voice"]
    return _Rules(
        scope=PhraseTable(
            {
                "denial": scope["denials"],
                "end": scope["ends"],
                "guard": scope["guards"],
                "worry": table["worry"]["nouns"],
                "past": table["past"]["words"],
                "family": voice["family"],
                "anyone": voice["anyone"],
            }
        ),
        blanket=PhraseTable({entry["id"]: entry["phrases"] for entry in table["blanket"]}),
        opposite=PhraseTable({entry["id"]: entry["phrases"] for entry in table["opposite"]}),
        opposite_themes={entry["id"]: frozenset(Theme(theme) for theme in entry["themes"]) for entry in table["opposite"]},
        bare_headings=PhraseTable({"heading": bare["headings"]}),
        bare_answers=PhraseTable({"answer": bare["answers"]}),
        reach=scope["reach"],
        negators=frozenset(scope["negators"]),
        near=scope["near"],
    )


def read_denial(facts: SentenceFacts, heading: Sequence[Token], vocabulary: Vocabulary) -> Denial:
    """Return what a sentence denies, ``NOTHING`` when it denies nothing or the family speaks. ``heading`` are the words of its heading."""
    rules = _rules()
    hits = rules.scope.find(facts.tokens)
    kinds = {hit.name for hit in hits}
    if "family" in kinds:
        return NOTHING
    guarded = {k for hit in hits if hit.name == "guard" for k in range(hit.first, hit.end)}
    ends = [hit.first for hit in hits if hit.name == "end"]
    scopes = [
        (hit.first, min([hit.end + rules.reach, *(end for end in ends if end >= hit.end)]))
        for hit in hits
        if hit.name == "denial" and hit.first not in guarded
    ]

    def inside(position: int) -> bool:
        return any(start <= position < end for start, end in scopes)

    blanket = frozenset(
        hit.name
        for hit in rules.blanket.find(facts.tokens)
        if not guarded & set(range(hit.first, hit.end)) and not (hit.name == ISOLATED and _reversed(facts.tokens, hit.first, rules))
    )
    if rules.bare_headings.find(heading) and any(hit.first == 0 for hit in rules.bare_answers.find(facts.tokens)):
        blanket |= {INVOLVEMENT}
    return Denial(
        blanket=blanket,
        themes=frozenset(vocabulary.theme_of[hit.name] for hit in facts.concepts if hit.name in vocabulary.theme_of and inside(hit.first)),
        opposite=frozenset(theme for name in rules.opposite.names(facts.tokens) for theme in rules.opposite_themes[name]),
        past=any(hit.name == "past" and (inside(hit.first) or not scopes) for hit in hits),
        worry=any(hit.name == "worry" and inside(hit.first) for hit in hits),
        anyone="anyone" in kinds,
        agencies=facts.agencies,
        names=facts.names,
    )


def denial_fit(denial: Denial, matter: Denied, grades: DenialGrades) -> float:
    """Return how well a denial fits a matter, from 0 (not at all) to 1: the strongest of the grades that apply."""
    if not denial.says_anything:
        return 0.0
    fits = [0.0]
    if INVOLVEMENT in denial.blanket and not denial.themes - {Theme.PREVIOUS_CHILD_PROTECTION} and not _outside(denial):
        known = matter.agency is Agency.CHILDRENS_SOCIAL_CARE or matter.theme is Theme.PREVIOUS_CHILD_PROTECTION or bool(matter.concepts & CONTACT)
        fits.append(grades.contact if known else grades.blanket)
    for themes, grade in (
        (denial.themes, grades.theme_past if denial.past else grades.theme_now if denial.worry else grades.theme_bare),
        (denial.opposite, grades.opposite),
    ):
        if matter.theme is not None and matter.theme in themes:
            fits.append(grade)
        elif matter.themes & themes:
            fits.append(grade * grades.minor_theme)
    if matter.agency in _outside(denial) and (denial.worry or denial.blanket):
        fits.append(grades.agency_past if denial.past and not denial.themes else grades.agency_worry)
    if denial.anyone and denial.names & matter.names and matter.kind is ItemKind.AGENCY_INFORMATION:
        fits.append(grades.anyone)
    if ISOLATED in denial.blanket:
        fits.append(grades.isolated)
    if INVOLVEMENT in denial.blanket and matter.kind is not ItemKind.HISTORICAL_CONCERN:
        fits = [fit * grades.minor_theme for fit in fits]
    return max(fits)


def denies_every(denial: Denial, matter: Denied) -> bool:
    """Whether the denial speaks against every matter of this sort: the past of its theme, or all that its agency could know."""
    if not denial.past:
        return False
    return bool(matter.themes & denial.themes) or (matter.agency in _outside(denial) and not denial.themes)


def _reversed(tokens: Sequence[Token], first: int, rules: _Rules) -> bool:
    return any(token.word in rules.negators for token in tokens[max(0, first - rules.near) : first])


def _outside(denial: Denial) -> frozenset[Agency]:
    return denial.agencies - {Agency.CHILDRENS_SOCIAL_CARE}
