"""Set this checkout up and run it: ``python dev.py demo | test | check | fix``.

Standard library only, so that it runs before anything is installed. The first run makes ``.venv`` and installs the
versions of ``requirements.lock`` into it; later runs start at once, until pyproject.toml or the lock changes.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "analyser-set-up.txt"
LOG = VENV / "set-up.log"
OLDEST_PYTHON = (3, 11)
EXTRAS = "test,benchmark,train"

USAGE = """usage: python dev.py COMMAND

  demo    analyse the bundled demonstration case file into demo-out/
  test    check, then the whole test suite (further words go to pytest: python dev.py test -k timex)
  check   format, lint, types and import layers
  fix     put format and lint right where that can be done by itself
  lock    write the installed versions to requirements.lock (after you changed a dependency)

The first run makes .venv and installs what is needed; later runs need no set-up."""

NETWORK_SIGNS = (
    "NewConnectionError",
    "Could not fetch URL",
    "Network is unreachable",
    "getaddrinfo failed",
    "Name or service not known",
    "Temporary failure in name resolution",
    "ProxyError",
    "SSLError",
    "timed out",
    "No matching distribution found",
)


class SetUpError(Exception):
    """Why the checkout could not be set up, with what to do next."""


def main(arguments: list[str]) -> int:
    """Run one command and return its exit status: 2 for an unknown command or a set-up that failed."""
    if sys.version_info < OLDEST_PYTHON:
        say(old_python(sys.version_info[:2]))
        return 2
    if not arguments or arguments[0] not in COMMANDS:
        say(USAGE)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    try:
        python = set_up()
    except SetUpError as error:
        say(f"\nSet-up stopped: {error}")
        return 2
    return COMMANDS[arguments[0]](python, arguments[1:])


def old_python(version: tuple[int, ...]) -> str:
    """Return the message for a Python that is too old."""
    needed, found = ".".join(map(str, OLDEST_PYTHON)), ".".join(map(str, version))
    return f"Python {needed} or newer is needed; this is {found}. Start again with a newer one, for example: python{needed} dev.py demo"


def set_up() -> Path:
    """Make ``.venv`` hold the locked versions and return its Python; does nothing when the stamp says that it does.

    Raises
    ------
    SetUpError
        If there is no way to make the environment or to fetch the packages.

    """
    python = environment_python()
    wanted = stamp()
    if python.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        return python
    started = time.monotonic()
    say("Setting up, once. It takes two to five minutes and needs about 2 GB in .venv.")
    if not python.exists():
        say("  1/2  making .venv")
        make_environment()
    say("  2/2  installing the locked versions")
    STAMP.unlink(missing_ok=True)
    install(python)
    STAMP.write_text(wanted, encoding="utf-8")
    say(f"  ready after {time.monotonic() - started:.0f} s; the next run starts at once\n")
    return python


def environment_python() -> Path:
    """Return where the environment's Python is, whether it exists or not."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def stamp() -> str:
    """Return a digest of all that decides what is installed: dependencies, lock, place and Python version."""
    digest = hashlib.sha256(repr((str(ROOT), sys.version_info[:2], EXTRAS)).encode())
    for path in (ROOT / "pyproject.toml", LOCK):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def make_environment() -> None:
    """Make ``.venv`` with pip in it."""
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False)
    if made.returncode or not environment_python().exists():
        raise SetUpError(
            "this Python cannot make a virtual environment with pip. Install its venv part (on Debian and Ubuntu: "
            "apt-get install python3-venv) or a Python from python.org, then run the same command again."
        )


