"""Why an event belongs on a one-page chronology, in words for a reader."""

import re
from functools import cache

from analyser.domain.codes import EventCategory, EventStatus
from analyser.domain.text import Span
from analyser.events.cues import CueIndex, event_types, whole_words
from analyser.lexicons import load_table


def reasons_for(text: str, cues: CueIndex, clause: Span, category: EventCategory) -> tuple[str, ...]:
    """Return why the event of a clause is significant, strongest reason first; at least one."""
    table = load_table("lexicons/significance")
    words, settings = table["reasons"], table["settings"]
    found = []
    if category in settings["threshold_categories"]:
        found.append(str(words["threshold"]))
    kinds = [kind for kind in event_types() if kind.category is category and kind.significance >= settings["default_level"]]
    named = [table["type_words"].get(kind.code, kind.code.replace("_", " ")) for kind in kinds if cues.has(f"strong.{kind.code}", clause)]
    found += [str(words["by_type"]).format(name) for name in named]
    if is_grave(text, cues, clause, EventStatus.OCCURRED):
        found.append(str(words["harm"]))
    if category is EventCategory.DISCLOSURE:
        found.append(str(words["own_words"]))
    return tuple(found) or (str(words["marked"]),)


def is_grave(text: str, cues: CueIndex, clause: Span, status: EventStatus) -> bool:
    """Whether a clause tells, as done, what every chronology lists: injury, overdose, a child alone, police at domestic abuse, an order."""
    if status is not EventStatus.OCCURRED or any(cues.has(group, clause) for group in load_table("lexicons/significance")["floor"]["excluding"]):
        return False
    words = clause.of(text)
    by_police = cues.has("agency.police", clause) and _floor("with_police").search(words) is not None
    return by_police or _floor("cues").search(words) is not None


@cache
def _floor(name: str) -> re.Pattern[str]:
    return whole_words(load_table("lexicons/significance")["floor"][name])
