"""What the judgements of all that was said to one question come to, point by point."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from ..analysis.judgement import PointJudgement, Verdict
from .port import Exchange, MoveKind

# What the interviewer says to somebody who asked for it, or had not finished.
REPLIES = (MoveKind.CLARIFY, MoveKind.REPEAT, MoveKind.CHECK_IN)
_BETTER = {Verdict.HEARD: 3, Verdict.PARTLY: 2, Verdict.CANNOT_TELL: 1, Verdict.NOT_HEARD: 0}


def judgements(
    exchanges: Sequence[Exchange], *, replies: Sequence[MoveKind] = REPLIES
) -> Iterator[tuple[Exchange, PointJudgement]]:
    """Yield what was judged of each answer, oldest first.

    A request is no answer: what it did not say, was not left out.
    """
    for exchange, after in zip_longest(exchanges, exchanges[1:]):
        asked_back = after is not None and after.kind in replies
        for judged in exchange.content.points if exchange.content else ():
            if not asked_back or judged.verdict in (Verdict.HEARD, Verdict.PARTLY):
                yield exchange, judged


def best_judgements(exchanges: Sequence[Exchange]) -> dict[str, PointJudgement]:
    """Return for each key point the best that any answer to this question got.

    Each of several answers may have made what none is judged to have made: the least sure of them counts.
    """
    best: dict[str, PointJudgement] = {}
    for _exchange, judged in judgements(exchanges, replies=(*REPLIES, MoveKind.HINT)):
        known = best.get(judged.key_point)
        if known is None or _rank(judged) > _rank(known):
            best[judged.key_point] = judged
    return best


def _rank(judged: PointJudgement) -> tuple[int, bool, float]:
    missed = judged.verdict is Verdict.NOT_HEARD
    return (
        _BETTER[judged.verdict],
        missed and bool(judged.misconception),
        -judged.certainty if missed else 0.0,
    )
