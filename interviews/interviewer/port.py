"""The port of the interviewer: what to say next, streamed."""

from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Protocol

import msgspec

from ..analysis.judgement import ContentJudgement
from ..bank.schema import Question
from ..costs.usage import UsageSink
from ..tailoring.tailoring import Tailoring


class MoveKind(StrEnum):
    """What the interviewer is about to do. The sequence decides it; the interviewer finds the words."""

    OPEN = "open"  # greets, says what will happen and that pausing is fine, and asks the first question
    QUESTION = "question"
    FOLLOW_UP = "follow_up"  # on `key_point` when it was not heard, else on a strong or vague answer
    CLARIFY = "clarify"  # the candidate asked back
    REPEAT = "repeat"
    CHECK_IN = "check_in"  # a long silence: done, or a hint?
    HINT = "hint"
    MOVE_ON = "move_on"  # a longer silence, or a skip: the next question without a fuss
    INVITE_QUESTIONS = "invite_questions"  # the end: room for the candidate's own
    ANSWER_CANDIDATE = "answer_candidate"
    CLOSE = "close"


class Move(msgspec.Struct, frozen=True):
    kind: MoveKind
    question: Question | None = None  # the one that is asked, or that the follow-up belongs to
    key_point: str = ""
    reason: str = ""  # missing | strong | vague | thread, for a follow-up


class Exchange(msgspec.Struct, frozen=True):
    """What the interviewer said and what the candidate answered, as far as it was heard."""

    kind: MoveKind
    said: str
    answer: str
    question: Question | None = None
    key_point: str = ""
    content: ContentJudgement | None = None
    skipped: bool = False
    code: str = ""


class Situation(msgspec.Struct, frozen=True):
    """All that the interviewer may know when it speaks."""

    domain: str
    seniority: str
    coaching: bool
    move: Move
    exchanges: tuple[Exchange, ...] = ()  # oldest first; the last one holds the answer to reply to
    elapsed_ms: int = 0
    length_ms: int = 0
    language: str = "en"
    tailoring: Tailoring = Tailoring()
    seed: int = 0  # of this interview: the local interviewer varies its words by it

    @property
    def left_ms(self) -> int:
        return self.length_ms - self.elapsed_ms


class InterviewerFailed(Exception):
    """No usable words came (error, refusal, nonsense, too late); the local interviewer takes this turn."""

    retryable = False


class OutOfBudget(InterviewerFailed):
    """No more paid calls today."""


class Interviewer(Protocol):
    """Stream what to say, a few characters to a few words at a time.

    Raises InterviewerFailed before the first delta or midway. `usage` is called once at the end, if the
    words cost something. Closing the iterator cancels the call.
    `remote` means that a service is asked: a reply takes its time, and may cost money.
    """

    name: str
    remote: bool

    def supports(self, language: str) -> bool:
        """Tell whether an interview can be held in this language."""

    def say(self, situation: Situation, *, usage: UsageSink | None = None) -> AsyncIterator[str]: ...
