"""The figures of ``analysis`` as Markdown, prose by people first."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from models.baselines import METHODS

PEOPLE = ("vetclaims", "vetclaims/half", "inspection", "cered")
NAMES = {
    "vetclaims": "decisions by people (VetClaims), source unseen",
    "vetclaims/half": "VetClaims, half of the decisions learned from, the other half measured",
    "inspection": "sentences of inspection reports, genre unseen, no part in any choice",
    "cered": "student teachers' diaries, genre unseen, watched while the recipe was chosen",
    "w1": "w1, writer unseen",
    "w2": "w2, writer unseen",
    "w5": "w5, wholly unseen",
    "w5 by case": "w5, by case in cross-validation",
}


def markdown(result: Mapping[str, Any]) -> str:
    """Return the report."""
    writers = {
        "parts": _parts,
        "agreement": _agreement,
        "risk_coverage": _risk,
        "whole": _whole,
        "splitting": _splitting,
        "metamorphic": _metamorphic,
        "speed": _speed,
    }
    lines = ["# Analytical or descriptive", "", result["note"], ""]
    for name, write in writers.items():
        if name in result:
            lines += [*write(result[name]), ""]
    return "\n".join(lines).rstrip()


def _parts(parts: Mapping[str, Any]) -> Iterator[str]:
    people = [name for name in PEOPLE if name in parts]
    yield "Every figure is of a model that never saw the part (`models/configs/sentence_label.toml` has the folds), from committed predictions."
    yield "Macro-F1 of analytical against descriptive; brackets: 95% bootstrap over cases, documents or authorities; ECE: calibration error."
    yield "The recipe was chosen with w1, w2, w5, VetClaims and the diaries in view; p7 was written after looking at errors on VetClaims."
    for title, names in (("Prose by people", people), ("Fiction, written by models", [name for name in parts if name not in people])):
        yield from ["", f"## {title}", "", "| unseen | sentences | analyser | 12 to 25 words | four-way | ECE | " + " | ".join(METHODS) + " |"]
        yield "|---|---|---|---|---|---|" + "---|" * len(METHODS)
        yield from (_part_row(name, parts[name]) for name in names)


def _part_row(name: str, part: Mapping[str, Any]) -> str:
    cells = [
        NAMES.get(name, f"{name}, writer unseen"),
        str(part["n"]),
        _interval(part["analytical_or_descriptive"]),
        _interval(part["analytical_or_descriptive_12_to_25_words"]),
        _interval(part["four_way"]) if "four_way" in part else "–",
        f"{part['calibration_error']:.3f}",
        *(f"{part['baselines'][method]:.3f}" for method in METHODS),
    ]
    return "| " + " | ".join(cells) + " |"


def _agreement(found: Mapping[str, Any]) -> Iterator[str]:
    yield from ["## Second annotation", "", "| sentences of | n | equal | Cohen's kappa |", "|---|---|---|---|"]
    for name, row in found.items():
        yield f"| {name} | {row['n']} | {row['equal']:.3f} | {row['kappa']:.3f} [{row['low']:.3f}, {row['high']:.3f}] |"
    yield from [
        "",
        "Both annotators are runs of one language model that saw neither each other's labels: this says that the guideline can be followed",
    ]
    yield "consistently by it. It is no measure of how far people would agree, which will be less."


def _risk(found: Mapping[str, Sequence[Mapping[str, float]]]) -> Iterator[str]:
    coverages = [row["coverage"] for row in next(iter(found.values()))]
    yield from ["## Risk against coverage", "", "Share of wrong labels when only the surest are answered; a label is the likeliest one.", ""]
    yield "| unseen | " + " | ".join(f"{coverage:.0%}" for coverage in coverages) + " |"
    yield "|---|" + "---|" * len(coverages)
    for name, rows in found.items():
        yield f"| {NAMES.get(name, name)} | " + " | ".join(f"{row['risk']:.3f}" for row in rows) + " |"


def _whole(found: Mapping[str, Any]) -> Iterator[str]:
    yield from [
        "## Whole assessments, writer unseen",
        "",
        "The labels are of models that had not seen the writer; the constants of the rule were set on these very assessments.",
        "",
        "| writer | n | agreement | macro-F1 | not judged | all analytical | longer half analytical |",
    ]
    yield "|---|---|---|---|---|---|---|"
    for name, row in found.items():
        cells = (name, row["n"], f"{row['agreement']:.3f}", _interval(row["macro_f1"]), row["cannot_judge"], row["all analytical"])
        yield "| " + " | ".join(map(str, cells)) + f" | {row['longer half analytical']} |"


def _splitting(found: Mapping[str, Any]) -> Iterator[str]:
    yield from ["## Sentence ends", "", "| writer | sentences | precision | recall | F1 |", "|---|---|---|---|---|"]
    for name, row in found.items():
        yield f"| {name} | {row['n']} | {row['precision']:.3f} | {row['recall']:.3f} | {row['f1']:.3f} |"


def _metamorphic(found: Mapping[str, Any]) -> Iterator[str]:
    yield from ["## Edits that must not help", "", f"Each made by a program in all of {found['assessments']} fictional assessments.", ""]
    yield from ["| description is | assessments | p rose in | largest rise |", "|---|---|---|---|"]
    for name, row in found["edits"].items():
        yield f"| {name} | {row['assessments']} | {row['rose']} | {row['largest_rise']:.4f} |"
    yield from ["", "| swapped | assessments | sentences | labels changed |", "|---|---|---|---|"]
    for name, row in found["swaps"].items():
        yield f"| {name} | {row['assessments']} | {row['sentences']} | {row['changed']:.2%} |"


def _speed(found: Mapping[str, Any]) -> Iterator[str]:
    yield from [
        "## Speed and memory",
        "",
        "One thread, same sentences, same run.",
        "",
        "| | sentences per CPU-second | peak memory, MiB |",
        "|---|---|---|",
    ]
    for name in ("released", "torch", "torch in batches"):
        yield f"| {name} | {found[name]['sentences_per_cpu_second']} | {found[name]['peak_mebibytes']} |"
    yield from [
        "",
        f"Released against PyTorch sentence by sentence: {found['ratio']} times; against batches of 16: {found['ratio_to_batches']} times.",
    ]


def _interval(row: Mapping[str, float]) -> str:
    return f"{row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}]"
