"""A text in pieces: the words that were looked for, and those that were hard to hear."""

from collections.abc import Sequence
from itertools import groupby

import msgspec

from interviews.history import Word, is_guessed, text_of


class Piece(msgspec.Struct, frozen=True):
    text: str
    found: bool = False
    guessed: bool = False  # more likely misheard than not


def looked_for(text: str, query: str) -> tuple[Piece, ...]:
    """Return the text, cut around each place where the query stands."""
    if not query:
        return (Piece(text),)
    low, wanted = text.casefold(), query.casefold()
    if len(low) != len(text):  # a letter that folds to two would shift what follows
        low, wanted = text.lower(), query.lower()
    pieces: list[Piece] = []
    start = 0
    while (at := low.find(wanted, start)) >= 0:
        pieces += [Piece(text[start:at]), Piece(text[at : at + len(wanted)], found=True)]
        start = at + len(wanted)
    return tuple(piece for piece in (*pieces, Piece(text[start:])) if piece.text)


def without_trailing_stop(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return a quote in pieces as `closed` returns one in a text."""
    *before, last = pieces
    return (*before, msgspec.structs.replace(last, text=closed(last.text)))


def closed(quote: str) -> str:
    """Return a quote without the comma at its end, where the answer goes on and the quote does not."""
    return quote.rstrip(",;: ")


def as_heard(words: Sequence[Word]) -> tuple[Piece, ...]:
    """Return the words as text, cut around each run of words that the recogniser was unsure of."""
    runs = [(guessed, text_of(list(run))) for guessed, run in groupby(words, is_guessed)]
    pieces = [Piece(text, guessed=guessed) for guessed, text in runs]
    # The spaces between two runs belong to neither.
    return tuple(part for piece in pieces for part in (Piece(" "), piece))[1:]
