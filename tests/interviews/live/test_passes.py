"""The passes of one answer: whose words they rest on, and where the record says that one of them failed."""

import asyncio
import os
import sys
import threading
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from interviews.analysis.judgement import DeliveryMeasures
from interviews.analysis.local import LocalAnalyst
from interviews.analysis.openai import TRIES, OpenAIAnalyst
from interviews.analysis.port import AnalystFailed
from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts
from interviews.live.passes import DRAIN_S, LONGEST_ASKED, Passes, words_from_record
from interviews.live.record import Record
from interviews.live.state import TurnState
from interviews.speech.port import TranscriberFailed, TurnEnded
from interviews.transcript import Word, is_guessed
from intervision.priorities import BESIDE
from intervision.redis import for_loop
from tests.interviews.live.plans import a_plan, backend_questions

HEARD = "I would put a key on every payment and look it up before charging"
VERBATIM = "um I would put a key on every payment and er look it up before charging"
PAYMENT = next(q for q in backend_questions() if q.slug == "payment-retried-after-timeout")
START_MS, END_MS, LATER_MS = 20_000, 26_400, 39_000


def audio() -> npt.NDArray[np.int16]:
    """Return six seconds of a voice with three syllables a second."""
    t = np.arange(6 * 16_000) / 16_000
    loudness = (0.5 - 0.5 * np.cos(2 * np.pi * 3 * t)) ** 2
    return (8_000 * np.sin(2 * np.pi * 180 * t) * loudness).astype(np.int16)


NAMES = ("Message queues", "Kafka")


class FakeTranscriber:
    name = "fake"
    remote = False

    def __init__(self, *, fails: Exception | None = None) -> None:
        self.fails = fails
        self.about = ""
        self.heard = 0

    def verbatim(self, samples: Any, *, language: str, about: str = "") -> tuple[Word, ...]:
        self.about, self.heard = about, len(samples)
        if self.fails:
            raise self.fails
        return tuple(Word(word, n * 400, n * 400 + 350, 0.9) for n, word in enumerate(VERBATIM.split()))


NO_WORDS = TranscriberFailed("no answer")
FAULT = AttributeError("'str' object has no attribute 'text'")


class Broken(LocalAnalyst):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    async def judge(self, answer: Any, question: Any, *, usage: Any = None) -> Any:
        raise self.error


class Curious(LocalAnalyst):
    async def judge(self, answer: Any, question: Any, *, usage: Any = None) -> Any:
        self.answer = answer
        return await super().judge(answer, question, usage=usage)


class Hanging(FakeTranscriber):
    """A transcriber elsewhere whose answer comes when the test is done with waiting."""

    remote = True

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.answered = threading.Event(), threading.Event()

    def verbatim(self, samples: Any, *, language: str, about: str = "") -> tuple[Word, ...]:
        self.asked.set()
        self.answered.wait(10)
        return super().verbatim(samples, language=language, about=about)


async def measured(
    *,
    fails: Exception | None = None,
    heard_by_another: bool = False,
    analyst: Any = None,
    transcriber: FakeTranscriber | None = None,
    said: str = "",
    words: tuple[Word, ...] = (),
    read: int = 0,
    **plan: Any,
) -> tuple[TurnState, Record]:
    """Return a spoken answer after its passes, which end at LATER_MS. Of one that goes on after
    `heard_by_another`, only the second part's audio is at hand."""
    made = a_plan(**plan)
    record = Record(for_loop(), made.interview_id, "test")
    local = LocalAnalyst()
    passes = Passes(
        record,
        analyst=analyst or local,
        local=local,
        transcriber=transcriber or FakeTranscriber(fails=fails),  # type: ignore[arg-type]
        names=NAMES,
        send=lambda message: None,
        now_ms=lambda: LATER_MS,
    )
    await record.take_over()
    await record.append(facts.Opened(at_ms=0, plan=made, started_unix_ms=1))
    move = Move(kind=MoveKind.OPEN, question=backend_questions()[0])
    await record.append(facts.Said(at_ms=10_000, turn=0, move=move))
    if said:
        await record.append(facts.SaidText(at_ms=10_000, turn=0, text=said, asked_by="local"))
    turn = record.state.turns[0]
    for _ in range(1 + heard_by_another):
        await record.append(facts.PhraseAdded(END_MS, turn=0, text=HEARD, start_ms=START_MS, end_ms=END_MS))
        await record.append(
            facts.Answered(
                END_MS, turn=0, text=HEARD, start_ms=START_MS, end_ms=END_MS, speech=((START_MS, END_MS),)
            )
        )
    speech = ((START_MS, END_MS),)
    ended = TurnEnded(HEARD, START_MS, END_MS, False, audio(), speech, words=words, read=read)
    passes.start(turn, ended)
    await passes.drain()
    return turn, record


