import pytest

from analyser.domain.codes import Agency
from tests.analyser.indicators.conftest import Ask


@pytest.mark.parametrize(
    ("text", "status", "states"),
    [
        pytest.param("Present: TM Ellis, DS Khan, Dr Rao, Ms Hill DSL.", "met", "attended attended attended attended", id="all four"),
        pytest.param(
            "Strategy discussion: TM Ellis and DS Khan by phone. Agreed joint s47.",
            "flagged",
            "by_phone by_phone not_mentioned not_mentioned",
            id="two",
        ),
        pytest.param(
            "Present: TM Ellis, DS Khan, Ms Hill DSL.\nHV invited, apologies, sent report.",
            "flagged",
            "attended attended information_supplied attended",
            id="a report in place of coming",
        ),
        pytest.param(
            "Present: TM Ellis, DS Khan, HV Bell.\nSchool to be told of the outcome.",
            "met",
            "attended attended attended not_mentioned",
            id="near miss: only to be told; at four no school is expected",
        ),
        pytest.param("Agreed to go to s47.", "cannot_compute", "not_mentioned not_mentioned not_mentioned not_mentioned", id="nobody named"),
    ],
)
def test_who_took_part(ask: Ask, text: str, status: str, states: str) -> None:
    found = ask("strategy_attendance", ("2008-03-06", "strategy_discussion", text))
    assert found.status == status
    assert found.value == dict(zip(("social_care", "police", "health", "education"), states.split(), strict=True))


def test_who_referred_is_expected_too(ask: Ask) -> None:
    found = ask(
        "strategy_attendance",
        ("2008-03-01", "referral", "Mother hit child."),
        ("2008-03-06", "strategy_discussion", "Present: TM Ellis, DS Khan, Dr Rao, Ms Hill DSL."),
        agencies=[Agency.DOMESTIC_ABUSE_SERVICE],
    )
    assert found.status == "flagged"


def test_without_a_discussion_there_is_no_evidence(ask: Ask) -> None:
    assert ask("strategy_attendance", ("2008-03-06", "case_note", "H/V.")).status == "not_evidenced"
