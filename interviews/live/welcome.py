"""What a page is told when it enters a room, or comes back to one: all that it needs to look as it did."""

from django.conf import settings

from ..speech.port import Voice
from . import messages
from .state import State


def welcome(
    state: State, *, elapsed_ms: int, coaching: bool | None, voice: Voice, peer: bool
) -> messages.Welcome:
    """Return the room as it stands. `coaching` is what was chosen in it, None what was planned."""
    plan, current = state.plan, state.current
    running = current if current is not None and not current.answered else None
    pad_code, pad_language = state.pad
    return messages.Welcome(
        turns=tuple(
            messages.TurnSeen(
                number=turn.number,
                kind=turn.move.kind,
                said=turn.asked,
                answer=turn.answer,
                answered=turn.answered,
                skipped=turn.skipped,
                code=turn.code,
                code_language=turn.code_language,
                heard=turn.said if turn.said != turn.asked else "",
            )
            for turn in state.turns.values()
        ),
        elapsed_ms=elapsed_ms,
        length_ms=plan.minutes * 60_000 + state.head.away_ms,
        voices=voice.voices,
        ice_servers=tuple(settings.ICE_SERVERS),
        typing=plan.typing,
        coaching_lines=plan.lines_on_delivery if coaching is None else coaching,
        kept=running.answer if running else "",
        captions=tuple(
            messages.Caption(phrase.turn, phrase.text, phrase.start_ms, phrase.end_ms)
            for phrase in (running.pending if running else ())
        ),
        pad_code=pad_code,
        pad_language=pad_language,
        peer=peer,
    )
