"""Speech while the first word of a reply is awaited: nobody has seen a question that it could answer."""

import pytest

from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts, messages
from interviews.speech.port import SilenceHeard, SpeechStarted
from tests.interviews.live.hall import ANSWER, REST, Hall, ScriptedInterviewer

FIRST_TOKEN_S = 0.3
REPLY = ["How do queues ", "behave?"]


async def awaits_first_word(hall: Hall, turn: int) -> None:
    """Return when turn `turn` is in the record and nothing of it is out yet."""
    await hall.until(lambda: any(m.turn == turn for m in hall.of(messages.Saying)))
    assert not hall.conversation.floor.shown


async def speaks(hall: Hall) -> None:
    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))


def slow(hall: Hall) -> None:
    hall.interviewer.wait_s = FIRST_TOKEN_S
    hall.interviewer.replies = [REPLY]


async def test_a_greeting_before_the_first_words_leaves_the_question_as_it_is() -> None:
    hall = await Hall(ScriptedInterviewer(["Hello. ", "What is it?"], wait_s=FIRST_TOKEN_S)).open()
    await awaits_first_word(hall, 0)

    await speaks(hall)
    await hall.said(0)

    turn = hall.record.state.turns[0]
    assert (turn.said, turn.heard, turn.answered) == ("Hello. What is it?", True, False)
    assert hall.ears.calls[-2:] == ["ignore_utterance", "expect_answer"]
    assert hall.of(messages.Stop) == []
    await hall.conversation.close()


async def test_a_greeting_before_the_opening_is_decided_is_no_answer() -> None:
    hall = await Hall(ScriptedInterviewer(["Hello. ", "What is it?"])).open()
    assert hall.record.state.current is None

    await speaks(hall)
    await hall.said(0)

    assert hall.ears.calls == ["interviewer_speaks", "ignore_utterance", "expect_answer"]
    await hall.conversation.close()


@pytest.mark.parametrize(
    "message", [messages.Control(action="skip"), messages.Typed(text="First answer", reply_to=0)]
)
@pytest.mark.parametrize("decided", [False, True])
async def test_a_remark_after_a_skipped_or_typed_turn_is_no_answer(
    hall: Hall, message: messages.FromPage, decided: bool
) -> None:
    slow(hall)
    await hall.conversation.said_by_page(message)
    if decided:
        await awaits_first_word(hall, 1)

    await speaks(hall)
    await hall.said(1)

    turn = hall.record.state.turns[1]
    assert (turn.said, turn.heard, turn.answered) == ("".join(REPLY), True, False)
    assert hall.ears.calls[-2:] == ["ignore_utterance", "expect_answer"]


@pytest.mark.parametrize("decided", [False, True])
async def test_a_spoken_answer_goes_on_until_the_first_word_however_late_that_is(
    hall: Hall, decided: bool
) -> None:
    slow(hall)
    await hall.hears_answer()
    if decided:
        await awaits_first_word(hall, 1)
    hall.time_ms += 10_000

    await speaks(hall)
    await hall.conversation.heard(hall.turn_end(REST))
    await hall.said(1)

    parts = [event async for event in hall.record.events() if isinstance(event, facts.Answered)]
    assert [(part.turn, part.text) for part in parts] == [(0, ANSWER), (0, REST)]
    assert list(hall.record.state.turns) == [0, 1]
    assert "ignore_utterance" not in hall.ears.calls


@pytest.mark.parametrize("decided", [False, True])
async def test_who_begins_to_answer_is_not_asked_whether_they_need_help(hall: Hall, decided: bool) -> None:
    asked = hall.record.state.turns[0].said
    slow(hall)
    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    if decided:
        await awaits_first_word(hall, 1)

    await speaks(hall)
    assert (list(hall.record.state.turns), hall.ears.calls[-1]) == ([0], "expect_answer")
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    turn = hall.record.state.turns[0]
    assert (turn.said, turn.answer) == (asked, ANSWER)
    stops = [(stop.turn, stop.taken_back) for stop in hall.of(messages.Stop)]
    assert stops == [(1, True)]
    assert (await hall.record.rebuild()).turns[0].answer == ANSWER


@pytest.mark.parametrize("decided", [False, True])
async def test_a_remark_while_a_hint_is_awaited_does_not_cost_the_hint(hall: Hall, decided: bool) -> None:
    asked = hall.record.state.turns[0].said
    slow(hall)
    await hall.conversation.said_by_page(messages.Control(action="hint"))
    if decided:
        await awaits_first_word(hall, 1)

    await speaks(hall)
    await hall.said(1)

    turns = hall.record.state.turns
    assert (turns[0].said, turns[1].said) == (asked, "".join(REPLY))
    assert turns[1].move.kind is MoveKind.HINT
    assert hall.ears.calls[-2:] == ["ignore_utterance", "expect_answer"]


async def test_a_turn_that_is_said_anew_after_a_crash_is_not_spoken_into_unseen(hall: Hall) -> None:
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text="", start_ms=1, end_ms=49, skipped=True))
    move = Move(MoveKind.QUESTION, question=hall.record.state.turns[0].move.question)
    await hall.record.append(facts.Said(at_ms=60, turn=1, move=move))
    heir = Hall(ScriptedInterviewer(REPLY, wait_s=FIRST_TOKEN_S), interview_id=hall.plan.interview_id)
    await heir.open()
    await awaits_first_word(heir, 1)

    await speaks(heir)
    await heir.said(1)

    assert heir.record.state.turns[1].said == "".join(REPLY)
    assert "ignore_utterance" in heir.ears.calls
    await heir.conversation.close()
