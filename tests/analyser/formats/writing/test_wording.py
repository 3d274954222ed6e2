import pytest

from analyser.domain import codes
from analyser.formats.writing.wording import confidence_words, label, lanes, printable, report_words

LABELLED = {
    "document_type": codes.DocumentType,
    "agency": codes.Agency,
    "category": codes.EventCategory,
    "event_status": codes.EventStatus,
    "theme": codes.Theme,
    "item_kind": codes.ItemKind,
    "use_status": codes.UseStatus,
    "use_heading": codes.UseStatus,
    "use_note": codes.UseStatus,
    "sentence_label": codes.SentenceLabel,
    "sentence_letter": codes.SentenceLabel,
    "sentence_note": codes.SentenceLabel,
}


@pytest.mark.parametrize("kind", LABELLED)
def test_every_code_has_its_own_words(kind: str) -> None:
    table = report_words()["label"][kind]
    assert set(table) == set(LABELLED[kind])
    assert len(set(table.values())) == len(table)


def test_every_category_has_one_lane() -> None:
    placed = [category for _, categories in lanes() for category in categories]
    assert sorted(placed) == sorted(codes.EventCategory)


def test_an_unknown_code_is_readable_and_none_is_empty() -> None:
    assert label("agency", "fire_service") == "Fire service"
    assert label("agency", None) == ""


@pytest.mark.parametrize(("confidence", "words"), [(0.8, "high"), (0.79, "medium"), (0.6, "medium"), (0.59, "low, check it")])
def test_confidence_has_three_bands(confidence: float, words: str) -> None:
    assert confidence_words(confidence) == words


def test_what_no_page_can_hold_is_replaced_one_for_one() -> None:
    text = "a\x00b\ud800c\tline\nend\U0001f600\u202e"
    assert printable(text) == "a\ufffdb\ufffdc\tline\nend\U0001f600\u202e"
    assert len(printable(text)) == len(text)


def test_no_sentence_of_ours_says_that_something_was_not_done() -> None:
    said = " ".join(str(value) for value in report_words()["said"].values()).lower()
    for claim in ("was not done", "failed to", "risk score of", "neglected", "poor practice"):
        assert claim not in said
