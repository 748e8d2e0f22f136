"""What the running answer covers so far, for whoever chooses the next question."""

import asyncio
import threading
from types import SimpleNamespace
from typing import Any, cast

from interviews.analysis.judgement import ContentJudgement
from interviews.interviewer.port import Move, MoveKind
from interviews.live import passes
from interviews.live.facts import PhraseAdded
from interviews.live.passes import Passes, Standing
from interviews.live.state import TurnState
from tests.interviews.live.plans import backend_questions


class Glances:
    """Stands in for the local analyst: as slow as it is let be."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.may_finish = threading.Event()

    def glance(self, answer: Any, question: Any) -> ContentJudgement:
        self.texts.append(answer.text)
        self.may_finish.wait(5)
        return ContentJudgement(points=(), note=answer.text)


def standing_with(glances: Glances) -> Standing:
    return Standing(cast(Passes, SimpleNamespace(local=glances)))


def a_turn(*phrases: str) -> TurnState:
    turn = TurnState(number=1, move=Move(MoveKind.QUESTION, backend_questions()[0]), said_ms=0)
    for text in phrases:
        turn.phrases.append(PhraseAdded(at_ms=0, turn=1, text=text, start_ms=0, end_ms=0))
    return turn


async def test_what_is_being_judged_already_is_not_judged_again(monkeypatch):
    monkeypatch.setattr(passes, "PATIENCE_S", 5)
    glances = Glances()
    standing, turn = standing_with(glances), a_turn("With a key.", "It is stored.")

    standing.warm(turn)
    asking = asyncio.create_task(standing.of(turn, "With a key. It is stored."))
    await asyncio.sleep(0.05)
    glances.may_finish.set()
    found = await asking

    assert found is not None
    assert found.note == "With a key. It is stored."
    assert glances.texts == ["With a key. It is stored."]


async def test_nobody_waits_long_for_the_last_phrase():
    glances = Glances()
    glances.may_finish.set()
    standing, turn = standing_with(glances), a_turn("With a key.")
    first = await standing.of(turn, "With a key.")

    glances.may_finish.clear()
    late = await standing.of(turn, "With a key. It is stored.")
    glances.may_finish.set()

    assert late == first
    assert late is not None
    assert late.note == "With a key."
