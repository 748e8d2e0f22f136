"""One browser's WebRTC connection: its microphone comes in as 16 kHz mono, the voice goes out."""

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

import aioice.ice
import av
import numpy as np
import numpy.typing as npt
from aiortc import (
    MediaStreamTrack,
    RTCConfiguration,
    RTCIceServer,
    RTCPeerConnection,
    RTCSessionDescription,
)
from aiortc.mediastreams import MediaStreamError
from aiortc.sdp import candidate_from_sdp
from django.conf import settings
from django.utils.translation import gettext as _

from intervision.owned_tasks import OwnedTasks

from .gaps import Gaps
from .jitter import hear_promptly
from .outbound import OutboundTrack
from .port import SAMPLE_RATE, Hears

logger = logging.getLogger(__name__)

FRAME_EVERY_S = 2.0
FRAME_WIDTH = 320
# ICE and DTLS are through within a second; a browser that can't be reached never is.
CONNECT_TIMEOUT_S = 20
MAX_TRACKS = 4

_found_addresses = aioice.ice.get_host_addresses


def _host_addresses(use_ipv4: bool, use_ipv6: bool) -> list[str]:
    """Return the addresses that aioice finds and the one of the settings; loopback if there is no other."""
    addresses = list(_found_addresses(use_ipv4, use_ipv6))
    if settings.WEBRTC_HOST_ADDRESS and settings.WEBRTC_HOST_ADDRESS not in addresses:
        addresses.append(settings.WEBRTC_HOST_ADDRESS)
    return addresses or ["127.0.0.1"]


# aioice leaves loopback out and takes no list of addresses: without a network nobody could talk to us.
aioice.ice.get_host_addresses = _host_addresses


