"""The sound connection of a room: early voice is played late, a lost connection is told if no other comes."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from interviews.live import line as lines
from interviews.live.line import Line
from interviews.speech.peer import PeerError


class FakePeer:
    """A connection that a test breaks; an empty offer is refused."""

    made: list["FakePeer"] = []

    def __init__(self, *, on_lost: Callable[[], None], **_: Any) -> None:
        self.lose, self.connected, self.closed = on_lost, True, False
        self.played = b""
        self.on_frame: Any = None
        FakePeer.made.append(self)

    async def answer(self, sdp: str) -> str:
        if not sdp:
            raise PeerError("bad_offer", "Try again.")
        return f"answer to {sdp}"

    def play(self, pcm: bytes) -> None:
        self.played += pcm

    async def close(self) -> None:
        self.closed, self.connected = True, False


class Told:
    def __init__(self) -> None:
        self.lost = 0
        self.gone = asyncio.Event()

    def count(self) -> None:
        self.lost += 1


@pytest.fixture(autouse=True)
def peers(monkeypatch: pytest.MonkeyPatch) -> list[FakePeer]:
    monkeypatch.setattr(lines, "Peer", FakePeer)
    monkeypatch.setattr(lines, "BACK_S", 0.01)
    monkeypatch.setattr(FakePeer, "made", [])
    return FakePeer.made


def a_line(told: Told) -> Line:
    return Line(
        outbound=True,
        on_audio=lambda samples, missing_ms: None,
        on_frame=lambda frame: None,
        on_lost=told.count,
        on_gone=told.gone.set,
    )


async def test_what_is_spoken_before_there_is_a_connection_is_played_on_it(peers: list[FakePeer]) -> None:
    line = a_line(Told())
    line.play(b"early")

    assert await line.connect("offer") == "answer to offer"
    line.play(b" late")

    assert peers[0].played == b"early late"


async def test_a_connection_that_breaks_for_good_is_told(peers: list[FakePeer]) -> None:
    told = Told()
    line = a_line(told)
    await line.connect("offer")

    peers[0].connected = False
    peers[0].lose()

    await asyncio.wait_for(told.gone.wait(), 5)
    assert told.lost == 1


async def test_a_connection_that_another_has_replaced_is_not_missed(peers: list[FakePeer]) -> None:
    told = Told()
    line = a_line(told)
    await line.connect("first")
    await line.connect("second")

    peers[0].lose()

    assert peers[0].closed
    assert line.connected
    assert told.lost == 0


async def test_after_an_offer_that_was_refused_there_is_no_connection() -> None:
    line = a_line(Told())

    with pytest.raises(PeerError):
        await line.connect("")

    assert not line.connected
