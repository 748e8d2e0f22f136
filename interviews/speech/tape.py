"""The last minutes of audio, by sample number; what is too old falls off the front."""

import numpy as np

from .port import Samples
from .vad import FRAME


class Tape:
    """Frames of FRAME samples, appended in order. `start` and `end` are sample numbers."""

    def __init__(self, *, longest: int) -> None:
        self._frames: list[Samples] = []
        self._first = 0  # the number of the first frame kept
        self._longest = longest // FRAME

    @property
    def start(self) -> int:
        return self._first * FRAME

    @property
    def end(self) -> int:
        return (self._first + len(self._frames)) * FRAME

    def append(self, frame: Samples) -> bool:
        """Add a frame; return False when the earliest audio had to go for it."""
        self._frames.append(frame)
        over = len(self._frames) - self._longest
        if over <= 0:
            return True
        # By the second, so that a full tape is not shifted for every frame.
        self.forget_before(self.start + (over + 31) * FRAME)
        return False

    def forget_before(self, sample: int) -> None:
        """Let go of whole frames that end before `sample`."""
        count = min(len(self._frames), max(0, sample // FRAME - self._first))
        if count > 0:
            del self._frames[:count]
            self._first += count

    def cut(self, start: int, end: int) -> Samples:
        """Return a copy of the samples from `start` to `end`, as far as they are there."""
        start, end = max(start, self.start), min(end, self.end)
        if end <= start:
            return np.zeros(0, np.int16)
        first, last = start // FRAME - self._first, -(-end // FRAME) - self._first
        joined = np.concatenate(self._frames[first:last])
        offset = (self._first + first) * FRAME
        return joined[start - offset : end - offset]
