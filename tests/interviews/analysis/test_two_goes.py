"""A point that is made in an answer and its follow-up together."""

import msgspec
import pytest

from interviews.analysis.judgement import PointJudgement, Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.port import Answer
from interviews.bank.schema import BankQuestion, read_bank
from interviews.interviewer.feedback import lower_first
from interviews.transcript import locate, words_of_typed

POINT = "client-key"
FIRST, SECOND = "I'd have the caller generate a unique key.", "And for each payment and put it in a header."


def question_of(slug: str) -> BankQuestion:
    return next(question for question in read_bank() if question.slug == slug)


def point_of(text: str, *earlier: str) -> PointJudgement:
    question = question_of("payment-retried-after-timeout")
    words = words_of_typed(text, start_ms=0, end_ms=1)
    judgement = LocalAnalyst().judge_now(Answer(text=text, words=words, follow_up_to=earlier), question)
    for judged in judgement.points:
        assert all(locate(span.quote, words[span.first : span.last + 1]) for span in judged.evidence)
    return next(judged for judged in judgement.points if judged.key_point == POINT)


def test_a_point_made_in_two_goes_is_heard_in_the_second():
    assert Verdict.HEARD not in (point_of(FIRST).verdict, point_of(SECOND).verdict)

    both = point_of(SECOND, FIRST)

    assert both.verdict is Verdict.HEARD
    assert both.evidence


def test_what_came_before_is_no_merit_of_an_answer_beside_it():
    made = f"{FIRST[:-1]} {SECOND[4:]}"
    assert point_of(made).verdict is Verdict.HEARD

    assert point_of("Money is what people get angry about.", made).verdict is Verdict.CANNOT_TELL


WEBHOOKS, DUPLICATES = "webhooks-to-thousands-of-customers", "duplicates-and-order"
LANES = (
    "Each customer gets a lane, so a slow server doesn't hold up the others. If a delivery fails we retry "
    "for two days, and after that they can replay every event as an ID, since they may get it twice."
)
ASKED_ABOUT_IT = (
    "I promise at least once and I don't promise any order. So they have to be ready for duplicates and "
    "throw away an ID they've seen already. If the order matters to them, each event carries a version "
    "number of the invoice, and they ignore what is older than what they have."
)


@pytest.mark.parametrize("lead", ["I see. ", "With that in mind, ", None])
def test_what_half_says_what_it_was_asked_for_makes_it_with_what_came_before(lead):
    question = question_of(WEBHOOKS)
    probe = next(point.probe for point in question.key_points if point.slug == DUPLICATES)
    within = probe if lead == "I see. " else lower_first(probe)
    answer = Answer(
        text=ASKED_ABOUT_IT,
        words=words_of_typed(ASKED_ABOUT_IT, start_ms=0, end_ms=1),
        asked=f"{lead}{within}" if lead else "Anything else?",
        follow_up_to=(LANES,),
    )

    points = LocalAnalyst().judge_now(answer, question).points
    judged = next(point for point in points if point.key_point == DUPLICATES)

    assert judged.verdict is (Verdict.HEARD if lead else Verdict.CANNOT_TELL)
    assert bool(judged.evidence) is bool(lead)


def test_what_nobody_could_tell_of_an_answer_is_not_left_out_by_the_one_to_its_follow_up(monkeypatch):
    judged = LocalAnalyst._judged

    def undecided(self, looked, answer, question, **how):
        judgement = judged(self, looked, answer, question, **how)
        if FIRST not in answer.text:
            return judgement
        points = tuple(PointJudgement(point.key_point, Verdict.CANNOT_TELL) for point in judgement.points)
        return msgspec.structs.replace(judgement, points=points)

    off_the_point = "Money is what people get angry about, so I would call the customers one by one."
    assert point_of(off_the_point).verdict is Verdict.NOT_HEARD
    monkeypatch.setattr(LocalAnalyst, "_judged", undecided)

    assert point_of(off_the_point, FIRST).verdict is Verdict.CANNOT_TELL
