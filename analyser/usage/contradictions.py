"""How well the denials of an assessment fit the matters on file, and which of a matter's sources speaks against them most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from analyser.domain.codes import Agency, ItemKind, Theme
from analyser.domain.dates import DateInterval
from analyser.domain.text import Evidence
from analyser.heads import Floats
from analyser.usage.denials import INVOLVEMENT, ISOLATED, Denial, adult_themes, is_over, low_attendance, omission_themes
from analyser.usage.facts import SentenceFacts
from analyser.usage.pairs import Matter, Page
from analyser.usage.settings import DenialGrades, denial_grades
from analyser.view import DocumentView

OLD_DAYS = timedelta(days=180)  # on record so long before the assessment, a matter is one of the past: chosen by us
CONCERN = 0.3  # what a word of concern is worth beside likeness where sources are put in order, and what a sentence that denies loses: by us
MOST_WORDS = 3  # words of concern that count at most
CONTACT = frozenset({"past_contact", "child_protection"})  # concepts of what social care itself did


@dataclass(frozen=True, slots=True)
class Denied:
    """What a denial may be held against: the sides of a matter that count here, no theme where it denies its own.

    ``own`` are themes that its own words speak of, not its neighbours', ``old`` says that it was on record long before the assessment,
    ``resolved`` that its latest source tells that it is over, ``measured`` whether figures of it are bad (``None`` without figures), ``last`` the
    last day it speaks of, ``dates`` all of them, ``stems`` of its words.
    """

    kind: ItemKind
    theme: Theme | None
    themes: frozenset[Theme]
    agency: Agency | None
    concepts: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    own: frozenset[Theme] = frozenset()
    stems: frozenset[str] = field(default=frozenset(), repr=False)
    old: bool = False
    resolved: bool = False
    measured: bool | None = None
    last: date | None = None
    dates: tuple[DateInterval, ...] = ()


def denial_fits(matters: Sequence[Matter], page: Page) -> Floats:
    """Return [n_matters, n_sentences] of how well each sentence's denial fits each matter, in [0, 1].

    A denial is held against the matter that it fits best, by grade, then by weight where it names no theme, then by likeness; rivals keep a
    share of their grade. A sentence that weighs (an analytical score over one half) denies the less.
    """
    grades = denial_grades()
    fits = np.zeros((len(matters), len(page.facts)), dtype=np.float32)
    sides = [_denied(matter, page) for matter in matters]
    for j, denial in enumerate(page.denials):
        if not denial.says_anything:
            continue
        column = [denial_fit(denial, side, grades) for side in sides]
        likeness = [float((matter.vectors @ page.view.embeddings[j]).max()) for matter in matters]
        weights = [0.0 if denial.themes | denial.opposite else matter.item.weight for matter in matters]
        best = max(range(len(matters)), key=lambda i: (column[i], weights[i], likeness[i]))
        for i, fit in enumerate(column):
            fits[i, j] = fit if i == best or denies_every(denial, sides[i]) else fit * grades.rival
    result: Floats = (fits * np.minimum(1, 2 * (1 - page.labels[:, 0]))).astype(np.float32)
    return result


def by_conflict(sources: Sequence[Evidence], denials: Floats, page: Page, views: Mapping[str, DocumentView], matter: Matter) -> tuple[Evidence, ...]:
    """Return sources, the one that speaks most against the strongest of ``denials`` [n_sentences] first; ties keep their order.

    It is the likest to the sentence that denies, with most words of concern; of history, where the past as a whole is denied.
    """
    strongest = int(denials.argmax())
    vector, past = page.view.embeddings[strongest], INVOLVEMENT in page.denials[strongest].blanket
    worth = {(one.document_id, one.index): _worth(one, matter, past=past) for one in matter.told}

    def conflict(source: Evidence) -> float:
        view = views[source.document_id]
        return max(
            (
                float(view.embeddings[k] @ vector) + CONCERN * worth.get((source.document_id, k), 0)
                for k, sentence in enumerate(view.sentences)
                if sentence.span.overlap(source.span)
            ),
            default=0.0,
        )

    return tuple(sorted(sources, key=lambda source: -conflict(source)))


def _worth(one: SentenceFacts, matter: Matter, *, past: bool) -> int:
    """Words of concern in a sentence, for a denied past what speaks of history instead; less for one that denies something itself."""
    if past:
        return MOST_WORDS * (bool(one.concept_names & CONTACT) - one.negated) + ("history" in one.cues) + bool(one.themes)
    return min(MOST_WORDS, sum(one.themes.values())) - (one.negated and matter.item.theme not in one.themes)


def _denied(matter: Matter, page: Page) -> Denied:
    item, written_on = matter.item, page.view.document.written_on
    days = [day for interval in (*matter.dates, *matter.recorded) if (day := interval.latest or interval.earliest)]
    last = matter.told[-1] if matter.told else None
    return Denied(
        item.kind,
        item.theme if item.theme in matter.affirmed else None,
        matter.affirmed,
        item.agency,
        matter.concepts,
        matter.names.union(*(one.names for one in matter.around)),
        own=frozenset(theme for one in matter.told for theme in one.themes),
        stems=matter.stems,
        old=bool(days and written_on and written_on - min(days) > OLD_DAYS),
        resolved=last is not None and is_over(last),
        measured=low_attendance(matter.told),
        last=max(days, default=None),
        dates=matter.dates,
    )


def denial_fit(denial: Denial, matter: Denied, grades: DenialGrades) -> float:
    """Return how well a denial fits a matter, from 0 (not at all) to 1: the strongest of the grades that apply."""
    if not denial.says_anything or _spared(denial, matter):
        return 0.0
    fits = [0.0]
    if INVOLVEMENT in denial.blanket and not denial.themes - {Theme.PREVIOUS_CHILD_PROTECTION} and not _outside(denial):
        grade = grades.contact if _is_contact(matter) else grades.blanket
        fits.append(grade if matter.old or matter.kind is ItemKind.HISTORICAL_CONCERN else grade * grades.minor_theme)
    if denial.themes:
        grade = grades.theme_past if denial.past else grades.theme_now if denial.worry else grades.theme_bare
        fits.append(_on_theme(denial.themes, matter, grade, grades))
    fits.append(_opposed(denial, matter, grades))
    if matter.agency in _outside(denial) and (denial.worry or denial.blanket) and _same_subject(denial, matter):
        fits.append(grades.agency_past if denial.past and not denial.themes else grades.agency_worry)
    if denial.anyone and denial.names & matter.names and matter.kind is ItemKind.AGENCY_INFORMATION:
        fits.append(grades.anyone)
    if denial.worry and denial.adults & matter.names and not denial.themes and matter.theme in adult_themes():
        fits.append(grades.anyone)
    if _is_repeat(denial, matter):
        fits.append(grades.isolated)
    return max(fits)


def _spared(denial: Denial, matter: Denied) -> bool:
    """Whether a matter is out of reach: over by then, before the time that is denied, good by its own figures, or the very incident told."""
    if denial.earlier and not matter.old and matter.kind is not ItemKind.HISTORICAL_CONCERN:
        return True
    if denial.since and matter.last and matter.last < denial.since:
        return True
    if not denial.past and not denial.blanket and matter.resolved:
        return True
    if matter.theme is Theme.SCHOOL_ATTENDANCE and matter.measured is False:
        return True
    return ISOLATED in denial.blanket and any(a.earliest == b.earliest for a in denial.of for b in matter.dates if a.earliest)


def _on_theme(themes: frozenset[Theme], matter: Denied, grade: float, grades: DenialGrades) -> float:
    if matter.theme is not None and matter.theme in themes:
        return grade
    return grade * grades.minor_theme if matter.themes & themes else 0.0


def _opposed(denial: Denial, matter: Denied, grades: DenialGrades) -> float:
    """How well plain words against a theme fit a matter that itself speaks of that theme, and of the thing praised where they name one."""
    if denial.needs and not any(stem.startswith(start) for stem in matter.stems for start in denial.needs):
        return 0.0
    if matter.theme not in denial.opposite or matter.theme not in matter.own:
        return grades.opposite * grades.minor_theme if matter.themes & denial.opposite & matter.own else 0.0
    return grades.measured if matter.theme is Theme.SCHOOL_ATTENDANCE and matter.measured else grades.opposite


def _same_subject(denial: Denial, matter: Denied) -> bool:
    """Whether a denial names one of the matter's themes, or none of its own where the matter is more than something missed."""
    if denial.themes:
        return bool(denial.themes & matter.themes)
    return denial.past or matter.theme not in omission_themes()


def _is_repeat(denial: Denial, matter: Denied) -> bool:
    """Whether a matter is an incident like the one called isolated: told by the same agency on a theme near it, or on its theme."""
    if ISOLATED not in denial.blanket or matter.theme not in matter.own:
        return False
    return matter.theme in denial.near and matter.agency in denial.by if denial.by else matter.theme in denial.about


def _is_contact(matter: Denied) -> bool:
    return matter.agency is Agency.CHILDRENS_SOCIAL_CARE or bool(matter.concepts & CONTACT)


def denies_every(denial: Denial, matter: Denied) -> bool:
    """Whether the denial speaks against every matter of this sort: the past of its theme, or all that its agency could know."""
    if _is_repeat(denial, matter):
        return True
    if INVOLVEMENT in denial.blanket and "child_protection" in matter.concepts and matter.old:
        return True
    if not denial.past:
        return False
    return bool(matter.themes & denial.themes) or (matter.agency in _outside(denial) and not denial.themes)


def _outside(denial: Denial) -> frozenset[Agency]:
    return denial.agencies - {Agency.CHILDRENS_SOCIAL_CARE}
