"""What is awaited of the candidate: whether it is their turn, and from when on speech counts as an answer."""

from .answer import PER_MS, Answer
from .burst import Burst

# Speech that counts: a click, a cough or an echo's blip is shorter.
SUSTAINED_MS = 192
BARGE_IN_MS = 448
# Right after a turn was ended nothing is heard of the interviewer yet: speech is the candidate going on.
GOES_ON_MS = 800
# Whoever begins so soon after an end was told had hardly time to take in what was asked next: it may be the
# rest of what they were saying, so that counts when it is asked how much has been said.
SOON_MS = 2_000
# The gaps in a remark are shorter; between it and an answer there is a question to be heard or read.
IGNORED_PAUSE_MS = 600


class Awaited:
    """Times are sample numbers, but for those named `_ms`."""

    def __init__(self) -> None:
        self.answer = False  # otherwise the interviewer speaks, or prepares to
        self.expected_ms = 0  # how long an answer the question asks for
        self.earlier = ("", 0)  # words and milliseconds of speech in the parts of this answer before this one
        self.cut_in = 0  # how often an end of this answer was told that was none
        self._last, self._last_cut_in = ("", 0), 0  # the same of the answer that was ended last
        self._goes_on_until = self._soon_until = self._ignored_until = 0
        self._ignores = False  # what is being said, however long it goes on

    def expect(self, *, expected_ms: int) -> None:
        """An answer is awaited from now on."""
        self.expected_ms = expected_ms
        self.begin_anew()
        self.answer, self._ignores = True, False

    def begin_anew(self) -> None:
        """What is said next is no part of an earlier answer."""
        self.earlier, self.cut_in = ("", 0), 0

    def expect_rest(self) -> None:
        """The turn that just ended goes on."""
        self.earlier = self._last
        self.cut_in = self._last_cut_in + 1
        self.answer, self._ignores = True, False

    def ignore_utterance(self, now: int) -> None:
        """What is being said is no answer, up to its next pause or until one is awaited."""
        self._ignores = True
        self._ignored_until = now + IGNORED_PAUSE_MS * PER_MS

    def ignores(self, start: int, end: int) -> bool:
        """Tell whether a frame of speech is dropped; an utterance that is ignored goes on with it."""
        if start >= self._ignored_until:
            return False
        if self._ignores:
            self._ignored_until = end + IGNORED_PAUSE_MS * PER_MS
        return True

    def begins(self, burst: Burst) -> bool:
        """Tell whether this speech has lasted long enough to be an answer."""
        likely = self.answer or burst.start < self._goes_on_until
        return burst.ms >= (SUSTAINED_MS if likely else BARGE_IN_MS)

    def soon(self, burst: Burst) -> bool:
        """Tell whether this speech came so soon after the last answer that it may be its rest."""
        return burst.start < self._soon_until

    def speech_ms(self, answer: Answer) -> int:
        """Return how much was said of what `answer` may be the rest of, itself included."""
        return (self._last if answer.soon else self.earlier)[1] + answer.speech_ms

    def ended(self, answer: Answer, now: int) -> None:
        """An answer was ended: nothing is awaited, but its candidate may go on."""
        self.kept(answer)
        self.answer = False
        self._goes_on_until, self._soon_until = now + GOES_ON_MS * PER_MS, now + SOON_MS * PER_MS

    def kept(self, answer: Answer) -> None:
        """An answer was ended or cut off: remember what was said in all its parts."""
        text, speech_ms = self.earlier
        self._last_cut_in = self.cut_in
        self._last = f"{text} {answer.phrases.as_heard}".strip(), speech_ms + answer.speech_ms
