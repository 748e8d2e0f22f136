"""The interviewer's voice on its way to the browser: 20 ms at a time, silence where there are no words."""

import asyncio
import fractions
import logging
import time

import av
import numpy as np
from aiortc import MediaStreamTrack
from aiortc.mediastreams import MediaStreamError

logger = logging.getLogger(__name__)

RATE = 24_000  # Hz, what speech services deliver as raw PCM
SAMPLES = RATE // 50
FRAME_BYTES = SAMPLES * 2
LONGEST_S = 120  # of voice that waits to be played; more is dropped
_TIME_BASE = fractions.Fraction(1, RATE)


class OutboundTrack(MediaStreamTrack):
    """An audio track that plays what it is given, in real time."""

    kind = "audio"

    def __init__(self) -> None:
        super().__init__()
        self.played_s = 0.0
        self._pcm = bytearray()
        self._sent = 0  # frames
        self._began = 0.0

    def play(self, pcm: bytes) -> None:
        if len(self._pcm) + len(pcm) > LONGEST_S * RATE * 2:
            logger.warning("more than %s s of voice wait to be played; the rest is dropped", LONGEST_S)
            return
        self._pcm += pcm

    def hush(self) -> None:
        self._pcm.clear()

    async def recv(self) -> av.AudioFrame:
        if self.readyState != "live":
            raise MediaStreamError
        await self._pace()
        chunk = bytes(self._pcm[:FRAME_BYTES])
        del self._pcm[:FRAME_BYTES]
        self.played_s += len(chunk) / 2 / RATE
        sound = np.frombuffer(chunk.ljust(FRAME_BYTES, b"\0"), np.int16).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(sound, format="s16", layout="mono")
        frame.sample_rate = RATE
        frame.pts = self._sent * SAMPLES
        frame.time_base = _TIME_BASE
        self._sent += 1
        return frame

    async def _pace(self) -> None:
        now = time.monotonic()
        if self._sent == 0:
            self._began = now
        ahead = self._began + self._sent / 50 - now
        if ahead > 0:
            await asyncio.sleep(ahead)
        elif ahead < -1:
            # The loop stood still: go on from now instead of hurrying after what is past.
            self._began -= ahead
