"""Audio time is counted in samples, and tied to the interview's clock where the audio begins."""

from collections import deque

from .port import SAMPLE_RATE


class SampleClock:
    """Every stretch of audio has an anchor of its own: what came before one keeps its times."""

    def __init__(self) -> None:
        # The last two: an answer that is still being understood may be older than the latest.
        self._anchors: deque[tuple[int, int]] = deque([(0, 0)], maxlen=2)

    def ms(self, sample: int) -> int:
        """Return the time of a sample in milliseconds from the interview's start."""
        anchor, anchor_ms = self._anchors[-1]
        if sample < anchor:
            anchor, anchor_ms = self._anchors[0]
        return max(0, anchor_ms + (sample - anchor) * 1000 // SAMPLE_RATE)

    def anchor(self, sample: int, ms: int) -> None:
        """From here on, `sample` was heard at `ms`: a new stretch begins with it."""
        self._anchors.append((sample, ms))

    def shift(self, ms: int) -> None:
        """All of the current stretch was heard `ms` later than it seemed."""
        anchor, anchor_ms = self._anchors[-1]
        self._anchors[-1] = anchor, anchor_ms + ms
