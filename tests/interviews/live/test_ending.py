"""How an interview comes to its end in its room: by its candidate, by itself, and with the database away."""

import asyncio
from typing import Any

import pytest
import stamina
from asgiref.sync import sync_to_async
from django.db import OperationalError

from interviews.live import room, rooms
from interviews.live.flush import flush_abandoned
from interviews.live.record import fold, read_events
from interviews.models import Turn
from intervision.accounts.models import User
from intervision.redis import blocking
from tests.interviews.live.tabs import entered, in_the_room, planned, tab, until_true

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("bank", "no_room_stays_open"),
]


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
