"""Whose reasoning a sentence tells."""

import pytest

from analyser.analytic.speaker import Speaker, Voice, find_speaker
from analyser.domain.codes import Agency

SENTENCES = {
    "parent": ("Mum said she missed it because the bus was late.", Speaker(Voice.PARENT)),
    "name": ("Ms Poole stated that he fell because the floor was wet.", Speaker(Voice.UNKNOWN)),
    "school": ("School feel that this is linked to the nights he is at his father's.", Speaker(Voice.AGENCY, Agency.SCHOOL)),
    "agency with its article": ("The health visitor reports that weight is static.", Speaker(Voice.AGENCY, Agency.HEALTH_VISITOR)),
    "doctor by title": ("Dr Amin thought that the burn was older.", Speaker(Voice.AGENCY, Agency.HOSPITAL)),
    "named source": ("According to the GP this is due to stress.", Speaker(Voice.AGENCY, Agency.GP)),
    "clause before the report": ("On the day, mum said it was because of the bus.", Speaker(Voice.PARENT)),
    "pronoun": ("She said that this was because of her back.", Speaker(Voice.UNKNOWN)),
    "author by verb": ("I think that he was afraid.", Speaker(Voice.AUTHOR)),
    "author shares a view": ("School feel that he is hungry at weekends, which I share.", Speaker(Voice.AUTHOR)),
    "author weighs a view": ("Mum says it was the bus, but it does not fit the log: I give more weight to the log.", Speaker(Voice.AUTHOR)),
    "author goes on": ("Mum says he fell, and that fits with the bruise.", Speaker(Voice.AUTHOR)),
    "author begins": ("This suggests that mum told him what to say.", Speaker(Voice.AUTHOR)),
    "time phrase inside a report": ("Mum said that, this week, it was because of the bus.", Speaker(Voice.PARENT)),
    "inference inside a report": ("Mum said this suggests a fault in the bus.", Speaker(Voice.PARENT)),
    "inference inside a quotation": ('Mum said "I think, that suggests, in my view, he lied".', Speaker(Voice.PARENT)),
    "nobody reports": ("Each clean-up has followed a visit and none has lasted.", Speaker(Voice.AUTHOR)),
    "verb far from its subject": ("The bruise that was seen at nursery on the day after the visit was said to be old.", Speaker(Voice.AUTHOR)),
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.values(), ids=SENTENCES)
def test_reasoning_belongs_to_whoever_tells_it(sentence: str, expected: Speaker) -> None:
    assert find_speaker(sentence) == expected
