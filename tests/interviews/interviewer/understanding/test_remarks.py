"""What is said about the talk itself: how it goes, whether the answer was right."""

import pytest

from interviews.interviewer.understanding.intent import Intent, intent_of
from tests.interviews.interviewer.cast import ANSWERED


@pytest.mark.parametrize(
    "last",
    [
        "Thanks, by the way, this one was a nice question. How am I doing so far?",
        "How did I do?",
        "And what should I work on?",
        "Could you give me some feedback?",
        "Was my answer okay? I'm a bit nervous.",
        "By the way, can you tell me how I did on the last question?",
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        ANSWERED,
        "Then it's a table in the database, an indexed lookup by session id.",
        "I'd roll back first, then compare the two builds and look at the slowest endpoint.",
    ],
)
def test_who_answers_and_then_asks_how_it_goes_has_answered(answer, last):
    assert intent_of(f"{answer} {last}") is Intent.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "Thanks, this one was a nice question. How am I doing so far?",
        "Sorry, I'm a bit nervous today. How am I doing?",
        "Okay, before the next question, one thing from my side, how did I do so far?",
        "That was my whole answer, I think. Was my answer right?",
        "I have no idea whether you want more from me here. How are my answers so far?",
    ],
)
def test_courtesies_beside_asking_how_it_goes_are_no_answer(said):
    assert intent_of(said) is Intent.ASKS_FOR_FEEDBACK


@pytest.mark.parametrize(
    "said",
    [
        "How did I do on time? We shipped it two weeks late, since the vendor changed the protocol twice.",
        "How was I at the end? Wrong, the replica was two hours behind and nobody had an alert on it.",
        "So how did I do on rollback, I kept the old path behind a flag and wrote to both tables.",
        "How did I do on time, well, we shipped it two weeks late, the vendor changed the protocol. Okay?",
    ],
)
def test_who_asks_it_of_themselves_answers(said):
    assert intent_of(said) is Intent.ANSWER


@pytest.mark.parametrize(
    "said",
    [
        "So let me tell you how I did on the payments service, we had double charges after a timeout.",
        "Um, so that's how I was in charge of the cache rewrite.",
        "How I did in that role: the queue grew at night, so I raised the batch size.",
        "I read the dashboards to see how I did.",
        "I asked my manager how I did on communication.",
        "I ask myself, did I fail?",
        "I ask my lead, can you give me feedback on the write-up, and I keep it.",
        "I go to my lead after each release and ask: could you give me some feedback?",
        "How would I fail over?",
    ],
)
def test_who_tells_how_they_did_or_asked_somebody_else_asks_for_no_feedback(said):
    assert intent_of(said) is not Intent.ASKS_FOR_FEEDBACK


@pytest.mark.parametrize(
    "said",
    [
        "Please tell me how I did so far.",
        "I'd like to know how I am doing.",
        "I wonder how I did on the last one.",
        "I'm just curious how I'm doing so far, sorry.",
        "Do you know how I did?",
        "Can I ask: how am I doing?",
        "Before you ask the next question, how am I doing so far?",
        "May I ask you something, did I do okay?",
        "How am I doing with idempotency keys and retries after a timeout of the payments client?",
        "Did I pass the interview?",
    ],
)
def test_who_wants_to_hear_how_they_do_asks_for_feedback(said):
    assert intent_of(said) is Intent.ASKS_FOR_FEEDBACK
