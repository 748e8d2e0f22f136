"""Points that the interviewer asked about once more: the answer to that decides, whatever was said before."""

from collections.abc import Mapping, Sequence

from interviews.history import (
    SURE_OF_OMISSION,
    SURE_OF_PART,
    SURE_OF_STRENGTH,
    PointJudgement,
    TurnRecord,
    Verdict,
)

from .admission import MADE, admission, says_dont_know
from .asked import FOLLOW_UP, Asked

Judged = tuple[TurnRecord, PointJudgement]


def judged(turns: Sequence[TurnRecord], key_point: str) -> list[Judged]:
    """Return the answers that were held against a key point, each with what came of it."""
    return [
        (turn, judgement)
        for turn in turns
        for judgement in (turn.content.points if turn.content else ())
        if judgement.key_point == key_point
    ]


def surely_made(asked: Asked, turns: Sequence[TurnRecord], key_point: str) -> list[Judged]:
    """Return where these answers surely make a point; nowhere, if one that comes later denies it."""
    sure = [
        item
        for item in judged(turns, key_point)
        if item[1].verdict is Verdict.HEARD
        and item[1].certainty >= SURE_OF_STRENGTH
        and not (item[0].content and item[0].content.is_contradicted(item[1]))
    ]
    last = max((turn.number for turn, _judgement in sure), default=0)
    answers = judged(asked.answered, key_point)
    return [] if is_denied(answers, of=key_point, about=asked_about(asked), after=last) else sure


def asked_about(asked: Asked) -> Mapping[int, str]:
    """Return the key point that each turn was asked about, '' for none, by the turn's number."""
    about = ""
    found = {}
    for turn in asked.turns:
        # A check-in or a hint goes on about what was asked before it.
        about = turn.key_point or ("" if turn.kind == FOLLOW_UP else about)
        found[turn.number] = about
    return found


def in_doubt(answers: Sequence[Judged], *, of: str, about: Mapping[int, str]) -> TurnRecord | None:
    """Return the last answer to a question about the point, where nobody can tell what it makes of it."""
    probed = [item for item in answers if about[item[0].number] == of]
    if not probed or _settles(*probed[-1]):
        return None
    return probed[-1][0]


def is_denied(answers: Sequence[Judged], *, of: str, about: Mapping[int, str], after: int) -> bool:
    """Return whether the candidate, asked about the point again, didn't know or never did it."""
    return any(
        about[turn.number] == of
        and turn.number > after
        and judgement.verdict not in MADE
        and says_dont_know(turn) is not None
        for turn, judgement in answers
    )


def _settles(turn: TurnRecord, judgement: PointJudgement) -> bool:
    if judgement.misconception or admission(turn) is not None:
        return True
    match judgement.verdict:
        case Verdict.NOT_HEARD:
            return judgement.certainty >= SURE_OF_OMISSION
        case Verdict.PARTLY:
            return judgement.certainty >= SURE_OF_PART
    return False
