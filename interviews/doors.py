"""What other apps may do to interviews: plan a rehearsal, correct an answer, spend of the day's budget."""

from uuid import UUID

from .budget import may_spend
from .correction import CannotCorrect, correct_answer
from .models import Interview
from .planning import NotAllowed, Unfinished, plan_rehearsal, skills_asked, unfinished_rehearsal
from .usage import count_usage

__all__ = [
    "CannotCorrect",
    "NotAllowed",
    "Unfinished",
    "correct_answer",
    "count_usage",
    "may_spend",
    "plan_rehearsal",
    "set_excluded",
    "skills_asked",
    "unfinished_rehearsal",
]


def set_excluded(*, interview_id: UUID, candidate_id: UUID, excluded: bool) -> None:
    """Leave a past interview out of progress and matching, or take it in again."""
    Interview.objects.of(candidate_id).filter(pk=interview_id).update(excluded=excluded)