class PeerError(Exception):
    """The connection could not be made. `code` is for the page, `message` for the candidate."""

    retryable = True

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Peer:
    """`on_audio` gets the microphone in blocks of about 20 ms, each with how much is missing before it.

    `on_lost` is called once when the connection fails or the browser hangs up. `on_frame`, set when wanted,
    gets a grey picture every two seconds.
    """

    def __init__(
        self,
        on_audio: Hears,
        on_lost: Callable[[], None],
        *,
        outbound: bool = False,
        watch_video: bool = False,
    ) -> None:
        self.on_frame: Callable[[npt.NDArray[np.uint8]], None] | None = None
        self._on_audio, self._on_lost = on_audio, on_lost
        self._watch_video = watch_video
        servers = [RTCIceServer(**server) for server in settings.SERVER_ICE_SERVERS]
        self._connection = RTCPeerConnection(RTCConfiguration(iceServers=servers))
        self._track = OutboundTrack() if outbound else None
        self._tasks = OwnedTasks("a peer connection")
        self._hears = False
        self._closed = False
        self._lost = False
        self._connection.on("track", self._take_track)
        self._connection.on("connectionstatechange", self._state_changed)

    @property
    def connected(self) -> bool:
        return bool(self._connection.connectionState == "connected")

    # --- signalling --------------------------------------------------------------------------------------

    async def answer(self, sdp: str) -> str:
        """Take the browser's offer and return the answer. Raises PeerError, and is closed then."""
        if self._track is not None:
            self._connection.addTrack(self._track)
        try:
            # The parser asserts, indexes and converts as it goes: garbage can raise anything.
            await self._connection.setRemoteDescription(RTCSessionDescription(sdp=sdp, type="offer"))
        except Exception as error:
            await self.close()
            raise PeerError(
                "bad_offer",
                _("The audio connection was not understood. Reload the page, or type instead."),
            ) from error
        if not self._hears:
            await self.close()
            raise PeerError(
                "no_audio",
                _("No microphone came with the connection. Allow it and try again, or type instead."),
            )
        hear_promptly(self._connection)
        try:
            await self._connection.setLocalDescription(await self._connection.createAnswer())
        except Exception as error:
            await self.close()
            raise PeerError(
                "no_answer",
                _("The audio connection could not be set up. Try again, or type instead."),
            ) from error
        self._tasks.start(self._give_up())
        return str(self._connection.localDescription.sdp)

    async def add_candidate(
        self, candidate: str, sdp_mid: str | None = None, sdp_mline_index: int | None = None
    ) -> None:
        """Add a trickled ICE candidate; an empty one says that there are no more. Raises PeerError."""
        if self._closed:
            return
        line = candidate.strip().removeprefix("a=").removeprefix("candidate:")
        try:
            parsed = candidate_from_sdp(line) if line else None
            if parsed is not None:
                parsed.sdpMid, parsed.sdpMLineIndex = sdp_mid, sdp_mline_index
                if parsed.protocol.lower() != "udp":
                    return  # browsers offer TCP too; aioice speaks UDP
            await self._connection.addIceCandidate(parsed)
        except Exception as error:
            raise PeerError(
                "bad_candidate",
                _("The browser offered a network address that was not understood; others may still work."),
            ) from error

    async def close(self) -> None:
        """Hang up. Safe to repeat."""
        if self._closed:
            return
        self._closed = True
        self._tasks.cancel()
        if self._track is not None:
            self._track.stop()
        with contextlib.suppress(ConnectionError, OSError):
            await self._connection.close()

    # --- the interviewer's voice -------------------------------------------------------------------------

    def play(self, pcm: bytes) -> None:
        """Queue mono int16 PCM at 24 kHz."""
        if self._track is not None:
            self._track.play(pcm)

    def hush(self) -> None:
        """Fall silent with the next 20 ms."""
        if self._track is not None:
            self._track.hush()

    def played_s(self) -> float:
        """Return how many seconds of voice have left since the beginning, silence not counted."""
        return self._track.played_s if self._track is not None else 0.0

    # --- what the browser sends --------------------------------------------------------------------------

    def _take_track(self, track: MediaStreamTrack) -> None:
        if len(self._tasks) >= MAX_TRACKS:
            track.stop()
            return
        # A track that nobody reads grows without bound: every one is read to its end.
        if track.kind == "audio" and not self._hears:
            self._hears = True
            self._tasks.start(self._hear(track))
        elif track.kind == "video" and self._watch_video:
            self._tasks.start(self._watch(track))
        else:
            self._tasks.start(_discard(track))

    async def _hear(self, track: MediaStreamTrack) -> None:
        resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
        gaps = Gaps()
        try:
            while True:
                frame = await track.recv()
                assert isinstance(frame, av.AudioFrame)
                missing_ms = gaps.before_ms(frame)
                for converted in resampler.resample(frame):
                    samples = converted.to_ndarray().reshape(-1).astype(np.int16, copy=False)
                    self._on_audio(samples, missing_ms)
                    missing_ms = 0
        except MediaStreamError:
            self._say_lost()

    async def _watch(self, track: MediaStreamTrack) -> None:
        shown = 0.0
        with contextlib.suppress(MediaStreamError):
            while True:
                frame = await track.recv()
                assert isinstance(frame, av.VideoFrame)
                now = time.monotonic()
                if self.on_frame is None or now - shown < FRAME_EVERY_S:
                    continue
                shown = now
                height = max(2, round(frame.height * FRAME_WIDTH / frame.width / 2) * 2)
                picture = frame.reformat(FRAME_WIDTH, height, format="gray").to_ndarray()
                self.on_frame(picture.astype(np.uint8, copy=False))

    async def _state_changed(self) -> None:
        state = self._connection.connectionState
        if state == "failed" or (state == "closed" and not self._closed):
            self._say_lost()

    async def _give_up(self) -> None:
        """A connection that never comes about is said to be lost, so that the candidate is told."""
        await asyncio.sleep(CONNECT_TIMEOUT_S)
        if self._connection.connectionState in ("new", "connecting"):
            self._say_lost()

    def _say_lost(self) -> None:
        if not self._lost and not self._closed:
            self._lost = True
            self._on_lost()


async def _discard(track: MediaStreamTrack) -> None:
    with contextlib.suppress(MediaStreamError):
        while True:
            await track.recv()
