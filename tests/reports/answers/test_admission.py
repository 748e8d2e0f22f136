"""'I don't know' as an answer, told from the same words inside one."""

import pytest

from reports.answers.admission import admits, says_dont_know

from .. import sessions
from ..cast import record_of

pytestmark = pytest.mark.django_db


def quote_of(alice, answer):
    record = record_of(sessions.talk(alice, sessions.Said("question", answer)))
    found = says_dont_know(record.turns[0])
    return found.text if found else None


@pytest.mark.parametrize(
    ("answer", "quote"),
    [
        ("I don't know how that works, sorry.", "I don't know how that works,"),
        ("Honestly, no idea, I've never worked with payments.", "no idea,"),
        ("Never used it, sorry.", "Never used it,"),
        ("I never really worked with that.", "I never really worked with that."),
        ("I have never done that before", "I have never done that before"),
        ("I really can't answer that.", "I really can't answer that."),
        ("Not sure really, I would just restart it.", "Not sure really,"),
        ("I'm not sure.", "I'm not sure."),
    ],
)
def test_an_answer_that_is_an_admission_is_quoted(alice, answer, quote):
    assert quote_of(alice, answer) == quote


@pytest.mark.parametrize(
    "answer",
    [
        "We never used locks for that, we went with an idempotency key and a unique index.",
        "Then the server can't answer.",
        "I never tested in production.",
        "I never looked back.",
        "I'm not sure that a lock helps.",
        "Not sure whether it fits, but a key.",
        "The client is not sure.",
        "I'd make sure that the charge is never done twice.",
        "I never used to do that, but now the client sends a key.",
        "I have never seen that go wrong where the key is unique in the database.",
        "I would look up an idempotency key, I don't know, maybe in Redis, with an expiry of a day.",
    ],
)
def test_an_answer_that_says_more_is_none(alice, answer):
    assert quote_of(alice, answer) is None


@pytest.mark.parametrize(
    "words",
    [
        "I've never used a broker.",
        "I’ve never really worked on payments.",
        "I have never trained a model from scratch.",
        "and I don't know why.",
        "I'd say I don't know.",
        "I have to say I have no idea how that works.",
        "it's hard to say, I don't know.",
        "Hard to say I don't know.",
    ],
)
def test_what_admits(words):
    assert admits(words)


@pytest.mark.parametrize(
    "words",
    [
        "I have never lost a payment with a unique index on the key.",
        "I've never had to restore it since.",
        "I've never let a model choose the tool.",
        "The prompt tells it to say I don't know otherwise.",
        "It's never rewarded for saying I've no idea.",
        "The model says “I don't know” where nothing is found.",
        "and it says no idea in one case of ten.",
    ],
)
def test_what_others_say_and_what_never_happened_admits_nothing(words):
    assert not admits(words)
