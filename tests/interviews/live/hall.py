"""A conversation with a scripted interviewer, and ears and a voice that a test moves."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import numpy as np

from interviews.analysis.judgement import FramingNote
from interviews.analysis.local import LocalAnalyst
from interviews.bank.schema import Question
from interviews.costs.usage import Usage
from interviews.interviewer.local import LocalInterviewer
from interviews.interviewer.port import (
    Situation,
)
from interviews.live import facts, messages
from interviews.live.conversation import Conversation
from interviews.live.passes import Passes
from interviews.live.record import Record
from interviews.speech.port import (
    Heard,
    PhraseHeard,
    SpeechStarted,
    TurnEnded,
    TurnLikely,
)
from interviews.transcript import Word
from intervision.redis import for_loop
from tests.interviews.live.plans import a_plan, backend_questions

ANSWER = "I would put an idempotency key on every payment and look it up before charging"


class ScriptedInterviewer:
    """Says what a test gave it, token by token, `wait_s` before each; an exception in a reply is raised."""

    name = "scripted"

    def __init__(self, *replies: list[str | Exception], wait_s: float = 0.0, remote: bool = True) -> None:
        self.remote = remote
        self.replies = list(replies)
        self.wait_s = wait_s
        self.asked: list[Situation] = []
        self.cancelled = self.through = 0
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
            self.through += 1
        except (asyncio.CancelledError, GeneratorExit):
            self.cancelled += 1
            raise


class FakeEars:
    """Remembers what it was asked to do."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.has_speech = self.is_transcribing = False

    def expect_answer(self, *, question: Question | None) -> None:
        self.calls.append("expect_answer")

    def interviewer_speaks(self) -> None:
        self.calls.append("interviewer_speaks")

    def continue_answer(self) -> None:
        self.calls.append("continue_answer")

    def ignore_utterance(self) -> None:
        self.calls.append("ignore_utterance")

    def cut_answer(self) -> bool:
        self.calls.append("cut_answer")
        return self.is_transcribing

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
    remote = False

    def fast(self, samples: Any, *, language: str) -> Heard:
        return Heard(ANSWER)

    def verbatim(self, samples: Any, *, language: str, about: str = "") -> tuple[Word, ...]:
        return tuple(Word(word, n * 300, n * 300 + 250, 0.9) for n, word in enumerate(ANSWER.split()))


class Hall:
    """A conversation with everything around it; `sent` is what the page was told."""

    def __init__(self, interviewer: Any = None, **plan: Any) -> None:
        self.sent: list[messages.ToPage] = []
        self.ended: list[str] = []
        self.watched: list[tuple[int, int]] = []  # the times that the camera was asked for
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
            framing=self._framing,
        )

    def _framing(self, start_ms: int, end_ms: int) -> FramingNote:
        self.watched.append((start_ms, end_ms))
        return FramingNote(samples=1)

    def now_ms(self) -> int:
        self.time_ms += 10
        return self.time_ms

    async def open(self) -> "Hall":
        await self.record.take_over()
        if self.record.state.head.plan is None:
            await self.record.append(facts.Opened(at_ms=0, plan=self.plan, started_unix_ms=1))
        await self.conversation.restore()
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


BEGUN = "I would begin with the numbers"


async def begins(hall: Hall) -> None:
    await hall.conversation.heard(SpeechStarted(start_ms=100))
    await hall.conversation.heard(PhraseHeard(text=BEGUN, start_ms=100, end_ms=900))


async def begun_and_repeated(hall: Hall) -> None:
    await begins(hall)
    await hall.conversation.said_by_page(messages.Control(action="repeat"))
    await hall.until(lambda: hall.ears.calls[-1] == "expect_answer")
