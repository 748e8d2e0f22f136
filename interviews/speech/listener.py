"""The listener: microphone audio goes in, phrases and turns come out (port.py, ListenerEvent).

All that it decides, it decides in audio time, counted in samples: a stalled event loop changes nothing but
when it says so. Transcription and Smart Turn run in the workshop's threads; `feed` costs 3 ms for a second.
"""

import logging
from collections.abc import Callable
from enum import Enum
from functools import partial

import numpy as np

from ..bank.schema import Question
from .burst import Burst
from .chunks import quietest
from .clock import SampleClock
from .endpointing import ASK_AGAIN_MS, LIKELY, Decision, EndOfTurn, Evidence, SoundAndWords
from .microphone import LOST_MS, Microphone
from .phrases import TAIL, Phrase, Phrases
from .port import (
    SAMPLE_RATE,
    HearingFailed,
    ListenerEvent,
    PhraseHeard,
    Samples,
    SilenceHeard,
    SpeechStarted,
    Transcriber,
    TurnEnded,
    TurnLikely,
    TurnResumed,
)
from .silence import Silence
from .smart_turn import WINDOW, SmartTurn, TurnModel
from .tape import Tape
from .vad import FRAME, FRAME_MS, Run, Vad
from .workshop import Threads, Workshop

logger = logging.getLogger(__name__)

PER_MS = SAMPLE_RATE // 1000
# Speech that counts: a click, a cough or an echo's blip is shorter.
SUSTAINED_MS = 192
BARGE_IN_MS = 448
RESUMED_MS = 96
# A pause: transcription and Smart Turn start, the phrase is over.
PAUSE_MS = 96
PHRASE_PAUSE_MS = 288
LONGEST_PHRASE_MS = 6_000
HEAD = 128 * PER_MS  # kept before the first frame of speech
JOIN_MS = 64  # shorter gaps belong to a run of speech
LONGEST_ANSWER = 600 * SAMPLE_RATE
IDLE_TAPE = 3 * SAMPLE_RATE
# The model is asked this long before the turn would end by silence: its first token takes about so long.
ASK_AHEAD_MS = 500
HOLD_MS = 120_000
GIVE_UP_MS = 30_000

_turn_model = SmartTurn()


class Mode(Enum):
    INTERVIEWER = "interviewer"  # speaks, or prepares to
    WAITING = "waiting"
    ANSWER = "answer"


def warm_up() -> None:
    """Load the turn model ahead."""
    _turn_model.warm_up()


