"""What is going to run, and what an operator is told of it."""

import asyncio
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from intervision import addresses, machine, tcp_ports
from intervision.management.commands.up import Command
from intervision.supervisor import Part
from intervision.valkey import server_command


@pytest.fixture
def laid_out(settings: Any, tmp_path: Path) -> Any:
    settings.VAR_DIR, settings.PORT, settings.EMBEDDED_VALKEY = tmp_path, 0, False

    def lay_out() -> machine.Layout:
        return machine.lay_out(workers=1, verbose=False, lock=0)

    return lay_out


def test_the_store_of_another_product_is_not_taken_for_our_own(
    laid_out: Any, settings: Any, tmp_path: Path
) -> None:
    settings.EMBEDDED_VALKEY, settings.VALKEY_PORT = True, tcp_ports.next_free("127.0.0.1", 16_500)
    (ours,) = [part for part in laid_out().parts if part.name == "valkey"]
    (tmp_path / "another").mkdir()
    another = server_command(port=settings.VALKEY_PORT, folder=tmp_path / "another")

    assert not ready_beside(another, ours)
    assert ready_beside(ours.command, ours)


def ready_beside(command: Sequence[str], part: Part) -> bool:
    """Tell whether a part is ready when this command runs."""

    async def is_ready() -> bool:
        assert part.ready is not None
        return await part.ready()

    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    time.sleep(0.5)
    try:
        return asyncio.run(is_ready())
    finally:
        server.terminate()
        server.wait(10)


def test_a_port_that_is_taken_while_all_is_prepared_is_not_used(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAR_DIR, settings.PORT, settings.EMBEDDED_VALKEY = tmp_path, 0, True
    settings.VALKEY_PORT = tcp_ports.next_free("127.0.0.1", 16_500)
    monkeypatch.delenv("VALKEY_PORT", raising=False)
    layouts: list[machine.Layout] = []

    async def run(self: Command, layout: machine.Layout) -> None:
        layouts.append(layout)

    monkeypatch.setattr(Command, "_run", run)
    with socket.socket() as other:

        def prepare() -> None:  # which takes seconds of a new database
            other.bind(("127.0.0.1", settings.VALKEY_PORT))
            other.listen()

        monkeypatch.setattr(machine, "prepare", prepare)

        Command().handle(workers=1, verbosity=1)

    assert f"port {settings.VALKEY_PORT}" not in layouts[0].redis


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
