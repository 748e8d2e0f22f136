"""A conversation whose first question was asked."""

from collections.abc import AsyncIterator

import pytest

from tests.interviews.live.hall import Hall, ScriptedInterviewer


@pytest.fixture
async def hall() -> AsyncIterator[Hall]:
    hall = await Hall(ScriptedInterviewer(["Hello. ", "What is ", "idempotency?"])).open()
    await hall.said(0)
    yield hall
    await hall.conversation.close()
