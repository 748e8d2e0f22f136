"""What is added when the questions are over: which question it speaks to, and that it leaves nothing out."""

import asyncio

import msgspec
import pytest

from interviews.analysis.content.added import asks_something, made_by, question_spoken_to
from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.transcript import Span, words_of_typed
from tests.interviews.live.plans import backend_questions

QUESTIONS = {question.slug: question for question in backend_questions()}
PAYMENT = QUESTIONS["payment-retried-after-timeout"]
OTHERS = tuple(question for question in QUESTIONS.values() if question is not PAYMENT)[:2]
ASKED = (OTHERS[0], PAYMENT, OTHERS[1])
KEY = (
    "We insert the key into a table with a unique index first, and whoever loses that insert doesn't get to "
    "charge."
)


def answer_of(text):
    return Answer(text=text, words=words_of_typed(text, start_ms=0, end_ms=0), typed=True)


def spoken_to(text):
    return asyncio.run(question_spoken_to(answer_of(text), ASKED, LocalAnalyst()))


@pytest.mark.parametrize(
    "said",
    [
        KEY,
        f"One thing that I forgot to mention. {KEY} How big is your team?",
        f"On the first question I'd say this. {KEY}",
        "Yes, something on the second question. I would have kept the key for a day.",
        "I would like to add something to the payment question, the key expires after a day.",
    ],
)
def test_what_names_a_question_or_makes_a_point_of_it_speaks_to_it(said):
    assert spoken_to(said) is PAYMENT


@pytest.mark.parametrize(
    "said",
    [
        "No, thank you.",
        "Thanks, it was nice to talk about payments and retries with you.",
        "Do you insert the key into a table with a unique index first, so that whoever loses that insert "
        "doesn't get to charge?",
        "I'd like to know if you insert the key into a table with a unique index first, and whoever loses "
        "that insert doesn't get to charge.",
        "I have worked on web shops for nine years and liked all of them very much.",
    ],
)
def test_a_goodbye_a_question_and_talk_speak_to_none(said):
    assert spoken_to(said) is None


def test_nothing_is_left_out_by_what_is_added():
    answer = answer_of(KEY)
    judged = LocalAnalyst().judge_now(answer, PAYMENT)

    made = made_by(judged, answer.words)

    assert len(made.points) < len(judged.points)
    assert Verdict.HEARD in {point.verdict for point in made.points}
    assert Verdict.NOT_HEARD not in {point.verdict for point in made.points}


def test_what_is_asked_after_it_shows_nothing_of_the_answer():
    asked = "Do you deploy fifty times a day, and what happens when two replicas fail, for example?"
    answer = answer_of(f"{KEY} {asked}")
    judged = LocalAnalyst().judge_now(answer, PAYMENT)
    beyond = Span(21, 27, "Do you deploy fifty times a day,", 0, 0)
    judged = msgspec.structs.replace(judged, beyond="It asks how often.", beyond_span=beyond)

    made = made_by(judged, answer.words)

    assert judged.depth
    assert made.points
    assert (made.depth, made.beyond, made.beyond_span) == ((), "", None)


@pytest.mark.parametrize(
    ("said", "asks"),
    [
        ("And do you keep the key?", True),
        ("I’d love to know how you keep the key.", True),
        ("How do you keep the key.", True),
        ("When the key expires, a retry charges twice.", False),
        ("I forgot the key.", False),
    ],
)
def test_a_sentence_asks_something(said, asks):
    assert asks_something(said) == asks


def test_before_anything_else_was_asked_nothing_is_spoken_to():
    said = answer_of("Going back to the last question, the key expires after a day.")

    assert asyncio.run(question_spoken_to(said, (), LocalAnalyst())) is None
