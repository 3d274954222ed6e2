"""The child process that parses binary formats: bytes in, plain data out, within limits of time and memory.

A parser of somebody else's binary format can crash, stall or swallow all memory. It does so here in a process of its own, which
holds no model and no other case; it is started on first use, serves one file after another, and is started again after a fault.
"""

import json
import os
import signal
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from analyser.errors import InputError
from analyser.formats.reading.memory import resident_bytes

LENGTHS = struct.Struct(">IQ")
"""Bytes of the JSON head and of the payload, before each message in either direction."""
TRIES, MOST_STARTS = 4, 40
"""A child that dies once or twice may have been killed for want of memory; one that dies each time on the same file dies of the file. A child
that was asked to end did not die of the file at all, so that it is started again, within reason."""
DYING_SECONDS = 5.0
TERMINATED = (-signal.SIGTERM, signal.SIGTERM)
"""Exit status of a process that somebody asked to end: on POSIX systems, and on Windows."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; chosen by us: a 1,000-page print needs a tenth of it."""

    seconds: float = 120.0
    memory_bytes: int = 2 * 2**30


class ParserProcess:
    """A parsing child and its supervision. Use it as a context manager; one serves all files of a worker."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Start nothing yet: a run over tables of text needs no child."""
        self.limits = limits or Limits()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The child's process id; ``None`` while none runs."""
        return self._child.pid if self._child else None

    def parse(self, kind: str, data: bytes, *, where: str) -> dict[str, Any]:
        """Return what the child makes of the bytes of a file of a kind (``docx``, ``pdf`` and the others of the child's list).

        Raises
        ------
        InputError
            If the file is corrupt, protected or hostile, takes too long or too much memory, or ends the child ``TRIES`` times.

        """
        n_deaths = 0
        for _ in range(MOST_STARTS):
            exchange = _Exchange(self._running(), kind, data)
            fault = exchange.wait(self.limits)
            if fault:
                self.close()
                raise InputError(where=where, what=fault, next_step="Open it in its program, save it again or split it, and give the new file.")
            if exchange.answer is not None:
                return _unpack(exchange.answer, where)
            n_deaths += self._status_at_death() not in TERMINATED
            if n_deaths == TRIES:
                break
        raise InputError(
            where=where, what="ends the program that reads it, each time", next_step="Open it in its program, save it again, and give the new file."
        )

    def close(self) -> None:
        """End the child, if one runs; the next file starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:  # bytes that were on their way to a child that died
                    continue

    def _status_at_death(self) -> int | None:
        """Return the status with which a child ended that gave no answer; ``None`` where it does not end by itself."""
        if self._child is None:
            return None
        try:
            status: int | None = self._child.wait(DYING_SECONDS)
        except subprocess.TimeoutExpired:
            status = None
        self.close()
        return status

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = _start(self.limits)
        return self._child


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    root = str(Path(__file__).resolve().parents[3])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(
        [sys.executable, "-m", "analyser.formats.reading.child", str(limits.memory_bytes), str(limits.seconds)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


class _Exchange:
    """One file sent and its answer awaited, on a thread of its own: pipes of Windows know no time limit."""

    def __init__(self, child: subprocess.Popen[bytes], kind: str, data: bytes) -> None:
        self._child = child
        self.answer: bytes | None = None
        self._thread = threading.Thread(target=self._run, args=(json.dumps({"kind": kind}).encode(), data), daemon=True)
        self._thread.start()

    def wait(self, limits: Limits) -> str | None:
        """Return what limit was broken, or ``None`` when the exchange came to an end by itself, with an answer or without."""
        until = time.monotonic() + limits.seconds
        pause = 0.02
        while self._thread.is_alive():
            self._thread.join(pause)
            pause = min(pause * 2, 0.5)
            if not self._thread.is_alive():
                break
            if time.monotonic() > until:
                return self._stop(f"takes longer than {limits.seconds:g} seconds to read")
            if resident_bytes(self._child.pid) > limits.memory_bytes:
                return self._stop(f"needs more than {limits.memory_bytes // 2**20} MB of memory to read")
        return None

    def _stop(self, fault: str) -> str:
        self._child.kill()
        self._thread.join()
        return fault

    def _run(self, head: bytes, data: bytes) -> None:
        stdin, stdout = self._child.stdin, self._child.stdout
        if stdin is None or stdout is None:
            return
        try:
            stdin.write(LENGTHS.pack(len(head), len(data)) + head)
            stdin.write(data)
            stdin.flush()
            sizes = stdout.read(LENGTHS.size)
            if len(sizes) == LENGTHS.size:
                length = LENGTHS.unpack(sizes)[1]
                answer = stdout.read(length)
                self.answer = answer if len(answer) == length else None
        except OSError:  # the child died: no answer
            return


def _unpack(answer: bytes, where: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(answer)
    if "what" in result:
        raise InputError(where=where, what=result["what"], next_step=result["next_step"])
    return result
