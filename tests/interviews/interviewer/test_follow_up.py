"""Whether to stay with a question, and what to ask for."""

import msgspec

from interviews.analysis.judgement import ContentJudgement, Verdict
from interviews.interviewer.follow_up import MISSING, VAGUE, asks_for_left_out, follow_up, taken_as_made
from interviews.interviewer.port import Move
from tests.interviews.interviewer.cast import judged, opened, question

ANSWER = "I'd do it this way, and here is why it works, with an example from the last project. " * 3


def asked_after(content: ContentJudgement) -> Move | None:
    return follow_up([opened(ANSWER, content=content)], at_most=2, thread_open=False)


def with_point(content: ContentJudgement, slug: str, **fields) -> ContentJudgement:
    points = (
        msgspec.structs.replace(point, **fields) if point.key_point == slug else point
        for point in content.points
    )
    return msgspec.structs.replace(content, points=tuple(points))


def central() -> str:
    return next(point.slug for point in question().key_points if point.weight == 3)


def test_what_was_perhaps_left_out_is_not_asked_for():
    left_out = with_point(judged(question(), default="heard"), central(), verdict=Verdict.NOT_HEARD)
    perhaps = with_point(left_out, central(), certainty=0.5)

    sure, unsure = asked_after(left_out), asked_after(perhaps)

    assert sure is not None and (sure.reason, sure.key_point) == (MISSING, central())
    assert unsure is None or unsure.reason != MISSING


def test_a_few_words_of_which_nothing_was_heard_are_vague_though_a_point_may_be_among_them():
    perhaps = with_point(judged(question()), central(), certainty=0.5)

    move = follow_up([opened("I'd use a queue, I think.", content=perhaps)], at_most=2, thread_open=False)

    assert move is not None and move.reason == VAGUE


def test_a_point_that_is_taken_as_made_is_not_asked_for():
    exchange = opened(ANSWER, content=judged(question()))
    first = follow_up([exchange], at_most=2, thread_open=False)
    assert first is not None

    second = follow_up(taken_as_made([exchange], first), at_most=2, thread_open=False)

    assert second is None or second.key_point != first.key_point


def test_a_wrong_belief_is_asked_about_and_not_what_was_left_out():
    content = judged(question())
    wrong = with_point(content, central(), misconception="that the key is enough")
    of_wrong, of_left_out = asked_after(wrong), asked_after(content)
    assert of_wrong is not None and of_left_out is not None

    assert not asks_for_left_out(of_wrong, [opened(ANSWER, content=wrong)])
    assert asks_for_left_out(of_left_out, [opened(ANSWER, content=content)])
