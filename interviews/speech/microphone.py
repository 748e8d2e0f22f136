"""Is the microphone there, and is it alive?"""

from collections.abc import Callable

from .port import AudioBack, AudioLost, ListenerEvent, Samples
from .vad import FRAME_MS

LOST_MS = 3_000
SILENT_MS = 10_000
DIGITAL_SILENCE = 2  # of 32768; a live microphone is never this quiet


class Microphone:
    """Tells when audio stops, when it is nothing but digital silence, and when it is back."""

    def __init__(self, emit: Callable[[ListenerEvent], None]) -> None:
        self._emit = emit
        self._fed_ms: int | None = None
        self._gone = False
        self._lost = ""
        self._zero_ms = 0

    def came(self, now_ms: int) -> bool:
        """Audio has arrived; return whether it is the first."""
        first = self._fed_ms is None
        self._fed_ms = now_ms
        self._gone = False
        self._back_from("stopped")
        return first

    def gone(self) -> None:
        """The connection is gone, and the candidate has been told: say nothing about stopped audio."""
        self._gone = True

    def away_ms(self, now_ms: int) -> int:
        """Return for how long no audio has come, and tell when that is too long."""
        if self._fed_ms is None:
            return 0
        away_ms = now_ms - self._fed_ms
        if away_ms >= LOST_MS and not self._gone and not self._lost:
            self._lose("stopped")
        return away_ms

    def hear(self, frame: Samples) -> None:
        """Look at the level of a frame that really came."""
        if int(frame.min()) < -DIGITAL_SILENCE or int(frame.max()) > DIGITAL_SILENCE:
            self._zero_ms = 0
            self._back_from("silent")
            return
        self._zero_ms += FRAME_MS
        if self._zero_ms >= SILENT_MS and not self._lost:
            self._lose("silent")

    def _lose(self, reason: str) -> None:
        self._lost = reason
        self._emit(AudioLost(reason=reason))

    def _back_from(self, reason: str) -> None:
        if self._lost == reason:
            self._lost = ""
            self._emit(AudioBack())
