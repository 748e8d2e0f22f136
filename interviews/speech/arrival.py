"""The microphone's audio as it arrives: what of it is late, and what is missing?

Late audio comes all the same, a second of it within a few milliseconds once the network or a busy event loop
lets it through; silence put in its place would be a pause that nobody made. What is missing, a track tells by
its own time (gaps.py). Where it can't, because it is another track or its microphone stood still, the first
audio after a gap is held back until it is plain how much of the rest comes.
"""

from collections import deque

from .answer import PER_MS
from .clock import SampleClock
from .port import Samples

# Audio that stayed away longer than this is missing, or late.
GAP_MS = 1_000
# What late audio does not make up for in this time is missing.
SETTLED_MS = 200
FALLS_MS = 40  # packets come so unevenly anyway
# Audio that has been catching up so long, and has not done so yet, is late.
LONGEST_HOLD_MS = 1_000
# Late for this many blocks on end: the clocks differ, or the way has grown longer.
DRIFT_MS = 300
DRIFT_BLOCKS = 100


class Arrival:
    def __init__(self, clock: SampleClock) -> None:
        self._clock = clock
        self._last_ms: int | None = None
        self._lags: deque[int] = deque(maxlen=DRIFT_BLOCKS)
        self._held: list[tuple[int, Samples]] = []
        self._held_since_ms = self._least = self._least_ms = 0

    def take(
        self, samples: Samples, missing_ms: int | None, *, now_ms: int, end: int, in_answer: bool
    ) -> list[tuple[int, Samples]]:
        """Return the blocks that may follow sample `end` now, each with the milliseconds missing before it.

        The first block anchors the clock. The clock is not set while an answer is running, whose times hang
        together.
        """
        last_ms, self._last_ms = self._last_ms, now_ms
        if last_ms is None:
            self._clock.anchor(end, now_ms - len(samples) // PER_MS)
            return [(0, samples)]
        lag = self._lag(samples, now_ms, end)
        if missing_ms is None or missing_ms > max(0, lag) + GAP_MS:  # more than there was time for
            missing_ms = 0
        lag -= missing_ms
        begins = not self._held and now_ms - last_ms > GAP_MS and lag > GAP_MS
        if begins:
            self._held_since_ms, self._least, self._least_ms = now_ms, lag, now_ms
        if not begins and not self._held:
            self._watch_drift(lag, in_answer)
            return [(missing_ms, samples)]
        self._held.append((missing_ms, samples))
        return self._released(lag, now_ms)

    def _lag(self, samples: Samples, now_ms: int, end: int) -> int:
        """Return how much later than the clock says these samples came."""
        held_ms = sum(missing_ms for missing_ms, _ in self._held)
        held = sum(len(block) for _, block in self._held)
        return now_ms - (held + len(samples)) // PER_MS - held_ms - self._clock.ms(end)

    def _released(self, lag: int, now_ms: int) -> list[tuple[int, Samples]]:
        if lag < self._least - FALLS_MS:
            self._least, self._least_ms = lag, now_ms
        catches_up = now_ms - self._least_ms < SETTLED_MS
        if lag > DRIFT_MS and catches_up and now_ms - self._held_since_ms < LONGEST_HOLD_MS:
            return []
        (first_ms, first), *others = self._held
        missing_ms = lag if lag > DRIFT_MS and not catches_up else 0
        self._held = []
        self._lags.clear()
        return [(first_ms + missing_ms, first), *others]

    def _watch_drift(self, lag: int, in_answer: bool) -> None:
        self._lags.append(lag)
        if in_answer:
            return
        late = min(self._lags) if len(self._lags) == DRIFT_BLOCKS else 0
        # Nothing is heard before it is said: the audio that the clock was set by was late itself.
        if (by_ms := lag if lag < 0 else late) and abs(by_ms) > DRIFT_MS:
            self._clock.shift(by_ms)
            self._lags.clear()
