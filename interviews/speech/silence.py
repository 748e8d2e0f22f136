"""How long nothing has been said while an answer is awaited."""

from .port import SAMPLE_RATE

STEP_MS = 5_000
MOMENT_MS = 60_000  # a candidate who asked for a moment hears nothing about silence for so long


class Silence:
    """Counts from a sample on, and is due every STEP_MS."""

    def __init__(self) -> None:
        self._since = 0
        self._told_ms = 0

    def begin(self, now: int) -> None:
        """It counts from sample `now`."""
        self._since, self._told_ms = now, 0

    def grant_moment(self, now: int) -> None:
        """It counts from the end of the moment that the candidate takes."""
        self.begin(now + MOMENT_MS * SAMPLE_RATE // 1000)

    def due_ms(self, now: int) -> int:
        """Return the silence to tell about, once for each step; 0 when there is nothing to tell."""
        silence_ms = (now - self._since) * 1000 // SAMPLE_RATE
        if silence_ms < self._told_ms + STEP_MS:
            return 0
        self._told_ms = silence_ms // STEP_MS * STEP_MS
        return self._told_ms
