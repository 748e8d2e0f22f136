"""The listener: microphone audio goes in, phrases and turns come out (port.py, ListenerEvent).

All that it decides, it decides in audio time, counted in samples: a stalled event loop changes nothing but
when it says so. Transcription and Smart Turn run in the workshop's threads; `feed` costs 3 ms for a second.
"""

import logging
from collections.abc import Callable

from ..bank.schema import Question
from .answer import Answer
from .awaited import Awaited
from .burst import Burst
from .clock import SampleClock
from .endpointing import EndOfTurn, SoundAndWords
from .frames import GIVE_UP_MS, Frames
from .microphone import LOST_MS, Microphone
from .patience import Patience
from .pause import Pause
from .phrases import Phrase, Phrases
from .port import (
    SAMPLE_RATE,
    AnswerCut,
    AudioMissing,
    HearingFailed,
    ListenerEvent,
    NothingHeard,
    PhraseHeard,
    Samples,
    SilenceHeard,
    SpeechStarted,
    Transcriber,
    TurnLikely,
    TurnResumed,
)
from .rereading import Rereading
from .silence import Silence
from .smart_turn import SmartTurn, TurnModel
from .tape import Tape
from .vad import Vad
from .workshop import Threads, Workshop

logger = logging.getLogger(__name__)

RESUMED_MS = 96
# A pause: transcription starts, the phrase may be over. Speech has hardly any gaps from here to 100 ms. Of
# a word's soft end, 64 ms say as much as 96, and 32 lose an s here and there.
PAUSE_MS = 64
PHRASE_PAUSE_MS = 288
LONGEST_ANSWER = 600 * SAMPLE_RATE
IDLE_TAPE = 3 * SAMPLE_RATE
# Who presses a button in the middle of an answer waits no longer for its words than this and a tick.
CUT_MS = 1_000

_turn_model = SmartTurn()


def warm_up() -> None:
    """Load the turn model ahead."""
    _turn_model.warm_up()


