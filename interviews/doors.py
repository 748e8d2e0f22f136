"""What other apps may do to interviews: plan a rehearsal, correct an answer, spend of the day's budget."""

from uuid import UUID

from django.db import transaction

from . import correction, tasks
from .correction import CannotCorrect
from .costs.budget import may_spend
from .costs.rows import count_usage
from .models import Interview
from .planning import NotAllowed, Unfinished, plan_rehearsal, skills_asked, unfinished_rehearsal

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


def correct_answer(*, interview_id: UUID, candidate_id: UUID, turn: int, text: str) -> None:
    """Replace an answer's transcript by the candidate's own correction and have both passes run again.

    `events.answer_corrected` is sent when they have. Raises CannotCorrect when there is no such answer.
    """
    correction.correct_answer(interview_id=interview_id, candidate_id=candidate_id, turn=turn, text=text)
    # Robust: the correction is kept, and what can't be queued now is queued by tasks.requeue_judgements.
    transaction.on_commit(
        lambda: tasks.judge_again.delay(interview_id=str(interview_id), turn=turn), robust=True
    )


def set_excluded(*, interview_id: UUID, candidate_id: UUID, excluded: bool) -> None:
    """Leave a past interview out of progress and matching, or take it in again."""
    Interview.objects.of(candidate_id).filter(pk=interview_id).update(excluded=excluded)
