"""The answer that is being given: its runs of speech, its phrases, the pause that it is in."""

from .burst import Burst
from .chunks import quietest
from .clock import SampleClock
from .pause import Pause
from .phrases import TAIL, Phrases
from .port import SAMPLE_RATE, TurnEnded
from .tape import Tape
from .vad import FRAME, Run

PER_MS = SAMPLE_RATE // 1000
HEAD = 128 * PER_MS  # kept before the first frame of speech
JOIN = 64 * PER_MS  # shorter gaps belong to a run of speech
LONGEST_PHRASE = 6_000 * PER_MS


class Answer:
    """Begins with a burst of speech. All times are sample numbers, but for those named `_ms`."""

    def __init__(
        self, tape: Tape, phrases: Phrases, burst: Burst, *, barged: bool, soon: bool = False
    ) -> None:
        self.phrases = phrases
        self.start = max(tape.start, burst.start - HEAD)
        self.last_voice = tape.end
        self.runs = [Run(burst.start, tape.end)]
        self.pause: Pause | None = None
        self.barged = barged  # it began while the interviewer spoke
        self.soon = soon  # it began so soon after the last one that it may be its rest
        self.held = False  # the candidate takes a moment
        self.finishing = False  # they said by a button that it is over
        self.cut_by_ms: int | None = None  # it is cut off: by then at the latest its words are told
        self.too_long = False  # its earliest audio is dropped
        self._tape = tape
        self._phrase_start = self.start

    @property
    def speech_ms(self) -> int:
        return sum(run.end - run.start for run in self.runs) // PER_MS

    @property
    def silence_ms(self) -> int:
        return (self._tape.end - self.last_voice) // PER_MS

    def goes_on(self) -> None:
        """The tape's last frame is speech."""
        end = self._tape.end
        if end - self.runs[-1].end > JOIN:
            self.runs.append(Run(end - FRAME, end))
        else:
            self.runs[-1] = Run(self.runs[-1].start, end)
        self._spoken_until(end)

    def resumes(self, burst: Burst) -> None:
        """The pause is over: a burst of speech has lasted."""
        self.leave_pause()
        self.held = False
        self.phrases.take_back()
        if self.phrases.end > self._phrase_start:
            self._phrase_start = max(self.phrases.end, burst.start - HEAD)
        self.runs.append(Run(burst.start, self._tape.end))
        self._spoken_until(self._tape.end)

    def enter_pause(self, pause: Pause) -> None:
        """Transcribe what was said since the last phrase, ahead of time."""
        self.pause = pause
        self.phrases.transcribe(
            self._phrase_start, min(self.last_voice + TAIL, self._tape.end), settled=False
        )

    def leave_pause(self) -> None:
        if self.pause is not None:
            self.pause.end()
            self.pause = None

    def forget_lost_audio(self) -> bool:
        """Begin where the tape begins; return whether that is news."""
        if self.start >= self._tape.start:
            return False
        self.start = self._tape.start
        kept = (run for run in self.runs if run.end > self.start)
        self.runs = [Run(max(run.start, self.start), run.end) for run in kept]
        news, self.too_long = not self.too_long, True
        return news

    def as_turn(self, clock: SampleClock, *, forced: bool) -> TurnEnded:
        """Return what is told of the answer when it is over; `forced`, if by long silence alone."""
        start, end = max(self.start, self._tape.start), self.last_voice
        return TurnEnded(
            text=self.phrases.text,
            start_ms=clock.ms(start),
            end_ms=clock.ms(end),
            forced=forced,
            samples=self._tape.cut(start, end + TAIL),
            speech=tuple((clock.ms(run.start), clock.ms(run.end)) for run in self.runs),
            words=self.phrases.rereading.words(start, clock.ms),
            read=max(0, self.phrases.rereading.end - start),
        )

    def close(self) -> None:
        self.leave_pause()
        self.phrases.close()

    def _spoken_until(self, end: int) -> None:
        """A phrase that grows too long is cut at the quietest place of its last third."""
        self.last_voice = end
        if end - self._phrase_start < LONGEST_PHRASE:
            return
        last = self._tape.cut(end - LONGEST_PHRASE // 3, end)
        place = end - len(last) + quietest(last, 0, len(last))
        self.phrases.transcribe(self._phrase_start, place, settled=True)
        self._phrase_start = place
