"""The record: appending is one step, the newest owner wins, the fold is the same however it is made."""

import asyncio
import subprocess
import time
from pathlib import Path
from uuid import uuid4

import msgspec
import pytest
from redis.asyncio import Redis as AsyncRedis
from redis.exceptions import ReadOnlyError

from interviews.interviewer.port import Move, MoveKind
from interviews.live import facts
from interviews.live.record import (
    MAX_EVENT_BYTES,
    EventTooLarge,
    Record,
    RecordBroken,
    StaleOwner,
    append_unowned,
    fold,
    forget,
    is_owned,
    read_events,
    read_head,
    untouched_since,
)
from interviews.live.state import State
from intervision.redis import blocking, for_loop
from intervision.valkey import server_command
from tests.interviews.bank.questions import of_another_release
from tests.interviews.live.plans import a_plan, backend_questions


async def opened(interview_id: str = "", who: str = "one") -> Record:
    record = Record(for_loop(), interview_id or str(uuid4()), who)
    await record.take_over()
    if record.state.head.plan is None:
        await record.append(facts.Opened(at_ms=0, plan=a_plan(record.interview_id), started_unix_ms=1_000))
    return record


def said(turn: int, at_ms: int = 10) -> facts.Said:
    return facts.Said(at_ms=at_ms, turn=turn, move=Move(kind=MoveKind.QUESTION))


async def a_conversation(record: Record) -> None:
    await record.append(said(0))
    await record.append(facts.SaidText(at_ms=20, turn=0, text="What is a queue?", asked_by="local"))
    await record.append(facts.PhraseAdded(at_ms=30, turn=0, text="It holds", start_ms=25, end_ms=29))
    await record.append(facts.Answered(at_ms=40, turn=0, text="It holds work.", start_ms=25, end_ms=39))
    await record.append(said(1, 50))
    await record.append(facts.SaidText(at_ms=60, turn=1, text="And a stack?", asked_by="local"))


async def test_a_phrase_that_is_told_again_has_better_words_and_stands_where_it_was_said() -> None:
    record = await opened()
    await record.append(said(0))
    first = facts.PhraseAdded(at_ms=30, turn=0, text="iRID events.", start_ms=10, end_ms=20)
    third = facts.PhraseAdded(at_ms=50, turn=0, text="into an outbox", start_ms=40, end_ms=45)
    late = facts.PhraseAdded(at_ms=60, turn=0, text="at once", start_ms=25, end_ms=30)

    for phrase in (first, third, late, msgspec.structs.replace(first, text="I write events")):
        await record.append(phrase)

    assert record.state.turns[0].pending_text == "I write events at once into an outbox"


async def test_better_words_leave_the_part_of_an_answer_that_is_kept_alone() -> None:
    record = await opened()
    await a_conversation(record)
    await record.append(facts.Reopened(at_ms=70, turn=0))

    await record.append(facts.PhraseAdded(at_ms=80, turn=0, text="And more.", start_ms=25, end_ms=29))

    turn = record.state.turns[0]
    assert (turn.answer, turn.pending_text) == ("It holds work.", "And more.")


def test_a_question_that_was_recorded_before_a_release_dropped_its_fields_is_read_after_it() -> None:
    question = backend_questions()[0]
    asked = facts.Said(at_ms=0, turn=0, move=Move(kind=MoveKind.QUESTION, question=question))
    event = msgspec.json.decode(facts.encode_event(asked))
    event["move"]["question"] = of_another_release(event["move"]["question"])

    assert facts.decode_event(msgspec.json.encode(event)) == asked


async def test_state_after_appends_is_the_same_as_folded_from_the_stream() -> None:
    record = await opened()

    await a_conversation(record)

    assert await record.head() == read_head(blocking(), record.interview_id) == record.state.head
    assert msgspec.to_builtins(await record.rebuild()) == msgspec.to_builtins(record.state)
    assert msgspec.to_builtins(fold(read_events(blocking(), record.interview_id))) == msgspec.to_builtins(
        record.state
    )


def test_an_answer_that_is_taken_up_again_keeps_the_stop_where_it_sounded_finished() -> None:
    events = [
        said(0),
        facts.Answered(at_ms=40, turn=0, text="It holds work.", start_ms=25, end_ms=39),
        facts.Reopened(at_ms=45, turn=0),
        facts.Answered(at_ms=60, turn=0, text="if it is full, it refuses.", start_ms=50, end_ms=59),
    ]

    assert fold(events).turns[0].answer == "It holds work. if it is full, it refuses."


def test_what_is_pending_of_a_sentence_is_one_text() -> None:
    parts = ("It holds work.", "and hands it out.")
    phrases = [
        facts.PhraseAdded(at_ms=30, turn=0, text=text, start_ms=start_ms, end_ms=start_ms + 4)
        for text, start_ms in zip(parts, (15, 25), strict=True)
    ]

    assert fold([said(0), *phrases]).turns[0].pending_text == "It holds work and hands it out."


async def test_append_when_somebody_took_over_writes_nothing() -> None:
    old = await opened()
    new = Record(for_loop(), old.interview_id, "two")
    await new.take_over()

    with pytest.raises(StaleOwner):
        await old.append(said(0))

    assert len(read_events(blocking(), old.interview_id)) == 1


async def test_take_over_goes_on_where_the_record_stops() -> None:
    old = await opened()
    await a_conversation(old)

    new = await opened(old.interview_id, "two")

    assert new.epoch == old.epoch + 1
    assert new.state.current is not None
    assert new.state.current.said == "And a stack?"


