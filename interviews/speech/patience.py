"""Is the running answer over, or is more waited for? Asked in each frame of a pause, and as words come."""

from dataclasses import dataclass

from .answer import PER_MS, Answer
from .awaited import Awaited
from .burst import Burst
from .endpointing import Decision, EndOfTurn, Evidence
from .pause import Pause
from .port import SAMPLE_RATE
from .tape import Tape
from .vad import FRAME

# A noise after an answer that was over: nobody is kept waiting longer for words that don't come.
NOTHING_MORE_MS = 1_200
# The model is asked this long before the turn would end by silence: its first token takes about so long.
ASK_AHEAD_MS = 500
HOLD_MS = 120_000
# After a second without sound it takes so long to hear whether its candidate speaks on.
UNHEARD = SAMPLE_RATE
SETTLED = 200 * PER_MS
# Whoever writes thinks aloud beside it. A page tells every 3 s that they do (static/js/room/typed.js).
WRITING_MS = 5_000


@dataclass(frozen=True, slots=True)
class Outlook:
    """Whether an answer is over, and whether that is likely and nobody has been told so in this pause."""

    likely: bool = False
    over: bool = False
    forced: bool = False  # by long silence alone


GOES_ON, OVER = Outlook(), Outlook(over=True)


class Patience:
    """Lets `end_of_turn` decide, unless the candidate takes a moment, writes, or can't be heard. Times are
    sample numbers, but for those named `_ms`."""

    def __init__(
        self, tape: Tape, burst: Burst, awaited: Awaited, end_of_turn: EndOfTurn, *, english: bool
    ) -> None:
        self._tape, self._burst, self._awaited = tape, burst, awaited
        self._end_of_turn, self._english = end_of_turn, english
        self._unheard = self._unsettled_until = self._writes_until = 0

    @property
    def ask_ms(self) -> tuple[int, ...]:
        """The silences at which Smart Turn is asked."""
        return self._end_of_turn.ask_ms

    def hear(self, real: bool) -> None:
        """The tape has one frame more, which a microphone made (`real`) or nobody."""
        self._unheard = 0 if real else self._unheard + FRAME
        if self._unheard >= UNHEARD:
            self._unsettled_until = self._tape.end + SETTLED

    def writes(self) -> None:
        """The candidate writes: no end of turn until nothing has been written for WRITING_MS."""
        self._writes_until = self._tape.end + WRITING_MS * PER_MS

    def outlook(self, answer: Answer) -> Outlook:
        """Tell what becomes of the answer now."""
        if not answer.phrases.complete:
            return GOES_ON
        if answer.finishing:
            return OVER
        if answer.pause is None or self._tape.end < max(self._writes_until, self._unsettled_until):
            return GOES_ON
        if answer.held and answer.silence_ms < HOLD_MS:
            return GOES_ON
        text = answer.phrases.text
        if not text and self._awaited.earlier[0] and answer.silence_ms >= NOTHING_MORE_MS:
            return OVER
        decision = self._end_of_turn.decide(self._evidence(answer, answer.pause))
        return Outlook(
            likely=bool(text) and not answer.pause.likely_said and self._may_be_over(answer, decision),
            over=answer.silence_ms >= decision.wait_ms and not self._may_resume,
            forced=decision.forced,
        )

    def _evidence(self, answer: Answer, pause: Pause) -> Evidence:
        text = answer.phrases.as_heard
        return Evidence(
            sounds=pause.sounds,
            text=f"{self._awaited.earlier[0]} {text}".strip() if text else "",
            closed=answer.phrases.closed,
            hesitates=answer.phrases.hesitates,
            speech_ms=self._awaited.speech_ms(answer),
            expected_ms=self._awaited.expected_ms,
            english=self._english,
            cut_in=self._awaited.cut_in,
        )

    def _may_be_over(self, answer: Answer, decision: Decision) -> bool:
        return decision.may_be_over or answer.silence_ms >= decision.wait_ms - ASK_AHEAD_MS

    @property
    def _may_resume(self) -> bool:
        """Whether there was speech just now, too little yet to tell it from a click."""
        return self._burst.within(2 * FRAME, now=self._tape.end)
