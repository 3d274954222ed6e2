"""``python -m evaluation TASK``: each prints its figures and writes them to ``evaluation/reports/``."""

import importlib
import sys

TASKS = {
    "fuzz": "changed copies of real files through one reader: no crash, no hang, no case text in a message",
    "reading_hostile": "hostile files beside a good one: seconds, memory and message of each",
    "gold": "every figure of the gold scorer, by writer, with intervals and baselines",
    "analysis": "sentence labels and whole assessments, with baselines, calibration, edits that must not help, and speed",
    "indicators": "checks of the file as a whole, on examples and on the gold cases",
    "timex": "time expressions on the gold and on public benchmarks",
    "reading": "prints of whole files parted into their notes, and their analysis beside that of the tables",
    "readme": "put the committed figures into the README",
    "speed": "words per CPU-second of the whole analysis beside spaCy's stock pipeline",
}


def main() -> int:
    """Run the task named on the command line; return its exit status."""
    if len(sys.argv) < 2 or sys.argv[1] not in TASKS:
        print("usage: python -m evaluation TASK [options]\n")
        print("\n".join(f"  {name:10} {what}" for name, what in TASKS.items()))
        return 2
    status: int = importlib.import_module(f"evaluation.{sys.argv[1]}").main(sys.argv[2:])
    return status


if __name__ == "__main__":
    sys.exit(main())
