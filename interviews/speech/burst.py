"""A burst of speech: what may become an answer, or the end of a pause, if it lasts."""

from .port import SAMPLE_RATE
from .vad import FRAME, FRAME_MS

GAP = 200 * SAMPLE_RATE // 1000  # samples; speech after a longer gap is a new beginning


class Burst:
    """Counts frames of speech from `start` to `end` (samples) as long as they follow each other closely."""

    def __init__(self) -> None:
        self.start = 0
        self.end = 0
        self.ms = 0  # of speech in it

    def add(self, start: int) -> None:
        """A frame of speech begins at `start`."""
        if self.ms == 0 or start - self.end > GAP:
            self.start, self.ms = start, 0
        self.ms += FRAME_MS
        self.end = start + FRAME

    def clear(self) -> None:
        self.ms = 0

    def within(self, samples: int, *, now: int) -> bool:
        """Return whether there was speech in the last `samples` before `now`."""
        return self.ms > 0 and now - self.end <= samples
