"""Which things that an answer brought in by itself are followed: tools that were chosen."""

import pytest

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.interviewer.follow_up import follow_up
from interviews.interviewer.threads import threads
from interviews.transcript import locate, words_of_typed
from tests.interviews.interviewer.cast import exchange, judged, question


@pytest.mark.parametrize(
    ("answer", "chosen"),
    [
        ("I'd keep the features ready in something like Redis, updated by a stream.", ["Redis"]),
        ("We went with RabbitMQ because the team knew it.", ["RabbitMQ"]),
        ("Then I'd publish an event to Kafka.", ["Kafka"]),
        ("We switched from MySQL to Postgres last year.", ["Postgres"]),
        ("I'd use Terraform for the accounts, and run the checks in Jenkins.", ["Terraform", "Jenkins"]),
        ("I wrote the tests with Playwright.", ["Playwright"]),
        ("My first move is to put it on Kubernetes.", ["Kubernetes"]),
    ],
)
def test_a_tool_that_was_chosen_is_followed(answer, chosen):
    assert threads(answer, question()) == chosen


@pytest.mark.parametrize(
    "answer",
    [
        "Then only http and https, and the IP has to be public.",
        "There's also state for the CSRF part.",
        "And of course delete the old column, also in the backups.",
        "After that it's about ownership, so somebody has to have it.",
        "One Redis lookup is under a millisecond.",
        "I wouldn't use Redis for that.",
        "We used a table instead of Kafka.",
        "They put everything into Elasticsearch, which was slow.",
        "It's used by Kubernetes as well.",
        "I could take Redis, but a table does it.",
        "I'd use encryption and code review for that.",
        "Without Docker we had to write down each step.",
    ],
)
def test_what_is_no_choice_is_not_followed(answer):
    assert threads(answer, question()) == []


def test_what_a_point_rests_on_is_not_followed():
    answer = "I'd store the key in Redis, with the response. Then we publish to Kafka."
    quote = locate("store the key in Redis", words_of_typed(answer, start_ms=0, end_ms=0))
    point = question().key_points[0].slug
    content = ContentJudgement((PointJudgement(point, Verdict.HEARD, evidence=(quote,)),))

    assert threads(answer, question()) == ["Redis", "Kafka"]
    assert threads(answer, question(), content) == ["Kafka"]


def test_what_the_bank_would_ask_comes_before_a_thread():
    answer = "I'd keep it in Redis. " + "We look at what came in and give back what was there before. " * 4
    told = exchange(question=question(), answer=answer, content=judged(question(), default="heard"))
    content = judged(question(), default="heard")
    deeper = exchange(question=question(), answer=f"{answer} {question().follow_ups.strong}", content=content)

    assert follow_up([told], at_most=2, thread_open=True).reason == "strong"
    assert follow_up([deeper], at_most=2, thread_open=True).reason == "thread"
