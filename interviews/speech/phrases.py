"""The phrases of one running answer: transcribed one by one, said in order, the last one ahead of time."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ..transcript import run_on
from .port import SAMPLE_RATE, Heard, Transcriber
from .rereading import Piece, Rereading
from .tape import Tape
from .workshop import Workshop

# What is kept after the last frame of speech: soft endings lie below the VAD's threshold.
TAIL = 200 * SAMPLE_RATE // 1000


@dataclass(slots=True)
class Phrase:
    """Speech from `start` to `end` (samples). `text` is None while it is transcribed."""

    start: int
    end: int
    text: str | None = None
    closed: float | None = None  # as in port.Heard, and the next
    hesitates: bool = False
    settled: bool = False  # no speech will be added to it
    told: bool = False
    times: tuple[int, int] | None = None  # in milliseconds, as it was told first: by them it is known again
    cancel: Callable[[], Any] = field(default=lambda: None)


class Phrases:
    """`tell(phrase)` is called once for each settled phrase with words, in order, and again when it has
    better ones; `fail(phrase)` for one that could not be transcribed; `known()` whenever a text has come."""

    def __init__(
        self,
        tape: Tape,
        transcriber: Transcriber,
        workshop: Workshop,
        *,
        language: str,
        rereading: Rereading,
        tell: Callable[[Phrase], None],
        fail: Callable[[Phrase], None],
        known: Callable[[], None],
    ) -> None:
        self._tape, self._transcriber, self._workshop = tape, transcriber, workshop
        self._language, self.rereading = language, rereading
        self._tell, self._fail, self._known = tell, fail, known
        self._all: list[Phrase] = []
        self._news = asyncio.Event()

    @property
    def complete(self) -> bool:
        """Whether every phrase that was begun has its text."""
        return all(phrase.text is not None for phrase in self._all)

    @property
    def text(self) -> str:
        return run_on(*(phrase.text for phrase in self._all if phrase.text))

    @property
    def as_heard(self) -> str:
        """Return the text with the stop that each phrase got: whether a turn ends was measured on that."""
        return " ".join(phrase.text for phrase in self._all if phrase.text)

    @property
    def closed(self) -> float | None:
        """How likely a sentence ends with the last word; None when nobody knows."""
        return next((phrase.closed for phrase in reversed(self._all) if phrase.text), None)

    @property
    def hesitates(self) -> bool:
        """Whether the last that was heard is an um or uh."""
        return bool(self._all) and self._all[-1].hesitates

    @property
    def end(self) -> int:
        """The sample up to which all is in settled phrases; 0 when there is none."""
        return next((phrase.end for phrase in reversed(self._all) if phrase.settled), 0)

    def transcribe(self, start: int, end: int, *, settled: bool) -> None:
        """Transcribe these samples; ahead of time unless settled."""
        self.take_back()
        phrase = Phrase(start, end, settled=settled)
        self._all.append(phrase)
        samples = self._tape.cut(start, end)
        phrase.cancel = self._workshop.transcribe(
            partial(self._transcriber.fast, samples, language=self._language), partial(self._came, phrase)
        )

    def take_back(self) -> None:
        """Forget the last phrase if it was transcribed ahead of time: the candidate goes on.

        Better words are taken in here and at no other time: a reply is made to what was told in its pause.
        """
        if self._all and not self._all[-1].settled:
            self._all.pop().cancel()
        better = self.rereading.take()
        for phrase in self._all:
            if phrase.start in better and phrase.text != better[phrase.start]:
                phrase.text = better[phrase.start]
                self._tell(phrase)

    def settle(self) -> None:
        """The last phrase is over."""
        if self._all:
            self._all[-1].settled = True
            self._tell_in_order()

    def give_up(self) -> None:
        """Nobody waits any longer: what has no text yet has failed."""
        for phrase in self._all:
            if phrase.text is None:
                phrase.cancel()
                phrase.text, phrase.told = "", True
                self._fail(phrase)
        self.settle()

    async def drained(self, *, timeout_s: float) -> None:
        """Wait until every text has come in, but no longer than this."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                while not self.complete:
                    self._news.clear()
                    await self._news.wait()

    def close(self) -> None:
        for phrase in self._all:
            phrase.cancel()
        self.rereading.close()
        self._all.clear()

    def _came(self, phrase: Phrase, result: Heard | Exception) -> None:
        if phrase not in self._all:
            return
        if isinstance(result, Exception):
            phrase.text = ""
            phrase.told = True
            self._fail(phrase)
        else:
            phrase.text, phrase.closed, phrase.hesitates = result.text, result.closed, result.hesitates
        self._news.set()
        self._tell_in_order()
        self._known()

    def _tell_in_order(self) -> None:
        over = []
        for phrase in self._all:
            if phrase.text is None or not phrase.settled:
                break
            over.append(Piece(phrase.start, phrase.end))
            if not phrase.told:
                phrase.told = True
                if phrase.text:
                    self._tell(phrase)
        self.rereading.consider(over)
