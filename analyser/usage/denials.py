"""Sentences of an assessment that deny what may be on file, and how well such a denial fits one matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analyser.domain.codes import Agency, ItemKind, Theme
from analyser.lexicons import load_table
from analyser.usage.facts import SentenceFacts
from analyser.usage.phrases import PhraseTable, Token
from analyser.usage.vocabulary import Vocabulary

NAME = "lexicons/contradiction_cues"


@dataclass(frozen=True, slots=True)
class Denial:
    """What one sentence denies.

    ``blanket`` are the ids of phrases that deny the past as a whole, ``themes`` and ``concepts`` what stands in the scope of a denial,
    ``opposite`` themes denied in plain words, ``worry`` whether a noun of worry stands in the scope, ``agencies`` those that the sentence names.
    """

    blanket: frozenset[str] = frozenset()
    themes: frozenset[Theme] = frozenset()
    concepts: frozenset[str] = frozenset()
    opposite: frozenset[Theme] = frozenset()
    worry: bool = False
    agencies: frozenset[Agency] = frozenset()

    @property
    def says_anything(self) -> bool:
        """Whether the sentence denies anything at all."""
        return bool(self.blanket or self.themes or self.opposite or self.worry)


@dataclass(frozen=True, slots=True)
class _Rules:
    scope: PhraseTable = field(repr=False)
    blanket: PhraseTable = field(repr=False)
    kinds: Mapping[str, frozenset[ItemKind]]
    blanket_themes: Mapping[str, frozenset[Theme]]
    opposite: PhraseTable = field(repr=False)
    opposite_themes: Mapping[str, frozenset[Theme]]
    bare_headings: PhraseTable = field(repr=False)
    bare_answers: PhraseTable = field(repr=False)


@cache
def _rules() -> _Rules:
    table: dict[str, Any] = load_table(NAME)
    scope, bare = table["scope"], table["bare"]
    return _Rules(
        scope=PhraseTable({"denial": scope["denials"], "end": scope["ends"], "guard": scope["guards"], "worry": table["worry"]["nouns"]}),
        blanket=PhraseTable({entry["id"]: entry["phrases"] for entry in table["blanket"]}),
        kinds={entry["id"]: frozenset(ItemKind(kind) for kind in entry["kinds"]) for entry in table["blanket"]},
        blanket_themes={entry["id"]: frozenset(Theme(theme) for theme in entry["themes"]) for entry in table["blanket"]},
        opposite=PhraseTable({entry["id"]: entry["phrases"] for entry in table["opposite"]}),
        opposite_themes={entry["id"]: frozenset(Theme(theme) for theme in entry["themes"]) for entry in table["opposite"]},
        bare_headings=PhraseTable({"heading": bare["headings"]}),
        bare_answers=PhraseTable({"answer": bare["answers"]}),
    )


def read_denial(facts: SentenceFacts, heading: Sequence[Token], vocabulary: Vocabulary) -> Denial:
    """Return what a sentence denies; an empty denial when nothing. ``heading`` are the words of the heading it stands under."""
    rules = _rules()
    scopes = _scopes(facts, rules)
    blanket = rules.blanket.names(facts.tokens)
    if rules.bare_headings.find(heading) and any(hit.first == 0 for hit in rules.bare_answers.find(facts.tokens)):
        blanket |= {"no_previous_involvement"}
    inside = [hit for hit in facts.concepts if any(start <= hit.first < end for start, end in scopes)]
    return Denial(
        blanket=blanket,
        themes=frozenset(vocabulary.theme_of[hit.name] for hit in inside if hit.name in vocabulary.theme_of),
        concepts=frozenset(hit.name for hit in inside),
        opposite=frozenset(theme for name in rules.opposite.names(facts.tokens) for theme in rules.opposite_themes[name]),
        worry=any(hit.name == "worry" and any(start <= hit.first < end for start, end in scopes) for hit in rules.scope.find(facts.tokens)),
        agencies=facts.agencies,
    )


def denial_features(denial: Denial, kind: ItemKind, theme: Theme, agencies: frozenset[Agency], concepts: frozenset[str]) -> list[float]:
    """Return how a denial fits a matter: blanket of its kind, theme in scope, words in scope, its agency, plain opposite; each 0 or 1."""
    rules = _rules()
    involvement = "no_previous_involvement" in denial.blanket
    about_contact = (
        Agency.CHILDRENS_SOCIAL_CARE in agencies or bool(concepts & {"past_contact", "child_protection"}) or theme is Theme.PREVIOUS_CHILD_PROTECTION
    )
    named = bool(denial.agencies & agencies)
    return [
        float(any(kind in rules.kinds[name] for name in denial.blanket)),
        float(involvement and about_contact),
        float("isolated_incident" in denial.blanket),
        float(theme in denial.themes),
        float(bool(denial.concepts & concepts)),
        float(denial.worry and named),
        float(denial.worry and kind is ItemKind.HISTORICAL_CONCERN),
        float(theme in denial.opposite),
    ]


N_DENIAL_FEATURES = 8


def _scopes(facts: SentenceFacts, rules: _Rules) -> list[tuple[int, int]]:
    """Half-open ranges of tokens that a denial governs; one inside a guard opens none."""
    hits = rules.scope.find(facts.tokens)
    guarded = {k for hit in hits if hit.name == "guard" for k in range(hit.first, hit.end)}
    ends = [hit.first for hit in hits if hit.name == "end"]
    return [
        (hit.end, min([end for end in ends if end >= hit.end], default=len(facts.tokens)))
        for hit in hits
        if hit.name == "denial" and hit.first not in guarded
    ]
