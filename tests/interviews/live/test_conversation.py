"""The conversation, with a scripted interviewer and ears that a test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import numpy as np
import pytest

from interviews.analysis.local import LocalAnalyst
from interviews.bank.schema import Question
from interviews.interviewer.local import LocalInterviewer
from interviews.interviewer.port import (
    InterviewerFailed,
    Move,
    MoveKind,
    OutOfBudget,
    Situation,
    Usage,
)
from interviews.live import facts, messages, notices
from interviews.live.conversation import Conversation
from interviews.live.floor import cut_at_word
from interviews.live.passes import Passes
from interviews.live.record import Record
from interviews.speech.port import (
    Heard,
    NothingHeard,
    PhraseHeard,
    SilenceHeard,
    SpeechStarted,
    TurnEnded,
    TurnLikely,
    TurnResumed,
)
from interviews.transcript import Word
from intervision.redis import for_loop
from tests.interviews.live.plans import a_plan, backend_questions

ANSWER = "I would put an idempotency key on every payment and look it up before charging"


class ScriptedInterviewer:
    """Says what a test gave it, token by token, `wait_s` before each; an exception in a reply is raised."""

    name = "scripted"

    def __init__(self, *replies: list[str | Exception], wait_s: float = 0.0) -> None:
        self.replies = list(replies)
        self.wait_s = wait_s
        self.asked: list[Situation] = []
        self.cancelled = 0
        self.costs = False

    async def say(self, situation: Situation, *, usage: Any = None) -> AsyncIterator[str]:
        self.asked.append(situation)
        if usage is not None and self.costs:
            usage(Usage("interviewer", "paid", 100, 10))
        reply = self.replies.pop(0) if self.replies else ["And ", "then?"]
        try:
            for token in reply:
                await asyncio.sleep(self.wait_s)
                if isinstance(token, Exception):
                    raise token
                yield token
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


class FakeEars:
    """Remembers what it was asked to do."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.has_speech = False

    def expect_answer(self, *, question: Question | None) -> None:
        self.calls.append("expect_answer")

    def interviewer_speaks(self) -> None:
        self.calls.append("interviewer_speaks")

    def continue_answer(self) -> None:
        self.calls.append("continue_answer")

    def hold(self) -> None:
        self.calls.append("hold")

    def candidate_writes(self) -> None:
        self.calls.append("candidate_writes")

    def finish(self) -> bool:
        return self.has_speech


class FakeSpeaker:
    """A voice that is through when a test says so (`through`), or at once."""

    muted = False
    by_page = True

    def __init__(self) -> None:
        self.through = asyncio.Event()
        self.through.set()
        self.heard: int | None = None

    def configure(self, *, voice: str, speed: float) -> None: ...

    def begin(self, turn: int) -> None: ...

    def add(self, delta: str) -> None: ...

    async def finished(self) -> None:
        await self.through.wait()

    def stop(self) -> int | None:
        return self.heard

    def page_heard(self, turn: int, characters: int, *, finished: bool) -> None: ...


class FakeTranscriber:
    """Hears the same sentence in everything."""

    name = "fake"

    def fast(self, samples: Any, *, language: str) -> Heard:
        return Heard(ANSWER)

    def verbatim(self, samples: Any, *, language: str) -> tuple[Word, ...]:
        return tuple(Word(word, n * 300, n * 300 + 250, 0.9) for n, word in enumerate(ANSWER.split()))


