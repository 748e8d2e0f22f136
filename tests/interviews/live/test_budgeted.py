"""Whoever speaks for money speaks until the day's budget is spent."""

from uuid import uuid4

import pytest

from interviews.costs.budget import aspend
from interviews.costs.usage import Usage
from interviews.interviewer.local import LocalInterviewer
from interviews.interviewer.port import InterviewerFailed, Move, MoveKind
from interviews.live.budgeted import Budgeted, BudgetedVoice
from interviews.speech.port import VoiceFailed
from intervision.redis import blocking
from tests.interviews.interviewer.cast import question, situation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def bounds(settings):
    settings.DAILY_BUDGET_PER_USER, settings.DAILY_BUDGET_SITE = 1.0, 3.0
    settings.MODEL_PRICES = {"cheap": [1.0, 2.0]}
    for key in blocking().scan_iter("budget:*"):
        blocking().delete(key)


def used(tokens: int) -> Usage:
    return Usage(purpose="interviewer", model="cheap", tokens_in=tokens, tokens_out=0)


class Voiced:
    name, in_browser, sample_rate, voices = "voiced", False, 24_000, ()

    async def speak(self, sentence, *, voice, speed, usage=None):
        yield b"\0\0"


async def test_budgeted_voice_speaks_until_the_share_is_spent():
    me = uuid4()
    voice = BudgetedVoice(Voiced(), me)

    first = [sound async for sound in voice.speak("Hello.", voice="", speed=1)]
    await aspend(me, used(1_000_000))

    assert first == [b"\0\0"]
    with pytest.raises(VoiceFailed, match="daily budget"):
        [sound async for sound in voice.speak("And then?", voice="", speed=1)]


class Paid(LocalInterviewer):
    name = "paid"
    remote = True

    async def say(self, situation, *, usage=None):
        yield "Well?"
        if usage is not None:
            usage(used(600_000))


async def test_budgeted_interviewer_speaks_until_the_share_is_spent():
    me, told = uuid4(), []
    teller = Budgeted(Paid(), me)
    about = situation(Move(kind=MoveKind.QUESTION, question=question()))

    first = [word async for word in teller.say(about, usage=told.append)]
    await aspend(me, told[0])
    second = [word async for word in teller.say(about, usage=told.append)]
    await aspend(me, told[1])
    with pytest.raises(InterviewerFailed, match="daily budget"):
        [word async for word in teller.say(about, usage=told.append)]

    assert first == second == ["Well?"]
    assert len(told) == 2
    assert teller.name == "paid"
