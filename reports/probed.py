"""Points that the interviewer asked about once more: the answer to that decides, whatever was said before."""

from collections.abc import Mapping, Sequence

from interviews.history import SURE_OF_OMISSION, SURE_OF_PART, PointJudgement, TurnRecord, Verdict

from .admission import admission, says_dont_know
from .asked import FOLLOW_UP, Asked

Judged = tuple[TurnRecord, PointJudgement]


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
        about[turn.number] == of and turn.number > after and says_dont_know(turn) is not None
        for turn, _judgement in answers
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
