from pathlib import Path

import pytest

from analyser.errors import ModelError
from analyser.weights import load_manifest, weights_digests, weights_group, weights_path
from models.manifest import drop_group, put_entry


def release(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / f"{name.replace('_', '-')}.safetensors"
        path.write_bytes(content)
        put_entry(path.stem, path, group=path.stem.partition("-")[0], licence="Apache-2.0", card="models/cards/x.md")
    return folder


def test_finds_files_of_a_folder_of_ones_own(tmp_path: Path) -> None:
    release(tmp_path, heads_b=b"two", heads_a=b"one", alone=b"three")
    assert list(load_manifest(tmp_path)) == ["alone", "heads-a", "heads-b"]
    assert weights_path(str(tmp_path / "alone")).read_bytes() == b"three"
    assert {name: path.read_bytes() for name, path in weights_group(str(tmp_path / "heads")).items()} == {"a": b"one", "b": b"two"}
    assert weights_group(str(tmp_path / "head")) == {}


@pytest.mark.parametrize("content", [b"tvo", b"", b"two ", None])
def test_refuses_altered_and_missing_weights(tmp_path: Path, content: bytes | None) -> None:
    path = release(tmp_path, heads_a=b"two") / "heads-a.safetensors"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(ModelError, match=r"heads-a\.safetensors"):
        weights_path(str(tmp_path / "heads-a"))
    with pytest.raises(ModelError):
        weights_group(str(tmp_path / "heads"))


def test_refuses_unknown_names_and_manifests_that_lead_elsewhere(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no entry"):
        weights_path(str(release(tmp_path, alone=b"x") / "other"))
    manifest = tmp_path / "manifest.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("alone.safetensors", "../alone.safetensors"), encoding="utf-8")
    with pytest.raises(ModelError, match="leads out"):
        load_manifest(tmp_path)
    manifest.write_text("[models.alone]\nfile = 3\n", encoding="utf-8")
    with pytest.raises(ModelError):
        load_manifest(tmp_path)


def test_drops_a_group_with_its_files(tmp_path: Path) -> None:
    release(tmp_path, heads_b=b"two", alone=b"three")
    drop_group(tmp_path, "heads")
    assert list(load_manifest(tmp_path)) == ["alone"]
    assert sorted(path.name for path in tmp_path.glob("*.safetensors")) == ["alone.safetensors"]


def test_every_released_file_is_the_one_the_manifest_names() -> None:
    for name, digest in weights_digests().items():
        assert len(digest) == 64
        assert weights_path(name).stat().st_size < 30_000_000
