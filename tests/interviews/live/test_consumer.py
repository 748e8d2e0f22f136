"""The socket of the room: who may enter, what is refused."""

from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels_redis.core import RedisChannelLayer
from django.db import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError

from interviews.enums import InterviewState
from interviews.live import consumer, messages
from interviews.live.record import read_events
from intervision.accounts.models import User
from intervision.redis import blocking
from tests.interviews.live.tabs import entered, planned, tab

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("bank", "no_room_stays_open"),
]


async def test_join_is_welcomed_and_the_first_question_streams(alice: User) -> None:
    interview = await sync_to_async(planned)(alice)

    async with tab(interview.pk, alice) as page:
        welcome = await entered(page)

        assert welcome["length_ms"] == 600_000
        assert [m["type"] for m in page.inbox].count("token") > 3
    await interview.arefresh_from_db()
    assert interview.state == InterviewState.LIVE


async def test_foreign_interview_is_as_unknown_as_a_missing_one(alice: User, bob: User) -> None:
    interview = await sync_to_async(planned)(alice)

    for interview_id, user in ((interview.pk, bob), (uuid4(), bob), (interview.pk, None)):
        async with tab(interview_id, user) as page:
            await page.send(type="join")
            error = await page.until("error")
            assert error["code"] == "unknown"
            assert "Start a new one" in error["text"]
            assert await page.until_closed() == 4004


async def test_finished_interview_says_so(alice: User) -> None:
    interview = await sync_to_async(planned)(alice, state=InterviewState.FINISHED)

    async with tab(interview.pk, alice) as page:
        await page.send(type="join")
        assert (await page.until("error"))["code"] == "over"
        assert await page.until_closed() == 4010


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "{}",
        '{"type": "nonsense"}',
        '{"type": "typed"}',
        '{"type": "typed", "text": 5}',
        '{"type": "typed", "text": "x", "extra": 1}',
        '{"type": "heard", "turn": -1, "characters": 3}',
        '{"type": "control", "action": "explode"}',
        "[" * 2_000,
        '{"type": "join", "last_id": "1-0"}',
    ],
)
async def test_malformed_message_is_answered_and_changes_nothing(alice: User, text: str) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        await entered(page)
        before = len(read_events(blocking(), interview.pk))

        await page.socket.send_to(text_data=text)

        assert (await page.until("error"))["code"] == "malformed"
        assert len(read_events(blocking(), interview.pk)) == before


async def test_oversized_message_is_refused_and_the_interview_goes_on(alice: User) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        await entered(page)

        await page.send(type="typed", text="x" * (messages.MAX_MESSAGE_BYTES + 1))
        assert (await page.until("error"))["code"] == "too_large"
        await page.send(type="typed", text="A short one then.", reply_to=0)

        assert (await page.until("answer_kept"))["text"] == "A short one then."


async def test_flood_is_slowed_down_not_obeyed(alice: User) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        await entered(page)

        for _ in range(messages.MAX_MESSAGES_PER_10_S + 5):
            await page.send(type="ping", sent=1)

        assert (await page.until("error"))["code"] == "too_fast"


async def test_garbage_sdp_gets_words_and_typing_goes_on(alice: User) -> None:
    interview = await sync_to_async(planned)(alice, mode="voice")
    async with tab(interview.pk, alice) as page:
        await entered(page)

        await page.send(type="offer", sdp="v=0\r\nthis is no offer")
        error = await page.until("error")
        await page.send(type="candidate", candidate="not a candidate")
        await page.send(type="typed", text="Then in writing.", reply_to=0)

        assert "type instead" in error["text"]
        assert (await page.until("answer_kept"))["text"] == "Then in writing."


async def test_message_before_joining_is_refused(alice: User) -> None:
    interview = await sync_to_async(planned)(alice)
    async with tab(interview.pk, alice) as page:
        await page.send(type="typed", text="Hello?")

        assert (await page.until("error"))["code"] == "not_joined"


async def test_a_database_that_is_away_at_the_start_is_told(
    alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = await sync_to_async(planned)(alice)

    def away(*_: Any) -> None:
        raise OperationalError("the server does not answer")

    monkeypatch.setattr(consumer, "open_interview", away)
    async with tab(interview.pk, alice) as page:
        await page.send(type="join")

        assert (await page.until("error"))["code"] == "not_now"
        assert await page.until_closed() == consumer.NOT_NOW


@pytest.mark.parametrize("part", ["group_add", "receive"])
async def test_a_store_that_is_away_is_told_and_not_taken_for_the_network(
    alice: User, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    interview = await sync_to_async(planned)(alice)

    async def away(*_: Any) -> None:
        raise RedisConnectionError("it does not answer")

    monkeypatch.setattr(RedisChannelLayer, part, away)
    async with tab(interview.pk, alice) as page:
        assert (await page.until("error"))["code"] == "not_now"
        assert await page.until_closed() == consumer.NOT_NOW
