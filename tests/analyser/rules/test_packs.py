from datetime import date
from pathlib import Path

import pytest

from analyser.errors import ConfigError
from analyser.rules import load_rules

HEAD = """\
[about]
version = "1"
source = "our procedures"
licence = "none"
reviewed_on = "2026-01-05"

[pack]
id = "our-borough"
nation = "england"
edition = "local"
local = true
"""
RULE = """
[[rule]]
id = "T12"
indicator = "clock_cp_visit"
starts = "protection_visit"
ends = "protection_visit"
limit = 15
unit = "working_days"
strength = "local"
verified = true
source = "our procedures"
text = "Every three weeks."
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "ours.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "pack"),
    [
        (date(2009, 3, 2), "england-before-2013"),
        (date(2013, 4, 15), "england-wt2013"),
        (date(2018, 7, 3), "england-wt2015"),
        (date(2018, 7, 4), "england-wt2018"),
        (date(2024, 1, 2), "england-wt2023"),
    ],
)
def test_the_pack_is_that_of_the_day(day: date, pack: str) -> None:
    rule = load_rules().rule("clock_icpc", day)
    assert rule is not None
    assert (rule.pack, rule.limit) == (pack, 15)


def test_editions_of_one_nation_do_not_overlap() -> None:
    packs = [pack for pack in load_rules().packs if pack.in_force and pack.nation == "england"]
    assert not [(a.id, b.id) for n, a in enumerate(packs) for b in packs[:n] if a.in_force and b.in_force and a.in_force.overlaps(b.in_force)]


def test_an_edition_that_nobody_has_read_is_never_chosen() -> None:
    assert all(pack.in_force is None for pack in load_rules().packs if pack.id == "england-wt2026")


def test_limits_that_were_not_checked_are_not_verified() -> None:
    book = load_rules()
    unverified = {"clock_lac_review", "clock_lac_next", "clock_placement_visit", "clock_return_interview", "clock_police_protection", "clock_epo"}
    rules = [book.rule(name, date(2019, 1, 1)) for name in (*unverified, "clock_proceedings", "clock_lado", "clock_core_group")]
    assert all(rule is not None and not rule.verified for rule in rules)


def test_another_nation_has_its_own_rules_or_none() -> None:
    assert load_rules("scotland").rule("clock_icpc", date(2019, 1, 1)) is None
    wales = load_rules("wales").rule("clock_core_group", date(2021, 1, 4))
    assert wales is not None
    assert wales.pack == "wales"


def test_ones_own_pack_goes_before_ours(tmp_path: Path) -> None:
    book = load_rules(own=write(tmp_path, HEAD + RULE))
    rule = book.rule("clock_cp_visit", date(2019, 1, 1))
    assert rule is not None
    assert (rule.limit, rule.pack) == (15, "our-borough")
    other = book.rule("clock_icpc", date(2019, 1, 1))
    assert other is not None
    assert other.pack == "england-wt2018"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(HEAD + RULE.replace("limit = 15", "limit = 15\nlimmit = 3"), r"ours\.toml, line 19.*limmit", id="unknown key of a rule"),
        pytest.param(HEAD.replace("local = true", "local = true\ncounty = 3"), r"ours\.toml, line 12.*county", id="unknown key of the pack"),
        pytest.param(HEAD + "\n[rules]\n", r"ours\.toml, line 13.*rules", id="unknown part"),
        pytest.param(HEAD + RULE + RULE, r"ours\.toml, line 25.*overlap", id="one rule twice"),
        pytest.param(HEAD + RULE.replace("limit = 15\n", ""), r"ours\.toml, line 13.*lacks limit", id="no limit"),
        pytest.param(HEAD + RULE.replace('"working_days"', '"fortnights"'), r"ours\.toml, line 13.*not understood", id="unknown unit"),
        pytest.param(HEAD.replace("local = true", "in_force_from = 2019-01-01") + RULE, r"ours\.toml, line 11.*overlap", id="an edition over ours"),
        pytest.param(HEAD + "limit = = 3", r"ours\.toml, line 12", id="no TOML"),
    ],
)
def test_what_is_not_understood_is_refused_with_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load_rules(own=write(tmp_path, text))


def test_one_rule_may_change_from_a_day_on(tmp_path: Path) -> None:
    early = RULE.replace("limit = 15", "limit = 20\nin_force_to = 2018-12-31")
    late = RULE.replace("limit = 15", "limit = 5\nin_force_from = 2019-01-01")
    book = load_rules(own=write(tmp_path, HEAD + early + late))
    limits = [rule.limit for day in (date(2018, 12, 31), date(2019, 1, 1)) if (rule := book.rule("clock_cp_visit", day))]
    assert limits == [20, 5]


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(ConfigError, match="nation"):
        load_rules("mercia")