async def test_sounds_are_counted_in_verbatim_words() -> None:
    turn, _ = await measured()

    assert turn.delivery is not None
    assert [one.span.quote for one in turn.delivery.disfluencies] == ["um", "er"]
    assert turn.delivery.fillers_per_minute is not None


@pytest.mark.parametrize("lost", [{"fails": NO_WORDS}, {"fails": FAULT}, {"heard_by_another": True}])
async def test_sounds_are_not_counted_when_the_words_are_not_verbatim(lost: dict[str, Any]) -> None:
    turn, _ = await measured(**lost)

    assert turn.delivery is not None
    assert turn.delivery.words_per_minute is not None
    assert turn.delivery.fillers_per_minute is None


async def test_what_was_read_while_it_was_said_is_not_read_again() -> None:
    reader = FakeTranscriber()
    words = (Word("Um,", START_MS, START_MS + 200), Word("first", START_MS + 300, START_MS + 700))

    turn, _ = await measured(transcriber=reader, read=16_000, words=words)

    assert tuple(turn.words[:2]) == words
    assert turn.words[2].start_ms == START_MS + 1_000
    assert reader.heard == len(audio()) - 16_000


async def test_words_that_are_not_believed_when_read_closely_are_guesses_and_give_no_pace() -> None:
    class Doubtful(FakeTranscriber):
        def verbatim(self, samples: Any, *, language: str, about: str = "") -> tuple[Word, ...]:
            return ()

    turn, _ = await measured(transcriber=Doubtful())

    assert turn.answer == HEARD
    assert all(is_guessed(word) for word in turn.words)
    assert turn.delivery is not None
    assert turn.delivery.words_per_minute is None


async def test_the_recogniser_knows_what_the_answer_is_about() -> None:
    transcriber = FakeTranscriber()

    await measured(transcriber=transcriber, said="Hello. " * 80 + "How do you make it idempotent?")

    names, _, asked = transcriber.about.partition(". ")
    assert names == "Message queues, Kafka"
    assert asked.endswith("How do you make it idempotent?")
    assert len(asked.split()) <= LONGEST_ASKED


async def test_the_analyst_knows_what_was_asked() -> None:
    analyst = Curious()

    await measured(analyst=analyst, said="Suppose a user waits for it. What changes?")

    assert analyst.answer.asked == "Suppose a user waits for it. What changes?"


async def test_a_transcriber_elsewhere_that_hangs_holds_up_no_other_interview_s_passes() -> None:
    hanging = Hanging()
    late = asyncio.create_task(measured(transcriber=hanging))
    try:
        assert await asyncio.to_thread(hanging.asked.wait, 10)

        turn, _ = await asyncio.wait_for(measured(), 5)
    finally:
        hanging.answered.set()
    await late

    assert turn.delivery is not None
    assert turn.content is not None


async def test_another_language_s_words_are_no_sounds() -> None:
    turn, _ = await measured(language="de")

    assert turn.delivery is not None
    assert turn.delivery.words == len(VERBATIM.split())
    assert turn.delivery.disfluencies == ()


@pytest.mark.parametrize(
    ("failing", "part"),
    [
        ({"fails": NO_WORDS}, "hearing"),
        ({"fails": FAULT}, "hearing"),
        ({"analyst": Broken(AnalystFailed("no answer"))}, "analyst"),
        ({"analyst": Broken(FAULT)}, "analyst"),
    ],
)
async def test_a_failed_pass_is_noted_at_the_answer_that_it_was_of_and_made_up_for(
    failing: dict[str, Any], part: str, caplog: pytest.LogCaptureFixture
) -> None:
    turn, record = await measured(**failing)

    assert turn.content is not None
    assert turn.content.judged_by == LocalAnalyst.name
    assert turn.delivery is not None
    assert [(event.part, event.at_ms) for event in record.state.head.degraded] == [(part, START_MS)]
    assert record.state.elapsed_ms == LATER_MS
    assert caplog.records  # whoever runs the site reads the log, not the records


def told_at(pace: float) -> DeliveryMeasures:
    return DeliveryMeasures(words=80, speech_ms=40_000, total_ms=50_000, words_per_minute=pace)