class Hall:
    """A conversation with everything around it; `sent` is what the page was told."""

    def __init__(self, interviewer: Any = None, **plan: Any) -> None:
        self.sent: list[messages.ToPage] = []
        self.ended: list[str] = []
        self.time_ms = 0
        self.plan = a_plan(**plan)
        self.record = Record(for_loop(), self.plan.interview_id, "test")
        self.ears, self.speaker = FakeEars(), FakeSpeaker()
        self.interviewer = interviewer or ScriptedInterviewer()
        local = LocalAnalyst()
        self.passes = Passes(
            self.record,
            analyst=local,
            local=local,
            transcriber=FakeTranscriber(),
            send=self.sent.append,
            now_ms=self.now_ms,
        )
        self.conversation = Conversation(
            self.record,
            bank=backend_questions(),
            interviewer=self.interviewer,
            local=LocalInterviewer(),
            passes=self.passes,
            ears=self.ears,
            speaker=self.speaker,
            send=self.sent.append,
            now_ms=self.now_ms,
            on_end=self.ended.append,
        )

    def now_ms(self) -> int:
        self.time_ms += 10
        return self.time_ms

    async def open(self) -> "Hall":
        await self.record.take_over()
        if self.record.state.head.plan is None:
            await self.record.append(facts.Opened(at_ms=0, plan=self.plan, started_unix_ms=1))
        self.conversation.begin()
        return self

    def of(self, kind: type) -> list[Any]:
        return [message for message in self.sent if isinstance(message, kind)]

    async def until(self, true: Callable[[], bool], timeout_s: float = 5) -> None:
        for _ in range(int(timeout_s / 0.01)):
            if true():
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"it did not come; sent: {self.sent}")

    async def said(self, turn: int) -> None:
        await self.until(lambda: any(message.turn == turn for message in self.of(messages.Said)))
        await self.until(lambda: self.ears.calls[-1] == "expect_answer" or not self.speaker.through.is_set())

    async def hears_answer(self, text: str = ANSWER) -> None:
        await self.conversation.heard(SpeechStarted(start_ms=self.time_ms))
        await self.conversation.heard(
            PhraseHeard(text=text, start_ms=self.time_ms, end_ms=self.time_ms + 900)
        )
        await self.conversation.heard(TurnLikely(text=text, silence_ms=128))
        await self.conversation.heard(self.turn_end(text))

    def turn_end(self, text: str = ANSWER) -> TurnEnded:
        return TurnEnded(
            text=text,
            start_ms=self.time_ms,
            end_ms=self.time_ms + 900,
            forced=False,
            samples=np.zeros(16_000, np.int16),
            speech=((self.time_ms, self.time_ms + 900),),
        )


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    hall = await Hall(ScriptedInterviewer(["Hello. ", "What is ", "idempotency?"])).open()
    await hall.said(0)
    yield hall
    await hall.conversation.close()


async def test_first_words_are_streamed_and_recorded(hall: Hall) -> None:
    tokens = [message.text for message in hall.of(messages.Token)]

    assert tokens == ["Hello. ", "What is ", "idempotency?"]
    assert hall.record.state.turns[0].said == "Hello. What is idempotency?"
    assert hall.ears.calls == ["interviewer_speaks", "expect_answer"]


async def test_answer_is_in_the_record_before_the_page_is_told(hall: Hall) -> None:
    await hall.hears_answer()

    kept = hall.of(messages.AnswerKept)[0]
    events = [event async for event_id, event in hall.record.events_after("") if event_id == kept.last_id]
    assert isinstance(events[0], facts.Answered)


async def test_both_passes_are_recorded_after_an_answer(hall: Hall) -> None:
    await hall.hears_answer()

    await hall.until(lambda: hall.record.state.turns[0].delivery is not None, 20)
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)
    turn = hall.record.state.turns[0]
    assert turn.answer == ANSWER
    assert turn.words[0].text == "I"
    assert turn.content is not None and turn.content.points


async def test_words_asked_early_are_held_until_the_turn_is_certain(hall: Hall) -> None:
    before = len(hall.of(messages.Token))

    await hall.conversation.heard(TurnLikely(text=ANSWER, silence_ms=128))
    await asyncio.sleep(0.3)
    held = len(hall.of(messages.Token))
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    assert held == before
    assert len(hall.of(messages.Token)) > before
    assert len(hall.interviewer.asked) == 2, "the model was asked once for this answer, not twice"


async def test_words_asked_early_are_thrown_away_when_the_candidate_goes_on(hall: Hall) -> None:
    hall.interviewer.wait_s = 0.2

    await hall.conversation.heard(TurnLikely(text="I would put", silence_ms=128))
    await asyncio.sleep(0.1)
    await hall.conversation.heard(TurnResumed(at_ms=100))
    await hall.conversation.heard(hall.turn_end())
    await hall.said(1)

    assert hall.interviewer.asked[-1].exchanges[-1].answer == ANSWER
    assert hall.record.state.turns[0].answer == ANSWER


