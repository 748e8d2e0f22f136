"""What a model may not speak."""

import pytest

from interviews.interviewer.guard import Guard
from interviews.interviewer.port import InterviewerFailed, Move, MoveKind
from tests.interviews.interviewer.cast import question, situation

ASKED = question()
GIVEN_AWAY = f"Well. {ASKED.key_points[0].paraphrases[0]} What do you think of that, then, and why so?"


def guard() -> Guard:
    return Guard(situation(Move(MoveKind.HINT, question=ASKED)))


@pytest.mark.parametrize(
    "reply",
    [
        "Sure, here it is again: what do you do?",
        "Here's the question once more: what do you do?",
        "Here is the case: a payment is retried.",
        "Here's the part that I'd look at: who sends it again?",
    ],
)
def test_speech_that_begins_with_here_is_let_through(reply: str):
    one = guard()

    assert one.take(reply) + one.finish() == reply


@pytest.mark.parametrize("reply", ["Here is the response: What now?", "Sure! Here's a reply you can use."])
def test_a_text_that_is_handed_over_is_refused(reply: str):
    with pytest.raises(InterviewerFailed):
        guard().take(reply)


def test_the_answer_is_not_given_away_in_one_piece_nor_in_many():
    with pytest.raises(InterviewerFailed):
        guard().take(GIVEN_AWAY)
    one = guard()
    with pytest.raises(InterviewerFailed):
        for word in GIVEN_AWAY.split():
            one.take(f"{word} ")
