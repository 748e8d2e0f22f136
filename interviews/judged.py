"""What was surely judged of an interview: it may be told to the candidate, and counts in a job profile."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .analysis.judgement import (
    SURE_OF_OMISSION,
    SURE_OF_PART,
    SURE_OF_STRENGTH,
    PointJudgement,
    Verdict,
)
from .bank.schema import KeyPoint, Question
from .records import InterviewRecord, TurnRecord


class Judged(NamedTuple):
    """A key point of a question with what was judged of one answer to it."""

    turn: TurnRecord
    question: Question
    point: KeyPoint
    judgement: PointJudgement

    @property
    def is_sure(self) -> bool:
        """Tell whether it may be said to the candidate. A wrong belief shows itself."""
        match self.judgement.verdict:
            case Verdict.HEARD:
                content = self.turn.content
                contradicted = content is not None and content.is_contradicted(self.judgement)
                return self.judgement.certainty >= SURE_OF_STRENGTH and not contradicted
            case Verdict.NOT_HEARD:
                return self.judgement.certainty >= SURE_OF_OMISSION or self.states_a_wrong_belief
            case Verdict.PARTLY:
                return self.judgement.certainty >= SURE_OF_PART
        return False

    @property
    def states_a_wrong_belief(self) -> bool:
        return bool(self.judgement.misconception and self.judgement.evidence)

    @property
    def leaves_out(self) -> bool:
        return self.judgement.verdict is Verdict.NOT_HEARD and not self.states_a_wrong_belief


def judged_points(record: InterviewRecord) -> Iterator[Judged]:
    """Yield what was surely judged of an interview, in its order. No point is left out that another answer
    may have made."""
    judged = list(_judged(record))
    for one in judged:
        others = [other for other in judged if (other.question, other.point) == (one.question, one.point)]
        excused = one.turn.passes or _is_open(others, asked_about=_asks_about(one))
        if one.is_sure and not (one.leaves_out and excused):
            yield one


def _asks_about(one: Judged) -> bool:
    return one.turn.key_point == one.point.slug


def _is_open(judged: Iterable[Judged], *, asked_about: bool) -> bool:
    """Tell whether one of the answers may have made the point, unless asking about it settled that."""
    return any(
        not one.is_sure and not (asked_about and one.judgement.verdict is Verdict.CANNOT_TELL)
        for one in judged
    )


def _judged(record: InterviewRecord) -> Iterator[Judged]:
    for turn in record.answered:
        if turn.question is None or turn.content is None or turn.only_asks:
            continue
        points = {point.slug: point for point in turn.question.key_points}
        for judgement in turn.content.points:
            point = points.get(judgement.key_point)
            if point is not None:
                yield Judged(turn, turn.question, point, judgement)
