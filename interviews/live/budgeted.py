"""Whoever speaks for money, as long as the day's budget lasts (costs/budget.py)."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import cast
from uuid import UUID

from ..costs.budget import BudgetSpent, check_soon
from ..costs.usage import UsageSink
from ..interviewer.port import Interviewer, OutOfBudget, Situation
from ..speech.port import Voice, VoiceFailed


class Budgeted:
    """An interviewer that is not asked any more when its budget is spent, so that the local one speaks.

    Wrap the paid interviewer of one live interview in it. Call `budget.check` at the interview's beginning
    besides, so that the candidate is told before the first turn.
    """

    remote = True

    def __init__(self, interviewer: Interviewer, user_id: UUID) -> None:
        self.name = interviewer.name
        self._interviewer, self._user_id = interviewer, user_id

    def supports(self, language: str) -> bool:
        return self._interviewer.supports(language)

    async def say(self, situation: Situation, *, usage: UsageSink | None = None) -> AsyncIterator[str]:
        """Yield what the interviewer says. Raises InterviewerFailed, also when the budget is spent."""
        try:
            await check_soon(self._user_id)
        except BudgetSpent as error:
            raise OutOfBudget(f"the {error.whose}'s daily budget is spent") from error
        said = self._interviewer.say(situation, usage=usage)
        async with aclosing(cast("AsyncGenerator[str]", said)) as words:
            async for delta in words:
                yield delta


class BudgetedVoice:
    """A voice that falls silent when its budget is spent, so that the page speaks."""

    in_browser = False

    def __init__(self, voice: Voice, user_id: UUID) -> None:
        self.name, self.voices, self.sample_rate = voice.name, voice.voices, voice.sample_rate
        self._voice, self._user_id = voice, user_id

    async def speak(
        self, sentence: str, *, voice: str, speed: float, usage: UsageSink | None = None
    ) -> AsyncIterator[bytes]:
        """Yield the sentence's sound. Raises VoiceFailed, also when the budget is spent."""
        try:
            await check_soon(self._user_id)
        except BudgetSpent as error:
            raise VoiceFailed(f"the {error.whose}'s daily budget is spent") from error
        said = self._voice.speak(sentence, voice=voice, speed=speed, usage=usage)
        async with aclosing(cast("AsyncGenerator[bytes]", said)) as sound:
            async for pcm in sound:
                yield pcm
