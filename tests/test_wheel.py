"""What ships: the wheel holds the product and all it needs and nothing else; the source distribution holds no annotated data."""

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent
LARGEST_FILE = 30 * 2**20

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the wheel and the source distribution, built from this checkout without a network."""
    folder = tmp_path_factory.mktemp("built")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def unpacked(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    wheel.extractall(folder)
    return folder


def tracked(folder: str) -> set[str]:
    """Return the files under a folder of the checkout that belong to it, without what Python leaves behind."""
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts}


def run(unpacked: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the unpacked wheel before everything else, away from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONUTF8": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=unpacked, env=environment, capture_output=True, text=True, encoding="utf-8", timeout=300)


def test_the_wheel_holds_only_the_product(wheel: zipfile.ZipFile) -> None:
    tops = {PurePosixPath(name).parts[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"analyser"}


def test_the_wheel_holds_every_module_and_data_file(wheel: zipfile.ZipFile) -> None:
    assert tracked("analyser") - set(wheel.namelist()) == set()


def test_the_wheel_holds_the_released_weights_with_their_notices(wheel: zipfile.ZipFile) -> None:
    weights = {name.removeprefix("models/released/") for name in tracked("models/released")}
    packed = {name.removeprefix("analyser/data/models/") for name in wheel.namelist() if name.startswith("analyser/data/models/")}
    assert packed == weights
    assert any(name.startswith("LICENSE") for name in packed)
    assert any(name.endswith(".onnx") for name in packed)


def test_no_file_of_the_wheel_is_larger_than_a_release_allows(wheel: zipfile.ZipFile) -> None:
    assert [info.filename for info in wheel.infolist() if info.file_size >= LARGEST_FILE] == []


def test_the_licence_goes_along(wheel: zipfile.ZipFile) -> None:
    (licence,) = [name for name in wheel.namelist() if name.endswith("dist-info/licenses/LICENSE")]
    assert wheel.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_the_source_distribution_holds_no_annotated_data_and_no_workbench(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = [PurePosixPath(name).relative_to(PurePosixPath(name).parts[0]) for name in archive.getnames()]
    tops = {name.parts[0] for name in names if name.parts}
    assert tops & {"annotation", "evaluation", "docs", "out", "demo-out", ".venv"} == set()
    assert [name for name in names if name.parts[0] == "models" and name.parts[1] != "released"] == []
    assert {"analyser", "tests", "pyproject.toml", "LICENSE"} <= tops


def test_the_unpacked_wheel_is_what_runs(unpacked: Path) -> None:
    done = run(unpacked, "-c", "import analyser; print(analyser.__file__)")
    assert Path(done.stdout.strip()).is_relative_to(unpacked)


def test_the_unpacked_wheel_shows_its_help(unpacked: Path) -> None:
    done = run(unpacked, "-m", "analyser", "--help")
    assert done.returncode == 0, done.stderr
    assert "run" in done.stdout
    assert "timex" in done.stdout


def test_the_unpacked_wheel_analyses_the_demonstration_with_its_own_weights(unpacked: Path, tmp_path: Path) -> None:
    done = run(unpacked, "-m", "analyser.demo", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "RB-2291" / "report.html").stat().st_size > 0
