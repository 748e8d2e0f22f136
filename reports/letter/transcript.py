"""The transcript as it is read: turns with their moments, what was hard to hear, and what a coach wrote."""

from collections.abc import Sequence

import msgspec

from interviews.history import InterviewRecord, TurnRecord, text_of

from ..models import CoachComment
from .moments import Moment, Moments
from .pieces import Piece, as_heard, looked_for


class ShownTurn(msgspec.Struct, frozen=True):
    number: int
    said: str
    said_at: Moment
    answer: str
    heard: tuple[Piece, ...]  # the answer again, with what was hard to hear
    answer_at: Moment
    times: str
    typed: bool
    skipped: bool
    corrected: bool
    heard_as: str
    code: str
    code_language: str
    about: str = ""
    comments: tuple[CoachComment, ...] = ()


def shown_turns(
    record: InterviewRecord, moments: Moments, comments: Sequence[CoachComment]
) -> tuple[ShownTurn, ...]:
    ends: list[int | None] = [*(turn.said_ms for turn in record.turns[1:]), None]
    return tuple(
        _turn(
            turn,
            moments,
            tuple(
                comment
                for comment in comments
                if comment.at_ms >= (0 if index == 0 else turn.said_ms)
                and (end is None or comment.at_ms < end)
            ),
        )
        for index, (turn, end) in enumerate(zip(record.turns, ends, strict=False))
    )


def _turn(turn: TurnRecord, moments: Moments, comments: tuple[CoachComment, ...]) -> ShownTurn:
    return ShownTurn(
        number=turn.number,
        said=turn.said,
        said_at=moments.recorded(turn.said_ms),
        answer=turn.answer,
        heard=heard_words(turn) if turn.words else (Piece(turn.answer),),
        answer_at=moments.recorded(turn.begun_ms),
        # Start and length of each word, for lighting it while it plays.
        times=""
        if turn.typed or not moments.recordings
        else " ".join(f"{word.start_ms},{word.end_ms - word.start_ms}" for word in turn.words),
        typed=turn.typed,
        skipped=turn.skipped,
        corrected=turn.corrected_at is not None,
        heard_as=" ".join(word.text for word in turn.heard_as) if turn.heard_as else "",
        code=turn.code,
        code_language=turn.code_language,
        comments=comments,
    )


def heard_words(turn: TurnRecord, first: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Return words of an answer with what was hard to hear; who has corrected it has looked at every word."""
    words = turn.words[first:end]
    return (Piece(text_of(words)),) if turn.typed or turn.corrected_at else as_heard(words)


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
