from pathlib import Path

import pytest

from analyser.config import Settings, read_settings
from analyser.errors import ConfigError


def test_a_file_may_name_some_models_and_leave_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('[models]\nlabeller = "own"\n', encoding="utf-8")
    assert read_settings(file) == Settings(labeller="own")


def test_other_settings_have_another_digest() -> None:
    assert Settings().digest() == Settings().digest() != Settings(labeller="own").digest()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param('[models]\nlabeler = "own"\n', "labeler", id="misspelt model"),
        pytest.param("[speed]\nfast = true\n", "speed", id="unknown table"),
        pytest.param("[models\n", "TOML", id="no TOML"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=f"settings.toml: .*{named}"):
        read_settings(file)
