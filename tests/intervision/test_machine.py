"""What is going to run, and what an operator is told of it."""

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from intervision import addresses, machine
from intervision.supervisor import Part
from intervision.valkey import server_command


@pytest.fixture
def laid_out(settings: Any, tmp_path: Path) -> Any:
    settings.VAR_DIR, settings.PORT, settings.EMBEDDED_VALKEY = tmp_path, 0, False

    def lay_out() -> machine.Layout:
        return machine.lay_out(workers=1, verbose=False, lock=0)

    return lay_out


@pytest.mark.parametrize("behind_tls", [True, False])
def test_the_proxys_word_is_taken_where_there_is_one(laid_out: Any, settings: Any, behind_tls: bool) -> None:
    settings.BEHIND_TLS = behind_tls

    (web,) = [part for part in laid_out().parts if part.name == "web"]

    assert ("--proxy-headers" in web.command) == behind_tls


def test_the_web_process_has_the_time_to_write_its_interviews_down(laid_out: Any) -> None:
    from interviews.live.rooms import STOP_S

    (web,) = [part for part in laid_out().parts if part.name == "web"]

    assert sum(seconds for _signal, seconds in web.stop) > STOP_S


def test_tasks_give_way_to_the_conversation(laid_out: Any) -> None:
    niceness = {part.name: part.niceness for part in laid_out().parts}

    assert niceness.pop("web") == 0
    assert all(each > 0 for each in niceness.values())


def test_who_listens_everywhere_is_told_the_addresses_for_others(laid_out: Any, settings: Any) -> None:
    settings.HOST = "0.0.0.0"

    told = "\n".join(machine.welcome(laid_out()))

    assert addresses.ipv4()
    for address in addresses.ipv4():
        assert f"http://{address}:0/" in told


@contextmanager
def valkey_running(port: int, folder: Path) -> Iterator[None]:
    with subprocess.Popen(
        server_command(port=port, folder=folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield
        finally:
            process.terminate()


async def is_ready_soon(part: Part) -> bool:
    assert part.ready is not None
    for _ in range(100):
        if await part.ready():
            return True
        await asyncio.sleep(0.02)
    return False


@pytest.fixture
def own_valkey(laid_out: Any, settings: Any, monkeypatch: pytest.MonkeyPatch) -> tuple[Part, int]:
    """The part, not started, and the port that was found free for it."""
    settings.EMBEDDED_VALKEY = True
    monkeypatch.delenv("VALKEY_PORT", raising=False)  # the tests' own has it
    (part,) = [part for part in laid_out().parts if part.name == "valkey"]
    return part, int(part.command[part.command.index("--port") + 1])


async def test_a_valkey_that_keeps_its_data_here_is_ours(own_valkey: tuple[Part, int], settings: Any) -> None:
    part, port = own_valkey

    with valkey_running(port, settings.VAR_DIR / "valkey"):
        assert await is_ready_soon(part)


async def test_the_valkey_of_another_start_is_not_taken_for_ours(
    own_valkey: tuple[Part, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two that start together find the same port free: the second must not work on the first one's data."""
    part, port = own_valkey

    with valkey_running(port, tmp_path_factory.mktemp("theirs")):
        assert not await is_ready_soon(part)
