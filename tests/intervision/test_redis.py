import asyncio

from intervision.redis import blocking, for_loop


def test_blocking_code_shares_one_client() -> None:
    assert blocking() is blocking()
    assert blocking().ping()


async def test_a_loop_has_one_client_of_its_own() -> None:
    client = for_loop()

    assert await client.ping()
    assert for_loop() is client
    await client.aclose()


def test_another_loop_gets_another_client() -> None:
    async def client() -> object:
        made = for_loop()
        await made.ping()
        await made.aclose()
        return made

    assert asyncio.run(client()) is not asyncio.run(client())
