"""What is going to run, and what an operator is told of it."""

from pathlib import Path
from typing import Any

import pytest

from intervision import addresses, machine


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
