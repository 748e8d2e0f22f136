"""What is answered to a question back: what it is about, not what words stand in it."""

import pytest

from interviews.interviewer.clarifying import replies, ways_to_clarify


def kind(asked: str) -> str:
    ways = ways_to_clarify(asked, None)
    return next(name for name, reply in replies("clarify").items() if reply.say == ways)


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Does the user need the email to go on? Or is it only a greeting?", "either"),
        ("Does the user need the email, like a confirmation link, or is it only a greeting?", "either"),
        ("Async replicas or semi-sync?", "either"),
        ("Do you mean the primary or the replicas?", "either"),
        ("Does the load balancer pin a session to a replica?", "open"),
        ("Can the user log in twice?", "open"),
        ("What scale are we talking about?", "scale"),
        ("How many users do we have?", "scale"),
        ("Is there a high load?", "scale"),
        ("What's the peak load like?", "scale"),
        ("How long do I have to answer?", "time_and_depth"),
    ],
)
def test_a_question_back_is_answered_by_what_it_asks(asked, about):
    assert kind(asked) == about
