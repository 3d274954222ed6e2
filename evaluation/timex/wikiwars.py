"""WikiWars: long narrative. Only gold expressions with a calendar value count, and a prediction that touches only others is set aside.

TIMEX2 marks the two ends of a range by themselves; a range of ours is therefore read as its two ends. A part of a month or year
("early May") has the value of the month in TIMEX2, and autumn is written FA there.
"""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from analyser.domain.dates import Timex
from analyser.timex import extract_timexes
from evaluation.timex.matching import Span, f1, overlap, pair

CALENDAR = re.compile(r"\d{3,4}(-(\d\d|W\d\d|[A-Z][A-Z0-9])(-(\d\d|WE))?)?(T(\d\d(:\d\d)?|[A-Z]{2}))?")
RANGE = re.compile(r"(?i)^(?:between|from)?\s*(.+?)\s*(?:-|–|—|/|&|\b(?:to|and|until|through)\b)\s*(.+)$", re.S)


def gold_value(value: str | None) -> str | None:
    """Return a TIMEX2 value in our notation, or ``None`` if it names no place on the calendar."""
    if value is None:
        return None
    value = re.sub(r"(T\d\d:\d\d).*", r"\1", value.replace("-FA", "-AU"))
    return value if CALENDAR.fullmatch(value) and "X" not in value else None


def ends(timex: Timex) -> list[Span]:
    """Return an expression as one span, or a range as the spans of its two ends."""
    value = re.sub(r"-(START|MID|END)\b", "", timex.value or "")
    first, _, last = value.partition("/")
    parts = RANGE.match(timex.text)
    if not first or not last or not parts:
        return [Span(timex.start, timex.end, first or last)]
    if first.endswith("-01") and last.endswith("-12") and len(last) == 7 and not re.search(r"(?i)jan|dec", timex.text):
        first, last = first[:4], last[:4]
    return [
        Span(timex.start + parts.start(1), timex.start + parts.end(1), first),
        Span(timex.start + parts.start(2), timex.end, last),
    ]


def figures(folder: Path) -> dict[str, Any]:
    """Return value and relaxed F1 over all documents and for each, with the errors by offsets."""
    path = folder / "wikiwars" / "docs.jsonl"
    if not path.is_file():
        return {"left_out": "wikiwars: docs.jsonl is not there"}
    total = {"gold": 0, "predicted": 0, "relaxed": 0, "value": 0}
    by_document = {}
    wrong = []
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        row, mistakes = score_document(document)
        by_document[document["id"]] = row
        wrong += mistakes
        total = {key: total[key] + row[key] for key in total}
    return {
        "value_f1": f1(total["value"], gold=total["gold"], predicted=total["predicted"]),
        "relaxed_f1": f1(total["relaxed"], gold=total["gold"], predicted=total["predicted"]),
        **total,
        "by_document": by_document,
        "errors": wrong,
    }


def score_document(document: dict[str, Any]) -> tuple[dict[str, int], list[dict[str, Any]]]:
    """Return the counts of one document and its errors."""
    written_on = date.fromisoformat(document["reference_date"][:10])
    spans = [span for t in extract_timexes(document["text"], written_on=written_on) if t.value for span in ends(t)]
    gold: list[Span] = []
    aside: list[Span] = []
    for row in document["timexes"]:
        value = gold_value(row.get("value"))
        (gold if value else aside).append(Span(row["start"], row["end"], value or ""))
    kept = [s for s in spans if any(overlap(s, g) for g in gold) or not any(overlap(s, other) for other in aside)]
    pairs = pair(gold, kept)
    right = {i for i, j in pairs if gold[i].value in {kept[j].value, kept[j].value.split("/")[0]}}
    matched = {i for i, _ in pairs}
    wrong = [
        {"document": document["id"], "start": g.start, "end": g.end, "gold": g.value, "error": "value" if i in matched else "missed"}
        for i, g in enumerate(gold)
        if i not in right
    ]
    return {"gold": len(gold), "predicted": len(kept), "relaxed": len(pairs), "value": len(right)}, wrong
