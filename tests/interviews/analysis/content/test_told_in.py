"""Which words of an answer are shown for a key point that it makes."""

import pytest

from interviews.analysis.judgement import PointJudgement, Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import read_bank
from interviews.history import SURE_OF_STRENGTH
from interviews.transcript import words_of_typed

VOUCHER = (
    "In my previous company there was a voucher bug. You could enter the voucher code twice, once in "
    "lower case and once upper, and get the discount double. Customer support saw it as someone put it on "
    "a deals website, so it was some hundred orders within the evening. I'd tested the vouchers, valid, "
    "expired, wrong code, and twice the same, but not with different case. The developer fixed it in an "
    "hour. After that I added the test case with upper and lower case. And for other fields also, email "
    "for instance. What I've learned is, well, think more like a bad user. Otherwise the process was the "
    "same."
)
PURCHASE = (
    "So the client can't know whether the first call got through, it has to be allowed to try again. I'd "
    "have it make up a random ID once per purchase, not per attempt, and send the same one every time. "
    "First thing on our side is an insert of that ID with a unique constraint, so if two come in at the "
    "same moment the database picks the winner. The answer's stored next to it and a retry gets the same "
    "answer. Same ID with a different amount, refused."
)
SIGNUP = (
    "So mostly tests that behave like a person, find the field by its label, type, press, and see what's "
    "on the page. The API I fake at the network. Not testing, whether the email library knows every weird "
    "address, the inner state, the CSS class names, big snapshots which everyone updates blindly, and the "
    "server's own rules."
)
MOTOR = (
    "That sounds like priority inversion, like the Mars Pathfinder. The low priority task holds the mutex "
    "and the high priority has to wait till it's released. So solution is priority inheritance, the "
    "logger gets the priority of motor task for that time, then it's finished quickly. In most RTOS this "
    "is an option on the mutex. With that the delay is gone, motor control isn't late anymore. You could "
    "also just disable the interrupts while the logger is writing, then no one can preempt it. Or make "
    "the logger the same priority as the motor, round robin. I'd look at it with a Tracealyzer or "
    "SystemView perhaps."
)
REGRESSION = (
    "Okay, w is zeros, fine here, it's convex. For each epoch I shuffle with a permutation, because the data "
    "may be sorted by class, and walk through in steps of, uh, sixty-four. z is X b at w plus b, p is one "
    "over one plus e to the minus z, I do it in two branches so exp doesn't overflow. Error is p minus y, "
    "and the nice thing is the gradient of the log loss just comes out as X b transposed at error over batch "
    "size, the mean so the step doesn't depend on the batch. Minus learning rate times that. Check, take few "
    "rows, nudge each weight by ten to the minus five up and down, loss difference over two epsilon, it "
    "should agree to six, seven digits. The loss at start must be point six nine. And watch y's shape, n by "
    "one against n broadcasts into a matrix."
)
FORGERY = (
    "That's CSRF. Her browser sends our cookie along with every request to us, wherever the request comes "
    "from, so the other page only needs a form or a link that points at us. And then I'd move it all to POST."
)


def judged(said: str, slug: str, point: str) -> PointJudgement:
    question = next(question for question in read_bank() if question.slug == slug)
    answer = Answer(text=said, words=words_of_typed(said, start_ms=0, end_ms=60_000))
    return {one.key_point: one for one in LocalAnalyst().judge_now(answer, question).points}[point]


@pytest.mark.parametrize(
    ("said", "slug", "point", "words"),
    [
        (VOUCHER, "bug-that-got-past-you", "bug-and-effect", "enter the voucher code twice"),
        (PURCHASE, "payment-retried-after-timeout", "client-key", "make up a random ID once per purchase"),
        (SIGNUP, "what-to-test-on-signup-form", "find-by-role", "find the field by its label"),
        # What comes nearest tells of another point.
        (MOTOR, "motor-task-waits-for-logger", "inheritance", "priority inheritance"),
        (REGRESSION, "logistic-regression-from-scratch", "stable-vectorised", "two branches so exp doesn't"),
    ],
)
def test_words_that_make_the_point_are_shown(said: str, slug: str, point: str, words: str) -> None:
    made = judged(said, slug, point)

    assert made.verdict == Verdict.HEARD
    assert words in made.evidence[0].quote


def test_a_scrap_bears_no_sure_verdict() -> None:
    made = judged(FORGERY, "transfer-from-a-strange-page", "unpredictable-token")

    # It is what suits the point best, and tells another one.
    assert made.evidence
    assert made.certainty < SURE_OF_STRENGTH
