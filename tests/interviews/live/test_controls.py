"""What the candidate does on the page: types, presses a button, writes code."""

import pytest

from interviews.analysis.judgement import Verdict
from interviews.interviewer.port import (
    Move,
    MoveKind,
)
from interviews.live import messages
from interviews.speech.port import (
    PhraseHeard,
    SilenceHeard,
)
from tests.interviews.live.hall import (
    ANSWER,
    BEGUN,
    REST,
    Hall,
    begins,
    begun_and_repeated,
    taken_up_again,
)


async def test_typing_after_going_on_adds_to_what_was_said(hall: Hall) -> None:
    await taken_up_again(hall, REST)

    await hall.conversation.said_by_page(messages.Typed(text="That is all.", reply_to=0))
    await hall.said(1)
    await hall.until(lambda: bool(hall.record.state.turns[0].words), 20)

    assert hall.record.state.turns[0].answer == f"{ANSWER} {REST} That is all."


@pytest.mark.parametrize(("begun_before", "turn"), [(True, 0), (False, 1)])
async def test_a_draft_from_before_the_reply_belongs_to_what_was_said(
    hall: Hall, *, begun_before: bool, turn: int
) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    hall.time_ms += 4_000

    started_ms = 20_000 if begun_before else 2_000
    await hall.conversation.said_by_page(
        messages.Typed(text="And I would measure it.", reply_to=1, started_ms=started_ms)
    )
    hall.speaker.through.set()
    await hall.said(turn + 1)

    state = hall.record.state
    assert state.turns[turn].answer.endswith("And I would measure it.")
    assert state.turns[0].answer.startswith(ANSWER)
    assert list(state.turns) == list(range(turn + 2))
    assert hall.of(messages.AnswerKept)[-1].turn == turn


async def test_skipping_after_going_on_keeps_the_answer(hall: Hall) -> None:
    await taken_up_again(hall, REST)

    await hall.conversation.said_by_page(messages.Control(action="skip"))
    await hall.said(1)

    turn = hall.record.state.turns[0]
    assert turn.answered
    assert not turn.skipped
    assert turn.answer == f"{ANSWER} {REST}"


async def test_skipping_an_answer_that_the_last_owner_left_skips_the_question(hall: Hall) -> None:
    await begins(hall)
    await hall.conversation.keep_running()
    heir = await Hall(interview_id=hall.plan.interview_id).open()

    await heir.conversation.said_by_page(messages.Control(action="skip"))
    await heir.said(1)

    turn = heir.record.state.turns[0]
    assert (turn.skipped, turn.answer) == (True, BEGUN)
    await heir.conversation.close()


async def test_skipping_in_the_middle_of_an_answer_skips_it_though_the_question_was_repeated(
    hall: Hall,
) -> None:
    await begun_and_repeated(hall)

    await hall.conversation.said_by_page(messages.Control(action="skip"))
    await hall.said(1)

    turn = hall.record.state.turns[0]
    assert (turn.skipped, turn.answer) == (True, BEGUN)


async def test_who_falls_silent_after_a_part_of_an_answer_has_answered(hall: Hall) -> None:
    await begun_and_repeated(hall)

    await hall.conversation.heard(SilenceHeard(silence_ms=66_000))
    await hall.said(1)

    turn = hall.record.state.turns[0]
    assert (turn.answered, turn.skipped, turn.answer) == (True, False, BEGUN)


async def test_code_is_kept_with_the_turn_that_it_was_written_in(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First", reply_to=0))
    await hall.said(1)

    await hall.conversation.said_by_page(messages.Code(code="late", language="python", turn=0))

    assert hall.record.state.turns[0].code == "late"
    assert not hall.record.state.turns[1].code
    assert "candidate_writes" not in hall.ears.calls


async def test_coaching_that_was_planned_can_be_turned_off() -> None:
    hall = await Hall(coaching_lines=True).open()
    await hall.said(0)
    await hall.conversation.said_by_page(messages.Control(action="coaching_off"))

    await hall.hears_answer("um so um so um so um so um so um so um so um so um")
    await hall.passes.drain()

    assert hall.record.state.turns[0].delivery is not None
    assert hall.of(messages.Coaching) == []
    await hall.conversation.close()


async def test_no_manner_brings_coaching_on_delivery_to_who_does_not_want_it() -> None:
    hall = await Hall(coaching=True, delivery_coaching=False).open()
    await hall.said(0)

    await hall.hears_answer("um so um so um so um so um so um so um so um so um")
    await hall.passes.drain()

    assert hall.record.state.turns[0].delivery is not None
    assert hall.of(messages.Coaching) == []
    await hall.conversation.close()


async def test_typed_answer_goes_on_and_an_empty_one_does_not(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="   ", reply_to=0))
    await hall.conversation.said_by_page(messages.Typed(text="A queue is first in, first out.", reply_to=0))
    await hall.said(1)

    assert hall.of(messages.Error)[0].code == "empty"
    assert hall.record.state.turns[0].typed
    assert hall.record.state.turns[0].answer == "A queue is first in, first out."


async def test_typed_answer_to_an_older_question_changes_nothing(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First", reply_to=0))
    await hall.said(1)

    await hall.conversation.said_by_page(messages.Typed(text="Again", reply_to=0))

    assert hall.record.state.turns[0].answer == "First"
    assert not hall.record.state.turns[1].answered


async def test_skip_moves_on_without_an_answer(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="skip"))
    await hall.said(1)

    assert hall.record.state.turns[0].skipped