@pytest.mark.parametrize(
    ("earlier", "line"),
    [
        ((), "A listener may find that slow."),
        ((150.0, 160.0), "That was slower than usual."),
        ((92.0,) * 2, ""),
    ],
)
async def test_pace_is_held_against_the_other_answers(earlier: tuple[float, ...], line: str) -> None:
    _, record = await measured(coaching_lines=True)
    sent: list[Any] = []
    local = LocalAnalyst()
    passes = Passes(
        record,
        analyst=local,
        local=local,
        transcriber=FakeTranscriber(),  # type: ignore[arg-type]
        send=sent.append,
        now_ms=lambda: LATER_MS,
    )
    for number, pace in enumerate(earlier, 1):
        await record.append(facts.Said(at_ms=LATER_MS, turn=number, move=Move(kind=MoveKind.QUESTION)))
        await record.append(facts.DeliveryMeasured(at_ms=LATER_MS, turn=number, measures=told_at(pace)))

    await passes._coach(record.state.turns[0], told_at(90.0))

    assert [message.line.split(".")[0] + "." for message in sent] == ([line] if line else [])


async def test_the_interviewer_s_words_between_two_parts_are_no_pause_of_the_answer() -> None:
    _, record = await measured()
    passes = Passes(
        record,
        analyst=LocalAnalyst(),
        local=LocalAnalyst(),
        transcriber=FakeTranscriber(),  # type: ignore[arg-type]
        send=lambda message: None,
        now_ms=lambda: LATER_MS,
    )
    turn = record.state.turns[0]
    start_ms, end_ms = END_MS + 30_000, END_MS + 36_400
    await record.append(facts.Reopened(at_ms=END_MS, turn=0))
    await record.append(facts.PhraseAdded(end_ms, turn=0, text=HEARD, start_ms=start_ms, end_ms=end_ms))
    await record.append(
        facts.Answered(
            end_ms, turn=0, text=HEARD, start_ms=start_ms, end_ms=end_ms, speech=((start_ms, end_ms),)
        )
    )

    passes.start(turn)
    await passes.drain()

    assert turn.delivery is not None
    assert turn.delivery.pauses == ()
    assert turn.delivery.total_ms == 2 * (END_MS - START_MS)


def a_turn(answer: str, *, phrases: tuple[str, ...] = (), typed: bool = True) -> TurnState:
    move = Move(kind=MoveKind.OPEN)
    turn = TurnState(number=0, move=move, said_ms=0, answer=answer, typed=typed, start_ms=1_000, end_ms=9_000)
    turn.phrases = [
        facts.PhraseAdded(0, turn=0, text=text, start_ms=1_000 + 2_000 * n, end_ms=2_000 + 2_000 * n)
        for n, text in enumerate(phrases)
    ]
    return turn


def test_typing_after_speaking_leaves_the_spoken_words_their_times() -> None:
    words = words_from_record(a_turn("with a key in Redis", phrases=("with a", "key")))

    assert [(word.text, word.start_ms, word.end_ms) for word in words] == [
        ("with", 1_000, 1_500),
        ("a", 1_500, 2_000),
        ("key", 3_000, 4_000),
        ("in", 4_000, 9_000),
        ("Redis", 4_000, 9_000),
    ]


@pytest.mark.parametrize("phrases", [(), ("something else",)])
def test_typed_words_share_the_time_of_their_typing(phrases: tuple[str, ...]) -> None:
    words = words_from_record(a_turn("with a key", phrases=phrases))

    assert [word.text for word in words] == ["with", "a", "key"]
    assert {(word.start_ms, word.end_ms) for word in words} == {(1_000, 9_000)}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux knows priorities of threads")
def test_the_passes_give_way_to_the_conversation():
    def niceness() -> int:
        return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    assert BESIDE.submit(niceness).result() > niceness()


def test_the_end_waits_for_a_judgement_that_has_to_be_corrected() -> None:
    analyst = OpenAIAnalyst(model="fake", api_key="key")

    assert TRIES * analyst.timeout_s < DRAIN_S


class Queued(Passes):
    """Passes that get through one after the other, but for the last, which never does."""

    async def _measure(self, turn: TurnState) -> None:
        await asyncio.sleep(0.8 * (turn.number + 1) if turn.number < 3 else 3_600)
        turn.typed = True


async def test_the_end_waits_for_passes_as_long_as_they_get_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("interviews.live.passes.DRAIN_S", 2)
    local = LocalAnalyst()
    passes = Queued(
        Record(for_loop(), a_plan().interview_id, "test"),
        analyst=local,
        local=local,
        transcriber=FakeTranscriber(),  # type: ignore[arg-type]
        send=lambda message: None,
        now_ms=lambda: LATER_MS,
    )
    turns = [a_turn("with a key", typed=False) for _ in range(4)]
    for number, turn in enumerate(turns):
        turn.number = number
        passes.start(turn)

    await passes.drain()
    through = [turn.typed for turn in turns]
    await passes.close()

    assert through == [True, True, True, False]
