"""One small rich case and one hostile case, made in memory; nobody in them exists."""

from datetime import date

import pytest

from analyser.domain.codes import AssessmentLabel, DocumentType, EventCategory, EventStatus, SentenceLabel, Theme, UseStatus
from analyser.domain.dates import DateInterval
from analyser.domain.events import Conflict
from analyser.domain.judgements import Feedback
from analyser.domain.report import CaseReport
from analyser.domain.text import CaseFile, Child, Evidence, NotAnalysed, Span
from tests.factories import (
    find_evidence,
    make_case_file,
    make_day,
    make_document,
    make_entry,
    make_judgement,
    make_mention,
    make_profile,
    make_report,
    make_use,
)

LETTER = "In spring 2005 Ann was seen with a burn to her arm. The nursery rang the GP about it. No reply was received."
NOTE = "H/V to mum and Ann on 12/03/07. House cold & no food in. Visit booked for 20/03/07. Ann has never been hurt, mum says."
ASSESSMENT = (
    "Initial assessment\nAnn is four. She has never been injured. The cold house tells on her chest, because it has not been mended. To visit weekly."
)
CHILDREN = (Child("Ann Example", ("A",), date(2003, 1, 5)), Child("Bea Example", (), date(2007, 6, 1)))
HOSTILE = "<script>alert(1)</script> \"q\" 'a' & =1+1 \u202egnp.exe\u202c \U0001f600 \x00\x07\x1b \ud800 </style><!-- ]]> {{ 7*7 }} " + 300 * "x"


@pytest.fixture
def report() -> CaseReport:
    """Two sources of one event that disagree, every status, overlapping passages, an assessment with every label and use."""
    letter = make_document(LETTER, document_id="Letter 1/2", written_on=date(2005, 6, 2), type=DocumentType.LETTER, title="Burn clinic")
    note = make_document(NOTE, document_id="D02", written_on=date(2007, 3, 13), author="A. Worker")
    assessment = make_document(ASSESSMENT, document_id="D03", written_on=date(2007, 4, 2), type=DocumentType.ASSESSMENT, title="Initial assessment")
    burn = make_mention(
        letter,
        "In spring 2005 Ann was seen with a burn to her arm.",
        value="2005-SP",
        interval=DateInterval(date(2005, 3, 1), date(2005, 5, 31)),
        category=EventCategory.INJURY_MEDICAL,
        significant=True,
    )
    visit = make_mention(note, "H/V to mum and Ann on 12/03/07")
    other_visit = make_mention(note, "mum and Ann on 12/03/07. House cold", value="2007-03-11", interval=make_day(2007, 3, 11))
    booked = make_mention(note, "Visit booked for 20/03/07", value="2007-03-20", interval=make_day(2007, 3, 20), status=EventStatus.PLANNED)
    unanswered = make_mention(letter, "No reply was received", value="2005-06/", interval=DateInterval(date(2005, 6, 1), None))
    undated = make_mention(note, "Ann has never been hurt", value=None, status=EventStatus.UNCERTAIN, significant=True)
    judgements = [
        make_judgement(assessment, "Initial assessment", SentenceLabel.OTHER),
        make_judgement(assessment, "Ann is four.", SentenceLabel.DESCRIPTIVE),
        make_judgement(assessment, "She has never been injured.", SentenceLabel.DESCRIPTIVE),
        make_judgement(assessment, "The cold house tells on her chest, because it has not been mended.", SentenceLabel.ANALYTICAL),
        make_judgement(assessment, "To visit weekly.", SentenceLabel.PLAN),
    ]
    cold = find_evidence(assessment, "The cold house tells on her chest").span
    return make_report(
        make_case_file(letter, note, assessment, children=CHILDREN),
        entries=[
            make_entry(burn, summary="Ann was seen with a burn to her arm", significant=True, reasons=("injury to a young child",), people=("Ann",)),
            make_entry(unanswered, event_id="ev-0002", summary="No reply was received"),
            make_entry(visit, other_visit, event_id="ev-0003", conflict=Conflict("date", ("2007-03-11", "2007-03-12"))),
            make_entry(booked, event_id="ev-0004", summary="Visit booked"),
        ],
        undated=[make_entry(undated, event_id="ev-0005", summary="Ann has never been hurt", significant=True)],
        profiles=[
            make_profile(
                assessment,
                judgements,
                label=AssessmentLabel.DESCRIPTIVE,
                strengths=[Feedback("It says what the cold house means for the child.", (cold,))],
                prompts=[Feedback("The file tells of a burn. How does it bear on this?", (), ("inf-0001",))],
            )
        ],
        uses=[
            make_use(
                assessment,
                find_evidence(letter, "seen with a burn to her arm. The nursery rang"),
                status=UseStatus.CONTRADICTED,
                theme=Theme.UNEXPLAINED_INJURY,
                evidence=[find_evidence(assessment, "never been injured").span],
            ),
            make_use(assessment, find_evidence(letter, "The nursery rang the GP"), item_id="inf-0002", status=UseStatus.NOT_USED),
            make_use(
                assessment,
                *[Evidence("D02", Span(32 + n, 56)) for n in range(5)],
                item_id="inf-0003",
                status=UseStatus.USED,
                evidence=[Span(cold.start - 10, cold.end)],
            ),
        ],
        not_analysed=[NotAnalysed("scan.pdf", "has no text layer", "Run text recognition on it.")],
    )


@pytest.fixture
def hostile() -> CaseReport:
    """Everything that a file's words could try, in every field that comes from a file."""
    document = make_document(HOSTILE, document_id="=D<b>01", author=HOSTILE, title=HOSTILE)
    assessment = make_document(HOSTILE, document_id="A\"'>", type=DocumentType.ASSESSMENT, title=HOSTILE)
    mention = make_mention(document, HOSTILE)
    judgement = make_judgement(assessment, HOSTILE, SentenceLabel.ANALYTICAL)
    entries = [
        make_entry(mention, event_id=f"ev-{n:04d}", summary=start + HOSTILE, significant=True, people=(HOSTILE,), reasons=(HOSTILE,))
        for n, start in enumerate(("", "=", "+", "-", "@", "\t", "\r", "＝"), 1)
    ]
    return make_report(
        CaseFile("=case<i>", (document, assessment), (Child(HOSTILE, (), date(2003, 1, 5)),)),
        entries=entries,
        profiles=[make_profile(assessment, [judgement], strengths=[Feedback(HOSTILE, (judgement.sentence.span,))])],
        uses=[make_use(assessment, find_evidence(document, "alert(1)"), evidence=[Span(0, 8)], status=UseStatus.MENTIONED)],
        not_analysed=[NotAnalysed(HOSTILE, HOSTILE, HOSTILE)],
    )
