"""What was surely judged of the key points of an interview."""

from datetime import timedelta

import pytest

from interviews import history
from interviews.analysis.judgement import ContentJudgement, PointJudgement, Verdict
from tests.jobs.openings import NOW
from tests.reports import sessions

HEARD, PARTLY, NOT_HEARD, CANNOT_TELL = Verdict


def verdicts_on_a_point(alice, *answers, belief="", asked_about=False, last=""):
    """Return what is said of a point whose answers, to a question and its follow-ups, were judged so."""
    question = sessions.question(sessions.bank()[0].slug)
    point = question.key_points[0].slug
    row = sessions.new_interview(alice, started_at=NOW - timedelta(days=1))
    for number, (verdict, certainty) in enumerate(answers, start=1):
        speaker = sessions.spoken(
            f"I would keep a key for each request and look it up. {last}", at_ms=12_000 * number
        )
        span = sessions.span(speaker.words, 1, 5)
        shown = (span,) if belief or verdict in (HEARD, PARTLY) else ()
        judgement = PointJudgement(point, verdict, shown, certainty, misconception=belief)
        turn = sessions.turn_row(
            row, number, kind="question" if number == 1 else "follow_up", said=question.ask,
            said_ms=12_000 * number - 5_000, question=question, speaker=speaker,
            content=ContentJudgement((judgement,)), key_point=point if asked_about and number > 1 else "",
        )  # fmt: skip
        turn.save()
    return [one.judgement.verdict for one in history.judged_points(history.interview(row.pk))]


@pytest.mark.parametrize(
    ("verdict", "certainty", "is_said"),
    [
        (HEARD, 0.6, True),
        (HEARD, 0.59, False),
        (PARTLY, 0.75, True),
        (PARTLY, 0.74, False),
        (NOT_HEARD, 0.85, True),
        (NOT_HEARD, 0.84, False),
        (CANNOT_TELL, 0.0, False),
    ],
)
def test_a_point_is_judged_only_where_it_is_sure(alice, verdict, certainty, is_said):
    assert verdicts_on_a_point(alice, (verdict, certainty)) == [verdict] * is_said


def test_a_point_is_not_left_out_that_another_answer_may_have_made(alice):
    assert verdicts_on_a_point(alice, (NOT_HEARD, 0.9), (HEARD, 0.5)) == []


def test_a_point_is_not_left_out_while_one_answer_is_open(alice):
    assert verdicts_on_a_point(alice, (NOT_HEARD, 0.9), (CANNOT_TELL, 0.0)) == []


def test_a_point_is_left_out_by_who_was_asked_about_it(alice):
    answers = ((CANNOT_TELL, 0.0), (NOT_HEARD, 0.9))

    assert verdicts_on_a_point(alice, *answers, asked_about=True) == [NOT_HEARD]


def test_a_point_is_not_left_out_by_who_passes_in_the_end(alice):
    assert verdicts_on_a_point(alice, (NOT_HEARD, 0.9), last="I give up on this one.") == []


def test_a_stated_wrong_belief_needs_no_certainty(alice):
    assert verdicts_on_a_point(alice, (NOT_HEARD, 0.5), belief="Takes silence for proof") == [NOT_HEARD]


def test_a_point_is_not_heard_for_sure_in_words_of_a_wrong_belief(alice):
    question = sessions.question(sessions.bank()[0].slug)
    row = sessions.new_interview(alice, started_at=NOW - timedelta(days=1))
    speaker = sessions.spoken("I would keep a key for each request and look it up", at_ms=12_000)
    words = (sessions.span(speaker.words, 1, 5),)
    heard, other = (point.slug for point in question.key_points[:2])
    judged = (
        PointJudgement(heard, HEARD, words, 0.9),
        PointJudgement(other, CANNOT_TELL, words, misconception="Takes silence for proof"),
    )
    sessions.turn_row(
        row, 1, kind="question", said=question.ask, said_ms=7_000, question=question, speaker=speaker,
        content=ContentJudgement(judged),
    ).save()  # fmt: skip

    assert list(history.judged_points(history.interview(row.pk))) == []
