"""Makes the interviewer's words audible: the page speaks them, or a voice service does."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import NamedTuple

from ..costs.usage import UsageSink
from .port import Voice, VoiceFailed
from .sentences import Sentences

logger = logging.getLogger(__name__)

CHARACTERS_PER_S = 15  # of running speech at speed 1
GRACE_S = 2.0
# How much voice may wait in the track before the next sentence is asked for: enough to never run dry.
AHEAD_S = 6.0
# A track that plays nothing for so long is one that nobody listens to: its sound passes by the clock.
STALLED_S = 2.0
FAILURES_AT_MOST = 3
POLL_S = 0.05  # the track counts what it plays, and tells nobody
# A turn of which less is left was heard to its end.
NOTHING_S = 0.001

OnFailed = Callable[[str, int], None]


def make_speaker(
    voice: Voice,
    *,
    typing: bool,
    play: Callable[[bytes], None],
    hush: Callable[[], None],
    on_progress: Callable[[], float],
    on_failed: OnFailed = lambda reason, start: None,
    usage: UsageSink | None = None,
) -> "BrowserSpeaker | ServerSpeaker":
    """Return what speaks for this interview.

    `play` takes 24 kHz PCM, `hush` drops what waits, `on_progress` returns the seconds of voice played.
    `on_failed(reason, start)` is called when the voice service failed midway: the page must speak the turn
    from its character `start` on.
    """
    if voice.in_browser or typing:
        return BrowserSpeaker(silent=typing)
    return ServerSpeaker(
        voice, play=play, hush=hush, on_progress=on_progress, on_failed=on_failed, usage=usage
    )


class BrowserSpeaker:
    """The page speaks, and reports how far it has got. `silent`: nothing is spoken, all is read."""

    by_page = True

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent
        self._muted = False
        self._speed = 1.0
        self._turn = -1
        self._text = ""
        self._heard = 0
        self._deadline = 0.0
        self._through = asyncio.Event()

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = muted
        if muted:
            self._through.set()

    def configure(self, *, voice: str, speed: float) -> None:
        self._speed = min(2.0, max(0.5, speed))

    def begin(self, turn: int) -> None:
        self._turn, self._text, self._heard = turn, "", 0
        self._through.clear()

    def add(self, delta: str) -> None:
        if not self._text:
            self._deadline = asyncio.get_running_loop().time()
        self._text += delta
        self._deadline += self._takes_s(len(delta))

    async def finished(self) -> None:
        """Return when the page has spoken all or should have by now; at once when nothing is spoken."""
        loop = asyncio.get_running_loop()
        while not (self._silent or self._muted or self._through.is_set()):
            left = self._deadline + GRACE_S - loop.time()
            if left <= 0:
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._through.wait(), min(left, 0.5))

    def stop(self) -> int | None:
        """Return None, as only the page knows how far it came; all of the text when it was read."""
        read = self._silent or self._muted
        self._through.set()
        return len(self._text) if read else None

    def page_heard(self, turn: int, characters: int, *, finished: bool) -> None:
        if turn != self._turn:
            return
        if finished:
            self._through.set()
        elif characters > self._heard:
            # The page is slower or faster than the estimate: believe the page.
            self._heard = characters
            left = self._takes_s(max(0, len(self._text) - characters))
            self._deadline = asyncio.get_running_loop().time() + left

    def _takes_s(self, characters: int) -> float:
        return characters / CHARACTERS_PER_S / self._speed


class Spoken(NamedTuple):
    """A sentence whose sound was played: where it ends in the text and in the sound."""

    characters: int
    end_s: float


class ServerSpeaker:
    """Asks the voice for one sentence after the other and plays them, the first as soon as it is complete."""

    def __init__(
        self,
        voice: Voice,
        *,
        play: Callable[[bytes], None],
        hush: Callable[[], None],
        on_progress: Callable[[], float],
        on_failed: OnFailed = lambda reason, start: None,
        usage: UsageSink | None = None,
    ) -> None:
        self.on_failed, self._usage = on_failed, usage
        self.failed = ""  # why the page speaks this turn
        self._voice, self._play, self._hush, self._progress = voice, play, hush, on_progress
        self._failures = 0
        self._page = BrowserSpeaker()  # takes over when the voice fails
        self._page_from = 0  # the character that it takes over at
        self._name, self._speed = "", 1.0
        self._muted = False
        self._text = ""
        self._sentences = Sentences()
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._worker: asyncio.Task[None] | None = None
        self._spoken: list[Spoken] = []
        self._asked = 0  # characters whose sound is complete
        self._played_bytes = 0
        self._track_s = 0.0  # how far the track was when it was last looked at
        self._heard_s = 0.0  # of this turn
        self._missed_s = 0.0  # of this turn: what no track played, though its time has passed
        self._moved_at = 0.0

    @property
    def muted(self) -> bool:
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        self._muted = self._page.muted = muted
        if muted:
            self._cancel()
            self._hush()

    @property
    def by_page(self) -> bool:
        return bool(self.failed)

    def configure(self, *, voice: str, speed: float) -> None:
        # A name that only the page's own synthesiser knows would make every sentence fail.
        self._name = voice if voice in self._voice.voices else ""
        self._speed = min(2.0, max(0.5, speed))
        self._page.configure(voice=voice, speed=speed)

    def begin(self, turn: int) -> None:
        self._cancel()
        self._hush()
        self._text, self._asked, self._played_bytes = "", 0, 0
        self._sentences, self._queue, self._spoken = Sentences(), asyncio.Queue(), []
        self._track_s, self._heard_s, self._missed_s = self._progress(), 0.0, 0.0
        self._page.begin(turn)
        self._page_from = 0
        self.failed = self.failed if self._failures >= FAILURES_AT_MOST else ""
        if not self._muted and not self.failed:
            self._worker = asyncio.create_task(self._speak_all())

    def add(self, delta: str) -> None:
        self._text += delta
        if self._worker is None:
            if self.failed and not self._muted:
                self._page.add(delta)
            return
        for sentence in self._sentences.add(delta):
            self._queue.put_nowait(sentence)

    async def finished(self) -> None:
        """Return when all has been played, or should have been; at once when muted."""
        if self._worker is not None:
            for sentence in self._sentences.flush():
                self._queue.put_nowait(sentence)
            joined = asyncio.create_task(self._queue.join())
            try:
                await asyncio.wait({joined, self._worker}, return_when=asyncio.FIRST_COMPLETED)
            finally:
                joined.cancel()
        if self.failed:
            await self._page.finished()
            return
        loop = asyncio.get_running_loop()
        # The connection may be gone: then nothing is played, and nobody waits for it for ever.
        deadline = loop.time() + self._waiting_s + GRACE_S
        while not self._muted and self._waiting_s > NOTHING_S and loop.time() < deadline:  # noqa: ASYNC110
            await asyncio.sleep(POLL_S)

    def stop(self) -> int | None:
        """Fall silent at once; return how many characters were heard, None when the page speaks."""
        heard = self._characters_heard()
        self._cancel()
        self._hush()
        if self._muted:
            return len(self._text)
        return self._page.stop() if self.failed else heard

    def page_heard(self, turn: int, characters: int, *, finished: bool) -> None:
        self._page.page_heard(turn, characters - self._page_from, finished=finished)

    async def _speak_all(self) -> None:
        while True:
            sentence = await self._queue.get()
            try:
                while self._waiting_s > AHEAD_S:  # noqa: ASYNC110
                    await asyncio.sleep(POLL_S)
                sound = self._voice.speak(
                    sentence.strip(), voice=self._name, speed=self._speed, usage=self._usage
                )
                async for pcm in sound:
                    self._send(pcm)
                self._asked += len(sentence)
                self._spoken.append(Spoken(self._asked, self._sound_s))
                self._failures = 0
            except VoiceFailed as error:
                self._give_up(str(error))
                return
            except Exception:  # a fault in an adapter: the candidate hears the rest all the same
                logger.exception("The voice %s crashed", self._voice.name)
                self._give_up("a fault in its adapter")
                return
            finally:
                self._queue.task_done()

    def _give_up(self, reason: str) -> None:
        """The page speaks from the sentence on that failed."""
        logger.warning("The voice %s failed: %s", self._voice.name, reason)
        self._failures += 1
        self.failed = reason
        self._worker = None
        self._page_from = self._asked
        self._page.add(self._text[self._asked :])
        self.on_failed(reason, self._asked)

    def _characters_heard(self) -> int:
        """Return the characters of the sentences that were played, and of the running one its share."""
        heard_s = self._passed()
        before = Spoken(0, 0.0)
        for spoken in self._spoken:
            if heard_s < spoken.end_s - NOTHING_S:
                share = (heard_s - before.end_s) / max(0.001, spoken.end_s - before.end_s)
                return before.characters + int(max(0.0, share) * (spoken.characters - before.characters))
            before = spoken
        # The running sentence is still being fetched: nobody knows its length yet.
        extra = int((heard_s - before.end_s) * CHARACTERS_PER_S * self._speed)
        return min(len(self._text), before.characters + max(0, extra)) if heard_s > 0 else 0

    @property
    def _sound_s(self) -> float:
        return self._played_bytes / 2 / self._voice.sample_rate

    @property
    def _waiting_s(self) -> float:
        return self._sound_s - self._passed()

    def _passed(self) -> float:
        """Look at the track and return the seconds of this turn that were played, or had the time to be."""
        now, track_s = asyncio.get_running_loop().time(), self._progress()
        if track_s < self._track_s:
            # A new connection has a new track; what waited in the old one has gone with it.
            self._missed_s, self._track_s = self._sound_s - self._heard_s, 0.0
        if track_s > self._track_s:
            self._heard_s += track_s - self._track_s
            self._track_s, self._moved_at = track_s, now
        stalled_s = max(0.0, now - self._moved_at - STALLED_S)
        return min(self._sound_s, self._heard_s + self._missed_s + stalled_s)

    def _send(self, pcm: bytes) -> None:
        if self._waiting_s <= NOTHING_S:  # only a track that has something to play can stall
            self._missed_s = self._sound_s - self._heard_s
            self._moved_at = asyncio.get_running_loop().time()
        self._played_bytes += len(pcm)
        self._play(pcm)

    def _cancel(self) -> None:
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
