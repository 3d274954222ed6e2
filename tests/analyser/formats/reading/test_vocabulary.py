from pathlib import Path

import pytest

from analyser.domain.codes import Agency, DocumentType
from analyser.errors import ConfigError
from analyser.formats.reading.vocabulary import load_vocabulary
from analyser.lexicons import load_table


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("case_note", "case_note"),
        ("Case Note - Home Visit", "case_note"),
        ("Case Note - Strategy Discussion", "strategy_discussion"),
        ("C&F Assessment", "assessment"),
        ("CHILD AND FAMILY ASSESSMENT (v3)", "assessment"),
        ("Single Assessment Update", "assessment"),
        ("STVC", "case_note"),
        ("Email from school", "email"),
        ("E-mail", "email"),
        ("Letter - Conference Invitation", "letter"),
        ("ICPC minutes", "conference_minutes"),
        ("Initial Child Protection Conference", "conference_minutes"),
        ("Core Group Meeting", "meeting_minutes"),
        ("Supervision - Case Discussion", "supervision"),
        ("Merlin", "police_notification"),
        ("Child Protection Plan", "plan"),
        ("Closing Summary", "transfer_summary"),
        ("Chronology", "chronology"),
        ("MARF", "referral"),
        ("Section 7 report", "legal"),
        ("Health Visitor's Report", "agency_report"),
        ("Genogram", None),
        ("", None),
    ],
)
def test_types_of_other_systems_are_known(value: str, code: str | None) -> None:
    assert load_vocabulary().type_of(value) == (DocumentType(code) if code else None)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("health_visitor", "health_visitor"),
        ("Health Visitor", "health_visitor"),
        ("HV", "health_visitor"),
        ("3B", "health_visitor"),
        ("School nurse", "school_nurse"),
        ("School - Primary", "school"),
        ("St Aidan's Primary School", "school"),
        ("2B: Education services", "education_welfare"),
        ("Adult Social Care", "adult_social_care"),
        ("Children's Social Care", "childrens_social_care"),
        ("J. Example, Duty SW", "childrens_social_care"),
        ("DC Example, CAIU", "police"),
        ("Community Midwife", "midwifery"),
        ("Consultant Paediatrician", "hospital"),
        ("Consultant Psychiatrist", "adult_mental_health"),
        ("Women's Refuge", "domestic_abuse_service"),
        ("Anonymous", "other"),
        ("Plumbing Ltd", None),
    ],
)
def test_agencies_of_other_systems_are_known(value: str, code: str | None) -> None:
    assert load_vocabulary().agency_of(value) == (Agency(code) if code else None)


def test_a_users_file_goes_before_ours(tmp_path: Path) -> None:
    own = tmp_path / "codes.toml"
    own.write_text('[types]\nplan = ["Home Visit"]\n[agencies]\ngp = ["The Elms"]\n[columns]\ntext = ["Story"]\n', encoding="utf-8")
    vocabulary = load_vocabulary(own)
    assert vocabulary.type_of("Case Note - Home Visit") is DocumentType.PLAN
    assert vocabulary.agency_of("the elms") is Agency.GP
    assert vocabulary.columns["text"][0] == "story"
    assert load_vocabulary().type_of("Case Note - Home Visit") is DocumentType.CASE_NOTE


@pytest.mark.parametrize(
    "content",
    ["not toml [", '[types]\nminutes = ["x"]\n', '[colours]\nred = ["x"]\n', '[types]\nplan = "x"\n'],
    ids=["syntax", "unknown code", "unknown table", "no list"],
)
def test_a_users_file_that_cannot_be_used_is_refused(tmp_path: Path, content: str) -> None:
    own = tmp_path / "codes.toml"
    own.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"codes\.toml"):
        load_vocabulary(own)


@pytest.mark.parametrize(("name", "table", "codes"), [("document_types", "types", DocumentType), ("agencies_map", "agencies", Agency)])
def test_the_tables_name_only_codes_that_exist_and_no_word_twice(name: str, table: str, codes: type[DocumentType] | type[Agency]) -> None:
    words = load_table(f"taxonomies/{name}")[table]
    assert set(words) <= {str(code) for code in codes}
    phrases = [phrase for entry in words.values() for phrase in set(entry.get("phrases", ()))]
    assert {phrase for phrase in phrases if phrases.count(phrase) > 1} == set()
    exact = [word for entry in words.values() for word in set(entry.get("exact", ()))]
    assert {word for word in exact if exact.count(word) > 1} == set()
