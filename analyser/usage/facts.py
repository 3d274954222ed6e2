"""What a sentence is about, in the plain features that both items and their use are found by."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from analyser.domain.codes import Agency, DocumentType, Theme
from analyser.domain.dates import DateInterval
from analyser.domain.text import Sentence
from analyser.usage.phrases import Hit, Token, tokenise
from analyser.usage.vocabulary import Vocabulary
from analyser.view import DocumentView

SPEAKER_LABEL = re.compile(r"[\s\-*•\d.)]*([^:.\n]{2,40}?)(?::|\.\s|\s[-–]\s)")
CLAUSE_BREAK = re.compile(r"\s[-–—]\s|[;:.!?]\s")
N_SPEAKER_TOKENS = 4  # a reporting verb stands within so many words of the agency that speaks: chosen by us


@dataclass(frozen=True, slots=True)
class SentenceFacts:
    """One sentence, read.

    ``stems`` are stems of content words, ``numbers`` figures that are no part of a date, ``names`` capitalised words inside the sentence,
    ``themes`` the themes of its concern words with counts, ``agencies`` those it names, ``speaker`` the agency whose information it gives
    (``None`` when the record's own author speaks), ``dates`` the intervals of its time expressions, ``negated`` whether it has a negation.
    """

    document_id: str
    index: int
    sentence: Sentence
    tokens: tuple[Token, ...] = field(repr=False)
    stems: frozenset[str] = field(repr=False)
    numbers: frozenset[str] = field(repr=False)
    names: frozenset[str] = field(repr=False)
    concepts: tuple[Hit, ...] = field(repr=False)
    themes: dict[Theme, int]
    agencies: frozenset[Agency]
    speaker: Agency | None
    cues: frozenset[str]
    dates: tuple[DateInterval, ...]
    negated: bool

    @property
    def concept_names(self) -> frozenset[str]:
        """The concepts that the sentence speaks of."""
        return frozenset(hit.name for hit in self.concepts)


def read_facts(view: DocumentView, vocabulary: Vocabulary) -> tuple[SentenceFacts, ...]:
    """Return the facts of every sentence of a document, in text order. A named speaker holds until the paragraph ends."""
    facts: list[SentenceFacts] = []
    text, at = view.document.text, 0
    outside = view.document.agency if view.document.agency is not Agency.CHILDRENS_SOCIAL_CARE else None
    carried: Agency | None = None
    for index, sentence in enumerate(view.sentences):
        words = sentence.span.of(text)
        if index and "\n" in text[view.sentences[index - 1].span.end : sentence.span.start]:
            carried = None
        dates = []
        while at < len(view.timexes) and view.timexes[at].start < sentence.span.end:
            if view.timexes[at].end > sentence.span.start:
                dates.append(view.timexes[at])
            at += 1
        tokens = tokenise(words)
        named = _named_agencies(words, tokens, vocabulary)
        speaker = _speaker(words, tokens, named, vocabulary)
        carried = speaker or carried
        hits = vocabulary.concepts.find(tokens)
        cues = vocabulary.cues.names(tokens)
        taken = [(timex.start - sentence.span.start, timex.end - sentence.span.start) for timex in dates]
        facts.append(
            SentenceFacts(
                document_id=view.document.document_id,
                index=index,
                sentence=sentence,
                tokens=tokens,
                stems=content_stems(tokens, vocabulary),
                numbers=_numbers(tokens, taken, vocabulary),
                names=_names(words, tokens, vocabulary),
                concepts=hits,
                themes=dict(Counter(vocabulary.theme_of[hit.name] for hit in hits if hit.name in vocabulary.theme_of)),
                agencies=frozenset(agency for agency, _ in named),
                speaker=speaker or carried or outside or _section_speaker(view, sentence, vocabulary),
                cues=cues,
                dates=tuple(timex.interval for timex in dates if timex.interval),
                negated="negations" in cues,
            )
        )
    return tuple(facts)


def stem(word: str, vocabulary: Vocabulary) -> str:
    """Return the word without its ending; crude, and the same for both sides of a comparison."""
    word = word.removesuffix("'s")
    for ending in vocabulary.endings:
        if word.endswith(ending) and len(word) - len(ending) >= vocabulary.keep:
            return word[: -len(ending)]
    return word


def content_stems(tokens: Sequence[Token], vocabulary: Vocabulary) -> frozenset[str]:
    """Return the stems of the words that carry content."""
    return frozenset(stem(token.word, vocabulary) for token in tokens if token.word not in vocabulary.stop and token.word[0].isalpha())


def _numbers(tokens: Sequence[Token], dates: Sequence[tuple[int, int]], vocabulary: Vocabulary) -> frozenset[str]:
    """Figures and number words as figures, without thousands' commas or final zeros after the point, save those inside a date."""
    told = (token for token in tokens if not any(start < token.end and token.start < end for start, end in dates))
    read = (vocabulary.numbers.get(token.word, token.word.replace(",", "")) for token in told)
    return frozenset(word.rstrip("0").rstrip(".") if "." in word else word for word in read if word[0].isdigit())


def _names(words: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> frozenset[str]:
    """Capitalised words that do not begin the sentence; of a word in capitals throughout, the same."""
    return frozenset(
        token.word.removesuffix("'s")
        for i, token in enumerate(tokens)
        if i and words[token.start].isupper() and token.word not in vocabulary.stop and len(token.word) > 1
    )


def _named_agencies(words: str, tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[tuple[Agency, Hit], ...]:
    found = [(Agency(hit.name), hit) for hit in vocabulary.agencies.find(tokens)]
    found += [
        (vocabulary.exact[words[token.start : token.end]], Hit("", i, i + 1))
        for i, token in enumerate(tokens)
        if words[token.start : token.end] in vocabulary.exact
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].first, -pair[1].end, pair[0])))


