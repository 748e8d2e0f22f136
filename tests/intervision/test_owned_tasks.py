"""Tasks that have an owner: a crash is logged, all are cancelled together, but for the one that asks."""

import asyncio

import pytest

from intervision.owned_tasks import OwnedTasks


async def fails() -> None:
    raise ValueError("a fault of ours")


async def test_a_crash_is_logged_with_its_owner(caplog: pytest.LogCaptureFixture) -> None:
    tasks = OwnedTasks("a room")
    tasks.start(fails())

    await tasks.settled()

    assert "a task of a room crashed" in caplog.text
    assert "a fault of ours" in caplog.text
    assert len(tasks) == 0


async def test_all_are_cancelled_but_the_one_that_asks() -> None:
    tasks = OwnedTasks("a room")
    other = tasks.start(asyncio.sleep(60))

    async def cancels() -> str:
        tasks.cancel()
        await asyncio.sleep(0)
        return "through"

    asking = tasks.start(cancels())
    await tasks.settled()

    assert other.cancelled()
    assert asking.result() == "through"