class Listener:
    """The ears of one interview. All methods are called on the event loop."""

    def __init__(
        self,
        transcriber: Transcriber,
        language: str,
        now_ms: Callable[[], int],
        emit: Callable[[ListenerEvent], None],
        *,
        end_of_turn: EndOfTurn | None = None,
        turn_model: TurnModel | None = None,
        workshop: Workshop | None = None,
    ) -> None:
        self._transcriber, self._language = transcriber, language
        self._now_ms, self._emit = now_ms, emit
        self._end_of_turn = end_of_turn or SoundAndWords()
        self._turn_model = turn_model or _turn_model
        self._workshop = workshop or Threads()
        self._vad = Vad()
        self._microphone = Microphone(emit)
        self._silence = Silence()
        self._clock = SampleClock()
        self._tape = Tape(longest=LONGEST_ANSWER)
        self._rest: Samples = np.zeros(0, np.int16)
        self._mode = Mode.INTERVIEWER
        self._stop_ticking: Callable[[], object] | None = None
        self._closed = False
        # The burst of speech that may become an answer, or the end of a pause.
        self._burst = Burst()
        self._last_voice = 0
        # The answer.
        self._phrases = self._new_phrases()
        self._runs: list[Run] = []
        self._answer_start = 0
        self._phrase_start = 0
        self._paused = False
        self._asked = 0
        self._finished: float | None = None
        self._finished_at_first = False
        self._likely_said = False
        self._barged = self._finishing = self._held = False
        self._too_long = False  # and said so
        self._expected_ms = 0
        self._earlier_text = ""
        self._earlier_ms = 0
        self._last_text = ""
        self._last_ms = 0

    # --- what the conversation asks ----------------------------------------------------------------------

    def expect_answer(self, *, question: Question | None) -> None:
        """An answer is awaited from now on; silence counts from here."""
        self._expected_ms = question.minutes * 60_000 if question is not None else 0
        self._earlier_text, self._earlier_ms = "", 0
        self._await()

    def continue_answer(self) -> None:
        """The turn that just ended goes on: its words count when its end is judged again."""
        self._earlier_text, self._earlier_ms = self._last_text, self._last_ms
        self._await()

    def interviewer_speaks(self) -> None:
        """Only sustained speech counts from now on, and it is a barge-in."""
        if self._barged:
            return  # the candidate was faster, and SpeechStarted is on its way
        self._drop_answer()
        self._mode = Mode.INTERVIEWER

    def hold(self) -> None:
        """No end of turn until the candidate speaks again, and no word about silence for a minute."""
        self._held = True
        self._silence.grant_moment(self._tape.end)
        self._unlikely()

    def finish(self) -> bool:
        """End the running answer now; a TurnEnded follows. False when nothing was said."""
        if self._mode is not Mode.ANSWER:
            return False
        self._held = False
        self._finishing = True
        self._cut_phrase()
        self._consider()
        return True

    def microphone_gone(self) -> None:
        """The peer connection is gone: keep what was said, and wait for a new one."""
        self._microphone.gone()
        if self._mode is Mode.ANSWER:
            self._cut_phrase()

    async def close(self) -> None:
        """Transcribe what is left of a running answer, tell it, and stop. Safe to repeat."""
        if self._closed:
            return
        self._closed = True  # from here on nothing ends a turn, but phrases are still told
        if self._mode is Mode.ANSWER:
            self._cut_phrase()
            await self._phrases.drained(timeout_s=3)
        self._phrases.close()
        if self._stop_ticking is not None:
            self._stop_ticking()

    def _await(self) -> None:
        self._barged = False
        self._silence.begin(self._tape.end)
        if self._mode is Mode.ANSWER:
            return
        self._mode = Mode.WAITING
        self._held = False

    # --- audio -------------------------------------------------------------------------------------------

    def feed(self, samples: Samples) -> None:
        """Take the next samples of the microphone, as they arrive."""
        if self._closed:
            return
        now = self._now_ms()
        if self._microphone.came(now):
            self._stop_ticking = self._workshop.every(0.5, self.tick)
        block_ms = (len(self._rest) + len(samples)) // PER_MS
        missing = self._clock.missing_ms(now_ms=now, end=self._tape.end, block_ms=block_ms)
        if missing:
            self._bridge(missing, now - block_ms)
        joined = np.concatenate((self._rest, samples)) if len(self._rest) else samples
        whole = len(joined) // FRAME * FRAME
        for start in range(0, whole, FRAME):
            self._frame(joined[start : start + FRAME])
        self._rest = joined[whole:].copy()

    def _bridge(self, missing_ms: int, now_ms: int) -> None:
        """Put silence where audio is missing, so that times stay true; after a long gap begin anew."""
        self._rest = np.zeros(0, np.int16)
        if missing_ms > GIVE_UP_MS:
            self.finish()  # the microphone stayed away: the answer is what was heard of it
            self._clock.anchor(self._tape.end, now_ms)
            return
        silence = np.zeros(FRAME, np.int16)
        for _ in range(missing_ms // FRAME_MS):
            self._frame(silence, real=False)

    def _frame(self, frame: Samples, *, real: bool = True) -> None:
        start = self._tape.end
        # A copy: the frame may be a view of a buffer that the caller uses again.
        if not self._tape.append(frame.copy()):
            self._answer_too_long()
        if real:
            self._microphone.hear(frame)
        voiced = self._vad.speaks(frame)
        if voiced:
            self._burst.add(start)
            self._may_begin()
        if self._mode is Mode.ANSWER:
            self._in_answer(voiced)
            return
        self._trim()
        if self._mode is Mode.WAITING:
            self._say_silence()

    def _may_begin(self) -> None:
        enough = SUSTAINED_MS if self._mode is Mode.WAITING else BARGE_IN_MS
        if self._mode is not Mode.ANSWER and self._burst.ms >= enough:
            self._begin_answer()

    # --- the answer --------------------------------------------------------------------------------------

    def _begin_answer(self) -> None:
        self._barged = self._mode is Mode.INTERVIEWER
        if self._barged:
            self._earlier_text, self._earlier_ms = "", 0
        self._mode = Mode.ANSWER
        self._held = False
        self._answer_start = self._phrase_start = max(self._tape.start, self._burst.start - HEAD)
        self._runs = [Run(self._burst.start, self._tape.end)]
        self._last_voice = self._tape.end
        self._paused = False
        self._emit(SpeechStarted(start_ms=self._clock.ms(self._burst.start)))

    def _in_answer(self, voiced: bool) -> None:
        if voiced and (not self._paused or self._burst.ms >= RESUMED_MS):
            self._speech_goes_on()
            return
        silence_ms = self._silence_ms
        if not self._paused and silence_ms >= PAUSE_MS:
            self._begin_pause()
        if not self._paused:
            return
        if silence_ms >= PHRASE_PAUSE_MS:
            self._phrases.settle()
        if self._asked == 1 and silence_ms >= ASK_AGAIN_MS:
            self._ask_turn_model()
        self._consider()

    def _speech_goes_on(self) -> None:
        end = self._tape.end
        if self._paused:
            self._paused = False
            self._held = False
            self._unlikely()
            self._phrases.take_back()
            if self._phrases.end > self._phrase_start:
                self._phrase_start = max(self._phrases.end, self._burst.start - HEAD)
            self._runs.append(Run(self._burst.start, end))
        elif end - self._runs[-1].end > JOIN_MS * PER_MS:
            self._runs.append(Run(end - FRAME, end))
        else:
            self._runs[-1] = Run(self._runs[-1].start, end)
        self._last_voice = end
        if end - self._phrase_start >= LONGEST_PHRASE_MS * PER_MS:
            last = self._tape.cut(end - LONGEST_PHRASE_MS * PER_MS // 3, end)
            place = end - len(last) + quietest(last, 0, len(last))
            self._phrases.transcribe(self._phrase_start, place, settled=True)
            self._phrase_start = place

    def _begin_pause(self) -> None:
        self._paused = True
        self._burst.clear()
        self._asked, self._finished, self._finished_at_first = 0, None, False
        self._phrases.transcribe(
            self._phrase_start, min(self._last_voice + TAIL, self._tape.end), settled=False
        )
        self._ask_turn_model()

    def _ask_turn_model(self) -> None:
        self._asked += 1
        samples = self._tape.cut(max(self._answer_start, self._tape.end - WINDOW), self._tape.end)
        self._workshop.judge(
            partial(self._turn_model.finished, samples),
            partial(self._turn_judged, self._last_voice, self._asked),
        )

    def _turn_judged(self, pause: int, asked: int, result: float | Exception) -> None:
        if isinstance(result, Exception):
            logger.warning("Smart Turn failed: %s", result)
            return
        if self._paused and pause == self._last_voice:
            self._finished = result
            self._finished_at_first |= asked == 1 and result > LIKELY
            self._consider()

    def _consider(self) -> None:
        """End the turn, say that it may be over, or wait on."""
        if self._mode is not Mode.ANSWER or not self._phrases.complete or self._closed:
            return
        if self._finishing:
            self._end_turn(forced=False)
            return
        if not self._paused or (self._held and self._silence_ms < HOLD_MS):
            return
        text = self._phrases.text
        decision = self._end_of_turn.decide(
            Evidence(
                finished=self._finished,
                text=f"{self._earlier_text} {text}".strip() if text else "",
                speech_ms=self._earlier_ms + self._speech_ms,
                expected_ms=self._expected_ms,
                asked=self._asked,
                at_first=self._finished_at_first,
                english=self._language.startswith("en"),
            )
        )
        if self._silence_ms >= decision.wait_ms and not self._may_resume:
            self._end_turn(forced=decision.forced)
        elif text and not self._likely_said and self._may_be_over(decision):
            self._likely_said = True
            self._emit(TurnLikely(text=text, silence_ms=self._silence_ms))

    def _may_be_over(self, decision: Decision) -> bool:
        return decision.may_be_over or self._silence_ms >= decision.wait_ms - ASK_AHEAD_MS

    def _end_turn(self, *, forced: bool) -> None:
        self._phrases.settle()
        text = self._phrases.text
        if not text:
            self._nothing_was_said()
            return
        start, end = max(self._answer_start, self._tape.start), self._last_voice
        ended = TurnEnded(
            text=text,
            start_ms=self._clock.ms(start),
            end_ms=self._clock.ms(end),
            forced=forced,
            samples=self._tape.cut(start, end + TAIL),
            speech=tuple((self._clock.ms(run.start), self._clock.ms(run.end)) for run in self._runs),
        )
        self._last_text = f"{self._earlier_text} {text}".strip()
        self._last_ms = self._earlier_ms + self._speech_ms
        self._drop_answer()
        self._mode = Mode.INTERVIEWER
        self._emit(ended)

    def _nothing_was_said(self) -> None:
        """It was no speech after all, or only a filler: wait on as if nothing had been heard."""
        if self._finishing:
            self._not_understood(self._answer_start, self._last_voice)
        barged = self._barged
        self._drop_answer()
        self._mode = Mode.INTERVIEWER if barged else Mode.WAITING

    def _drop_answer(self) -> None:
        self._phrases.close()
        self._phrases = self._new_phrases()
        self._runs = []
        self._burst.clear()
        self._paused = self._likely_said = self._finishing = self._barged = False
        self._held = self._too_long = False

    def _unlikely(self) -> None:
        if self._likely_said:
            self._likely_said = False
            self._emit(TurnResumed(at_ms=self._clock.ms(self._tape.end)))

    def _cut_phrase(self) -> None:
        """The phrase is over here, whatever comes next."""
        if not self._paused:
            self._begin_pause()
        self._phrases.settle()

    def _answer_too_long(self) -> None:
        if self._mode is Mode.ANSWER and self._answer_start < self._tape.start:
            if not self._too_long:
                self._too_long = True
                logger.warning("an answer is longer than ten minutes; its earliest audio is dropped")
            self._answer_start = self._tape.start
            kept = (run for run in self._runs if run.end > self._tape.start)
            self._runs = [Run(max(run.start, self._tape.start), run.end) for run in kept]

    @property
    def _may_resume(self) -> bool:
        """Whether there was speech just now, too little yet to tell it from a click."""
        return self._burst.within(2 * FRAME, now=self._tape.end)

    @property
    def _silence_ms(self) -> int:
        return (self._tape.end - self._last_voice) // PER_MS

    @property
    def _speech_ms(self) -> int:
        return sum(run.end - run.start for run in self._runs) // PER_MS

    def _new_phrases(self) -> Phrases:
        return Phrases(
            self._tape,
            self._transcriber,
            self._workshop,
            language=self._language,
            tell=self._phrase_heard,
            fail=lambda phrase: self._not_understood(phrase.start, phrase.end),
            known=self._consider,
        )

    def _phrase_heard(self, phrase: Phrase) -> None:
        self._emit(
            PhraseHeard(
                text=phrase.text or "",
                start_ms=self._clock.ms(phrase.start),
                end_ms=self._clock.ms(phrase.end),
            )
        )

    def _not_understood(self, start: int, end: int) -> None:
        self._emit(HearingFailed(start_ms=self._clock.ms(start), end_ms=self._clock.ms(end)))

    # --- silence and faults ------------------------------------------------------------------------------

    def tick(self) -> None:
        """Notice that audio stays away; called twice a second."""
        if self._closed:
            return
        away_ms = self._microphone.away_ms(self._now_ms())
        if away_ms >= LOST_MS and self._mode is Mode.ANSWER:
            self._cut_phrase()
        if away_ms >= GIVE_UP_MS:
            self.finish()

    def _say_silence(self) -> None:
        if self._burst.within(SAMPLE_RATE // 2, now=self._tape.end):
            return  # somebody may just be beginning
        if due_ms := self._silence.due_ms(self._tape.end):
            self._emit(SilenceHeard(silence_ms=due_ms))

    def _trim(self) -> None:
        if self._tape.end - self._tape.start > IDLE_TAPE + SAMPLE_RATE:
            self._tape.forget_before(self._tape.end - IDLE_TAPE)
