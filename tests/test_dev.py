"""The bootstrapper: what decides that set-up is due, what it says when set-up fails, and what the lock may hold."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import dev

PROJECT = tomllib.loads((dev.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = [Requirement(line) for line in dev.LOCK.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def asked_for() -> list[str]:
    """Return every requirement that set-up installs."""
    extras = PROJECT["optional-dependencies"]
    return [*PROJECT["dependencies"], *(line for extra in dev.EXTRAS.split(",") for line in extras[extra])]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty checkout that ``dev`` takes for its own."""
    for name, path in (("ROOT", "."), ("VENV", ".venv"), ("LOCK", "requirements.lock"), ("STAMP", ".venv/stamp"), ("LOG", ".venv/log")):
        monkeypatch.setattr(dev, name, tmp_path / path)
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (tmp_path / "requirements.lock").write_text("one==1.0\n", encoding="utf-8")
    return tmp_path


def made_environment() -> None:
    dev.environment_python().parent.mkdir(parents=True, exist_ok=True)
    dev.environment_python().touch()


@pytest.mark.parametrize("changed", ["pyproject.toml", "requirements.lock"])
def test_set_up_is_due_again_when_a_file_that_decides_it_changes(checkout: Path, changed: str) -> None:
    before = dev.stamp()
    assert dev.stamp() == before
    (checkout / changed).write_text("two==2.0\n", encoding="utf-8")
    assert dev.stamp() != before


def test_a_second_run_installs_nothing(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[Path] = []
    monkeypatch.setattr(dev, "make_environment", made_environment)
    monkeypatch.setattr(dev, "install", installed.append)
    assert dev.set_up() == dev.set_up() == dev.environment_python()
    assert len(installed) == 1
    (checkout / "requirements.lock").write_text("one==1.1\n", encoding="utf-8")
    dev.set_up()
    assert len(installed) == 2


def test_a_set_up_that_failed_is_done_again(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(python: Path) -> None:
        raise dev.SetUpError(f"no network for {python.name}")

    made_environment()
    dev.STAMP.write_text(dev.stamp(), encoding="utf-8")
    (checkout / "requirements.lock").write_text("one==1.1\n", encoding="utf-8")
    monkeypatch.setattr(dev, "install", fail)
    with pytest.raises(dev.SetUpError):
        dev.set_up()
    assert not dev.STAMP.exists()


def test_a_failed_set_up_ends_with_its_message_and_status_2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> Path:
        raise dev.SetUpError("the disk is full")

    monkeypatch.setattr(dev, "set_up", fail)
    assert dev.main(["check"]) == 2
    assert "the disk is full" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("log", "said"),
    [
        pytest.param("ERROR: Could not fetch URL simple/: NewConnectionError", "Check the network", id="no network"),
        pytest.param("ERROR: No matching distribution found for torch", "PIP_FIND_LINKS", id="nothing to be had offline"),
        pytest.param("/x/python: No module named pip", "Delete the folder .venv", id="no pip"),
        pytest.param("OSError: [Errno 28] No space left on device", "disk is full", id="disk full"),
        pytest.param("error: subprocess-exited-with-error", "pip failed", id="anything else"),
    ],
)
def test_what_pip_said_becomes_advice(log: str, said: str) -> None:
    assert said in dev.pip_advice(log)


def test_a_failure_of_another_kind_is_not_called_a_network_failure() -> None:
    assert "network" not in dev.pip_advice("error: metadata-generation-failed")


def test_an_old_python_is_told_which_one_is_needed() -> None:
    assert "3.11 or newer is needed; this is 3.9" in dev.old_python((3, 9))


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["bild"], 2), (["--help"], 0)])
def test_without_a_known_command_the_usage_is_shown(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == status
    shown = capsys.readouterr().out
    assert all(f"  {command} " in shown for command in dev.COMMANDS)


def test_a_failed_check_shows_in_the_status_of_test_even_if_all_tests_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "check", lambda python, arguments: 1)
    monkeypatch.setattr(dev, "run", lambda python, module, *arguments: 0)
    assert dev.test(Path("python"), []) == 1


def test_the_status_of_the_tests_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "check", lambda python, arguments: 0)
    monkeypatch.setattr(dev, "run", lambda python, module, *arguments: 5)
    assert dev.test(Path("python"), []) == 5


def test_everything_asked_for_is_pinned_to_a_version_that_is_allowed() -> None:
    pins = {re.sub(r"[-_.]+", "-", pin.name).lower(): pin for pin in PINS if pin.marker is None}
    for line in asked_for():
        wanted = Requirement(line)
        pin = pins.get(re.sub(r"[-_.]+", "-", wanted.name).lower())
        assert pin is not None, f"{wanted.name} is not in the lock: run python dev.py lock"
        version = str(pin.specifier).removeprefix("==")
        assert wanted.specifier.contains(version, prereleases=True), f"{wanted.name}: {version} is locked, {wanted.specifier} is asked for"


def test_every_line_of_the_lock_pins_one_version_and_names_no_place() -> None:
    assert len(PINS) > 50
    for pin in PINS:
        assert pin.url is None
        assert re.fullmatch(r"==[\w.!]+", str(pin.specifier)), pin.name


def test_a_new_lock_drops_places_and_build_labels_and_keeps_lines_for_other_platforms() -> None:
    old = "# about\nwin==1; sys_platform == 'win32'\ngone==1\n"
    frozen = "-e /somewhere\n# Editable install (x==1)\ntorch==2.13.0+cpu\nAlpha==1.0\nbeta @ file:///wheels/beta.whl\n"
    assert dev.locked(frozen, old) == "# about\nwin==1; sys_platform == 'win32'\nAlpha==1.0\ntorch==2.13.0\n"
