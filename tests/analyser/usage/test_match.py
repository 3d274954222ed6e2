from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from analyser.domain.codes import Agency, DocumentType, ItemKind, Theme, UseStatus
from analyser.domain.judgements import Item, Judgement
from analyser.domain.text import Document
from analyser.usage import UsageModels, find_items, match_uses
from analyser.usage.match import short_list, was_on_file
from analyser.usage.settings import use_thresholds
from analyser.view import DocumentView
from tests.factories import find_evidence, make_case_file, make_document

View = Callable[[Document], DocumentView]
Judge = Callable[..., tuple[Judgement, ...]]

LETTER = make_document(
    "Dear team,\n\nTia was on the child protection register in 2003 for neglect. She was not brought to two reviews last year.\n\nYours",
    document_id="L1", written_on=date(2007, 1, 5), type=DocumentType.LETTER, agency=Agency.HEALTH_VISITOR,
)  # fmt: skip
POLICE = make_document(
    "Officers attended on 3 January 2007. The father had punched the mother, who had a cut lip. Both had been drinking.",
    document_id="P1", written_on=date(2007, 1, 9), type=DocumentType.POLICE_NOTIFICATION, agency=Agency.POLICE,
)  # fmt: skip
LATER = make_document(
    "Tia told her teacher that she is hit with a belt.",
    document_id="S1", written_on=date(2007, 5, 1), type=DocumentType.LETTER, agency=Agency.SCHOOL,
)  # fmt: skip
UNDATED = make_document("The house was full of rats in 2005.", document_id="H1", written_on=None, type=DocumentType.LETTER, agency=Agency.HOUSING)
ASSESSMENT = make_document(
    "Initial Assessment\n\nThe family have not been known to any authority before. The father punched the mother and she had a cut lip, "
    "which shows that he is dangerous when he has been drinking. Tia likes school.",
    document_id="A1", written_on=date(2007, 2, 1), type=DocumentType.ASSESSMENT,
)  # fmt: skip
DOCUMENTS = (LETTER, POLICE, LATER, UNDATED, ASSESSMENT)


@pytest.fixture
def views(view: View) -> dict[str, DocumentView]:
    return {document.document_id: view(document) for document in DOCUMENTS}


def items_of(views: dict[str, DocumentView], models: UsageModels) -> tuple[Item, ...]:
    return find_items(list(views.values()), make_case_file(*DOCUMENTS), models)


def test_items_point_at_words_of_their_documents(views: dict[str, DocumentView], models: UsageModels) -> None:
    items = items_of(views, models)
    assert items
    for item in items:
        for source in item.sources:
            assert source.span.end <= len(views[source.document_id].document.text)


def test_items_stand_by_weight_with_ids_in_that_order(views: dict[str, DocumentView], models: UsageModels) -> None:
    items = items_of(views, models)
    assert [item.weight for item in items] == sorted((item.weight for item in items), reverse=True)
    assert [item.item_id for item in items] == [f"inf-{n:04d}" for n in range(1, len(items) + 1)]


def test_the_order_of_documents_changes_nothing(views: dict[str, DocumentView], models: UsageModels) -> None:
    assert find_items(list(views.values())[::-1], make_case_file(*DOCUMENTS), models) == items_of(views, models)


