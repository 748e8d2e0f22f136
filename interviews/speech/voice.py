"""The voice that costs nothing: the browser speaks the streamed text (static/js/room/voice.js)."""

from collections.abc import AsyncIterator

from ..costs.usage import UsageSink


class BrowserVoice:
    name = "browser"
    in_browser = True
    voices: tuple[str, ...] = ()  # the page knows its own
    sample_rate = 24_000

    async def speak(
        self, sentence: str, *, voice: str, speed: float, usage: UsageSink | None = None
    ) -> AsyncIterator[bytes]:
        """Yield nothing: the page was told to speak."""
        for sound in tuple[bytes, ...]():
            yield sound