class Listener:
    """The ears of one interview. All methods are called on the event loop. `about()` tells what the running
    answer is likely to name (port.py)."""

    def __init__(
        self,
        transcriber: Transcriber,
        language: str,
        now_ms: Callable[[], int],
        emit: Callable[[ListenerEvent], None],
        *,
        about: Callable[[], str] = str,
        end_of_turn: EndOfTurn | None = None,
        turn_model: TurnModel | None = None,
        workshop: Workshop | None = None,
    ) -> None:
        self._transcriber, self._language, self._about = transcriber, language, about
        self._now_ms, self._emit = now_ms, emit
        self._turn_model = turn_model or _turn_model
        self._workshop = workshop or Threads(transcriber)
        self._vad = Vad()
        self._microphone = Microphone(emit)
        self._silence = Silence()
        self._clock = SampleClock()
        self._tape = Tape(longest=LONGEST_ANSWER)
        # After a long gap the microphone stayed away: the answer is what was heard of it.
        self._frames = Frames(
            self._tape,
            self._clock,
            take=self._frame,
            interrupted=self._interrupted,
            began_anew=self.finish,
        )
        self._awaited = Awaited()
        self._stop_ticking: Callable[[], object] | None = None
        self._closed = False
        # The burst of speech that may become an answer, or the end of a pause.
        self._burst = Burst()
        self._answer: Answer | None = None
        self._patience = Patience(
            self._tape,
            self._burst,
            self._awaited,
            end_of_turn or SoundAndWords(),
            english=language.startswith("en"),
        )

    # --- what the conversation asks ----------------------------------------------------------------------

    def expect_answer(self, *, question: Question | None) -> None:
        """An answer is awaited from now on; silence counts from here."""
        self._awaited.expect(expected_ms=question.minutes * 60_000 if question is not None else 0)
        self._listen()

    def continue_answer(self) -> None:
        """The turn that just ended goes on: its words count when its end is judged again."""
        self._awaited.expect_rest()
        self._listen()

    def interviewer_speaks(self) -> None:
        """Only sustained speech counts from now on, and it is a barge-in."""
        if self._answer is not None and self._answer.barged:
            return  # the candidate was faster, and SpeechStarted is on its way
        self._drop_answer()
        self._awaited.answer = False

    def ignore_utterance(self) -> None:
        """What is being said is no answer, up to its next pause or until one is awaited: drop it."""
        self._drop_answer()
        self._awaited.ignore_utterance(self._tape.end)

    def hold(self) -> None:
        """No end of turn until the candidate speaks again, and no word about silence for a minute."""
        self._silence.grant_moment(self._tape.end)
        if self._answer is not None:
            self._answer.held = True
            self._unlikely()

    def candidate_writes(self) -> None:
        """No end of turn until nothing has been written for a while."""
        self._patience.writes()
        self._unlikely()

    def finish(self) -> bool:
        """End the running answer now; a TurnEnded follows. False when nothing was said."""
        if self._answer is None:
            return False
        self._answer.held = False
        self._answer.finishing = True
        self._cut_phrase(self._answer)
        self._consider()
        return True

    def cut_answer(self) -> bool:
        """Cut the running answer off here: its words are told, then AnswerCut. False when there is none."""
        if self._answer is None:
            return False
        if not self._closed:  # else it is cut already
            self._answer.cut_by_ms = self._now_ms() + CUT_MS
            self._cut_phrase(self._answer)
            self._consider()
        return True

    def microphone_gone(self) -> None:
        """The peer connection is gone: keep what was said, and wait for a new one."""
        self._microphone.gone()
        if self._answer is not None:
            self._cut_phrase(self._answer)

    async def close(self) -> None:
        """Transcribe what is left of a running answer, tell it, and stop. Safe to repeat."""
        if self._closed:
            return
        self._closed = True  # from here on nothing ends a turn, but phrases are still told
        if self._answer is not None:
            self._cut_phrase(self._answer)
            await self._answer.phrases.drained(timeout_s=3)
            self._answer.close()
        if self._stop_ticking is not None:
            self._stop_ticking()

    def _listen(self) -> None:
        self._silence.begin(self._tape.end)
        if self._answer is not None:
            self._answer.barged = False

    # --- audio -------------------------------------------------------------------------------------------

    def feed(self, samples: Samples, missing_ms: int | None = None) -> None:
        """Take the next samples of the microphone, as they arrive.

        `missing_ms` is how much the track lacks before them by its own time; None where it can't tell.
        """
        if self._closed:
            return
        now = self._now_ms()
        if self._microphone.came(now):
            self._stop_ticking = self._workshop.every(0.5, self.tick)
        self._frames.feed(samples, missing_ms, now_ms=now, in_answer=self._answer is not None)

    def _interrupted(self, missing_ms: int) -> None:
        """Nobody knows what was said meanwhile, so it is no silence that ends a turn or asks for a word."""
        self.hold()
        self._emit(AudioMissing(start_ms=self._clock.ms(self._tape.end), missing_ms=missing_ms))

    def _frame(self, frame: Samples, real: bool) -> None:
        start = self._tape.end
        # A copy: the frame may be a view of a buffer that the caller uses again.
        if not self._tape.append(frame.copy()):
            self._answer_too_long()
        if real:
            self._microphone.hear(frame)
        self._patience.hear(real)
        # Silence in place of what is missing, right behind a word, is taken for speech for a while.
        voiced = self._vad.speaks(frame) and real
        if voiced and not self._awaited.ignores(start, self._tape.end):
            self._burst.add(start)
            if self._answer is None and self._awaited.begins(self._burst):
                self._begin_answer()
        if self._answer is not None:
            self._in_answer(self._answer, voiced, real)
            return
        self._trim()
        if self._awaited.answer:
            self._say_silence()

    # --- the answer --------------------------------------------------------------------------------------

    def _begin_answer(self) -> None:
        barged = not self._awaited.answer
        if barged:
            self._awaited.begin_anew()
        soon = self._awaited.soon(self._burst)
        self._answer = Answer(self._tape, self._new_phrases(), self._burst, barged=barged, soon=soon)
        self._emit(SpeechStarted(start_ms=self._clock.ms(self._burst.start)))

    def _in_answer(self, answer: Answer, voiced: bool, real: bool) -> None:
        if answer.pause is None:
            if voiced:
                answer.goes_on()
                return
            if answer.silence_ms < PAUSE_MS:
                return
            self._begin_pause(answer)
        elif voiced and self._burst.ms >= RESUMED_MS:
            self._unlikely()
            answer.resumes(self._burst)
            return
        if answer.silence_ms >= PHRASE_PAUSE_MS:
            answer.phrases.settle()
        if real:  # else what follows may be speech
            self._consider()
        if self._answer is answer and answer.pause is not None:
            answer.pause.listen()

    def _begin_pause(self, answer: Answer) -> None:
        self._burst.clear()
        answer.enter_pause(
            Pause(
                self._tape,
                self._turn_model,
                self._workshop,
                since=answer.last_voice,
                answer_start=answer.start,
                ask_ms=self._patience.ask_ms,
                known=self._consider,
            )
        )

    def _cut_phrase(self, answer: Answer) -> None:
        """The phrase is over here, whatever comes next."""
        if answer.pause is None:
            self._begin_pause(answer)
        answer.phrases.settle()

    def _consider(self) -> None:
        """End the turn, say that it may be over, or wait on."""
        answer = self._answer
        if answer is None or self._closed:
            return
        if answer.cut_by_ms is not None:
            self._cut_off(answer, answer.cut_by_ms)
            return
        outlook = self._patience.outlook(answer)
        if outlook.likely and answer.pause is not None:
            answer.pause.likely_said = True
            self._emit(TurnLikely(text=answer.phrases.text, silence_ms=answer.silence_ms))
        if outlook.over:
            self._end_turn(answer, forced=outlook.forced)

    def _cut_off(self, answer: Answer, by_ms: int) -> None:
        """Drop an answer as soon as its words are told; those that come too late are not waited for."""
        if answer.phrases.complete or self._now_ms() >= by_ms:
            answer.phrases.give_up()
            self._awaited.kept(answer)
            self._drop_answer()
            self._silence.begin(self._tape.end)
            self._emit(AnswerCut())

    def _end_turn(self, answer: Answer, *, forced: bool) -> None:
        answer.phrases.settle()
        if not answer.phrases.text:
            self._nothing_was_said(answer)
            return
        ended = answer.as_turn(self._clock, forced=forced)
        self._awaited.ended(answer, self._tape.end)
        self._drop_answer()
        self._emit(ended)

    def _nothing_was_said(self, answer: Answer) -> None:
        """It was no speech after all, or only a filler: wait on as if nothing had been heard."""
        if answer.finishing:
            self._not_understood(answer.start, answer.last_voice)
        self._drop_answer()
        self._emit(NothingHeard())

    def _drop_answer(self) -> None:
        if self._answer is not None:
            self._answer.close()
            self._answer = None
        self._burst.clear()

    def _unlikely(self) -> None:
        if self._answer is not None and (pause := self._answer.pause) is not None and pause.likely_said:
            pause.likely_said = False
            self._emit(TurnResumed(at_ms=self._clock.ms(self._tape.end)))

    def _answer_too_long(self) -> None:
        if self._answer is not None and self._answer.forget_lost_audio():
            logger.warning("an answer is longer than ten minutes; its earliest audio is dropped")

    def _new_phrases(self) -> Phrases:
        ears = (self._tape, self._transcriber, self._workshop)
        return Phrases(
            *ears,
            language=self._language,
            rereading=Rereading(*ears, language=self._language, about=self._about),
            tell=self._phrase_heard,
            fail=lambda phrase: self._not_understood(phrase.start, phrase.end),
            known=self._consider,
        )

    def _phrase_heard(self, phrase: Phrase) -> None:
        phrase.times = phrase.times or (self._clock.ms(phrase.start), self._clock.ms(phrase.end))
        self._emit(PhraseHeard(phrase.text or "", *phrase.times))

    def _not_understood(self, start: int, end: int) -> None:
        self._emit(HearingFailed(start_ms=self._clock.ms(start), end_ms=self._clock.ms(end)))

    # --- silence and faults ------------------------------------------------------------------------------

    def tick(self) -> None:
        """Notice that audio stays away; called twice a second."""
        if self._closed:
            return
        away_ms = self._microphone.away_ms(self._now_ms())
        if away_ms >= LOST_MS and self._answer is not None:
            self._cut_phrase(self._answer)
        if away_ms >= GIVE_UP_MS:
            self.finish()
        if self._answer is not None and self._answer.cut_by_ms is not None:
            self._consider()  # the candidate may be speaking on, or their microphone be gone

    def _say_silence(self) -> None:
        if self._burst.within(SAMPLE_RATE // 2, now=self._tape.end):
            return  # somebody may just be beginning
        if due_ms := self._silence.due_ms(self._tape.end):
            self._emit(SilenceHeard(silence_ms=due_ms))

    def _trim(self) -> None:
        if self._tape.end - self._tape.start > IDLE_TAPE + SAMPLE_RATE:
            self._tape.forget_before(self._tape.end - IDLE_TAPE)
