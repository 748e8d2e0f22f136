"""The conversation: what was heard goes in, what the interviewer says goes out."""

from typing import Any

import pytest

from interviews.analysis.judgement import FramingNote
from interviews.interviewer.local import LocalInterviewer
from interviews.interviewer.port import (
    InterviewerFailed,
    Move,
    MoveKind,
    OutOfBudget,
)
from interviews.live import coverage, facts, messages, notices
from interviews.live.floor import cut_at_word
from interviews.live.record import read_events
from interviews.speech.port import (
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnLikely,
    TurnResumed,
)
from intervision.redis import blocking
from tests.interviews.live.hall import (
    ANSWER,
    Hall,
    ScriptedInterviewer,
)


async def test_first_words_are_streamed_and_recorded(hall: Hall) -> None:
    tokens = [message.text for message in hall.of(messages.Token)]

    assert tokens == ["Hello. ", "What is ", "idempotency?"]
    assert hall.record.state.turns[0].said == "Hello. What is idempotency?"
    assert hall.ears.calls == ["interviewer_speaks", "expect_answer"]


async def test_answer_is_in_the_record_before_the_page_is_told(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded: list[facts.AnyEvent] = []

    def told(message: messages.ToPage) -> None:
        recorded.extend(read_events(blocking(), hall.plan.interview_id)[-1:])

    monkeypatch.setattr(hall.conversation.answers, "_send", told)

    await hall.hears_answer()

    assert isinstance(recorded[0], facts.Answered)


async def test_both_passes_are_recorded_after_an_answer(hall: Hall) -> None:
    await hall.hears_answer()

    await hall.until(lambda: hall.record.state.turns[0].delivery is not None, 20)
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)
    turn = hall.record.state.turns[0]
    assert turn.answer == ANSWER
    assert turn.words[0].text == "I"
    assert turn.content is not None and turn.content.points


async def test_the_camera_is_asked_for_the_time_of_the_speech_alone(hall: Hall) -> None:
    ended = hall.turn_end()

    await hall.conversation.heard(ended)

    assert hall.watched == [(ended.start_ms, ended.end_ms)]
    assert hall.record.state.turns[0].framing == FramingNote(samples=1)


async def test_words_asked_early_are_held_until_the_turn_is_certain(hall: Hall) -> None:
    before = len(hall.of(messages.Token))

    await hall.conversation.heard(TurnLikely(text=ANSWER, silence_ms=128))
    await hall.until(lambda: hall.interviewer.through == 2)
    held = len(hall.of(messages.Token))
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    assert held == before
    assert len(hall.of(messages.Token)) > before
    assert len(hall.interviewer.asked) == 2, "the model was asked once for this answer, not twice"


async def test_words_asked_early_are_thrown_away_when_the_candidate_goes_on(hall: Hall) -> None:
    hall.interviewer.wait_s = 0.2

    await hall.conversation.heard(TurnLikely(text="I would put", silence_ms=128))
    await hall.until(lambda: len(hall.interviewer.asked) == 2)
    await hall.conversation.heard(TurnResumed(at_ms=100))
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    assert hall.interviewer.asked[-1].exchanges[-1].answer == ANSWER
    assert hall.record.state.turns[0].answer == ANSWER


async def test_what_was_measured_of_a_part_is_no_measure_of_the_whole(hall: Hall) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    turn = hall.record.state.turns[0]
    assert (turn.content, turn.delivery, turn.words) == (None, None, [])


async def test_an_interview_that_was_ended_does_not_begin_to_talk_again(hall: Hall) -> None:
    await hall.conversation.end("by_candidate")

    heir = await Hall(interview_id=hall.plan.interview_id).open()

    assert heir.ended == ["by_candidate"]
    assert not heir.conversation.floor.taken
    await heir.conversation.close()


