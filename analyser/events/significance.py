"""Why an event belongs on a one-page chronology, in words for a reader."""

from analyser.domain.codes import EventCategory
from analyser.domain.text import Span
from analyser.events.cues import CueIndex, event_types
from analyser.lexicons import load_table


def reasons_for(cues: CueIndex, clause: Span, category: EventCategory) -> tuple[str, ...]:
    """Return why the event of a clause is significant, strongest reason first; at least one."""
    table = load_table("lexicons/significance")
    words, settings = table["reasons"], table["settings"]
    found = []
    if category in settings["threshold_categories"]:
        found.append(str(words["threshold"]))
    kinds = [kind for kind in event_types() if kind.category is category and kind.significance >= settings["default_level"]]
    named = [kind.code.replace("_", " ") for kind in kinds if cues.has(f"strong.{kind.code}", clause)]
    found += [str(words["by_type"]).format(name) for name in named]
    if category is EventCategory.DISCLOSURE:
        found.append(str(words["own_words"]))
    return tuple(found) or (str(words["marked"]),)
