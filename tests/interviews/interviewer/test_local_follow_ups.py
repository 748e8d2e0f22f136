"""The interviewer without a model stays with a question: what it takes up, and what it hedges."""

import re

import msgspec
import pytest

from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from interviews.interviewer.follow_up import STRONG
from interviews.interviewer.local import words_for
from interviews.interviewer.phrasing import phrases
from interviews.interviewer.port import Move, MoveKind
from interviews.transcript import locate, words_of_typed
from tests.interviews.interviewer.cast import bank, exchange, judged, opened, question, situation


def test_probe_is_tied_to_the_candidates_own_words():
    point = question().key_points[1]
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), key_point=point.slug, reason="missing")
    answer = "Um, so I'd have the caller generate a unique key for each payment. Then it's fine."
    content = judged(question(), default="not_heard", client_key="heard")
    texts = [words_for(situation(move, opened(answer, content=content), seed=seed)) for seed in range(12)]

    assert all(point.probe[1:] in text for text in texts)
    assert sum("you'd have the caller generate a unique key" in text for text in texts) >= 6
    assert len(set(texts)) > 4


@pytest.mark.parametrize(("verdict", "certainty"), [("not_heard", 0.5), ("cannot_tell", 0.0)])
def test_what_may_have_been_said_is_not_asked_for_as_if_it_was_left_out(verdict, certainty):
    point = question().key_points[1]
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), key_point=point.slug, reason="missing")
    content = ContentJudgement((PointJudgement(point.slug, Verdict(verdict), certainty=certainty),))
    answer = "I'd have the caller generate a unique key for each payment."

    text = words_for(situation(move, opened(answer, content=content)))

    assert text.endswith(point.probe)
    assert any(way in text for way in phrases()["dig_unsure"])


def test_a_hedge_says_which_words_it_means():
    point = question().key_points[1]
    answer = "I'd have the caller generate a unique key for each payment. We look at the money later."
    quote = locate("I'd have the caller generate a unique key", words_of_typed(answer, start_ms=0, end_ms=0))
    content = ContentJudgement(
        (PointJudgement(point.slug, Verdict.PARTLY, evidence=(quote,), certainty=0.9),)
    )
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), key_point=point.slug, reason="missing")

    for seed in range(12):
        text = words_for(situation(move, opened(answer, content=content), seed=seed))
        assert "the caller generate a unique key" in text
        assert text.endswith(point.probe)


def test_what_was_said_of_a_point_is_named_before_it_is_asked_for():
    point = next(point for point in question().key_points if point.slug == "client-key")
    answer = "We look at the amount first. Then the retry carries the same request ID in a header, I think."
    content = ContentJudgement((PointJudgement(point.slug, Verdict.NOT_HEARD, certainty=0.9),))
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), key_point=point.slug, reason="missing")

    for seed in range(8):
        text = words_for(situation(move, opened(answer, content=content), seed=seed))
        assert "“the retry carries the same request ID in a header”" in text
        assert text.endswith(point.probe)


def test_a_clause_leads_into_a_question_only_where_both_are_about_the_same():
    point = question().key_points[0]
    answer = "The worker waits for the lock on the stock table."
    content = judged(question(), default="not_heard")
    joined = re.compile(r"With that in mind|^When you say|^Given that|So how", re.IGNORECASE)

    def texts(probe: str) -> list[str]:
        points = (msgspec.structs.replace(point, probe=probe), *question().key_points[1:])
        about = msgspec.structs.replace(question(), key_points=points)
        move = Move(kind=MoveKind.FOLLOW_UP, question=about, key_point=point.slug, reason="missing")
        first = exchange("open", answer, question=about, said=about.ask, content=content)
        return [words_for(situation(move, first, seed=seed)) for seed in range(30)]

    assert any(joined.search(text) for text in texts("How long does the worker hold it?"))
    assert not any(joined.search(text) for text in texts("How do you tell a repeat from a new payment?"))


def test_what_may_have_been_said_is_hedged_once_in_a_rehearsal():
    point = question().key_points[1]
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), key_point=point.slug, reason="missing")
    content = ContentJudgement((PointJudgement(point.slug, Verdict.NOT_HEARD, certainty=0.5),))
    earlier = exchange("follow_up", "Yes.", question=bank()[4], said=f"{phrases()['dig_unsure'][0]} Why?")

    text = words_for(situation(move, earlier, opened("It depends on the client.", content=content)))

    assert not any(way in text for way in phrases()["dig_unsure"])


def test_what_is_wrong_is_not_said_to_be_tested_where_nobody_can_tell_which_words_it_is_in():
    point = next(point for point in question().key_points if point.misconceptions)
    answer = "I'd have the caller generate a unique key for each payment and put it in a header."
    wrong = PointJudgement(
        point.slug, Verdict.NOT_HEARD, misconception=point.misconceptions[0].says, certainty=0.9
    )
    move = Move(kind=MoveKind.FOLLOW_UP, question=question(), key_point=point.slug, reason="missing")

    for seed in range(8):
        text = words_for(situation(move, opened(answer, content=ContentJudgement((wrong,))), seed=seed))
        assert text.endswith(point.probe)
        assert not any(way in text for way in phrases()["wrong_turn"])


def test_a_nod_of_the_bank_answers_no_question_whether_it_was_right():
    asked = next(each for each in bank() if each.follow_ups.strong.startswith("Yes."))
    last = exchange("question", "I'd read it from the environment. Is that right?", question=asked)

    text = words_for(situation(Move(kind=MoveKind.FOLLOW_UP, question=asked, reason=STRONG), last))

    assert "report" in text
    assert "Yes." not in text
    assert text.endswith(asked.follow_ups.strong.removeprefix("Yes. "))
