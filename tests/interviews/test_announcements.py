"""Talk about the answer that is to come is none yet, and who speaks of their work answers."""

import pytest

from interviews.announcements import only_announces, without_announcements
from interviews.interviewer.understanding.intent import Intent, intent_of


@pytest.mark.parametrize(
    "said",
    [
        "Let me structure this a bit.",
        "Let me think about how to structure this. I'll start with the symptoms and then go to causes, and "
        "at the end I'll say something about cost.",
        "First I'll talk about the key, then about the constraint.",
        "So I'm going to cover three things.",
        "Okay, I’d like to start by talking about the schema.",
    ],
)
def test_a_plan_of_the_answer_only_announces(said):
    assert only_announces(said)
    assert intent_of(said) is Intent.WANTS_MOMENT


@pytest.mark.parametrize(
    "said",
    [
        "I'll start with the logs and then go to the metrics.",
        "I'll talk about the risk with my manager before the release.",
        "Let me structure it as a queue with two consumers.",
        "First I'll talk about caching because it takes most of the load.",
        "Let me structure this: step one is to add the column, step two to fill it.",
        "I'd order this by the time of the event and not by its arrival.",
    ],
)
def test_who_says_what_they_do_answers(said):
    assert not only_announces(said)
    assert intent_of(said) is Intent.ANSWER


def test_what_is_said_beside_an_announcement_stays():
    said = "Let me structure that: step one is to add the column, then I'll talk about the rollback."

    assert without_announcements(said) == "step one is to add the column,"
