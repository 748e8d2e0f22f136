"""What the judgements of several answers to one question come to."""

import msgspec
import pytest

from interviews.analysis.judgement import ContentJudgement, Verdict
from interviews.interviewer.belief import verdicts_of
from interviews.interviewer.judgements import best_judgements
from tests.interviews.interviewer.cast import GOOD, asked, exchange, judged, question


def missed(certainty: float, *, misconception: str = "") -> ContentJudgement:
    content = judged(question())
    points = tuple(
        msgspec.structs.replace(point, certainty=certainty, misconception=misconception)
        for point in content.points
    )
    return msgspec.structs.replace(content, points=points)


def best_of(*contents: ContentJudgement):
    first, *others = contents
    later = (exchange("follow_up", GOOD, question=question(), content=content) for content in others)
    return next(iter(best_judgements([asked(content=first), *later]).values()))


@pytest.mark.parametrize("reply", ["clarify", "repeat", "hint", "check_in"])
def test_what_a_request_did_not_say_was_not_left_out(reply: str):
    request = asked("Could you say that again?", content=missed(0.97))
    answer = exchange(reply, GOOD, question=question(), content=missed(0.7))

    assert best_judgements([request, exchange(reply, question=question())]) == {}
    assert {found.certainty for found in best_judgements([request, answer]).values()} == {0.7}


@pytest.mark.parametrize("reply", ["clarify", "repeat", "check_in"])
def test_who_asked_first_is_believed_as_much_as_who_answered_at_once(reply: str):
    heard = judged(question(), default="heard")
    request = asked("Could you say that again?", content=missed(0.97))
    answer = exchange(reply, GOOD, question=question(), content=heard)

    assert verdicts_of([request, answer]) == verdicts_of([asked(content=heard)])


def test_what_a_hint_brought_counts_half():
    heard = judged(question(), default="heard")
    request = asked("Could you give me a hint?", content=missed(0.97))
    answer = exchange("hint", GOOD, question=question(), content=heard)
    alone = verdicts_of([asked(content=heard)])

    assert all(value > alone[slug] for slug, value in verdicts_of([request, answer]).items())


def test_what_a_request_makes_on_the_way_counts():
    request = asked(f"{GOOD} Is it one region?", content=judged(question(), default="heard"))

    best = best_judgements([request, exchange("clarify", "Fine.", question=question())])

    assert {found.verdict for found in best.values()} == {Verdict.HEARD}


def test_of_several_that_miss_a_point_the_least_sure_counts():
    assert best_of(missed(0.95), missed(0.6)).certainty == 0.6
    assert best_of(missed(0.6), missed(0.95)).certainty == 0.6


def test_a_wrong_belief_stays_whichever_answer_has_it():
    assert best_of(missed(0.9, misconception="Forgets it"), missed(0.6)).misconception
    assert best_of(missed(0.6), missed(0.9, misconception="Forgets it")).misconception
