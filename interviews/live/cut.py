"""What a candidate does instead of speaking on: the last words of their answer are waited for first."""

from . import messages
from .state import TurnState


def cuts_in(message: messages.FromPage, turn: TurnState | None) -> bool:
    """Tell whether this ends what was just being said in `turn`, the current one."""
    if turn is None or turn.answered:
        return False
    match message:
        case messages.Typed(text=text, reply_to=number):
            return bool(text.strip()) and number in (None, turn.number)
        case messages.Control(action="hint", turn=number):
            return turn.move.question is not None and number in (None, turn.number)
        case messages.Control(action="skip", turn=number):
            return number in (None, turn.number)
        case messages.Control(action="repeat"):
            return bool(turn.said)
        case _:
            return False