def install(python: Path) -> None:
    """Install the locked versions and this checkout; pip's own words go to ``.venv/set-up.log``."""
    command = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar", "off", "--no-input"]
    command += ["-c", LOCK.name, "-e", f".[{EXTRAS}]"]
    seen = 0
    with (
        LOG.open("w", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace") as pip,
    ):
        for line in pip.stdout or ():
            log.write(line)
            if line.startswith("Collecting "):
                seen += 1
                show_package(seen, line.split()[1])
            elif line.startswith("Installing collected"):
                show_line("       fetched; unpacking, which takes a minute or two")
    if sys.stdout.isatty():
        say("")
    if pip.returncode:
        raise SetUpError(pip_advice(LOG.read_text(encoding="utf-8")))


def show_package(count: int, name: str) -> None:
    """Say which package is on its way: each one on a terminal, every twenty-fifth in a log."""
    if sys.stdout.isatty():
        show_line(f"       {count} packages, now {name}")
    elif count % 25 == 0:
        say(f"       {count} packages so far")


def show_line(line: str) -> None:
    """Write one line over the last one on a terminal, below it elsewhere."""
    say(f"\r{line[:78]:<78}", end="") if sys.stdout.isatty() else say(line)


def pip_advice(log: str) -> str:
    """Return what went wrong in pip and what to do, from what pip said."""
    if "No module named pip" in log:
        return "there is no pip in .venv. Delete the folder .venv and run the same command again."
    if "No space left on device" in log:
        return "the disk is full. About 2 GB are needed in .venv and as much for pip's temporary files."
    lines = log.strip().splitlines()
    last = "\n".join(f"    {line.strip()}" for line in [line for line in lines if "ERROR:" in line][-3:] or lines[-6:])
    if any(sign in log for sign in NETWORK_SIGNS):
        return (
            "pip could not fetch the packages. Check the network and the proxy settings, and run the same command again. "
            "Without a network, set PIP_NO_INDEX=1 and PIP_FIND_LINKS to a folder of wheels (docs/install.md).\n"
            f"From .venv/set-up.log:\n{last}"
        )
    return f"pip failed. From .venv/set-up.log:\n{last}"


def demo(python: Path, arguments: list[str]) -> int:
    """Analyse the demonstration case file."""
    return run(python, "analyser.demo", "--out", "demo-out", *arguments)


def check(python: Path, arguments: list[str]) -> int:
    """Run every check that is no test and say which failed; all of them run, so that one pass shows everything."""
    del arguments
    checks: dict[str, tuple[str, ...]] = {
        "format": ("-m", "ruff", "format", "--check", "--quiet", "."),
        "lint": ("-m", "ruff", "check", "--quiet", "."),
        "types": ("-m", "mypy", "--no-error-summary"),
        "import layers": ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
    }
    failed = []
    for name, command in checks.items():
        started = time.monotonic()
        done = subprocess.run([str(python), *command], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
        say(f"check: {name:<14} {'FAILED' if done.returncode else 'ok'}  ({time.monotonic() - started:.0f} s)")
        if done.returncode:
            say(done.stdout + done.stderr)
            failed.append(name)
    if failed:
        say(f"Failed: {', '.join(failed)}. Much of format and lint is put right by: python dev.py fix")
    return 1 if failed else 0


def test(python: Path, arguments: list[str]) -> int:
    """Run the checks, then every test; the tests run even if a check failed, and the status tells of both."""
    checked = check(python, [])
    workers = str(min(4, os.cpu_count() or 1))
    tested = run(python, "pytest", "-n", workers, "--dist", "loadfile", *arguments)
    return tested or checked


def fix(python: Path, arguments: list[str]) -> int:
    """Format and mend what ruff can mend."""
    del arguments
    mended = run(python, "ruff", "check", "--fix", "--quiet", ".")
    return run(python, "ruff", "format", "--quiet", ".") or mended


def lock(python: Path, arguments: list[str]) -> int:
    """Write the versions in ``.venv`` to the lock: no URLs, no local version labels, comments of the old lock kept."""
    del arguments
    frozen = subprocess.run([str(python), "-m", "pip", "freeze", "--exclude-editable"], cwd=ROOT, capture_output=True, text=True, check=True)
    LOCK.write_text(locked(frozen.stdout, LOCK.read_text(encoding="utf-8")), encoding="utf-8")
    return 0


def locked(frozen: str, old: str) -> str:
    """Return the new lock: the old one's comments and its lines for other platforms, then the frozen versions, sorted."""
    kept = [line for line in old.splitlines() if line.startswith("#") or ";" in line]
    pins = {line.split("+")[0].strip() for line in frozen.splitlines() if "==" in line and not line.startswith("#")}
    return "\n".join([*kept, *sorted(pins, key=str.lower)]) + "\n"


def run(python: Path, module: str, *arguments: str) -> int:
    """Run a module with the environment's Python in the checkout and return its exit status."""
    return subprocess.run([str(python), "-m", module, *arguments], cwd=ROOT, env=environment(), check=False).returncode


def environment() -> dict[str, str]:
    """Return this process's environment with UTF-8 on, model hubs off, and one thread for each process."""
    return {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", **os.environ, "PYTHONUTF8": "1", "HF_HUB_OFFLINE": "1"}


def say(line: str, end: str = "\n") -> None:
    """Print at once, so that the order of our lines and of our children's is kept."""
    print(line, end=end, flush=True)


COMMANDS = {"demo": demo, "test": test, "check": check, "fix": fix, "lock": lock}

if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("\nStopped.")
        sys.exit(130)