async def test_reopened_turn_takes_back_what_came_after_it() -> None:
    record = await opened()
    await a_conversation(record)

    await record.append(facts.Reopened(at_ms=70, turn=0))
    await record.append(facts.Answered(at_ms=90, turn=0, text="Oldest first.", start_ms=71, end_ms=89))

    state = await record.rebuild()
    assert (await record.head()).turns == 1
    assert list(state.turns) == [0]
    assert state.turns[0].answer == "It holds work. Oldest first."
    assert (state.turns[0].start_ms, state.turns[0].end_ms) == (25, 89)


async def test_append_of_a_huge_event_is_refused_and_changes_nothing() -> None:
    record = await opened()
    await record.append(said(0))

    with pytest.raises(EventTooLarge):
        await record.append(
            facts.CodeChanged(at_ms=1, turn=0, code="x" * (MAX_EVENT_BYTES + 1), language="python")
        )

    assert (await record.rebuild()).turns[0].code == ""


async def test_append_repeated_after_a_lost_reply_writes_once() -> None:
    record = await opened()
    await record.append(said(0))
    before = len(read_events(blocking(), record.interview_id))
    record._sequence -= 1  # the reply was lost, so the owner sends the same number again

    await record.append(said(0))

    assert len(read_events(blocking(), record.interview_id)) == before


async def test_append_while_the_caller_is_cancelled_leaves_state_and_stream_alike() -> None:
    record = await opened()
    task = asyncio.create_task(record.append(said(0)))
    await asyncio.sleep(0)

    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await record.append(said(1))

    assert msgspec.to_builtins(await record.rebuild()) == msgspec.to_builtins(record.state)


async def test_lease_is_over_when_released() -> None:
    record = await opened()
    assert is_owned(blocking(), record.interview_id)

    await record.release()

    assert not is_owned(blocking(), record.interview_id)
    assert await record.renew(), "the epoch is still its own"


async def test_an_owner_who_has_come_meanwhile_is_left_alone() -> None:
    record = await opened()

    assert not append_unowned(blocking(), record.interview_id, facts.Ended(at_ms=5, reason="abandoned"))

    await record.append(said(0))
    assert not fold(read_events(blocking(), record.interview_id)).head.ended


async def test_append_in_place_of_an_owner_shuts_the_old_one_out() -> None:
    record = await opened()
    await record.release()

    append_unowned(blocking(), record.interview_id, facts.Ended(at_ms=5, reason="abandoned"))

    with pytest.raises(StaleOwner):
        await record.append(said(0))
    assert fold(read_events(blocking(), record.interview_id)).head.ended


async def test_forgotten_record_is_off_the_list_of_live_ones() -> None:
    record = await opened()
    assert record.interview_id in untouched_since(blocking(), time.time() + 5)

    forget(blocking(), record.interview_id, after_s=60)

    assert record.interview_id not in untouched_since(blocking(), time.time() + 5)
    assert await record.rebuild() is not None


def test_acknowledged_events_survive_a_killed_server(tmp_path: Path) -> None:
    port = 20_000 + int(time.time() * 1000) % 20_000
    interview_id = str(uuid4())

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(server_command(port=port, folder=tmp_path), stdout=subprocess.DEVNULL)

    async def write(killed: subprocess.Popen[bytes]) -> tuple[int, int]:
        redis = AsyncRedis.from_url(f"redis://127.0.0.1:{port}/0")
        await _until_up(redis)
        record = Record(redis, interview_id, "one")
        await record.take_over()
        await record.append(facts.Opened(at_ms=0, plan=a_plan(interview_id), started_unix_ms=1))
        for turn in range(20):
            await record.append(said(turn))
        killed.kill()
        killed.wait()
        reborn = start()
        try:
            await record.append(said(20))  # waits for the server to come back
            head = await record.head()
            events = [event async for event in record.events()]
        finally:
            await redis.aclose()
            reborn.kill()
            reborn.wait()
        return head.turns, len(events)

    turns, events = asyncio.run(write(start()))

    assert turns == 21
    assert events == 22


async def _until_up(redis: "AsyncRedis") -> None:
    for _ in range(200):
        try:
            await redis.ping()
            return
        except Exception:
            await asyncio.sleep(0.02)


async def test_what_could_not_be_written_ends_this_owner(monkeypatch) -> None:
    record = await opened()
    await record.append(said(0))
    append = record._append

    async def read_only(**arguments: object) -> bytes:
        raise ReadOnlyError("READONLY You can't write against a read only replica.")

    monkeypatch.setattr(record, "_append", read_only)
    with pytest.raises(RecordBroken):
        await record.append(facts.Answered(at_ms=40, turn=0, text="Lost", start_ms=25, end_ms=39))
    monkeypatch.setattr(record, "_append", append)
    with pytest.raises(RecordBroken):
        await record.append(facts.Answered(at_ms=50, turn=0, text="Later", start_ms=25, end_ms=39))

    heir = await opened(record.interview_id, "two")
    assert heir.state.turns[0].answer == ""


def test_the_pad_holds_the_newest_code_since_a_question_opened_it() -> None:
    state = State()
    with_pad = next(question for question in backend_questions() if question.code)
    asked = facts.Said(at_ms=1, turn=0, move=Move(kind=MoveKind.QUESTION, question=with_pad))
    state.apply(asked)
    state.apply(facts.CodeChanged(at_ms=2, turn=0, code="x = 1", language="python"))
    state.apply(facts.Said(at_ms=3, turn=1, move=Move(kind=MoveKind.FOLLOW_UP, question=with_pad)))

    during_follow_up = state.pad
    state.apply(msgspec.structs.replace(asked, turn=2))

    assert during_follow_up == ("x = 1", "python")
    assert state.pad == ("", with_pad.code)
