"""A conversation whose first question was asked; what a room needs around it."""

from collections.abc import AsyncIterator

import pytest

from interviews.bank.loader import load_bank
from interviews.live import rooms
from tests.interviews.live.hall import Hall, ScriptedInterviewer


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    hall = await Hall(ScriptedInterviewer(["Hello. ", "What is ", "idempotency?"])).open()
    await hall.said(0)
    yield hall
    await hall.conversation.close()


@pytest.fixture
def bank(db: None) -> None:
    load_bank()


@pytest.fixture
async def no_room_stays_open() -> AsyncIterator[None]:
    yield
    for open_room in list(rooms.open_rooms.values()):
        await open_room.close()