async def test_failing_interviewer_is_replaced_for_this_turn_and_the_record_says_so() -> None:
    hall = await Hall(ScriptedInterviewer([InterviewerFailed("no first token within 1500 ms")])).open()

    await hall.said(0)

    assert hall.record.state.turns[0].asked_by == "local"
    assert "no first token" in hall.record.state.head.degraded[0].reason
    assert any(notice.code == "local_interviewer" for notice in hall.of(messages.Notice))
    await hall.conversation.close()


async def test_interviewer_that_breaks_off_midway_is_helped_out() -> None:
    hall = await Hall(ScriptedInterviewer(["Good morning, ", InterviewerFailed("the stream broke")])).open()

    await hall.said(0)

    said = hall.record.state.turns[0].said
    assert said.startswith("Good morning, ")
    assert "?" in said
    await hall.conversation.close()


async def test_silence_at_the_invitation_closes_without_a_check_in(hall: Hall) -> None:
    hall.conversation.floor.say(Move(kind=MoveKind.INVITE_QUESTIONS))
    await hall.said(1)

    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    assert not hall.conversation.floor.taken

    await hall.conversation.heard(SilenceHeard(silence_ms=66_000))
    await hall.until(lambda: bool(hall.ended))
    assert hall.record.state.turns[2].move.kind is MoveKind.CLOSE


async def test_long_silence_is_met_twice_at_most(hall: Hall) -> None:
    for _ in range(6):
        for silence_ms in (46_000, 66_000):
            await hall.conversation.heard(SilenceHeard(silence_ms=silence_ms))
            await hall.until(lambda: not hall.conversation.floor.taken)

    kinds = [turn.move.kind for turn in hall.record.state.turns.values()]
    assert kinds.count("check_in") == 2


async def test_what_is_kept_of_a_running_answer_has_its_times(hall: Hall) -> None:
    await hall.conversation.heard(PhraseHeard(text="It holds", start_ms=1_000, end_ms=2_000))
    await hall.conversation.heard(PhraseHeard(text="work", start_ms=3_000, end_ms=4_000))

    await hall.conversation.answers.keep_running()

    assert hall.record.state.turns[0].speech == [(1_000, 2_000), (3_000, 4_000)]


