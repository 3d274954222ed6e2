import itertools
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from analyser.domain.codes import DocumentType, EventCategory
from analyser.domain.indicators import IndicatorStatus
from analyser.domain.report import CaseReport
from analyser.formats.writing.page import render_page, say_count, say_percent
from tests.factories import find_evidence, make_case_file, make_document, make_entry, make_indicator, make_mention, make_report

VOID = {"meta", "link", "img", "br", "hr", "input"}


class Page(HTMLParser):
    """What a browser would find: ids, links, element names, the text by id, and whether the tags nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.open: list[tuple[str, str]] = []
        self.text: dict[str, str] = {}
        self.links_in: dict[str, list[str]] = {}
        self.problems: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in values.items()]
        if "id" in values:
            self.ids.append(values["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "a":
            self.hrefs.append(values["href"])
            for _, anchor in self.open:
                self.links_in.setdefault(anchor, []).append(values["href"])
        if tag not in VOID:
            self.open.append((tag, values.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.problems.append(tag)
        else:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for _, anchor in self.open:
            self.text[anchor] = self.text.get(anchor, "") + data


@pytest.fixture(params=["report", "hostile"])
def either(request: pytest.FixtureRequest) -> CaseReport:
    found: CaseReport = request.getfixturevalue(request.param)
    return found


def test_every_link_has_its_end_and_every_id_is_one(either: CaseReport) -> None:
    page = Page(render_page(either))
    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    assert page.hrefs
    assert [href for href in page.hrefs if not href.startswith("#") or href[1:] not in page.ids] == []
    assert page.problems == []
    assert page.open == []


def test_names_for_labels_and_descriptions_exist(either: CaseReport) -> None:
    page = Page(render_page(either))
    names = {"aria-labelledby", "aria-describedby", "for"}
    assert {name for _, attribute, value in page.attributes if attribute in names for name in value.split()} <= set(page.ids)


def test_the_page_has_no_script_and_asks_for_nothing(either: CaseReport) -> None:
    page = Page(render_page(either))
    assert not {tag for tag, _, _ in page.attributes} & {"script", "link", "img", "iframe", "object", "embed", "form", "base", "image", "use"}
    assert not [name for _, name, _ in page.attributes if name.startswith("on") or name in ("src", "srcset", "style", "action", "xlink:href")]
    assert not [value for _, name, value in page.attributes if "http:" in value or "https:" in value or "javascript:" in value]
    css = re.search(r"<style>(.*?)</style>", render_page(either), re.DOTALL)
    assert css is not None
    assert not re.search(r"url\(|@import|https?:", css[1])
    assert "default-src 'none'" in next(value for _, name, value in page.attributes if name == "content" and "src" in value)


def test_what_a_file_says_is_never_markup(hostile: CaseReport) -> None:
    html = render_page(hostile)
    assert "<script" not in html
    assert "<b>01" not in html
    assert "{{ 7*7 }}" in html
    assert html.count("</style>") == 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", html)
    assert "\u202e" in html  # kept, but every stretch of the file's words is isolated
    assert "unicode-bidi: isolate" in html


def test_every_source_leads_to_its_passage_and_back(report: CaseReport) -> None:
    page = Page(render_page(report))
    texts = {document.document_id: document.text for document in report.case_file.documents}
    numbers = {document_id: n for n, document_id in enumerate(texts, 1)}
    rows = [
        (f"e{prefix}{n}", mention.evidence)
        for prefix, entries in (("", report.chronology.entries), ("U", report.chronology.undated))
        for n, entry in enumerate(entries, 1)
        for mention in entry.mentions
    ]
    for row, evidence in rows:
        passage = f"d{numbers[evidence.document_id]}-{evidence.span.start}-{evidence.span.end}"
        assert f"#{passage}" in page.links_in[row]
        assert f"#{row}" in "".join(page.hrefs)
        assert passage in page.ids


def test_both_texts_of_a_use_lead_to_their_passages_and_back(report: CaseReport) -> None:
    page = Page(render_page(report))
    numbers = {document.document_id: n for n, document in enumerate(report.case_file.documents, 1)}
    order = {"inf-0001": 1, "inf-0002": 2, "inf-0003": 3}
    for use in report.uses:
        row = f"a1-i{order[use.item.item_id]}"
        passages = [(source.document_id, source.span) for source in use.sources] + [(use.assessment_id, span) for span in use.evidence]
        for document_id, span in passages:
            assert f"#d{numbers[document_id]}-{span.start}-{span.end}" in page.links_in[row]
        assert page.hrefs.count(f"#{row}") >= len(passages)


def test_the_marked_words_are_the_cited_words(report: CaseReport) -> None:
    page = Page(render_page(report))
    spans = [mention.evidence.span for entry in report.chronology.entries for mention in entry.mentions if mention.evidence.document_id == "D02"]
    booked = spans[-1]
    assert page.text[f"d2-{booked.start}-{booked.end}"] == booked.of(report.case_file.documents[1].text) + "4"  # 4 leads back to the row


def test_a_document_stands_on_the_page_whole(report: CaseReport) -> None:
    html = render_page(report)
    for document in report.case_file.documents:
        number = report.case_file.documents.index(document) + 1
        judged = document.type is DocumentType.ASSESSMENT
        opening = f'<div class="paper labelled" id="d{number}" dir="auto">' if judged else '<div class="paper" dir="auto">'
        papers = [part.split("</div>")[0] for part in html.split(opening)[1:]]
        bare = [re.sub(r'<a class="back".*?</a>|<b class="letter">.*?</b>|<span class="unseen">.*?</span>', "", paper) for paper in papers]
        plain = [re.sub(r"<[^>]+>", "", paper).replace("&amp;", "&").replace("&#39;", "'") for paper in bare]
        assert document.text in plain


def test_headings_never_skip_a_level(report: CaseReport) -> None:
    levels = Page(render_page(report)).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_planned_and_disputed_events_say_so_in_words(report: CaseReport) -> None:
    page = Page(render_page(report))
    assert "Planned when recorded" in page.text["e4"]
    assert "Sources differ" in page.text["e3"]
    assert "Sun 11 March 2007 / Mon 12 March 2007" in page.text["e3"]
    assert "Ann 2" in page.text["e1"]
    assert "Bea" not in page.text["e1"]
    assert "Unclear" in page.text["eU1"]


def test_absence_is_worded_with_care_and_contradiction_as_a_question(report: CaseReport) -> None:
    page = Page(render_page(report))
    assert "Do these two agree?" in page.text["a1-i1"]
    assert "Not found in the assessment as supplied" in page.text["a1-i2"]
    assert [status for status in ("a1-contradicted", "a1-not_used", "a1-used") if status in page.ids] == sorted(
        ["a1-contradicted", "a1-not_used", "a1-used"], key=page.ids.index
    )


def test_a_sentence_carries_its_letter_not_colour_alone(report: CaseReport) -> None:
    html = render_page(report)
    assert re.findall(r"\[</span>([ADP])<span", html) == ["D", "D", "A", "P"]


def test_a_bare_case_gives_a_page_that_says_so() -> None:
    html = render_page(make_report(make_case_file(make_document("Nothing.", written_on=None, type=None, agency=None))))
    page = Page(html)
    assert set(page.hrefs) <= {f"#{anchor}" for anchor in page.ids}
    assert "No dated event was found" in html
    assert "None of the papers shows when it was written" in html
    assert "No assessment or supervision record" in html


def test_feedback_leads_to_its_sentence_by_number_and_to_its_rows(report: CaseReport) -> None:
    html = render_page(report)
    span = report.profiles[0].strengths[0].spans[0]
    assert f'sentence <a href="#d3-{span.start}-{span.end}">4</a>' in html
    assert 'row <a href="#a1-i1">A1.1</a>' in html
    assert ">↑4</a>" in html


def test_an_assessment_with_nothing_earlier_on_file_is_not_said_to_have_overlooked_nothing(report: CaseReport) -> None:
    html = render_page(replace(report, uses=(), profiles=(replace(report.profiles[0], prompts=()),)))
    assert "no matter on file before it was found" in html
    assert 'data-head="Not found"' not in html


def test_a_supervision_record_is_not_compared_with_the_file(report: CaseReport) -> None:
    html = render_page(replace(report, uses=(), profiles=(replace(report.profiles[0], label=None, prompts=()),)))
    assert "not compared with the file" in html
    assert "Not labelled as a whole" in html


def test_checks_of_the_whole_file_stand_with_their_passages(report: CaseReport) -> None:
    document = report.case_file.documents[1]
    check = make_indicator("child_seen_alone", IndicatorStatus.NOT_EVIDENCED, evidence=(find_evidence(document, "H/V to mum"),))
    page = Page(render_page(replace(report, indicators=(check,))))
    assert "Was the child seen alone?" in page.text["k1"]
    assert "Not evidenced in the papers supplied" in page.text["k1"]
    assert "unverified limit" in page.text["k1"]
    assert "#d2-0-10" in page.links_in["k1"]


def test_a_routine_event_of_a_file_without_significant_ones_is_listed_at_once() -> None:
    document = make_document()
    html = render_page(make_report(make_case_file(document), entries=[make_entry(make_mention(document, "H/V"))]))
    assert re.search(r'id="all-events"[^>]*checked', html)
    assert not re.search(r'id="only-significant"[^>]*checked', html)


def test_events_can_be_chosen_by_the_lane_that_they_stand_in() -> None:
    document = make_document()
    visit = make_entry(make_mention(document, "H/V", category=EventCategory.HOME_VISIT))
    blow = make_entry(make_mention(document, "mum", category=EventCategory.DOMESTIC_ABUSE), significant=True)
    html = render_page(make_report(make_case_file(document), entries=[visit, blow]))
    rows = re.findall(r'<tr id="e\d+" class="\w+ (lane-\d)"', html)
    assert len(set(rows)) == 2
    offered = re.findall(r'<input type="radio" name="lane" id="(lane-\w+)"', html)
    assert offered == ["lane-any", *sorted(rows)]
    for lane in rows:
        assert f"#chronology:has(#{lane}:checked) #the-events tbody tr:not(.{lane}):not(:target)" in html
    counts = re.findall(r'(\w[\w ]+) <span class="of-significant">\((\d)\)</span><span class="of-all">\((\d)\)</span>', html)
    assert counts == [("Harm and incidents", "1", "1"), ("Referrals and contact", "0", "1")]
    alone = render_page(make_report(make_case_file(document), entries=[visit]))
    assert 'name="lane"' not in alone


@pytest.mark.parametrize(("number", "said"), [(0, "no events"), (1, "1 event"), (2, "2 events"), (1200, "1,200 events")])
def test_counts_are_said_in_words(number: int, said: str) -> None:
    assert say_count(number, "event") == said


@pytest.mark.parametrize(("share", "said"), [(0.0, "0%"), (0.004, "under 1%"), (0.145, "14%"), (1.0, "100%")])
def test_a_small_share_is_not_said_to_be_none(share: float, said: str) -> None:
    assert say_percent(share) == said
