"""Audio time is counted in samples, and tied to the interview's clock where the audio begins."""

from collections import deque

from .port import SAMPLE_RATE

# Audio that stayed away longer than this is missing, not late.
GAP_MS = 1_000
# Late for this many blocks on end: packets were lost here and there.
DRIFT_MS = 300
DRIFT_BLOCKS = 100


class SampleClock:
    def __init__(self) -> None:
        self._anchor_ms = 0
        self._anchor = 0
        self._last_ms: int | None = None
        self._lags: deque[int] = deque(maxlen=DRIFT_BLOCKS)

    def ms(self, sample: int) -> int:
        """Return the time of a sample in milliseconds from the interview's start."""
        return max(0, self._anchor_ms + (sample - self._anchor) * 1000 // SAMPLE_RATE)

    def anchor(self, sample: int, ms: int) -> None:
        """From here on, `sample` was heard at `ms`."""
        self._anchor, self._anchor_ms = sample, ms
        self._lags.clear()

    def missing_ms(self, *, now_ms: int, end: int, block_ms: int) -> int:
        """Return how much audio is missing before a block that arrives now, after sample `end`.

        The first block anchors the clock. Audio that runs ahead of the clock moves the anchor back.
        """
        last, self._last_ms = self._last_ms, now_ms
        if last is None:
            self.anchor(end, now_ms - block_ms)
            return 0
        lag = now_ms - block_ms - self.ms(end)
        if now_ms - last > GAP_MS and lag > GAP_MS:
            self._lags.clear()
            return lag
        self._lags.append(lag)
        if len(self._lags) == DRIFT_BLOCKS:
            if (least := min(self._lags)) > DRIFT_MS:
                self._lags.clear()
                return least
            if (most := max(self._lags)) < -DRIFT_MS:
                self.anchor(end, self.ms(end) + most)
        return 0
