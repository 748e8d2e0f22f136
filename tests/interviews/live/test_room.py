"""The room: who owns it, how it closes, how an interview in it ends and is gone on with."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
import stamina
from asgiref.sync import sync_to_async
from django.db import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError

from interviews.live import consumer, messages, room, rooms
from interviews.live.consumer import InterviewConsumer
from interviews.live.flush import flush_abandoned
from interviews.live.record import fold, is_owned, read_events
from interviews.models import Interview, Turn
from interviews.speech.port import PhraseHeard
from intervision.accounts.models import User
from intervision.redis import blocking
from tests.interviews.live.tabs import entered, planned, tab, until_true

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("bank", "no_room_stays_open"),
]


@asynccontextmanager
async def in_the_room(alice: User) -> AsyncIterator[tuple[Interview, Any]]:
    """Yield a planned interview and the page that has entered its room."""
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        await entered(page)
        yield interview, page


def hears_as_it_closes(closing: room.Room, monkeypatch: pytest.MonkeyPatch, *, after_s: float) -> None:
    """Have the room's listener transcribe one more phrase before it lets go."""

    async def closes() -> None:
        await asyncio.sleep(after_s)
        closing._take_in(PhraseHeard(text="I would begin with", start_ms=100, end_ms=900))

    monkeypatch.setattr(closing.listener, "close", closes)


async def test_second_tab_takes_over_and_the_first_is_told(alice: User) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as first, tab(interview.pk, alice) as second:
        await entered(first)

        await second.send(type="join")
        welcome = await second.until("welcome")

        assert (await first.until("notice"))["code"] == "taken_over"
        assert await first.until_closed() == 4001
        assert welcome["turns"][0]["said"]
        await second.send(type="typed", text="From the second tab.", reply_to=0)
        await second.until("answer_kept")


async def test_second_tab_shows_the_newest_code(alice: User) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as first, tab(interview.pk, alice) as second:
        await entered(first)
        for n in range(3):
            await first.send(type="code", code=f"x = {n}" + " " * 20_000, language="python")
        await first.send(type="ping")
        await first.until("pong")
        await rooms.open_rooms[str(interview.pk)].inbox.empty()

        await second.send(type="join")
        welcome = await second.until("welcome")

        assert welcome["pad_code"].startswith("x = 2")


async def test_reload_goes_on_at_the_same_question(alice: User) -> None:
    async with in_the_room(alice) as (interview, page):
        await page.send(type="typed", text="I would use a queue.", reply_to=0)
        said = await page.until("said", turn=1)

    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        welcome = await page.until("welcome")

        assert [turn["answer"] for turn in welcome["turns"]] == ["I would use a queue.", ""]
        assert welcome["turns"][1]["said"] == said["text"]
        assert len(rooms.open_rooms) == 1


def killed(interview: Interview) -> room.Room:
    """Take the room away and return it: kill -9 leaves the record, and the lease of an owner that is gone."""
    dead = rooms.open_rooms.pop(str(interview.pk))
    dead.closed = True
    blocking().hset(f"iv:{interview.pk}:owner", "until", 0)
    return dead


async def test_reload_after_the_process_died_goes_on_too(alice: User) -> None:
    async with in_the_room(alice) as (interview, page):
        await page.send(type="typed", text="I would use a queue.", reply_to=0)
        await page.until("said", turn=1)
    dead = killed(interview)

    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        welcome = await page.until("welcome")
        await page.send(type="typed", text="And an outbox.", reply_to=1)
        await page.until("answer_kept")

        assert welcome["turns"][0]["answer"] == "I would use a queue."
    assert fold(read_events(blocking(), interview.pk)).turns[1].answer == "And an outbox."
    dead.closed = False
    await dead.close()


async def test_what_was_heard_before_the_process_died_stays_in_the_answer(alice: User) -> None:
    async with in_the_room(alice) as (interview, _page):
        live = rooms.open_rooms[str(interview.pk)]
        live._take_in(PhraseHeard(text="I would begin with", start_ms=100, end_ms=900))
        await live.inbox.empty()
        dead = killed(interview)

    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        welcome = await page.until("welcome")
        await page.send(type="typed", text="a queue.", reply_to=0)
        kept = await page.until("answer_kept")

    assert (welcome["turns"][0]["answer"], welcome["turns"][0]["answered"]) == ("I would begin with", False)
    assert (kept["text"], kept["joined"]) == ("I would begin with a queue.", True)
    dead.closed = False
    await dead.close()


