"""The sound connection between a room and whichever page it has: one after another, as connections break."""

import asyncio
from collections.abc import Callable
from typing import Any

from intervision.owned_tasks import OwnedTasks

from ..speech.peer import Peer, PeerError
from ..speech.port import Hears

# A page whose connection broke makes another one by itself.
BACK_S = 3
EARLY_BYTES = 10 * 48_000  # ten seconds


class Line:
    """`on_lost` is called when a connection breaks, `on_gone` when no other has come soon after it."""

    def __init__(
        self,
        *,
        outbound: bool,
        on_audio: Hears,
        on_frame: Callable[[Any], None],
        on_lost: Callable[[], None],
        on_gone: Callable[[], None],
    ) -> None:
        self._outbound, self._on_audio, self._on_frame = outbound, on_audio, on_frame
        self._on_lost, self._on_gone = on_lost, on_gone
        self._peer: Peer | None = None
        self._connecting = asyncio.Lock()
        self._early = bytearray()  # what was spoken before there was a connection to play it on
        self._tasks = OwnedTasks("a line")

    @property
    def connected(self) -> bool:
        return self._peer is not None and self._peer.connected

    async def connect(self, sdp: str) -> str:
        """Answer a page's offer with a new connection. Raises PeerError with words for the candidate."""
        async with self._connecting:
            if self._peer is not None:
                await self._peer.close()
            peer = self._peer = Peer(
                on_audio=self._on_audio,
                on_lost=lambda: self._lost(peer),
                outbound=self._outbound,
                watch_video=True,
            )
            peer.on_frame = self._on_frame
            peer.play(bytes(self._early))
            self._early.clear()
            try:
                return await peer.answer(sdp)
            except PeerError:
                self._peer = None
                raise

    async def add_candidate(self, candidate: str, sdp_mid: str | None, sdp_mline_index: int | None) -> None:
        """Add a trickled ICE candidate. Raises PeerError with words for the candidate."""
        if self._peer is not None:
            await self._peer.add_candidate(candidate, sdp_mid, sdp_mline_index)

    def play(self, pcm: bytes) -> None:
        if self._peer is not None:
            self._peer.play(pcm)
        elif len(self._early) < EARLY_BYTES:
            self._early += pcm

    def hush(self) -> None:
        self._early.clear()
        if self._peer is not None:
            self._peer.hush()

    def played_s(self) -> float:
        return self._peer.played_s() if self._peer is not None else 0.0

    async def close(self) -> None:
        self._tasks.cancel()
        if self._peer is not None:
            await self._peer.close()

    def _lost(self, peer: Peer) -> None:
        if peer is self._peer:  # else the page has another connection already
            self._on_lost()
            self._tasks.start(self._tell_if_gone(peer))

    async def _tell_if_gone(self, peer: Peer) -> None:
        await asyncio.sleep(BACK_S)
        if peer is self._peer and not peer.connected:
            self._on_gone()
