"""The parsing child: reads a file from standard input, answers with plain data on standard output, and again, until the input ends.

Run as ``python -m analyser.formats.reading.child MEMORY_BYTES SECONDS``. It loads one parser library at most for each kind of file and
no model. Each message is the lengths of a JSON head and a payload, then both; the answer's payload is JSON.
"""

import faulthandler
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any, BinaryIO

from analyser.errors import InputError
from analyser.formats.reading.parser import LENGTHS

PARSERS = {
    "docx": "analyser.formats.reading.docx_text",
    "eml": "analyser.formats.reading.eml_letter",
    "html": "analyser.formats.reading.html_text",
    "msg": "analyser.formats.reading.msg_letter",
    "parquet": "analyser.formats.reading.parquet_rows",
    "pdf": "analyser.formats.reading.pdf_text",
    "rtf": "analyser.formats.reading.rtf_text",
    "xlsx": "analyser.formats.reading.xlsx_rows",
    "zip": "analyser.formats.reading.zip_members",
}
TOO_LARGE = {"what": "needs more memory to read than it may have", "next_step": "Split it into smaller files."}
GRACE_SECONDS = 5.0
"""The child ends itself this long after its limit: its parent, which should have ended it, may be gone."""


def main() -> None:
    """Serve files until standard input ends."""
    memory_bytes, seconds = int(sys.argv[1]), float(sys.argv[2])
    _limit_memory(memory_bytes)
    requests, answers = sys.stdin.buffer, _take_stdout()
    with open(os.devnull, "w", encoding="utf-8") as silence:
        while True:
            sizes = requests.read(LENGTHS.size)
            if len(sizes) < LENGTHS.size:
                return
            n_head, n_data = LENGTHS.unpack(sizes)
            head = json.loads(requests.read(n_head))
            data = requests.read(n_data)
            faulthandler.dump_traceback_later(seconds + GRACE_SECONDS, exit=True, file=silence)
            result = answer_for(head["kind"], data)
            exhausted = "what" in result and _peak_bytes() > memory_bytes
            answer = json.dumps(TOO_LARGE if exhausted else result).encode()
            faulthandler.cancel_dump_traceback_later()
            answers.write(LENGTHS.pack(0, len(answer)) + answer)
            answers.flush()
            if exhausted:
                return


def answer_for(kind: str, data: bytes) -> dict[str, Any]:
    """Return what the parser of a kind makes of the bytes, or what was wrong as ``what`` and ``next_step``."""
    try:
        result: dict[str, Any] = importlib.import_module(PARSERS[kind]).parse(data)
    except InputError as error:
        return {"what": error.what, "next_step": error.next_step}
    except MemoryError:
        return TOO_LARGE
    except Exception as error:  # the outermost edge of this process: a parser may raise anything, and its message may hold case text
        return {
            "what": f"is damaged or not what its name says ({type(error).__name__})",
            "next_step": "Open it in its program, save it again, and give the new file.",
        }
    return result


def _limit_memory(memory_bytes: int) -> None:
    """Limit the address space where the system can; elsewhere the parent watches."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes * 2, memory_bytes * 2))


def _peak_bytes() -> int:
    """The most memory held so far. A parser that was refused memory may call the file damaged; this tells the difference.

    The figure of ``getrusage`` would be that of the parent, from which a process begins, wherever the parent is the larger one.
    """
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def _take_stdout() -> BinaryIO:
    """Keep standard output for answers alone: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, sys.stdout.fileno())
    os.close(silence)
    return answers


if __name__ == "__main__":
    main()