async def test_an_answer_that_a_room_lets_go_of_goes_on_in_the_next(alice: User) -> None:
    async with in_the_room(alice) as (interview, _page):
        live = rooms.open_rooms[str(interview.pk)]
        live._take_in(PhraseHeard(text="I would begin with", start_ms=100, end_ms=900))
        await live.inbox.empty()
        await live.close()

    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        welcome = await page.until("welcome")
        await page.send(type="typed", text="a queue.", reply_to=0)
        kept = await page.until("answer_kept")

    assert (welcome["turns"][0]["answer"], welcome["turns"][0]["answered"]) == ("I would begin with", False)
    assert (kept["text"], kept["joined"]) == ("I would begin with a queue.", True)


async def test_end_flushes_and_shows_the_way_to_the_report(alice: User) -> None:
    async with in_the_room(alice) as (interview, page):
        await page.send(type="typed", text="I would use a queue.", reply_to=0)
        await page.until("said", turn=1)

        await page.send(type="control", action="end")
        finished = await page.until("finished")

        assert finished["url"] == f"/interviews/{interview.pk}/wrapping-up/"
        for _ in range(100):
            await interview.arefresh_from_db()
            if interview.is_over:
                break
            await asyncio.sleep(0.05)
    assert interview.end_reason == "by_candidate"
    assert await Turn.objects.filter(interview=interview, answer="I would use a queue.").aexists()


