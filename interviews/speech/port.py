"""The ports of hearing and speaking, and what the listener tells the conversation."""

from collections.abc import AsyncIterator, Callable
from typing import Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from ..costs.usage import UsageSink
from ..transcript import Word

SAMPLE_RATE = 16_000  # Hz; microphone audio is mono int16 at this rate everywhere past the peer

Samples = npt.NDArray[np.int16]  # shape (n,), mono, 16 kHz
# Takes the next samples of a microphone, and how many milliseconds are missing before them; None: unknown.
Hears = Callable[[Samples, int | None], None]


class TranscriberFailed(Exception):
    """This audio could not be transcribed; the caller says so and offers typing."""

    retryable = True


class Heard(msgspec.Struct, frozen=True):
    """What the fast pass heard. `closed` is the probability, 0 to 1, that a sentence ends with its last word,
    as the recogniser takes it from sound and words together; None when it does not tell. `hesitates`: an um
    or uh follows the last word, which the text leaves out."""

    text: str
    closed: float | None = None
    hesitates: bool = False


NOTHING = Heard("")


class Transcriber(Protocol):
    """Turn speech into words. All but `supports` block: call them in an executor.

    `fast` is what the interviewer waits for: text without times. `verbatim` keeps fillers and gives times in
    milliseconds from the start of `samples`; it is the transcript of record. Raises TranscriberFailed.
    `about` is what the talk is about, in words that may well be said: it helps to spell what is heard.
    `remote` means that another machine does the work: a call then waits and takes no core, so that many may
    run at once.
    """

    name: str
    remote: bool

    def supports(self, language: str) -> bool:
        """Tell whether speech in this language is understood."""

    def warm_up(self) -> None:
        """Load ahead what the first words would wait for."""

    def fast(self, samples: Samples, *, language: str) -> Heard: ...

    def verbatim(self, samples: Samples, *, language: str, about: str = "") -> tuple[Word, ...]: ...


class VoiceFailed(Exception):
    """This sentence could not be spoken; the page speaks it."""

    retryable = True


class Voice(Protocol):
    """Speak a sentence: mono int16 PCM at `sample_rate`, in chunks of whole samples. Raises VoiceFailed.

    `in_browser` means that the page speaks. `voices` are the names that a candidate may choose from. A paid
    one tells `usage` what a sentence took, as an interviewer does.
    """

    name: str
    in_browser: bool
    voices: tuple[str, ...]
    sample_rate: int

    def speak(
        self, sentence: str, *, voice: str, speed: float, usage: UsageSink | None = None
    ) -> AsyncIterator[bytes]: ...


# What the listener tells the conversation. Times are milliseconds from the interview's start.


class SpeechStarted(msgspec.Struct, frozen=True):
    """The candidate began to speak (sustained speech, no click or cough): stop talking."""

    start_ms: int


class PhraseHeard(msgspec.Struct, frozen=True):
    """A phrase of the running answer was transcribed; captions show it. Told again, from the same `start_ms`,
    it has better words."""

    text: str
    start_ms: int
    end_ms: int


class TurnLikely(msgspec.Struct, frozen=True):
    """The answer may be over: ask the model early and hold its words. `text` is the whole answer so far."""

    text: str
    silence_ms: int


class TurnResumed(msgspec.Struct, frozen=True):
    """The candidate goes on: throw away what was asked early."""

    at_ms: int


class TurnEnded(msgspec.Struct, frozen=True):
    """The answer is over. `samples` is its audio from `start_ms`, for the delivery pass; `speech` the runs
    of speech in it as (start_ms, end_ms). Its first `read` samples were read closely already: `words`."""

    text: str
    start_ms: int
    end_ms: int  # the last moment of speech
    forced: bool  # ended by long silence, not because it sounded finished
    samples: Samples
    speech: tuple[tuple[int, int], ...]
    words: tuple[Word, ...] = ()
    read: int = 0


class AnswerCut(msgspec.Struct, frozen=True):
    """The running answer was cut off as the conversation asked; all of its words have been told."""


class NothingHeard(msgspec.Struct, frozen=True):
    """What began as speech held no words, and no answer: SpeechStarted is taken back."""


class SilenceHeard(msgspec.Struct, frozen=True):
    """Nothing was said for this long while an answer was waited for; repeated every five seconds."""

    silence_ms: int


class AudioLost(msgspec.Struct, frozen=True):
    """No audio has come for three seconds though the peer is connected, or only digital silence for ten."""

    reason: str  # stopped | silent


class AudioBack(msgspec.Struct, frozen=True):
    """Audio arrives again."""


class AudioMissing(msgspec.Struct, frozen=True):
    """Audio goes on after seconds that never came: the silence in their place ends no turn."""

    start_ms: int
    missing_ms: int


class HearingFailed(msgspec.Struct, frozen=True):
    """The recogniser failed for this passage; the page offers typing."""

    start_ms: int
    end_ms: int


ListenerEvent = (
    SpeechStarted
    | PhraseHeard
    | TurnLikely
    | TurnResumed
    | TurnEnded
    | AnswerCut
    | NothingHeard
    | SilenceHeard
    | AudioLost
    | AudioBack
    | AudioMissing
    | HearingFailed
)
