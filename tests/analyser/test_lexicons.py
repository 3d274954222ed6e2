import pytest

from analyser.errors import LexiconError
from analyser.lexicons import load_table, versions


def test_every_data_file_has_its_header() -> None:
    assert versions(), "the package ships data files"
    assert all(version for version in versions().values())


def test_a_missing_file_is_named() -> None:
    with pytest.raises(LexiconError, match=r"analyser/data/lexicons/none\.toml"):
        load_table("lexicons/none")
