"""What the interviewer does when nobody says anything."""

import pytest

from interviews.interviewer.port import Move, MoveKind
from interviews.live.facts import Said
from interviews.live.quiet import move_due
from interviews.live.state import State


def after(*kinds: MoveKind) -> State:
    state = State()
    for number, kind in enumerate(kinds):
        state.apply(Said(at_ms=number, turn=number, move=Move(kind=kind)))
    return state


@pytest.mark.parametrize(
    ("kinds", "silence_s", "made", "move"),
    [
        ([MoveKind.QUESTION], 44, 0, None),
        ([MoveKind.QUESTION], 46, 0, MoveKind.CHECK_IN),
        ([MoveKind.QUESTION, MoveKind.CHECK_IN], 46, 1, None),
        ([MoveKind.QUESTION, MoveKind.CHECK_IN], 66, 1, MoveKind.MOVE_ON),
        ([MoveKind.QUESTION], 66, 4, None),
        ([MoveKind.INVITE_QUESTIONS], 46, 0, None),
        ([MoveKind.INVITE_QUESTIONS], 66, 4, MoveKind.MOVE_ON),
    ],
)
def test_a_silence_asks_for(kinds: list[MoveKind], silence_s: int, made: int, move: MoveKind | None) -> None:
    assert move_due(after(*kinds), silence_s * 1000, made=made) is move
