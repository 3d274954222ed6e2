"""The README's table of figures, made from the committed reports so that none of its numbers is typed by hand."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from evaluation.sources import REPORTS, ROOT

README = ROOT / "README.md"
START, END = "<!-- figures: filled from evaluation/reports/gold.md -->\n", "<!-- end of figures -->"
OURS, EVENT_BASELINE = "analyser", "our dates, sentence is event; cosine, items given"


def main(argv: Sequence[str]) -> int:
    """Put the figures of ``gold.json``, ``analysis.json``, ``timex.json`` and ``speed.json`` between the README's two marks; return 0."""
    before, after = _parts(README.read_text(encoding="utf-8"))
    README.write_text(before + START + render() + END + after, encoding="utf-8", newline="\n")
    return 0


def is_fresh() -> bool:
    """Return whether the README shows the figures of the committed reports."""
    text = README.read_text(encoding="utf-8")
    before, after = _parts(text)
    return text == before + START + render() + END + after


def render() -> str:
    """Return the table as Markdown, prose by people first."""
    names = ("gold", "analysis", "timex", "speed")
    gold, analysis, timex, speed = (json.loads((REPORTS / f"{name}.json").read_text(encoding="utf-8")) for name in names)
    people = [
        *(
            (f"analytical or descriptive, {words}: macro-F1", _unseen(analysis, part), _baselines(analysis, (part,)))
            for part, words in (
                ("vetclaims", "decisions by people (VetClaims), labeller refitted without them"),
                ("vetclaims/half", "the same, half of the decisions learned from"),
                ("inspection", "sentences of inspection reports, genre unseen"),
            )
        ),
        ("dates in long histories (WikiWars, 16 articles): value F1", timex["wikiwars"]["value_f1"], "HeidelTime .855, SUTime .496 (22 articles)"),
        *(
            (f"dates in public test sentences ({name}): share right", timex["benchmarks"][name]["share"], _literal(timex["benchmarks"][name]))
            for name in ("recognizers EnglishOthers", "duckling gb", "recognizers focus, dates and date ranges")
        ),
    ]
    both, contrast = gold["figures"][OURS]["w1 + w2"], gold["figures"][OURS]["w5"]
    plain = gold["figures"][EVENT_BASELINE]["w1 + w2"]
    dateparser = gold["figures"]["dateparser"]["w1 + w2"]
    written = [
        ("dates: value F1", both["timex value F1"], f"dateparser {_short(dateparser['timex value F1'])}"),
        (
            "events that happened: F1",
            both["events that happened F1"],
            f"every sentence with a date of ours {_short(plain['events that happened F1'])}",
        ),
        ("significant events found", both["significant events recall"], f"the same {_short(plain['significant events recall'])}"),
        (
            "four sentence labels: macro-F1",
            both["sentence labels four-way macro-F1"],
            "–",
        ),
        (
            "analytical or descriptive: macro-F1",
            both["analytical or descriptive macro-F1"],
            _baselines(analysis, ("w1", "w2")),
        ),
        (
            "the same where length and marker words do not help (w5)",
            contrast["analytical or descriptive macro-F1"],
            _baselines(analysis, ("w5",)),
        ),
        ("matters on file found", both["items found"], "–"),
        ("what became of them: macro-F1", both["use status macro-F1"], f"best cosine, matters given {_short(plain['use status macro-F1'])}"),
        ("alerts that something was overlooked: F1", both["overlooked alerts F1"], f"the same {_short(plain['overlooked alerts F1'])}"),
    ]
    lines = [
        "**Prose by people** (`python -m evaluation timex`, `python -m evaluation analysis`):",
        "",
        "| | analyser | others |",
        "|---|---|---|",
        *(f"| {name} | {value:.3f} | {others} |" for name, value, others in people),
        "",
        "These texts lay open while the rules and the labeller's recipe were made, save the inspection reports. WikiWars marks the two ends",
        "of a range apart, and so a range of ours counts as two there. The labeller is made for assessments: on other genres trust it little.",
        "",
        "**Fictional gold files** (`python -m evaluation gold`), learned parts trained on other writers only; brackets: 95% over cases.",
        "",
        "| | analyser | plain baseline |",
        "|---|---|---|",
        *(f"| {name} | {row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}] | {others} |" for name, row, others in written),
        "",
        f"On a sealed probe of dates by independent (model) writers, scored once: value F1 {timex['probe']['sealed']['value_f1']:.3f}.",
        "",
        "In two of the three sets of gold files, analysis is simply longer than description: there the length of a sentence alone tells",
        "the two apart nearly as well as the analyser does, which is why the third set, and prose by people, count for more.",
        "",
        f"Speed (`python -m evaluation speed`): {speed['ratio_median']:.2f} times the words per CPU-second of spaCy's stock English pipeline.",
    ]
    return "\n".join(lines) + "\n"


def _parts(text: str) -> tuple[str, str]:
    before, _, rest = text.partition(START)
    return before, rest.partition(END)[2]


def _literal(row: Mapping[str, Any]) -> str:
    return f"ours judged to the letter of the source {row['literal_share']:.3f}" if "literal_share" in row else "–"


def _unseen(analysis: Mapping[str, Any], part: str) -> float:
    value: float = analysis["parts"][part]["analytical_or_descriptive"]["value"]
    return value


def _baselines(analysis: Mapping[str, Any], parts: Sequence[str]) -> str:
    """Plain methods on the same parts, fitted to what the labeller's fold learned from."""
    rows = [(name, [analysis["parts"][part]["baselines"][name] for part in parts]) for name in ("length only", "TF-IDF", "frozen encoder")]
    return ", ".join(f"{name} {' and '.join(f'{value:.3f}' for value in values)}" for name, values in rows)


def _short(row: Mapping[str, float]) -> str:
    return f"{row['value']:.3f}"
