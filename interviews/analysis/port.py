"""The port of the content pass."""

from typing import Protocol

import msgspec

from ..bank.schema import Question
from ..costs.usage import UsageSink
from ..transcript import Word
from .judgement import ContentJudgement


class Answer(msgspec.Struct, frozen=True):
    """One complete answer as the passes see it. `words` carry times from the interview's start."""

    text: str
    words: tuple[Word, ...]
    typed: bool = False
    code: str = ""
    language: str = "en"
    asked: str = ""  # what the interviewer said before it, in their words
    follow_up_to: tuple[str, ...] = ()  # earlier answers to the same question, oldest first


class AnalystFailed(Exception):
    """The analyst could not judge this answer; the local one does."""

    retryable = False


class Analyst(Protocol):
    """Judge one answer against its question's key points. Raises AnalystFailed.

    `usage` is called once for every call that cost something, also when the judgement fails in the end.
    `remote` means that a service is asked, which may cost money.
    """

    name: str
    remote: bool

    async def judge(
        self, answer: Answer, question: Question, *, usage: UsageSink | None = None
    ) -> ContentJudgement: ...
