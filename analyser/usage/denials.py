"""Sentences of an assessment that deny what may be on file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from analyser.domain.codes import Agency, Theme
from analyser.domain.dates import DateInterval
from analyser.lexicons import load_table
from analyser.usage.facts import SentenceFacts
from analyser.usage.phrases import PhraseTable, Token
from analyser.usage.vocabulary import Vocabulary

NAME = "lexicons/contradiction_cues"
INVOLVEMENT, ISOLATED = "no_previous_involvement", "isolated_incident"
PERCENT = frozenset({"%", "per", "percent"})


@dataclass(frozen=True, slots=True)
class Denial:
    """What one sentence denies, in the assessment's own voice or an agency's.

    ``blanket`` are the ids of phrases that deny the past as a whole, ``themes`` what stands in the scope of a denial, ``opposite`` themes denied
    in plain words, ``needs`` how words begin of which a matter must have one to be denied so, ``past`` whether the record or the past is denied,
    ``earlier`` whether only what went before is, ``worry`` whether a noun of worry stands in the scope, ``anyone`` whether nobody is said to
    have raised anything, ``agencies`` and ``names`` those in the sentence, ``adults`` surnames after a title inside the scope, ``since`` the day
    from which it denies. Of an incident that it calls isolated, ``about`` are the themes (of the sentence before where its own has none),
    ``near`` these and their related ones, ``by`` the agencies that told it, ``of`` its dates.
    """

    blanket: frozenset[str] = frozenset()
    themes: frozenset[Theme] = frozenset()
    opposite: frozenset[Theme] = frozenset()
    past: bool = False
    worry: bool = False
    anyone: bool = False
    agencies: frozenset[Agency] = frozenset()
    names: frozenset[str] = field(default=frozenset(), repr=False)
    needs: frozenset[str] = frozenset()
    adults: frozenset[str] = field(default=frozenset(), repr=False)
    earlier: bool = False
    about: frozenset[Theme] = frozenset()
    near: frozenset[Theme] = frozenset()
    by: frozenset[Agency] = frozenset()
    since: date | None = None
    of: tuple[DateInterval, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether the sentence denies anything at all."""
        return bool(self.blanket or self.themes or self.opposite or self.worry or self.anyone)


NOTHING = Denial()


