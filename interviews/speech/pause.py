"""One pause in an answer: what Smart Turn makes of the sound before it, each time that it is asked."""

import logging
from collections.abc import Callable
from functools import partial

from .port import SAMPLE_RATE
from .smart_turn import WINDOW, TurnModel
from .tape import Tape
from .workshop import Workshop

logger = logging.getLogger(__name__)


class Pause:
    """Silence since sample `since`, the last moment of speech, in an answer that began at `answer_start`.

    Smart Turn is asked whenever the silence reaches one of `ask_ms`; `known()` is called as its answers come.
    """

    def __init__(
        self,
        tape: Tape,
        turn_model: TurnModel,
        workshop: Workshop,
        *,
        since: int,
        answer_start: int,
        ask_ms: tuple[int, ...],
        known: Callable[[], None],
    ) -> None:
        self.sounds: tuple[float, ...] = ()  # how finished it sounded, 0 to 1, in the order of asking
        self.likely_said = False  # a reply may be prepared
        self._tape, self._turn_model, self._workshop = tape, turn_model, workshop
        self._since, self._answer_start = since, answer_start
        self._to_ask = list(ask_ms)
        self._known = known
        self._over = False
        self._cancel: Callable[[], object] = lambda: None  # the latest question, if nobody began on it

    @property
    def silence_ms(self) -> int:
        return (self._tape.end - self._since) * 1000 // SAMPLE_RATE

    def listen(self) -> None:
        """Ask Smart Turn if it is time to; once, if that is late."""
        due = [ms for ms in self._to_ask if self.silence_ms >= ms]
        if due:
            del self._to_ask[: len(due)]
            samples = self._tape.cut(max(self._answer_start, self._tape.end - WINDOW), self._tape.end)
            self._cancel = self._workshop.judge(partial(self._turn_model.finished, samples), self._judged)

    def end(self) -> None:
        """The candidate goes on, or the turn is over: answers that are still to come count no more."""
        self._over = True
        self._cancel()

    def _judged(self, result: float | Exception) -> None:
        if isinstance(result, Exception):
            logger.warning("Smart Turn failed: %s", result)
        elif not self._over:
            self.sounds = (*self.sounds, result)
            self._known()
