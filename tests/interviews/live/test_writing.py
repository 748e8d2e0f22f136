"""What the candidate writes: how much of it goes into the record, and that the newest always does."""

import asyncio
from typing import Any

import pytest
from msgspec import ValidationError

from interviews.live import facts, messages
from interviews.live.opening import Bank
from interviews.live.record import read_events
from interviews.live.room import Room
from interviews.models import Turn
from interviews.speech.port import PhraseHeard
from intervision.redis import blocking
from tests.interviews.live.hall import Hall, begins
from tests.interviews.live.plans import a_plan, backend_questions


def recorded(hall: Hall, kind: type) -> list[Any]:
    events = read_events(blocking(), hall.plan.interview_id)
    return [event for event in events if isinstance(event, kind)]


async def writes_code(hall: Hall, *versions: str) -> None:
    for code in versions:
        await hall.conversation.said_by_page(messages.Code(code=code, language="python"))


async def test_code_that_comes_fast_is_kept_now_and_then(hall: Hall) -> None:
    await writes_code(hall, *(f"x = {n}" for n in range(100)))

    assert len(recorded(hall, facts.CodeChanged)) < 6


async def test_much_code_is_kept_more_rarely(hall: Hall) -> None:
    await writes_code(hall, "a" * 50_000)
    hall.time_ms += 4_000
    await writes_code(hall, "b" * 50_000)
    assert len(recorded(hall, facts.CodeChanged)) == 1
    hall.time_ms += 1_000
    await writes_code(hall, "c" * 50_000)

    assert [event.code[0] for event in recorded(hall, facts.CodeChanged)] == ["a", "c"]


async def test_an_answer_is_kept_with_its_newest_code(hall: Hall) -> None:
    await writes_code(hall, "x = 1", "x = 2", "x = 3")

    await hall.conversation.said_by_page(messages.Typed(text="It is on the pad.", reply_to=0))

    assert [event.code for event in recorded(hall, facts.CodeChanged)] == ["x = 1", "x = 3"]
    assert hall.record.state.turns[0].code == "x = 3"


async def test_code_that_waits_may_be_all_of_an_answer(hall: Hall) -> None:
    await writes_code(hall, "", "x = 1")

    await hall.conversation.said_by_page(messages.Control(action="done"))

    assert hall.record.state.turns[0].answered
    assert hall.record.state.turns[0].code == "x = 1"


async def test_the_end_keeps_the_newest_code(hall: Hall) -> None:
    await writes_code(hall, "x = 1", "x = 2")

    await hall.conversation.end("by_candidate")

    assert hall.record.state.turns[0].code == "x = 2"


async def test_code_waits_for_a_moment_only(hall: Hall) -> None:
    await writes_code(hall, "x = 1", "x = 2")
    hall.time_ms += 1_000

    await hall.conversation.writing.keep_due()

    assert hall.record.state.turns[0].code == "x = 2"


async def test_writing_and_moments_are_noted_now_and_then(hall: Hall) -> None:
    await begins(hall)
    for _ in range(50):
        await hall.conversation.said_by_page(messages.Writing())
        await hall.conversation.said_by_page(messages.Control(action="take_a_moment"))

    assert len(recorded(hall, facts.Wrote)) < 4
    assert len(recorded(hall, facts.MomentTaken)) == 1


def test_a_language_is_as_short_as_its_column() -> None:
    longest = Turn._meta.get_field("code_language").max_length or 0
    text = '{"type": "code", "code": "", "language": "%s"}'

    messages.decode(text % ("x" * longest))
    with pytest.raises(ValidationError):
        messages.decode(text % ("x" * (longest + 1)))


async def room_with_code(*versions: str) -> Room:
    room = Room(a_plan(), Bank(backend_questions()), on_closed=lambda room: None)
    await room.open()
    room.begin()
    for _ in range(500):
        if room.record.state.current is not None and room.record.state.current.said:
            break
        await asyncio.sleep(0.02)
    for code in versions:
        room.take(messages.Code(code=code, language="python"))
    return room


async def test_a_room_that_closes_keeps_the_newest_code() -> None:
    room = await room_with_code("x = 1", "x = 2", "x = 3")

    await room.close()

    assert room.record.state.pad[0] == "x = 3"


async def test_the_clock_of_a_room_is_never_before_its_start(monkeypatch: pytest.MonkeyPatch) -> None:
    room = await room_with_code()
    room._started_unix_ms += 60_000

    now_ms = room.now_ms()
    await room.close()

    assert now_ms == 0


async def test_a_page_that_sends_much_leaves_room_for_what_is_heard() -> None:
    room = Room(a_plan(), Bank(backend_questions()), on_closed=lambda room: None)  # it takes in, nobody works

    taken = [room.take(messages.Code(code=f"x = {n}")) for n in range(1_000)]
    room._take_in(PhraseHeard(text="I would begin with", start_ms=100, end_ms=900))

    assert taken.count(True) == 300
    assert len(room.inbox) == 301
