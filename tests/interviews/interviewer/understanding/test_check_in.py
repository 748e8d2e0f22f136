"""Short replies to a check-in."""

import pytest

from interviews.interviewer.understanding.check_in import reply_to_check_in
from interviews.interviewer.understanding.intent import Intent


@pytest.mark.parametrize(
    ("said", "intent"),
    [
        ("Yes.", Intent.WANTS_HINT),
        ("Okay, please.", Intent.WANTS_HINT),
        ("A hint would help.", Intent.WANTS_HINT),
        ("No, a hint.", Intent.WANTS_HINT),
        ("A nudge, please.", Intent.WANTS_HINT),
        ("That would be nice.", Intent.WANTS_HINT),
        ("Ja, gerne.", Intent.WANTS_HINT),
        ("I'm still thinking.", Intent.WANTS_MOMENT),
        ("Yes, still thinking.", Intent.WANTS_MOMENT),
        ("No.", Intent.WANTS_MOMENT),
        ("No hint, thanks.", Intent.WANTS_MOMENT),
        ("Leave me to think.", Intent.WANTS_MOMENT),
        ("A bit longer.", Intent.WANTS_MOMENT),
        ("Another question.", Intent.WANTS_TO_SKIP),
        ("Go on.", Intent.WANTS_TO_SKIP),
        ("Next one, please.", Intent.WANTS_TO_SKIP),
        ("Let's move on.", Intent.WANTS_TO_SKIP),
    ],
)
def test_short_reply_takes_up_what_was_offered(said, intent):
    assert reply_to_check_in(said) is intent


@pytest.mark.parametrize(
    "said", ["Use another queue.", "Yes, I'd use a queue.", "A lock.", "No retries.", "I don't know.", "Um."]
)
def test_short_answer_is_not_taken_for_a_choice(said):
    assert reply_to_check_in(said) is None


def test_nod_to_a_moment_that_was_asked_for_takes_no_hint():
    assert reply_to_check_in("Okay.", offered=False) is Intent.WANTS_MOMENT
    assert reply_to_check_in("A hint, please.", offered=False) is Intent.WANTS_HINT
