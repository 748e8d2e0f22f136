"""Finding words in a transcript."""

from collections.abc import Sequence

import msgspec

from .page import ShownTurn


class Shown(msgspec.Struct, frozen=True):
    """A turn of the transcript, with its texts cut at what was looked for: every second piece is a hit."""

    turn: ShownTurn
    said: tuple[str, ...]
    answer: tuple[str, ...]


def cut(text: str, query: str) -> tuple[str, ...]:
    """Return the text in pieces, of which every second one is the query as it stands there."""
    if not query:
        return (text,)
    low, wanted = text.casefold(), query.casefold()
    if len(low) != len(text):  # a letter that folds to two would shift what follows
        low, wanted = text.lower(), query.lower()
    pieces: list[str] = []
    start = 0
    while (found := low.find(wanted, start)) >= 0:
        pieces += [text[start:found], text[found : found + len(wanted)]]
        start = found + len(wanted)
    return (*pieces, text[start:])


def matching(turns: Sequence[ShownTurn], query: str) -> tuple[Shown, ...]:
    """Return the turns that hold the query, or all of them when nothing is looked for."""
    shown = (Shown(turn, cut(turn.said, query), cut(turn.answer, query)) for turn in turns)
    return tuple(item for item in shown if not query or len(item.said) > 1 or len(item.answer) > 1)
