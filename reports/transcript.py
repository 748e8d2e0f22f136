"""Finding words in a transcript."""

from collections.abc import Sequence

import msgspec

from .page import ShownTurn
from .pieces import Piece, looked_for


class Shown(msgspec.Struct, frozen=True):
    turn: ShownTurn
    said: tuple[Piece, ...]
    answer: tuple[Piece, ...]


def matching(turns: Sequence[ShownTurn], query: str) -> tuple[Shown, ...]:
    """Return the turns that hold the query, or all of them when nothing is looked for."""
    if not query:
        return tuple(Shown(turn, (Piece(turn.said),), turn.heard) for turn in turns)
    shown = (Shown(turn, looked_for(turn.said, query), looked_for(turn.answer, query)) for turn in turns)
    return tuple(item for item in shown if any(piece.found for piece in item.said + item.answer))
