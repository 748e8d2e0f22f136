"""What is bound to an event loop is made once for each."""

import asyncio

from intervision.per_loop import PerLoop


async def test_a_loop_gets_its_own_again_until_it_is_forgotten() -> None:
    things = PerLoop(object)

    first = things.get()

    assert things.get() is first
    assert things.pop() is first
    assert things.pop() is None
    assert things.get() is not first


def test_each_loop_has_its_own() -> None:
    things = PerLoop(object)

    async def own() -> object:
        return things.get()

    assert asyncio.run(own()) is not asyncio.run(own())