@dataclass(frozen=True, slots=True)
class _Rules:
    scope: PhraseTable = field(repr=False)
    blanket: PhraseTable = field(repr=False)
    opposite: PhraseTable = field(repr=False)
    opposite_themes: Mapping[str, frozenset[Theme]]
    opposite_needs: Mapping[str, frozenset[str]]
    bare_headings: PhraseTable = field(repr=False)
    bare_answers: PhraseTable = field(repr=False)
    reach: int
    negators: frozenset[str]
    near: int
    titles: frozenset[str]
    person_themes: frozenset[Theme]
    omissions: frozenset[Theme]
    low_attendance: float
    topics: PhraseTable = field(repr=False)
    topic_themes: Mapping[str, frozenset[Theme]]


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
                "earlier": table["past"]["earlier"],
                "good": scope["goods"],
                "over": table["resolved"]["phrases"],
            }
        ),
        blanket=PhraseTable({entry["id"]: entry["phrases"] for entry in table["blanket"]}),
        opposite=PhraseTable({entry["id"]: entry["phrases"] for entry in table["opposite"]}),
        opposite_themes={entry["id"]: frozenset(Theme(theme) for theme in entry["themes"]) for entry in table["opposite"]},
        opposite_needs={entry["id"]: frozenset(entry.get("needs", ())) for entry in table["opposite"]},
        bare_headings=PhraseTable({"heading": bare["headings"]}),
        bare_answers=PhraseTable({"answer": bare["answers"]}),
        reach=scope["reach"],
        negators=frozenset(scope["negators"]),
        near=scope["near"],
        titles=frozenset(table["person"]["titles"]),
        person_themes=frozenset(Theme(theme) for theme in table["person"]["themes"]),
        omissions=frozenset(Theme(theme) for theme in table["worry"]["omissions"]),
        low_attendance=float(table["attendance"]["low"]),
        topics=PhraseTable({entry["id"]: entry["phrases"] for entry in table["topic"]}),
        topic_themes={entry["id"]: frozenset(Theme(theme) for theme in entry["themes"]) for entry in table["topic"]},
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

    own_words = {k for hit in hits if hit.name == "denial" for k in range(hit.first, hit.end)}

    def denied(position: int) -> bool:
        """Inside a scope, and no phrase that begins with the denial itself: "not brought" is a worry."""
        return inside(position) and position not in own_words

    blanket = frozenset(
        hit.name
        for hit in rules.blanket.find(facts.tokens)
        if not guarded & set(range(hit.first, hit.end)) and not (hit.name == ISOLATED and _reversed(facts.tokens, hit.first, rules))
    )
    if rules.bare_headings.find(heading) and any(hit.first == 0 for hit in rules.bare_answers.find(facts.tokens)):
        blanket |= {INVOLVEMENT}
    opposite = sorted(rules.opposite.names(facts.tokens))
    needs = [rules.opposite_needs[name] for name in opposite]
    isolated = {k for hit in rules.blanket.find(facts.tokens) if hit.name == ISOLATED for k in range(hit.first, hit.end)}
    worry = any(hit.name == "worry" and inside(hit.first) for hit in hits)
    goods = set() if worry else {k for hit in hits if hit.name == "good" for k in range(hit.first, hit.end)}
    concepts = [hit for hit in facts.concepts if hit.name in vocabulary.theme_of and denied(hit.first) and hit.first not in goods]
    topics = [hit for hit in rules.topics.find(facts.tokens) if worry and inside(hit.first)]
    return Denial(
        blanket=blanket,
        themes=frozenset(vocabulary.theme_of[hit.name] for hit in concepts).union(*(rules.topic_themes[hit.name] for hit in topics)),
        opposite=frozenset(theme for name in opposite for theme in rules.opposite_themes[name]),
        needs=frozenset().union(*needs) if all(needs) else frozenset(),
        past=any(hit.name == "past" and (inside(hit.first) or not scopes) for hit in hits),
        earlier=any(hit.name == "earlier" and inside(hit.first) for hit in hits),
        worry=worry,
        anyone="anyone" in kinds,
        agencies=facts.agencies,
        names=facts.names,
        adults=frozenset(
            after.word.removesuffix("'s")
            for i, (title, after) in enumerate(pairwise(facts.tokens))
            if title.word in rules.titles and after.word in facts.names and inside(i)
        ),
        about=frozenset(vocabulary.theme_of[hit.name] for hit in facts.concepts if hit.name in vocabulary.theme_of and hit.first not in isolated),
        since=_since(facts),
    )


def read_denials(facts: Sequence[SentenceFacts], headings: Sequence[Sequence[Token]], vocabulary: Vocabulary) -> tuple[Denial, ...]:
    """Return the denial of every sentence of an assessment; one that calls something isolated speaks of what the sentence before it told."""
    denials = []
    for i, (one, heading) in enumerate(zip(facts, headings, strict=True)):
        denial = read_denial(one, heading, vocabulary)
        if ISOLATED in denial.blanket:
            before = facts[i - 1] if i and not denial.about else one
            about = denial.about or frozenset(before.themes)
            near = about.union(*(vocabulary.themes[theme].related for theme in about))
            denial = replace(denial, about=about, near=near, by=one.agencies | before.agencies, of=(*one.dates, *before.dates))
        denials.append(denial)
    return tuple(denials)


def adult_themes() -> frozenset[Theme]:
    """Return the themes that are worries about an adult."""
    return _rules().person_themes


def omission_themes() -> frozenset[Theme]:
    """Return the themes of what was missed or refused: an agency without concerns does not deny them."""
    return _rules().omissions


def is_over(facts: SentenceFacts) -> bool:
    """Whether a sentence tells that something is mended or over."""
    return any(hit.name == "over" for hit in _rules().scope.find(facts.tokens))


def low_attendance(facts: Sequence[SentenceFacts]) -> bool | None:
    """Whether the lowest percentage in sentences on attendance is a low one; ``None`` where they give none."""
    rates = [
        float(first.word)
        for one in facts
        if Theme.SCHOOL_ATTENDANCE in one.themes
        for first, unit in pairwise(one.tokens)
        if unit.word in PERCENT and first.word.replace(".", "", 1).isdigit()
    ]
    return min(rates) < _rules().low_attendance if rates else None


def _since(facts: SentenceFacts) -> date | None:
    if not any(token.word == "since" for token in facts.tokens):
        return None
    return max((interval.earliest for interval in facts.dates if interval.earliest), default=None)


def _reversed(tokens: Sequence[Token], first: int, rules: _Rules) -> bool:
    return any(token.word in rules.negators for token in tokens[max(0, first - rules.near) : first])
