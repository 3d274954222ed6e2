"""The rule that judges an assessment as a whole."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyser.analytic.clauses import split_clauses
from analyser.analytic.profile import profile_assessment
from analyser.domain.codes import AssessmentLabel, DocumentType, SentenceLabel
from analyser.domain.judgements import AssessmentProfile, Judgement, LabelScores
from analyser.domain.text import Document, Sentence, SentenceKind, Span
from analyser.segment import split_sentences

FACTS = (
    "Mum was seen at home on Tuesday, and the kitchen was clean, and the beds had sheets on them.",
    "School report that attendance is ninety one per cent, and he wears the right uniform.",
    "The flat is on the second floor, and there are two bedrooms with a shared landing.",
    "The health visitor weighed the baby in clinic, and his red book was filled in that day.",
    "Kyle likes football, and he has two friends in his class who live close by.",
    "There are arrears on the rent, and a payment plan was signed with the landlord in May.",
)
REWORDED = (
    "On Tuesday a home visit found mum in, a clean kitchen and made beds.",
    "He attends nine days in ten, in uniform.",
    "It is a two bedroom flat two floors up.",
    "At clinic the baby was weighed and the book completed.",
    "He plays football with two classmates from nearby.",
    "Rent is owed and is being paid off under an agreement since May.",
)
MEANINGS = (
    "The pattern of lates follows the nights his mother works, which suggests that he is getting himself and the "
    "baby up and that more notes home will not change it.",
    "Her account of the fall suggests neither malice nor care: a child of two left by the stairs was going to fall,"
    " and nobody in the house has yet said who was watching him.",
    "That all three services describe hunger on Mondays suggests that weekends are when care breaks down, so visits"
    " in the week have been looking at the wrong days.",
    "His silence when his stepfather is named suggests fear rather than loyalty, as he talks freely of every other "
    "adult, and this is the risk that the last plan passed over.",
    "The help from his grandmother suggests a family that can keep him safe for now, though she has said that she "
    "cannot go on past the summer and nobody has planned for that.",
    "Two earlier plans ended within a month of each other in the same way, which suggests that a third of the same "
    "kind would end so too unless the drinking itself is treated.",
    "Taken with the missed clinics the weight loss suggests neglect of basic needs and not illness, because he "
    "gained at once in the ten days he was with his aunt.",
    "What she says she wants for him suggests that change is possible, yet wanting has come before each relapse, "
    "and his age means that he cannot wait for another year.",
    "The father's absence from every meeting suggests less a lack of interest than that nobody wrote to him, and "
    "until he is asked half of the risk is not known to us.",
    "That he eats at school and hides the rest suggests he does not trust that there will be food tomorrow, and a "
    "tidy fridge on one visit cannot outweigh what he does each day.",
)


def label(text: str) -> SentenceLabel:
    """A stand-in for the labeller: one word decides."""
    if "suggests" in text:
        return SentenceLabel.ANALYTICAL
    return SentenceLabel.PLAN if text.endswith("to be done.") else SentenceLabel.DESCRIPTIVE


def clauses_of(sentence: Sentence, text: str) -> tuple[Span, ...]:
    """Every clause of an analytical sentence, as if each were analysis on its own."""
    start = sentence.span.start
    return tuple(Span(start + clause.start, start + clause.end) for clause in split_clauses(sentence.span.of(text)))


def profile(sentences: Sequence[str], *, judged: bool = True) -> AssessmentProfile:
    document = Document("D1", "\n".join(sentences), type=DocumentType.ASSESSMENT)
    judgements = []
    for sentence in split_sentences(document.text):
        found = SentenceLabel.OTHER if sentence.kind is SentenceKind.HEADING else label(sentence.span.of(document.text))
        scores = LabelScores(**{str(each): float(each is found) for each in SentenceLabel})
        judgements.append(
            Judgement(sentence, found, scores, analysis=clauses_of(sentence, document.text) if found is SentenceLabel.ANALYTICAL else ())
        )
    return profile_assessment(document, judgements, judged=judged)


UNTIMED = settings(deadline=None)  # what a paper takes hangs on what else the machine does
PAPERS = st.tuples(
    st.lists(st.sampled_from(range(len(FACTS))), min_size=1, max_size=8),
    st.lists(st.sampled_from(MEANINGS), max_size=len(MEANINGS)),
    st.integers(0, 2**16),
)


def paper(facts: Sequence[str], meanings: Sequence[str], turn: int) -> list[str]:
    """Facts and meanings mixed: meanings stand after a fact chosen by ``turn``."""
    cut = turn % (len(facts) + 1)
    return [*facts[:cut], *meanings, *facts[cut:]]


@UNTIMED
@given(PAPERS)
def test_repeated_description_never_raises_p(drawn: tuple[list[int], list[str], int]) -> None:
    chosen, meanings, turn = drawn
    facts = [FACTS[i] for i in chosen]
    before = profile(paper(facts, meanings, turn)).p_analytical
    assert profile(paper([*facts, *facts], meanings, turn)).p_analytical <= before


@UNTIMED
@given(PAPERS)
def test_reworded_description_never_raises_p(drawn: tuple[list[int], list[str], int]) -> None:
    chosen, meanings, turn = drawn
    before = profile(paper([FACTS[i] for i in chosen], meanings, turn)).p_analytical
    assert profile(paper([REWORDED[i] for i in chosen], meanings, turn)).p_analytical <= before
    assert profile(paper([text for i in chosen for text in (FACTS[i], REWORDED[i])], meanings, turn)).p_analytical <= before


@UNTIMED
@given(PAPERS)
def test_split_or_joined_description_never_raises_p(drawn: tuple[list[int], list[str], int]) -> None:
    chosen, meanings, turn = drawn
    facts = [FACTS[i] for i in chosen]
    before = profile(paper(facts, meanings, turn)).p_analytical
    split = [part.capitalize().rstrip(".") + "." for fact in facts for part in fact.split(", and ")]
    joined = [" and ".join(fact.rstrip(".") for fact in facts) + "."]
    assert profile(paper(split, meanings, turn)).p_analytical <= before
    assert profile(paper(joined, meanings, turn)).p_analytical <= before


@UNTIMED
@given(PAPERS)
def test_repeated_analysis_counts_once(drawn: tuple[list[int], list[str], int]) -> None:
    chosen, meanings, turn = drawn
    facts = [FACTS[i] for i in chosen]
    once = profile(paper(facts, list(dict.fromkeys(meanings)), turn)).p_analytical
    assert profile(paper(facts, meanings, turn)).p_analytical == once


@UNTIMED
@given(PAPERS)
def test_new_analysis_never_lowers_p(drawn: tuple[list[int], list[str], int]) -> None:
    chosen, meanings, turn = drawn
    facts = [FACTS[i] for i in chosen]
    assert profile(paper(facts, [*meanings, MEANINGS[turn % len(MEANINGS)]], turn)).p_analytical >= profile(paper(facts, meanings, turn)).p_analytical


def test_words_told_as_description_do_not_count_as_analysis() -> None:
    copied = FACTS[0].rstrip(".") + ", which suggests a lot."  # every clause of it counts where the fact does not stand elsewhere
    assert profile([FACTS[1], copied]).p_analytical > profile([FACTS[0], copied]).p_analytical


def test_labels_follow_the_amount() -> None:
    assert profile([*FACTS, *MEANINGS]).label is AssessmentLabel.ANALYTICAL
    assert profile([*FACTS, *FACTS, MEANINGS[0]]).label is AssessmentLabel.DESCRIPTIVE


def test_more_sections_need_more_analysis() -> None:
    headings = [f"Part {letter * 3}:" for letter in "ABCDEFGHIJKLMNOPQRST"]
    sectioned = [line for heading in headings for line in (heading, FACTS[0])]
    assert profile([*sectioned, *MEANINGS]).p_analytical < profile([*FACTS, *MEANINGS]).p_analytical


def test_too_little_text_cannot_be_judged() -> None:
    assert profile([FACTS[0]]).label is AssessmentLabel.CANNOT_JUDGE
    assert profile([FACTS[0], *MEANINGS[:2]]).label is AssessmentLabel.CANNOT_JUDGE  # mostly analysis, and hardly any of it


def test_a_short_paper_with_more_analysis_than_description_is_analytical() -> None:
    short = profile([*FACTS[:2], *MEANINGS[:5]])
    assert short.label is AssessmentLabel.ANALYTICAL
    assert short.p_analytical < 0.5
    padded = profile([*FACTS, *REWORDED, *FACTS, *MEANINGS[:3]])
    assert padded.label is AssessmentLabel.DESCRIPTIVE


def test_supervision_has_no_label() -> None:
    assert profile([*FACTS, *MEANINGS], judged=False).label is None


def test_share_counts_words_and_passes_over_plans() -> None:
    shown = profile(["He was seen here.", "This suggests fear now.", "A referral to be done."])
    assert shown.analytical_share == pytest.approx(0.5)
    assert profile(["A referral to be done."]).analytical_share is None


def test_no_sentences_give_an_empty_profile() -> None:
    shown = profile([])
    assert (shown.p_analytical, shown.analytical_share, shown.judgements, shown.label) == (0.0, None, (), AssessmentLabel.CANNOT_JUDGE)


def test_only_the_authors_analysis_gets_cues() -> None:
    shown = profile(["Mum said this suggests a fault because the bus was late.", "The lates are linked to his nights, which suggests he is up late."])
    assert shown.judgements[0].cues == ()
    assert {"A2", "A12"} <= set(shown.judgements[1].cues)