def test_uses_rest_on_what_was_on_file(views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    uses = match_uses(views["A1"], judge(views["A1"]), items_of(views, models), views, models)
    assert uses
    assert {source.document_id for use in uses for source in use.sources} <= {"L1", "P1"}


def test_an_earlier_assessment_is_a_source_and_never_its_own(view: View, views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    views["A2"] = view(replace(ASSESSMENT, document_id="A2", written_on=date(2008, 2, 1)))
    told_there = replace(PUNCH, sources=(find_evidence(ASSESSMENT, "The father punched the mother and she had a cut lip"),))
    assert match_uses(views["A1"], judge(views["A1"]), [told_there], views, models) == ()
    (use,) = match_uses(views["A2"], judge(views["A2"]), [told_there], views, models)
    assert use.sources == told_there.sources


def test_evidence_is_words_of_the_assessment_and_none_for_not_used(views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    sentences = {sentence.span for sentence in views["A1"].sentences}
    for use in match_uses(views["A1"], judge(views["A1"], analytical=["dangerous"]), items_of(views, models), views, models):
        assert set(use.evidence) <= sentences
        assert (use.status is UseStatus.NOT_USED) == (not use.evidence)
        assert 0 <= use.confidence <= 1


def told(document: Document, words: str, *, kind: ItemKind, theme: Theme) -> Item:
    return Item("inf-0001", kind, theme, document.agency, (find_evidence(document, words),), document.written_on, 0.9)


REGISTER = told(
    LETTER, "Tia was on the child protection register in 2003 for neglect.", kind=ItemKind.HISTORICAL_CONCERN, theme=Theme.PREVIOUS_CHILD_PROTECTION
)
PUNCH = told(POLICE, "The father had punched the mother, who had a cut lip.", kind=ItemKind.AGENCY_INFORMATION, theme=Theme.DOMESTIC_ABUSE)


def one_use(views: dict[str, DocumentView], models: UsageModels, judged: Sequence[Judgement], items: Sequence[Item], of: int) -> UseStatus:
    return match_uses(views["A1"], judged, items, views, models)[of].status


def test_a_denied_past_contradicts_the_register(views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    assert one_use(views, models, judge(views["A1"]), [REGISTER, PUNCH], 0) is UseStatus.CONTRADICTED


def test_a_matter_weighed_is_used_and_one_told_is_mentioned(views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    assert one_use(views, models, judge(views["A1"], analytical=["dangerous"]), [PUNCH, REGISTER], 0) is UseStatus.USED
    assert one_use(views, models, judge(views["A1"]), [PUNCH, REGISTER], 0) is UseStatus.MENTIONED


def test_without_the_sentence_the_matter_is_not_used(view: View, views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    text = "Initial Assessment\n\nTia likes school. The flat has two bedrooms. Bus passes were given out in March. She reads well."
    views["A1"] = view(replace(ASSESSMENT, text=text))
    assert one_use(views, models, judge(views["A1"]), [PUNCH, REGISTER], 0) is UseStatus.NOT_USED


def test_an_assessment_without_a_date_cannot_be_judged(view: View, views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    views["A1"] = view(replace(ASSESSMENT, written_on=None))
    uses = match_uses(views["A1"], judge(views["A1"]), [REGISTER, PUNCH], views, models)
    assert [(use.status, use.evidence) for use in uses] == [(UseStatus.CANNOT_JUDGE, ())] * 2


def test_nothing_on_file_gives_no_use(views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    assert match_uses(views["A1"], judge(views["A1"]), [], views, models) == ()


@pytest.mark.parametrize(("document", "expected"), [(LETTER, True), (LATER, False), (UNDATED, False), (ASSESSMENT, False)])
def test_only_earlier_dated_documents_were_on_file(view: View, document: Document, *, expected: bool) -> None:
    assert was_on_file(view(document), view(ASSESSMENT)) is expected


def test_a_document_of_the_same_day_was_on_file(view: View) -> None:
    assert was_on_file(view(replace(LETTER, written_on=ASSESSMENT.written_on)), view(ASSESSMENT))


def test_the_list_is_short_and_keeps_the_heaviest(views: dict[str, DocumentView]) -> None:
    many = [replace(REGISTER, item_id=f"inf-{n:04d}", weight=n / 100) for n in range(100)]
    kept = short_list(many, views["A1"], views)
    assert len(kept) == use_thresholds().fewest
    assert min(item.weight for item in kept) == pytest.approx((100 - len(kept)) / 100)


def test_the_source_that_tells_most_stands_first(view: View, views: dict[str, DocumentView], models: UsageModels, judge: Judge) -> None:
    views["A1"] = view(replace(ASSESSMENT, text="Initial Assessment\n\nThere is no history of domestic violence. Tia likes school."))
    weak, strong = find_evidence(POLICE, "Officers attended on 3 January 2007."), PUNCH.sources[0]
    both = replace(PUNCH, sources=(weak, strong))
    (use,) = match_uses(views["A1"], judge(views["A1"]), [both], views, models)
    assert use.status is UseStatus.CONTRADICTED
    assert use.sources == (strong, weak)
