"""What the interviewer does when nobody says anything."""

from ..interviewer.port import MoveKind
from ..interviewer.sequence import ENDING
from .state import State

CHECK_IN_AFTER_MS = 45_000
MOVE_ON_AFTER_MS = 65_000
SILENT_MOVES_AT_MOST = 4  # check-ins, and moves to the next question


class Quiet:
    """Counts the moves that broke a silence since the candidate last took part."""

    def __init__(self) -> None:
        self._made = 0

    def broken(self) -> None:
        """The candidate answered."""
        self._made = 0

    def move_due(self, state: State, silence_ms: int) -> MoveKind | None:
        """Return the move that a silence asks for, and count it; None where the silence is borne."""
        move = move_due(state, silence_ms, made=self._made)
        if move is not None:
            self._made += 1
        return move


def move_due(state: State, silence_ms: int, *, made: int) -> MoveKind | None:
    """Return the move that a silence asks for, None where it is borne. `made`: since the last answer."""
    if any(turn.move.kind in ENDING for turn in state.turns.values()):
        # To move on closes the interview: who has no question needn't say so.
        return MoveKind.MOVE_ON if silence_ms >= MOVE_ON_AFTER_MS else None
    if silence_ms < CHECK_IN_AFTER_MS or made >= SILENT_MOVES_AT_MOST:
        return None
    if silence_ms >= MOVE_ON_AFTER_MS:
        return MoveKind.MOVE_ON
    checked_in = state.current is not None and state.current.move.kind is MoveKind.CHECK_IN
    return None if checked_in else MoveKind.CHECK_IN
