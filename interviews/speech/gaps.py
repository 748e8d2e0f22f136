"""What is missing of a track, by the track's own time: what was lost or never sent, not what is late."""

import av

WRAP = 2**32  # an RTP timestamp begins anywhere, and goes on from nought after 32 bits


class Gaps:
    def __init__(self) -> None:
        self._next: int | None = None

    def before_ms(self, frame: av.AudioFrame) -> int | None:
        """Return how many milliseconds of sound are missing before this frame, the next one of its track.

        None where its time does not follow from the last one's, as with the first.
        """
        expected = self._next
        if frame.pts is None or frame.time_base is None:
            self._next = None
            return None
        self._next = frame.pts + round(frame.samples / frame.sample_rate / frame.time_base)
        if expected is None:
            return None
        missing = (frame.pts - expected) % WRAP
        return int(missing * frame.time_base * 1000) if missing < WRAP // 2 else None
