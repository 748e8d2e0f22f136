"""The room: who owns it, how it closes, and how an interview in it is gone on with."""

import asyncio
import time
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from redis.exceptions import ConnectionError as RedisConnectionError

from interviews.live import consumer, messages, room, rooms
from interviews.live.consumer import InterviewConsumer
from interviews.live.record import fold, is_owned, read_events
from interviews.models import Interview
from interviews.speech.port import PhraseHeard
from intervision.accounts.models import User
from intervision.redis import blocking
from tests.interviews.live.tabs import entered, in_the_room, planned, tab, until_true

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("bank", "no_room_stays_open"),
]


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
