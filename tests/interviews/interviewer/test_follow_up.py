"""Whether to stay with a question, and what to ask for."""

import msgspec
import pytest

from interviews.analysis.judgement import ContentJudgement, Verdict
from interviews.interviewer.follow_up import (
    MISSING,
    VAGUE,
    asks_for_left_out,
    follow_up,
    taken_as_made,
)
from interviews.interviewer.port import Move, MoveKind
from tests.interviews.interviewer.cast import GOOD, after, asked, exchange, judged, opened, question

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


def test_who_may_have_said_what_is_right_beside_a_wrong_belief_is_not_asked_as_if_they_had_not():
    both = with_point(
        judged(question(), default="heard"), central(),
        verdict=Verdict.CANNOT_TELL, misconception="Two sends are two payments",
    )  # fmt: skip
    answered = [opened(ANSWER, content=both)]
    move = asked_after(both)
    assert move is not None and move.key_point == central()

    assert asks_for_left_out(move, answered)
    after_all = follow_up(taken_as_made(answered, move), at_most=2, thread_open=False)
    assert after_all is None or after_all.key_point != central()


def test_central_point_that_was_left_out_is_probed():
    about = question()
    central = next(point for point in about.key_points if point.weight == 3)
    content = judged(about, default="heard", **{central.slug.replace("-", "_"): "not_heard"})

    move = after(asked(content=content))

    assert (move.kind, move.key_point, move.reason) == (MoveKind.FOLLOW_UP, central.slug, "missing")


def sure(content: ContentJudgement, certainty: float) -> ContentJudgement:
    points = tuple(msgspec.structs.replace(point, certainty=certainty) for point in content.points)
    return msgspec.structs.replace(content, points=points)


def test_what_was_surely_left_out_is_probed_before_what_was_half_said():
    about = question()
    partly = next(point for point in about.key_points if point.weight == 2)
    central = next(point for point in about.key_points if point.weight == 3)
    content = judged(about, default="not_heard", **{partly.slug.replace("-", "_"): "partly"})

    assert after(asked(content=content)).key_point == central.slug


def test_who_touched_nearly_all_is_taken_deeper_and_not_asked_for_the_rest():
    about = question()
    partly = next(point for point in about.key_points if point.weight == 2)
    content = judged(about, default="heard", **{partly.slug.replace("-", "_"): "partly"})

    deeper = exchange("follow_up", GOOD, question=about, content=judged(about, default="cannot_tell"))

    assert after(asked(content=content)).reason == "strong"
    assert after(asked(content=content), deeper).kind is MoveKind.QUESTION


def test_who_made_a_point_that_was_asked_for_is_asked_for_what_they_half_said_too():
    about = question()
    partly = next(point for point in about.key_points if point.weight == 2)
    central = next(point for point in about.key_points if point.weight == 3)
    half_said = {partly.slug.replace("-", "_"): "partly"}
    first = judged(about, default="heard", **half_said, **{central.slug.replace("-", "_"): "not_heard"})
    probed = exchange(
        "follow_up",
        GOOD,
        question=about,
        key_point=central.slug,
        content=judged(about, default="heard", **half_said),
    )

    assert after(asked(content=sure(first, 0.9))).key_point == central.slug
    assert after(asked(content=sure(first, 0.9)), probed).key_point == partly.slug


def test_answer_that_nobody_has_judged_yet_is_not_asked_for_what_it_may_have_said():
    partly = judged(question(), default="partly")
    unread = exchange("hint", f"{GOOD} {GOOD}", question=question())

    assert after(asked(content=partly), unread).reason != "missing"


def test_bonus_point_is_not_probed():
    about = question()
    bonus = min(about.key_points, key=lambda point: point.weight)
    content = judged(about, default="heard", **{bonus.slug.replace("-", "_"): "not_heard"})

    assert after(asked(content=content)).reason != "missing"


def test_strong_answer_is_taken_deeper_once():
    content = judged(question(), default="heard")
    first = after(asked(content=content))
    second = after(asked(content=content), exchange("follow_up", GOOD, question=question(), content=content))

    assert first.reason in ("strong", "thread")
    assert second.kind is MoveKind.QUESTION


def test_who_went_there_unasked_is_not_taken_there():
    content = judged(question(), default="heard")
    ahead = f"{GOOD} {question().follow_ups.strong}"

    assert after(asked(ahead, content=content)).reason not in ("strong", "missing", "vague")


def test_who_gave_the_number_is_not_asked_which():
    about = question("slow-dependency-drags-everything-down")
    content = judged(about, default="heard", tight_timeouts="not_heard")

    def probed(answer: str) -> str:
        return after(asked(f"{GOOD} {answer}", about=about, content=content)).key_point

    assert probed("I'd set the timeout at two hundred milliseconds.") == ""
    assert probed("I'd set the timeout carefully.") == "tight-timeouts"
    assert probed("We have twelve teams.") == "tight-timeouts"


def test_short_answer_is_asked_for_the_concrete_case():
    move = after(asked("It depends on the case.", content=judged(question())))

    assert (move.kind, move.reason) == (MoveKind.FOLLOW_UP, "vague")


def test_answer_of_which_nothing_was_heard_is_looked_into_though_its_words_come_near_every_point():
    near = " ".join(f"It isn't so that {point.point}." for point in question().key_points)
    content = judged(question(), default="not_heard")
    closer = exchange("follow_up", GOOD, question=question(), said=question().follow_ups.vague)

    first = after(asked(near, content=content))
    second = after(asked(near, content=content), msgspec.structs.replace(closer, content=content))

    assert (first.kind, first.reason, first.key_point) == (MoveKind.FOLLOW_UP, "vague", "")
    assert second.reason != "vague"


@pytest.mark.parametrize("verdict", ["heard", "partly"])
def test_answer_of_which_something_was_heard_is_not_asked_for_the_concrete_case(verdict):
    near = " ".join(f"It is so that {point.point}." for point in question().key_points)
    content = judged(question(), default="not_heard", client_key=verdict)

    assert after(asked(near, content=content)).reason != "vague"


def test_no_more_than_two_follow_ups_a_question():
    content = judged(question(), default="partly")
    followed = exchange("follow_up", GOOD, question=question(), key_point="client-key", content=content)

    assert after(asked(content=content), followed, followed).kind is MoveKind.QUESTION
