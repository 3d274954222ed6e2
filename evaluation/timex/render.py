"""The figures as Markdown; errors by ids and offsets only."""

from collections.abc import Mapping
from typing import Any

from evaluation.timex.gold import error_counts


def markdown(result: Mapping[str, Any], *, errors: bool) -> str:
    """Return every part that was run as Markdown."""
    lines = [
        "# Time expressions",
        "",
        result["note"],
        "Benchmarks are read from outside the repository; errors show ids and offsets, never their text.",
        "",
    ]
    if "left_out" in result:
        lines += [result["left_out"], ""]
    for name, render in (("gold", _gold), ("probe", _probe), ("wikiwars", _wikiwars), ("benchmarks", _benchmarks), ("peers", _peers)):
        if name in result:
            lines += [*render(result[name]), ""]
    if errors:
        lines += _errors(result)
    return "\n".join(lines).rstrip()


def _gold(part: Mapping[str, Any]) -> list[str]:
    groups = list(part["figures"])
    lines = ["## Gold case files, 95% bootstrap over cases", "", "| figure | " + " | ".join(groups) + " |", "|---|" + "---|" * len(groups)]
    for figure in part["figures"][groups[0]]:
        cells = [part["figures"][group][figure] for group in groups]
        lines.append(f"| {figure} | " + " | ".join(f"{c['value']:.3f} [{c['low']:.3f}, {c['high']:.3f}]" for c in cells) + " |")
    lines += ["", "| recall by kind | " + " | ".join(groups) + " |", "|---|" + "---|" * len(groups)]
    kinds = sorted({kind for group in groups for kind in part["recall_by_kind"][group]})
    for kind in kinds:
        cells = [part["recall_by_kind"][group].get(kind) for group in groups]
        lines.append(f"| {kind} | " + " | ".join(f"{c['recall']:.2f} of {c['n']}" if c else "–" for c in cells) + " |")
    counts = error_counts(part["errors"])
    return [*lines, "", "Errors: " + ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) + "."]


def _probe(part: Mapping[str, Any]) -> list[str]:
    lines = ["## Probe by independent writers", ""]
    for half, row in part.items():
        if "left_out" in row:
            lines.append(f"{half}: {row['left_out']}.")
            continue
        lines += [
            f"{half}: value F1 {row['value_f1']:.3f}, relaxed {row['relaxed_f1']:.3f}, strict {row['strict_f1']:.3f}; expressions {row['gold']}",
            "",
        ]
        lines += ["| kind | right | of | spurious |", "|---|---|---|---|"]
        lines += [f"| {kind} | {c['right']} | {c['of']} | {c['spurious']} |" for kind, c in row["by_kind"].items()]
    return lines


def _wikiwars(part: Mapping[str, Any]) -> list[str]:
    if "left_out" in part:
        return [part["left_out"]]
    return [
        "## WikiWars (CC BY-SA 3.0), same settings as notes",
        "",
        f"value F1 {part['value_f1']:.3f}, relaxed F1 {part['relaxed_f1']:.3f}; calendar values {part['gold']}, predicted {part['predicted']}",
    ]


def _benchmarks(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Public test suites (MIT, BSD-3)",
        "",
        "The share allows for what the annotation guidelines write otherwise than a source; the literal share does not.",
        "",
        "| set | right | of | share | literal share | future reading apart | month-first sentences apart |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, row in part.items():
        if "left_out" in row:
            lines.append(f"| {name} | {row['left_out']} | – | – | – | – | – |")
        elif "false_dates" in row:
            lines.append(f"| {name}: false dates | {row['false_dates']} | {row['of']} sentences | – | – | – | – |")
        else:
            apart = row.get("month_first_sentences_apart", "–")
            literal = f"{row['literal_share']:.3f}" if "literal_share" in row else "–"
            lines.append(f"| {name} | {row['right']} | {row['of']} | {row['share']:.3f} | {literal} | {row['future_apart']} | {apart} |")
    return lines


def _peers(part: Mapping[str, Any]) -> list[str]:
    lines = [
        "## Peers on the same notes, and speed in the same run",
        "",
        "| tagger | value F1 | relaxed F1 | strict F1 | characters per CPU-second |",
        "|---|---|---|---|---|",
    ]
    for name, row in part.items():
        if name in {"linear", "long_notes_characters"}:
            continue
        if "left_out" in row:
            lines.append(f"| {name} | {row['left_out']} | – | – | – |")
        else:
            lines.append(f"| {name} | {row['value']:.3f} | {row['relaxed']:.3f} | {row['strict']:.3f} | {row['characters_per_cpu_second']:,} |")
    speeds = ", ".join(f"{int(n):,}: {speed:,}" for n, speed in part["linear"].items())
    return [*lines, "", f"Characters per CPU-second by length of one text: {speeds}."]


def _errors(result: Mapping[str, Any]) -> list[str]:
    lines = ["## Errors by ids and offsets", ""]
    for case, rows in result.get("gold", {}).get("errors", {}).items():
        lines += [
            f"- {case} {r['document_id']} {r['start']}:{r['end']} {r['error']} gold {r.get('gold', '–')} predicted {r.get('predicted', '–')}"
            for r in rows
        ]
    for row in result.get("wikiwars", {}).get("errors", []):
        lines.append(f"- wikiwars {row['document']} {row['start']}:{row['end']} {row['error']} gold {row['gold']}")
    for name, part in result.get("benchmarks", {}).items():
        if part.get("wrong_rows"):
            lines.append(f"- {name}: rows {', '.join(str(row) for row in part['wrong_rows'])}")
    return lines