async def test_a_database_that_is_away_at_the_end_gets_the_interview_later(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = await sync_to_async(planned)(alice)

    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("the database went away")

    async with tab(interview.pk, alice) as page:
        await entered(page)
        await page.send(type="typed", text="I would use a queue.", reply_to=0)
        await page.until("said", turn=1)
        with monkeypatch.context() as broken, stamina.set_testing(True, attempts=2, cap=True):
            broken.setattr(Turn.objects, "bulk_create", away)
            await page.send(type="control", action="end")
            await page.until("finished")
            for _ in range(100):
                if not rooms.open_rooms:
                    break
                await asyncio.sleep(0.05)
    await interview.arefresh_from_db()
    assert not interview.is_over
    blocking().zadd("iv:live", {str(interview.pk): 1_000})

    flushed = await sync_to_async(flush_abandoned)(only=[str(interview.pk)])

    assert flushed == [str(interview.pk)]
    await interview.arefresh_from_db()
    assert interview.end_reason == "by_candidate"
    assert await Turn.objects.filter(interview=interview, answer="I would use a queue.").aexists()


async def test_reload_while_the_interviewer_speaks_hears_it_again(alice: User) -> None:
    interview = await sync_to_async(planned)(alice, mode="voice")
    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        asked = await page.until("said")
        # Nobody tells that it was spoken to its end.
    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        again = await page.until("said")

    assert (again["turn"], again["text"]) == (asked["turn"], asked["text"])


async def test_a_room_that_cannot_go_on_makes_place_for_another(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_room(alice) as (interview, page):
        broken = rooms.open_rooms[str(interview.pk)]

        async def fails(message: messages.FromPage) -> None:
            raise RuntimeError("a fault of ours")

        monkeypatch.setattr(broken.conversation, "said_by_page", fails)
        await page.send(type="typed", text="It is lost", reply_to=0)
        assert await page.until_closed() == 4503
    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        await page.until("welcome")
        await page.send(type="typed", text="It is kept", reply_to=0)
        kept = await page.until("answer_kept")

    assert kept["text"] == "It is kept"


async def test_time_away_is_no_time_of_the_interview(alice: User, monkeypatch: pytest.MonkeyPatch) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        before = await entered(page)
    for open_room in list(rooms.open_rooms.values()):
        await open_room.close()
    monkeypatch.setattr(time, "time", lambda now=time.time: now() + 600)
    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        after = await page.until("welcome")
        current = rooms.open_rooms[str(interview.pk)].conversation.agenda._elapsed_ms

    assert after["length_ms"] - before["length_ms"] >= 590_000
    assert current < 60_000


async def test_a_room_whose_page_does_not_come_back_lets_go(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("interviews.live.page.GRACE_S", 0.2)
    async with in_the_room(alice) as (interview, _page):
        assert rooms.open_rooms[str(interview.pk)].page._waiting is None, "its page is there"

    await until_true(lambda: not rooms.open_rooms and not is_owned(blocking(), interview.pk))


async def test_a_room_that_waits_for_its_page_gives_way_to_another_process(alice: User) -> None:
    async with in_the_room(alice) as (interview, _page):
        pass
    assert is_owned(blocking(), interview.pk)

    began = time.monotonic()
    await rooms._ask_for_handover(str(interview.pk))

    assert not is_owned(blocking(), interview.pk)
    assert time.monotonic() - began < rooms.HANDOVER_S
    assert not rooms.open_rooms


async def test_a_page_that_is_taken_over_leaves_what_was_heard_in_the_record(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_room(alice) as (interview, page):
        left = rooms.open_rooms[str(interview.pk)]
        hears_as_it_closes(left, monkeypatch, after_s=0.5)
        asked = asyncio.create_task(rooms._ask_for_handover(str(interview.pk)))
        assert await page.until_closed() == consumer.TAKEN_OVER
    await asked

    await until_true(lambda: not is_owned(blocking(), interview.pk))
    assert fold(read_events(blocking(), interview.pk)).turns[0].answer == "I would begin with"


async def test_a_process_that_stops_waits_for_a_room_that_is_closing(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_room(alice) as (interview, _page):
        left = rooms.open_rooms[str(interview.pk)]
        hears_as_it_closes(left, monkeypatch, after_s=0.3)
        closing = asyncio.create_task(left.close())
        await asyncio.sleep(0)

        await rooms.close_all()

        assert fold(read_events(blocking(), interview.pk)).turns[0].answer == "I would begin with"
        await closing


async def test_what_is_being_kept_while_a_room_closes_is_kept(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_room(alice) as (interview, page):
        closing = rooms.open_rooms[str(interview.pk)]
        keep, keeping = closing.conversation.writing.keep, asyncio.Event()

        async def keeps_slowly() -> None:
            keeping.set()
            await asyncio.sleep(0.3)
            await keep()

        monkeypatch.setattr(closing.conversation.writing, "keep", keeps_slowly)
        await page.send(type="typed", text="I would use a queue.", reply_to=0)
        await keeping.wait()
        monkeypatch.setattr(closing.conversation.writing, "keep", keep)

        await closing.close()

    assert fold(read_events(blocking(), interview.pk)).turns[0].answer == "I would use a queue."


async def test_an_interview_that_nobody_takes_part_in_is_ended_though_its_page_is_open(
    alice: User, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(room, "LEASE_MS", 300)
    settings.ABANDONED_AFTER_MINUTES = 0.01
    async with in_the_room(alice) as (interview, page):
        finished = await page.until("finished", timeout_s=5)

        assert finished["reason"] == "abandoned"
        await until_true(lambda: not rooms.open_rooms)
    await interview.arefresh_from_db()
    assert interview.is_over


async def test_a_page_that_writes_for_ever_does_not_hold_an_interview_open(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "LEASE_MS", 300)
    monkeypatch.setattr(room, "LONGEST_MS", 1_000)
    async with in_the_room(alice) as (_interview, page):
        for _ in range(10):
            await page.send(type="writing")
            await asyncio.sleep(0.15)

        finished = await page.until("finished", timeout_s=5)

    assert finished["reason"] == "completed"


async def test_an_end_that_is_asked_for_twice_is_still_waited_for(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with in_the_room(alice) as (interview, page):
        ended = rooms.open_rooms[str(interview.pk)]
        through = asyncio.Event()
        monkeypatch.setattr(ended.listener, "close", through.wait)
        ended._on_end("completed")
        await page.send(type="control", action="end")
        await page.send(type="ping")
        await page.until("pong")
        await ended.inbox.empty()

        closing = asyncio.create_task(rooms.close_all())
        through.set()
        await closing

    assert fold(read_events(blocking(), interview.pk)).head.end_reason == "completed"
    await interview.arefresh_from_db()
    assert interview.is_over


async def test_a_connection_that_breaks_off_leaves_its_room_waiting(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = await sync_to_async(planned)(alice)

    async def fails(*_: Any, **__: Any) -> None:
        raise RedisConnectionError("it restarts")

    async with tab(interview.pk, alice) as page:
        await entered(page)
        monkeypatch.setattr(InterviewConsumer, "receive", fails)
        await page.send(type="ping", sent=1)
        assert await page.until_closed() == consumer.NOT_NOW
        await until_true(lambda: rooms.open_rooms[str(interview.pk)].page._send is None)

    assert rooms.open_rooms[str(interview.pk)].page._waiting is not None


async def test_a_page_that_comes_while_the_interview_ends_is_shown_the_way(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = await sync_to_async(planned)(alice)
    through = asyncio.Event()

    async def drains(*_: Any) -> None:
        await through.wait()

    async with tab(interview.pk, alice) as page:
        await entered(page)
        monkeypatch.setattr(rooms.open_rooms[str(interview.pk)].passes, "drain", drains)
        await page.send(type="control", action="end")
        await page.until("finished")
    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        finished = await page.until("finished")
        through.set()

    assert finished["url"] == f"/interviews/{interview.pk}/wrapping-up/"
    await until_true(lambda: not rooms.open_rooms)
