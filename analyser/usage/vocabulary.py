"""The data files of this stage as tables, each read once."""

from dataclasses import dataclass, field
from functools import cache

from analyser.domain.codes import Agency, Theme
from analyser.errors import LexiconError
from analyser.lexicons import load_table
from analyser.usage.phrases import PhraseTable

CONCEPTS, AGENCIES, WORDS, THEMES = "lexicons/concern_concepts", "lexicons/agency_mentions", "lexicons/usage_words", "taxonomies/themes"


@dataclass(frozen=True, slots=True)
class ThemeEntry:
    """What the taxonomy says of a theme: words for a reader, weight in [0, 1], themes often told of the same matter."""

    name: str
    weight: float
    related: frozenset[Theme]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Everything by which this stage reads a sentence.

    ``concepts`` are phrases by concept, ``theme_of`` the theme that a concept speaks for, ``agencies`` phrases by agency code, ``exact`` the
    shorthand that counts only as written, ``verbs`` reporting verbs, ``sections`` how a heading names an agency that
    reports under it, with the ``section_words`` that may stand beside, ``addressing`` verbs after which an agency is
    only their object, ``articles`` what may stand between, ``cues`` phrases by kind of cue, ``endings`` and ``keep`` what stemming cuts
    and leaves, ``stop`` words without content, ``numbers`` number words as figures,
    ``no_information`` phrases of sentences that tell no matter.
    """

    concepts: PhraseTable = field(repr=False)
    theme_of: dict[str, Theme]
    agencies: PhraseTable = field(repr=False)
    exact: dict[str, Agency]
    verbs: frozenset[str]
    sections: PhraseTable = field(repr=False)
    section_words: frozenset[str]
    addressing: frozenset[str]
    articles: frozenset[str]
    cues: PhraseTable = field(repr=False)
    cue_names: tuple[str, ...]
    concept_names: tuple[str, ...]
    endings: tuple[str, ...]
    keep: int
    stop: frozenset[str]
    numbers: dict[str, str]
    no_information: PhraseTable = field(repr=False)
    themes: dict[Theme, ThemeEntry]


@cache
def load_vocabulary() -> Vocabulary:
    """Return the tables of the package.

    Raises
    ------
    LexiconError
        If a file names a code that does not exist, or names an entry twice.

    """
    concepts, agencies, words = load_table(CONCEPTS)["concept"], load_table(AGENCIES), load_table(WORDS)
    _check_ids(CONCEPTS, [entry["id"] for entry in concepts])
    _check_ids(AGENCIES, [entry["id"] for entry in agencies["agency"]])
    return Vocabulary(
        concepts=PhraseTable({entry["id"]: entry["phrases"] for entry in concepts}),
        theme_of={entry["id"]: _theme(CONCEPTS, entry["theme"]) for entry in concepts if "theme" in entry},
        agencies=PhraseTable({_agency(entry["id"]): entry["phrases"] for entry in agencies["agency"]}),
        exact={word: _agency(entry["id"]) for entry in agencies["agency"] for word in entry.get("exact", ())},
        verbs=frozenset(agencies["reporting"]["verbs"]),
        sections=PhraseTable({_agency(code): phrases for code, phrases in agencies["sections"]["agency"].items()}),
        section_words=frozenset(agencies["sections"]["words"]),
        addressing=frozenset(agencies["reporting"]["addressing"]),
        articles=frozenset(agencies["reporting"]["articles"]),
        cues=PhraseTable(words["cues"]),
        cue_names=tuple(sorted(words["cues"])),
        concept_names=tuple(sorted(entry["id"] for entry in concepts)),
        endings=tuple(sorted(words["stemming"]["endings"], key=lambda ending: (-len(ending), ending))),
        keep=int(words["stemming"]["keep"]),
        stop=frozenset(words["stop"]["words"]),
        numbers={word: str(value) for word, value in words["numbers"].items()},
        no_information=PhraseTable(words["no_information"]),
        themes=_themes(),
    )


def _themes() -> dict[Theme, ThemeEntry]:
    entries = load_table(THEMES)["theme"]
    absent = sorted(set(Theme) - set(entries))
    if absent:
        raise LexiconError(where=f"analyser/data/{THEMES}.toml", what=f"lacks {', '.join(absent)}", next_step="Give every theme an entry.")
    return {
        _theme(THEMES, code): ThemeEntry(
            name=entry["name"], weight=entry["weight"] / 3, related=frozenset(_theme(THEMES, other) for other in entry["related"])
        )
        for code, entry in entries.items()
    }


def _check_ids(file: str, ids: list[str]) -> None:
    twice = sorted({one for one in ids if ids.count(one) > 1})
    if twice:
        raise LexiconError(where=f"analyser/data/{file}.toml", what=f"names an entry twice: {', '.join(twice)}", next_step="Join the entries.")


def _theme(file: str, code: str) -> Theme:
    if code not in set(Theme):
        raise LexiconError(
            where=f"analyser/data/{file}.toml", what=f"names a theme that does not exist: {code}", next_step=f"Use {', '.join(Theme)}."
        )
    return Theme(code)


def _agency(code: str) -> Agency:
    if code not in set(Agency):
        raise LexiconError(where=f"analyser/data/{AGENCIES}.toml", what=f"names an unknown agency: {code}", next_step=f"Use {', '.join(Agency)}.")
    return Agency(code)
