"""What the database is asked once, when a room opens: may this person enter, what was planned, the bank."""

from dataclasses import dataclass
from uuid import UUID

import msgspec
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..bank.loader import questions_for
from ..bank.names import names_in
from ..bank.schema import Question
from ..costs import budget
from ..enums import AnswerMode, InterviewState, Manner
from ..history import Verdict, interviews_of
from ..models import Interview
from ..tailoring.tailoring import Tailoring
from .facts import Plan

# A page that joins waits for this, and what was asked longer ago may be asked again.
SESSIONS_LOOKED_AT = 10


class CannotEnter(Exception):
    """This interview can't be entered; `code` is for the page, the message for the person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Bank:
    questions: tuple[Question, ...]
    names: tuple[str, ...] = ()  # that answers to them are likely to hold
    budget_note: str = ""  # said to the candidate when the day's budget for the model is spent


def open_interview(interview_id: UUID, user_id: UUID | None) -> tuple[Plan, Bank]:
    """Return what was planned and the questions for it, and mark the interview as live.

    Blocking. Raises CannotEnter. A foreign interview is told apart from a missing one to nobody.
    """
    interview = Interview.objects.select_related("candidate").of(user_id).filter(pk=interview_id).first()
    if interview is None:
        raise CannotEnter("unknown", _("You have no such interview. Start a new one from the home page."))
    if interview.is_over:
        raise CannotEnter("over", _("This interview is over; its report is on its page."))
    now = timezone.now()
    Interview.objects.filter(pk=interview.pk, state=InterviewState.PLANNED).update(
        state=InterviewState.LIVE, started_at=now
    )
    Interview.objects.filter(pk=interview.pk).update(last_seen_at=now)
    asked_before, standing = past_of(interview)
    plan = Plan(
        interview_id=str(interview.pk),
        candidate_id=str(interview.candidate_id),
        domain=interview.domain,
        seniority=interview.seniority,
        minutes=interview.minutes,
        coaching=interview.manner == Manner.COACHING,
        typing=interview.mode == AnswerMode.TYPING,
        language=interview.language,
        focus=tuple(interview.focus),
        tailoring=msgspec.convert(interview.tailoring, Tailoring),
        asked_before=asked_before,
        standing=standing,
        coaching_lines=interview.coaching_lines,
        delivery_coaching=interview.candidate.delivery_coaching,
        guest=interview.candidate.is_guest,
    )
    questions = questions_for(interview.domain)
    return plan, Bank(questions, names_in(questions), _budget_note(interview.candidate_id))


def _budget_note(candidate_id: UUID) -> str:
    if not settings.OPENAI_IN_USE:
        return ""
    try:
        budget.check(candidate_id)
    except budget.BudgetSpent as error:
        return str(error)
    return ""


def past_of(interview: Interview) -> tuple[tuple[str, ...], dict[str, float]]:
    """Return the slugs asked in past sessions, and per skill the share of its points not heard.

    Who was heard on a point does not miss it where a follow-up asks for another.
    """
    asked: list[str] = []
    missed: dict[str, list[float]] = {}
    for record in interviews_of(interview.candidate_id, latest=SESSIONS_LOOKED_AT):
        least: dict[tuple[str, str, str], float] = {}  # question, point and its skill -> the share not heard
        for turn in record.turns:
            if turn.question is None:
                continue
            asked.append(turn.question.slug)
            skills = {point.slug: point.skill for point in turn.question.key_points}
            for judged in turn.content.points if turn.content else ():
                if judged.verdict is not Verdict.CANNOT_TELL and judged.key_point in skills:
                    point = (turn.question.slug, judged.key_point, skills[judged.key_point])
                    share = {Verdict.HEARD: 0.0, Verdict.PARTLY: 0.5}.get(judged.verdict, 1.0)
                    least[point] = min(share, least.get(point, 1.0))
        for (_question, _point, skill), share in least.items():
            missed.setdefault(skill, []).append(share)
    standing = {skill: sum(shares) / len(shares) for skill, shares in missed.items()}
    return tuple(dict.fromkeys(asked)), standing


def wrapping_up_url(interview_id: str) -> str:
    return reverse("interview-wrapping-up", args=[interview_id])
