"""What is added to an earlier answer is held against that answer's question, by whoever comes back to it."""

import pytest

from interviews.analysis.judgement import Verdict
from interviews.analysis.local import LocalAnalyst
from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts
from interviews.live.passes import Passes
from interviews.live.record import Record
from interviews.live.state import TurnState
from intervision.redis import for_loop
from tests.interviews.live.hall import FakeTranscriber
from tests.interviews.live.plans import a_plan, backend_questions

PAYMENT = next(one for one in backend_questions() if one.slug == "payment-retried-after-timeout")
ANOTHER = next(one for one in backend_questions() if one.slug != PAYMENT.slug)


async def replied(move: Move, said: str) -> tuple[Record, TurnState]:
    """Return the record of an interview that asked about payments first, and the turn in which this was typed
    after another move, judged."""
    made = a_plan(typing=True)
    record, local = Record(for_loop(), made.interview_id, "test"), LocalAnalyst()
    passes = Passes(
        record,
        analyst=local,
        local=local,
        transcriber=FakeTranscriber(),
        send=lambda message: None,
        now_ms=lambda: 39_000,
    )
    await record.take_over()
    await record.append(facts.Opened(at_ms=0, plan=made, started_unix_ms=1))
    await record.append(facts.Said(10_000, turn=0, move=Move(kind=MoveKind.OPEN, question=PAYMENT)))
    await record.append(facts.Said(20_000, turn=1, move=move))
    await record.append(facts.Answered(26_400, turn=1, text=said, start_ms=20_000, end_ms=26_400, typed=True))
    turn = record.state.turns[1]
    passes.start(turn)
    await passes.drain()
    return record, turn


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (
            "I forgot that we insert the key into a table with a unique index first, and whoever loses that "
            "insert doesn't get to charge.",
            PAYMENT.slug,
        ),
        ("On the first question I would say that it is a nice one for a Friday.", ""),
        ("Thanks, I enjoyed this and would like to do it again some time.", ""),
    ],
)
async def test_what_is_added_at_the_end_is_held_against_the_question_that_it_speaks_to(
    said: str, about: str
) -> None:
    _record, turn = await replied(Move(kind=MoveKind.INVITE_QUESTIONS), said)

    assert turn.about == about
    assert (turn.content is not None) == bool(about)
    if turn.content is not None:
        assert {point.verdict for point in turn.content.points} <= {Verdict.HEARD, Verdict.PARTLY}


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (
            "Before I go on, one thing I'd add to the last one: we insert the key into a table with a unique "
            "index first, and whoever loses that insert doesn't get to charge.",
            PAYMENT.slug,
        ),
        ("Before I go on, one thing I'd add to the last one: it is a nice one for a Friday.", ""),
        ("We insert the key into a table with a unique index first, and the loser doesn't charge.", ""),
    ],
)
async def test_who_comes_back_to_an_earlier_question_is_held_against_that(said: str, about: str) -> None:
    record, turn = await replied(Move(kind=MoveKind.QUESTION, question=ANOTHER), said)

    judged_by = PAYMENT if about else ANOTHER
    assert turn.about == about
    assert record.state.question_of(turn) == judged_by
    assert turn.content is not None
    assert {point.key_point for point in turn.content.points} <= {
        point.slug for point in judged_by.key_points
    }