def _speaker(words: str, tokens: Sequence[Token], named: Sequence[tuple[Agency, Hit]], vocabulary: Vocabulary) -> Agency | None:
    """The agency whose words the sentence passes on: one that labels the line, or that stands before a reporting verb."""
    outside = [(agency, hit) for agency, hit in named if agency is not Agency.CHILDRENS_SOCIAL_CARE and not _is_object(tokens, hit, vocabulary)]
    label = SPEAKER_LABEL.match(words)
    if label:
        for agency, hit in outside:
            if tokens[hit.end - 1].end <= label.end(1):
                return agency
    for k, (agency, hit) in enumerate(outside):
        following = outside[k + 1][1].first if k + 1 < len(outside) else len(tokens)
        for i in range(hit.end, min(following, hit.end + N_SPEAKER_TOKENS)):
            if tokens[i].word in vocabulary.verbs:
                return agency
            if CLAUSE_BREAK.search(words[tokens[i - 1].end : tokens[i].start]):
                break
    return None


def _section_speaker(view: DocumentView, sentence: Sentence, vocabulary: Vocabulary) -> Agency | None:
    """The outside agency whose report a section of minutes gives: its heading names that agency and nothing else."""
    if sentence.heading is None or view.document.type is DocumentType.ASSESSMENT:
        return None
    tokens = [token for token in tokenise(sentence.heading.of(view.document.text)) if not token.word[0].isdigit()]
    for hit in vocabulary.sections.find(tokens):
        rest = [*tokens[: hit.first], *tokens[hit.end :]]
        if all(token.word in vocabulary.section_words for token in rest):
            return Agency(hit.name)
    return None


def _is_object(tokens: Sequence[Token], hit: Hit, vocabulary: Vocabulary) -> bool:
    """Whether an agency is only what somebody let in, rang or told: a verb of that sort stands right before it."""
    i = hit.first - 1
    while i >= 0 and tokens[i].word in vocabulary.articles:
        i -= 1
    return i >= 0 and tokens[i].word in vocabulary.addressing
