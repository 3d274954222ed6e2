import pytest

from annotation.agreement import agreement, cohen_kappa


def test_kappa_of_a_worked_example() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed .70, by chance .50
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert cohen_kappa(first, second) == pytest.approx(0.4)


def test_kappa_of_perfect_chance_and_contrary_labels() -> None:
    assert cohen_kappa(["a", "b"], ["a", "b"]) == 1.0
    assert cohen_kappa(["a", "a"], ["a", "a"]) == 1.0
    assert cohen_kappa(["a", "b"], ["b", "a"]) == -1.0
    with pytest.raises(ValueError, match="at least one"):
        cohen_kappa([], [])


def test_intervals_hold_the_value_and_widen_with_fewer_groups() -> None:
    first, second = ["a", "b"] * 30, ["a", "b", "a", "a", "b", "b"] * 10
    many = agreement(first, second, [str(i) for i in range(60)])
    few = agreement(first, second, [str(i // 20) for i in range(60)])
    assert many["low"] <= many["kappa"] <= many["high"]
    assert many["kappa"] == few["kappa"]
    assert many["n"] == 60
