"""What is answered to a question back: what it is about, not what words stand in it."""

import msgspec
import pytest

from interviews.bank.schema import read_bank
from interviews.interviewer.clarifying import replies, ways_to_clarify, ways_to_talk


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


@pytest.mark.parametrize(
    ("asked", "about"),
    [
        ("Hello, can you hear me?", "hearing"),
        ("Are you still there?", "hearing"),
        ("Is my microphone working?", "hearing"),
        ("Could you speak a little slower please?", "voice"),
        ("That was too fast, could you go slower?", "voice"),
        ("Can we take a short break?", "rest"),
        ("Can we go back to the last question?", "earlier"),
    ],
)
def test_a_question_about_the_talk_is_answered_as_one(asked, about):
    assert ways_to_talk(asked) == replies("talk")[about].say


@pytest.mark.parametrize(
    "asked",
    [
        "How fast does it have to be?",
        "Can you go back to an older version of the schema?",
        "Does the sound file have to be kept?",
        "Is the service allowed to take a break at night?",
        "Are there two servers?",
        "Can we go for a slower but safer rollout?",
        "Does the read replica get slower?",
        "Can we go back to the previous version of the service?",
        "Is the audio coming from the phone?",
        "Can we have a break in the API?",
        "Can the worker read it a bit later?",
    ],
)
def test_a_question_about_the_matter_is_none_about_the_talk(asked):
    assert not ways_to_talk(asked)


def test_a_figure_that_is_proposed_is_taken_as_given():
    question = next(one for one in read_bank() if one.slug == "payment-retried-after-timeout")
    ask = "There are two thousand instruments. How do you draw them?"
    question = msgspec.structs.replace(question, ask=ask)

    def ways(asked: str) -> tuple[str, ...]:
        return ways_to_clarify(asked, question)

    assert ways("How many of those two thousand are seen, forty or so?") == replies("clarify")["assume"].say
    assert ways("How many are there, is it two thousand?")[0].endswith("There are two thousand instruments.")
    assert ways("How many are there?")[0].endswith("There are two thousand instruments.")


def test_who_asks_what_they_talk_to_is_told():
    assert ways_to_talk("Who are you, are you an AI?") == replies("reply")["what_are_you"].say
    assert not ways_to_talk("Which model do you use for the ranking?")


@pytest.mark.parametrize("asked", ["What's the read write ratio?", "Is the write load high?"])
def test_writes_are_no_handwriting(asked):
    assert kind(asked) != "code"


def test_what_is_meant_is_told_also_to_who_is_not_sure_of_it():
    for asked in ("I'm not sure I follow.", "I don't know what you mean.", "Can you explain it differently?"):
        ways = ways_to_clarify(asked, None, closer="What happens first?")

        assert ways == tuple(
            way.format(closer="What happens first?") for way in replies("clarify")["meaning"].say
        )