async def test_what_was_said_is_judged_when_there_is_more_of_it_and_not_when_it_is_told_again(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    monkeypatch.setattr(hall.conversation.coverage, "warm", lambda turn: judged.append(turn.pending_text))

    for text, start_ms in (("It halts", 1_000), ("work.", 3_000), ("It holds", 1_000), ("All of it.", 5_000)):
        await hall.conversation.heard(PhraseHeard(text=text, start_ms=start_ms, end_ms=start_ms + 900))

    assert judged == ["It halts", "It halts work.", "It holds work. All of it."]


async def test_a_fault_in_the_interviewer_is_taken_over_by_the_local_one() -> None:
    hall = await Hall(ScriptedInterviewer(["You'd put ", ValueError("not JSON")])).open()

    await hall.said(0)

    turn = hall.record.state.turns[0]
    assert turn.asked_by == "local"
    assert "?" in turn.said
    assert hall.record.state.head.degraded[-1].part == "interviewer"
    assert notices.LOCAL_INTERVIEWER in hall.sent
    await hall.conversation.close()


@pytest.mark.django_db(transaction=True)
async def test_what_a_draft_cost_that_was_thrown_away_is_counted() -> None:
    interviewer = ScriptedInterviewer(["Hello. ", "What is ", "idempotency?"])
    hall = await Hall(interviewer).open()
    await hall.said(0)
    interviewer.costs = True
    await hall.conversation.heard(SpeechStarted(start_ms=10))
    await hall.conversation.heard(PhraseHeard(text=ANSWER, start_ms=10, end_ms=900))
    await hall.conversation.heard(TurnLikely(text=ANSWER, silence_ms=128))
    await hall.until(lambda: len(interviewer.asked) == 2)

    await hall.conversation.heard(TurnResumed(at_ms=1_000))
    await hall.conversation.close()

    assert [used.model for used in hall.record.state.head.usage] == ["paid"]


@pytest.mark.parametrize(
    ("interviewer", "had_judgement"),
    [
        (LocalInterviewer(), [False, True]),
        (ScriptedInterviewer(remote=False), [False, True]),
        (ScriptedInterviewer(), [False]),
    ],
)
async def test_a_move_decided_before_all_was_judged_is_decided_again_where_that_costs_no_call(
    monkeypatch: pytest.MonkeyPatch, interviewer: Any, had_judgement: list[bool]
) -> None:
    monkeypatch.setattr(coverage, "PATIENCE_S", 0.0)
    hall = await Hall(interviewer).open()
    await hall.said(0)
    decided: list[Any] = []
    next_move = hall.conversation.agenda.next_move

    async def deciding(answer_so_far: str = "") -> Move:
        decided.append(hall.conversation.coverage.last(0))
        return await next_move(answer_so_far)

    monkeypatch.setattr(hall.conversation.agenda, "next_move", deciding)
    await hall.conversation.heard(SpeechStarted(start_ms=10))
    await hall.conversation.heard(TurnLikely(text=ANSWER, silence_ms=300))
    await hall.until(lambda: len(decided) == 1)
    await hall.until(lambda: hall.conversation.coverage.last(0) is not None, 30)

    await hall.conversation.heard(hall.turn_end(ANSWER))
    await hall.said(1)

    assert [judged is not None for judged in decided] == had_judgement
    await hall.conversation.close()


@pytest.mark.parametrize(
    ("characters", "kept"), [(0, ""), (3, ""), (5, "What"), (6, "What"), (100, "What is it?"), (4, "What")]
)
def test_cut_at_word_keeps_whole_words(characters: int, kept: str) -> None:
    assert cut_at_word("What is it?", characters) == kept


async def test_a_page_that_comes_again_is_told_what_was_being_said(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    asked = hall.record.state.turns[1].said
    hall.sent.clear()

    hall.conversation.go_on()
    await hall.said(1)

    assert [message.text for message in hall.of(messages.Said)] == [asked]
    assert list(hall.record.state.turns) == [0, 1]


async def test_silence_is_not_counted_while_code_is_written(hall: Hall) -> None:
    hall.time_ms += 60_000
    await hall.conversation.said_by_page(messages.Code(code="def f(): ...", language="python"))

    await hall.conversation.heard(SilenceHeard(silence_ms=70_000))

    assert not hall.conversation.floor.taken
    assert not hall.record.state.turns[0].answered


async def test_a_spent_budget_is_told_once() -> None:
    spent = [OutOfBudget("the user's daily budget is spent")]
    hall = await Hall(ScriptedInterviewer([*spent], [*spent])).open()
    await hall.said(0)

    await hall.conversation.said_by_page(messages.Typed(text="I would measure first.", reply_to=0))
    await hall.said(1)

    assert hall.sent.count(notices.OUT_OF_BUDGET) == 1
    assert notices.LOCAL_INTERVIEWER not in hall.sent
    await hall.conversation.close()


async def test_a_turn_that_is_said_anew_is_no_exchange_of_its_own(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First", reply_to=0))
    await hall.said(1)
    turn = hall.record.state.turns[1]

    hall.conversation.floor.say_again(1, turn.move, "")
    await hall.until(lambda: len(hall.interviewer.asked) == 3)

    assert [each.answer for each in hall.interviewer.asked[-1].exchanges] == ["First"]


async def test_end_keeps_what_was_being_said(hall: Hall) -> None:
    await hall.conversation.heard(SpeechStarted(start_ms=100))
    await hall.conversation.heard(PhraseHeard(text="I was about to say", start_ms=100, end_ms=900))

    await hall.conversation.end("by_candidate")
    await hall.conversation.heard(PhraseHeard(text="too late", start_ms=950, end_ms=990))
    await hall.conversation.said_by_page(messages.Control(action="hint"))

    assert hall.record.state.turns[0].answer == "I was about to say"
    assert hall.record.state.head.ended
    assert list(hall.record.state.turns) == [0]