async def test_skip_of_an_older_question_leaves_the_one_that_was_not_seen_yet(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First", reply_to=0))
    await hall.said(1)

    await hall.conversation.said_by_page(messages.Control(action="skip", turn=0))

    assert not hall.record.state.turns[1].answered
    await hall.conversation.said_by_page(messages.Control(action="skip", turn=1))
    assert hall.record.state.turns[1].skipped


async def test_done_when_nothing_was_said_says_so(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="done"))

    assert hall.of(messages.Notice)[-1].code == "nothing_heard_yet"


async def test_code_may_be_all_of_an_answer(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Code(code="def one():\n    return 1", language="python"))
    await hall.conversation.said_by_page(messages.Control(action="done"))

    await hall.said(1)
    turn = hall.record.state.turns[0]
    assert (turn.answered, turn.skipped, turn.answer) == (True, False, "")
    assert hall.record.state.turns[1].move.kind is not MoveKind.MOVE_ON
    await hall.until(lambda: turn.content is not None)
    assert {point.verdict for point in turn.content.points} == {Verdict.CANNOT_TELL}


async def test_repeat_says_the_same_again_in_the_same_turn(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: len(hall.of(messages.Said)) == 2)

    assert hall.of(messages.Said)[1].text == hall.of(messages.Said)[0].text
    assert list(hall.record.state.turns) == [0]


async def test_a_moment_lasts_until_speech_and_is_the_same_for_another_owner(hall: Hall) -> None:
    await hall.conversation.heard(PhraseHeard(text="It holds", start_ms=1_000, end_ms=2_000))
    hall.time_ms = 3_000
    await hall.conversation.said_by_page(messages.Control(action="take_a_moment"))
    asked_ms = hall.time_ms
    await hall.conversation.said_by_page(messages.Control(action="take_a_moment"))
    await hall.conversation.heard(PhraseHeard(text="for a moment", start_ms=2_900, end_ms=3_200))
    await hall.conversation.heard(PhraseHeard(text="work", start_ms=40_000, end_ms=41_000))
    await hall.conversation.heard(PhraseHeard(text="to do", start_ms=50_000, end_ms=51_000))

    [(start_ms, end_ms)] = hall.record.state.turns[0].excused

    assert start_ms == pytest.approx(asked_ms, abs=100)
    assert end_ms == 40_000
    assert (await hall.record.rebuild()).turns[0].excused == [(start_ms, end_ms)]


async def test_times_of_writing_are_kept_as_one(hall: Hall) -> None:
    hall.time_ms = 20_000
    await hall.conversation.said_by_page(messages.Code(code="def f():", language="python"))
    hall.time_ms = 26_000
    await hall.conversation.said_by_page(messages.Writing())
    hall.time_ms = 60_000
    await hall.conversation.said_by_page(messages.Code(code="def f(): ...", language="python"))

    excused = hall.record.state.turns[0].excused

    assert [(round(start_ms, -3), round(end_ms, -3)) for start_ms, end_ms in excused] == [
        (15_000, 31_000),
        (55_000, 65_000),
    ]
    assert (await hall.record.rebuild()).turns[0].excused == excused


async def test_what_was_said_before_a_repeat_stays_in_the_answer(hall: Hall) -> None:
    await begins(hall)

    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: hall.ears.calls[-1] == "expect_answer")
    await hall.hears_answer(ANSWER)
    await hall.said(1)
    await hall.until(lambda: bool(hall.record.state.turns[0].words), 20)

    assert hall.record.state.turns[0].answer == f"{BEGUN} {ANSWER}"


async def test_a_part_before_a_repeat_is_judged_when_a_check_in_follows(hall: Hall) -> None:
    await begun_and_repeated(hall)

    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    await hall.said(1)
    hall.time_ms += 6_000
    await hall.hears_answer(ANSWER)
    await hall.said(2)
    await hall.passes.drain()

    first, second = hall.record.state.turns[0], hall.record.state.turns[1]
    assert (first.answered, first.answer, second.answer) == (True, BEGUN, ANSWER)
    assert first.content is not None
    assert second.move.kind is MoveKind.CHECK_IN


async def test_done_after_a_repeat_is_the_end_of_what_was_said_before(hall: Hall) -> None:
    await begun_and_repeated(hall)

    await hall.conversation.said_by_page(messages.Control(action="done"))
    await hall.said(1)
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)

    turn = hall.record.state.turns[0]
    assert (turn.answered, turn.answer) == (True, BEGUN)
    assert hall.of(messages.AnswerKept)[-1].text == BEGUN
    assert hall.of(messages.Notice) == []


async def test_what_was_said_before_a_hint_is_an_answer(hall: Hall) -> None:
    await begins(hall)

    await hall.conversation.said_by_page(messages.Control(action="hint"))
    await hall.said(1)

    assert hall.record.state.turns[0].answer == BEGUN
    assert hall.record.state.turns[1].move.kind is MoveKind.HINT


async def test_repeating_a_check_in_repeats_the_question(hall: Hall) -> None:
    question = hall.record.state.turns[0].move.question
    hall.conversation.floor.say(Move(MoveKind.CHECK_IN, question=question))
    await hall.said(1)

    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.said(2)

    move = hall.record.state.turns[2].move
    assert (move.kind, move.question) == (MoveKind.REPEAT, question)


async def test_a_hint_says_in_the_record_what_it_was_about(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="hint"))
    await hall.said(1)

    move = hall.record.state.turns[1].move
    assert move.kind is MoveKind.HINT
    assert move.key_point


async def test_code_is_part_of_the_turn(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Code(code="def f(): ...", language="python"))

    assert hall.record.state.turns[0].code == "def f(): ..."
    assert hall.ears.calls[-1] == "candidate_writes"


async def test_the_candidate_may_end_it_at_any_time(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="end"))

    assert hall.ended == ["by_candidate"]
