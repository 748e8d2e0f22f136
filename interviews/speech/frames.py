"""Microphone audio as frames of equal length on one tape: in order, with silence where some is missing."""

from collections.abc import Callable

import numpy as np

from .answer import PER_MS
from .arrival import Arrival
from .clock import SampleClock
from .microphone import LOST_MS
from .phrases import TAIL
from .port import Samples
from .tape import Tape
from .vad import FRAME

# After a longer gap the audio begins anew, and what was said before it is over.
GIVE_UP_MS = 120_000


class Frames:
    """`take` is given each frame, and whether a microphone made it. `interrupted` is told what is missing, in
    milliseconds, before silence takes its place; `began_anew` is told of a gap too long for that."""

    def __init__(
        self,
        tape: Tape,
        clock: SampleClock,
        *,
        take: Callable[[Samples, bool], None],
        interrupted: Callable[[int], None],
        began_anew: Callable[[], object],
    ) -> None:
        self._tape, self._clock = tape, clock
        self._take, self._interrupted, self._began_anew = take, interrupted, began_anew
        self._arrival = Arrival(clock)
        self._rest: Samples = np.zeros(0, np.int16)

    def feed(self, samples: Samples, missing_ms: int | None, *, now_ms: int, in_answer: bool) -> None:
        """Take what arrives; by the track's own time `missing_ms` lack before it (None: unknown)."""
        arrived = self._arrival.take(samples, missing_ms, now_ms=now_ms, end=self._end, in_answer=in_answer)
        for before_ms, block in arrived:
            if before_ms:
                self._bridge(before_ms)
            self._cut(block, real=True)

    @property
    def _end(self) -> int:
        return self._tape.end + len(self._rest)

    def _cut(self, samples: Samples, *, real: bool) -> None:
        joined = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        whole = len(joined) // FRAME * FRAME
        for start in range(0, whole, FRAME):
            self._take(joined[start : start + FRAME], real)
        self._rest = joined[whole:].copy()

    def _bridge(self, missing_ms: int) -> None:
        """Put silence where audio is missing, so that times stay true; after a long gap begin anew."""
        if missing_ms >= LOST_MS:
            self._interrupted(missing_ms)
        if missing_ms <= GIVE_UP_MS:
            self._cut(np.zeros(missing_ms * PER_MS, np.int16), real=False)
            return
        back_ms = self._clock.ms(self._end) + missing_ms
        self._cut(np.zeros(TAIL, np.int16), real=False)  # so that no word ends where new audio begins
        self._rest = np.zeros(0, np.int16)
        self._began_anew()
        self._clock.anchor(self._tape.end, back_ms)