async def test_barge_in_keeps_only_what_was_heard(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    hall.interviewer.replies = [["A long question ", "about how queues behave ", "under load, and why?"]]
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    await hall.conversation.said_by_page(messages.Heard(turn=1, characters=30))

    await hall.conversation.heard(SpeechStarted(start_ms=500))

    said = hall.record.state.turns[1].said
    stop = hall.of(messages.Stop)[-1]
    assert stop.keep == said
    assert said.startswith(("And", "A long question"))
    assert not hall.record.state.turns[1].heard


async def test_going_on_right_after_the_end_joins_both_parts(hall: Hall) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    hall.speaker.through.set()
    await hall.conversation.heard(hall.turn_end("and then I would store the response"))
    await hall.said(1)

    state = hall.record.state
    parts = [event async for _, event in hall.record.events_after("") if isinstance(event, facts.Answered)]
    assert [part.text for part in parts] == [ANSWER, "and then I would store the response"]
    assert list(state.turns) == [0, 1]
    assert "continue_answer" in hall.ears.calls
    assert hall.of(messages.AnswerKept)[-1].joined
    await hall.until(lambda: len(hall.record.state.turns[0].words) == 2 * len(ANSWER.split()), 20)


async def test_going_on_before_a_shown_reply_can_be_read_joins_both_parts(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.until(lambda: "expect_answer" in hall.ears.calls)
    await hall.said(1)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    await hall.conversation.heard(hall.turn_end("and then I would store the response"))
    await hall.said(1)

    assert hall.ears.calls.count("continue_answer") == 1
    assert hall.of(messages.AnswerKept)[-1].joined
    assert list(hall.record.state.turns) == [0, 1]


async def test_speech_after_a_shown_reply_was_read_is_the_next_answer(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.said(1)
    hall.time_ms += 3_000

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    await hall.conversation.heard(hall.turn_end("With a queue"))
    await hall.said(2)

    assert "continue_answer" not in hall.ears.calls
    assert not hall.of(messages.AnswerKept)[-1].joined
    assert list(hall.record.state.turns) == [0, 1, 2]


async def taken_up_again(hall: Hall, rest: str = "") -> None:
    """Let an answer end, the candidate go on before the reply is heard, and perhaps say something."""
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))
    hall.speaker.through.set()
    assert not hall.record.state.turns[0].answered
    if rest:
        await hall.conversation.heard(PhraseHeard(text=rest, start_ms=hall.time_ms, end_ms=hall.time_ms + 9))


REST = "and I store the response"


async def test_an_end_after_going_on_keeps_both_parts_once(hall: Hall) -> None:
    await taken_up_again(hall, REST)

    await hall.conversation.end("by_candidate")

    turn = hall.record.state.turns[0]
    assert turn.answer == f"{ANSWER} {REST}"
    assert [word.text for word in turn.words] == f"{ANSWER} {REST}".split()


async def test_typing_after_going_on_adds_to_what_was_said(hall: Hall) -> None:
    await taken_up_again(hall, REST)

    await hall.conversation.said_by_page(messages.Typed(text="That is all.", reply_to=0))
    await hall.said(1)
    await hall.until(lambda: bool(hall.record.state.turns[0].words), 20)

    assert hall.record.state.turns[0].answer == f"{ANSWER} {REST} That is all."


async def test_skipping_after_going_on_keeps_the_answer(hall: Hall) -> None:
    await taken_up_again(hall, REST)

    await hall.conversation.said_by_page(messages.Control(action="skip"))
    await hall.said(1)

    turn = hall.record.state.turns[0]
    assert turn.answered
    assert not turn.skipped
    assert turn.answer == f"{ANSWER} {REST}"


async def test_a_noise_after_the_end_does_not_swallow_the_answer(hall: Hall) -> None:
    await taken_up_again(hall)

    await hall.conversation.heard(NothingHeard())
    await hall.said(1)
    await hall.until(lambda: hall.record.state.turns[0].delivery is not None, 20)

    assert list(hall.record.state.turns) == [0, 1]
    assert hall.record.state.turns[0].answered
    assert [word.text for word in hall.record.state.turns[0].words] == ANSWER.split()


async def test_a_noise_that_stopped_the_interviewer_lets_it_ask_again(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    await hall.conversation.heard(SpeechStarted(start_ms=500))
    hall.speaker.through.set()
    assert not hall.record.state.turns[1].heard

    await hall.conversation.heard(NothingHeard())
    await hall.until(lambda: hall.record.state.turns[1].heard)

    assert hall.record.state.turns[1].said


async def test_what_was_measured_of_a_part_is_no_measure_of_the_whole(hall: Hall) -> None:
    hall.speaker.through.clear()
    await hall.hears_answer()
    await hall.until(lambda: hall.record.state.turns[0].content is not None, 20)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    turn = hall.record.state.turns[0]
    assert (turn.content, turn.delivery, turn.words) == (None, None, [])


async def test_speaking_into_a_repeated_question_answers_it(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.said(1)
    asked = hall.record.state.turns[1].said
    hall.time_ms += 3_000
    hall.speaker.through.clear()
    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: len([m for m in hall.of(messages.Said) if m.turn == 1]) == 2)

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    assert list(hall.record.state.turns) == [0, 1]
    assert hall.record.state.turns[0].answered
    assert hall.record.state.turns[1].said == asked
    assert hall.of(messages.Stop)[-1].keep == asked


async def test_a_question_that_was_cut_at_its_first_word_stays_asked(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    asked = hall.record.state.turns[1].said

    await hall.conversation.heard(SpeechStarted(start_ms=500))

    assert hall.record.state.turns[1].said == asked
    stop = hall.of(messages.Stop)[-1]
    assert stop.keep == asked
    assert not stop.taken_back


async def test_the_end_of_a_short_question_may_be_spoken_into(hall: Hall) -> None:
    await hall.hears_answer()
    await hall.said(1)
    hall.time_ms += 3_000
    hall.speaker.through.clear()
    hall.interviewer.replies = [["Why is that?"]]
    await hall.hears_answer("With a queue")
    await hall.until(lambda: any(m.turn == 2 for m in hall.of(messages.Said)))
    await hall.conversation.said_by_page(messages.Heard(turn=2, characters=8))
    hall.time_ms += 3_000

    await hall.conversation.heard(SpeechStarted(start_ms=hall.time_ms))

    assert hall.record.state.turns[1].answered
    assert list(hall.record.state.turns) == [0, 1, 2]


async def test_a_page_that_comes_again_is_told_what_was_being_said(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First answer", reply_to=0))
    hall.speaker.through.clear()
    await hall.until(lambda: any(m.turn == 1 for m in hall.of(messages.Said)))
    asked, hall.sent = hall.record.state.turns[1].said, []
    hall.conversation._send = hall.conversation.floor._send = hall.sent.append

    hall.conversation.go_on()
    await hall.said(1)

    assert [message.text for message in hall.of(messages.Said)] == [asked]
    assert list(hall.record.state.turns) == [0, 1]


async def test_an_interview_that_was_ended_does_not_begin_to_talk_again(hall: Hall) -> None:
    await hall.conversation.end("by_candidate")

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await asyncio.sleep(0.1)

    assert heir.ended == ["by_candidate"]
    assert heir.of(messages.Saying) == []
    await heir.conversation.close()


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
    await hall.until(lambda: hall.record.state.turns[0].delivery is not None, 20)
    await asyncio.sleep(0.1)

    assert hall.of(messages.Coaching) == []
    await hall.conversation.close()


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


async def test_repeat_says_the_same_again_in_the_same_turn(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: len(hall.of(messages.Said)) == 2)

    assert hall.of(messages.Said)[1].text == hall.of(messages.Said)[0].text
    assert list(hall.record.state.turns) == [0]


async def test_silence_at_the_invitation_closes_without_a_check_in(hall: Hall) -> None:
    hall.conversation.floor.say(Move(kind=MoveKind.INVITE_QUESTIONS))
    await hall.said(1)

    await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
    await asyncio.sleep(0.1)
    assert len(hall.record.state.turns) == 2

    await hall.conversation.heard(SilenceHeard(silence_ms=66_000))
    await hall.until(lambda: bool(hall.ended))
    assert hall.record.state.turns[2].move.kind is MoveKind.CLOSE


async def test_long_silence_is_met_twice_at_most(hall: Hall) -> None:
    for _ in range(6):
        await hall.conversation.heard(SilenceHeard(silence_ms=46_000))
        await asyncio.sleep(0.1)
        await hall.conversation.heard(SilenceHeard(silence_ms=66_000))
        await asyncio.sleep(0.1)

    kinds = [turn.move.kind for turn in hall.record.state.turns.values()]
    assert kinds.count("check_in") == 2


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


async def test_what_is_kept_of_a_running_answer_has_its_times(hall: Hall) -> None:
    await hall.conversation.heard(PhraseHeard(text="It holds", start_ms=1_000, end_ms=2_000))
    await hall.conversation.heard(PhraseHeard(text="work", start_ms=3_000, end_ms=4_000))

    await hall.conversation.keep_running_answer()

    assert hall.record.state.turns[0].speech == [(1_000, 2_000), (3_000, 4_000)]


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


async def test_silence_is_not_counted_while_code_is_written(hall: Hall) -> None:
    hall.time_ms += 60_000
    await hall.conversation.said_by_page(messages.Code(code="def f(): ...", language="python"))

    await hall.conversation.heard(SilenceHeard(silence_ms=70_000))
    await asyncio.sleep(0.1)

    assert list(hall.record.state.turns) == [0]
    assert not hall.record.state.turns[0].answered


async def test_a_fault_in_the_interviewer_is_taken_over_by_the_local_one() -> None:
    hall = await Hall(ScriptedInterviewer(["You'd put ", ValueError("not JSON")])).open()

    await hall.said(0)

    turn = hall.record.state.turns[0]
    assert turn.asked_by == "local"
    assert "?" in turn.said
    assert hall.record.state.head.degraded[-1].part == "interviewer"
    assert notices.LOCAL_INTERVIEWER in hall.sent
    await hall.conversation.close()


async def test_a_spent_budget_is_told_once() -> None:
    spent = [OutOfBudget("the user's daily budget is spent")]
    hall = await Hall(ScriptedInterviewer([*spent], [*spent])).open()
    await hall.said(0)

    await hall.conversation.said_by_page(messages.Typed(text="I would measure first.", reply_to=0))
    await hall.said(1)

    assert hall.sent.count(notices.OUT_OF_BUDGET) == 1
    assert notices.LOCAL_INTERVIEWER not in hall.sent
    await hall.conversation.close()


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


async def test_a_turn_that_is_said_anew_is_no_exchange_of_its_own(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Typed(text="First", reply_to=0))
    await hall.said(1)
    turn = hall.record.state.turns[1]

    hall.conversation.floor.say_again(1, turn.move, "")
    await hall.until(lambda: len(hall.interviewer.asked) == 3)

    assert [each.answer for each in hall.interviewer.asked[-1].exchanges] == ["First"]


BEGUN = "I would begin with the numbers"


async def begins(hall: Hall) -> None:
    await hall.conversation.heard(SpeechStarted(start_ms=100))
    await hall.conversation.heard(PhraseHeard(text=BEGUN, start_ms=100, end_ms=900))


async def test_what_was_said_before_a_repeat_stays_in_the_answer(hall: Hall) -> None:
    await begins(hall)

    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: hall.ears.calls[-1] == "expect_answer")
    await hall.hears_answer(ANSWER)
    await hall.said(1)
    await hall.until(lambda: bool(hall.record.state.turns[0].words), 20)

    assert hall.record.state.turns[0].answer == f"{BEGUN} {ANSWER}"


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


async def test_end_keeps_what_was_being_said(hall: Hall) -> None:
    await hall.conversation.heard(SpeechStarted(start_ms=100))
    await hall.conversation.heard(PhraseHeard(text="I was about to say", start_ms=100, end_ms=900))

    await hall.conversation.end("by_candidate")
    await hall.conversation.heard(PhraseHeard(text="too late", start_ms=950, end_ms=990))
    await hall.conversation.said_by_page(messages.Control(action="hint"))

    assert hall.record.state.turns[0].answer == "I was about to say"
    assert hall.record.state.head.ended
    assert list(hall.record.state.turns) == [0]


async def test_the_candidate_may_end_it_at_any_time(hall: Hall) -> None:
    await hall.conversation.said_by_page(messages.Control(action="end"))

    assert hall.ended == ["by_candidate"]


async def test_new_owner_goes_on_after_a_crash_between_answer_and_question(hall: Hall) -> None:
    await hall.conversation.floor.stop()
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text=ANSWER, start_ms=20, end_ms=49))

    heir = Hall(ScriptedInterviewer(["And what if it fails?"]), interview_id=hall.plan.interview_id)
    await heir.open()
    await heir.said(1)

    assert heir.record.state.turns[0].answer == ANSWER
    assert heir.record.state.turns[1].said == "And what if it fails?"
    await heir.until(lambda: heir.record.state.turns[0].content is not None, 20)
    await heir.conversation.close()


async def test_new_owner_measures_what_the_last_one_could_not(hall: Hall) -> None:
    await hall.record.append(facts.Answered(at_ms=50, turn=0, text=ANSWER, start_ms=20, end_ms=49))
    question = hall.record.state.turns[0].move
    await hall.record.append(facts.Said(at_ms=60, turn=1, move=question))
    await hall.record.append(facts.SaidText(at_ms=70, turn=1, text="And then?", asked_by="local"))

    heir = await Hall(interview_id=hall.plan.interview_id).open()
    await heir.until(lambda: heir.record.state.turns[0].content is not None, 20)

    assert heir.record.state.turns[0].delivery is not None
    await heir.conversation.close()


@pytest.mark.parametrize(
    ("characters", "kept"), [(0, ""), (3, ""), (5, "What"), (6, "What"), (100, "What is it?"), (4, "What")]
)
def test_cut_at_word_keeps_whole_words(characters: int, kept: str) -> None:
    assert cut_at_word("What is it?", characters) == kept
