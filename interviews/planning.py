"""Planning a rehearsal: by its form, or for another app; and how many somebody may plan."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from intervision.accounts.models import User

from . import tasks
from .bank.loader import questions_for
from .enums import AnswerMode, Domain, InterviewState, Manner, Seniority
from .models import Interview
from .tailoring import brought


class NotAllowed(Exception):
    """This rehearsal can't be planned; the message says what to do."""


def plan(*, candidate: User, choices: dict[str, Any]) -> Interview:
    """Return a planned interview; a CV or job description is read by a task meanwhile.

    Raises NotAllowed at REHEARSALS_A_DAY.
    """
    check_may_plan(candidate.pk)
    brings = choices["cv"] or choices["cv_text"].strip() or choices["job_text"].strip()
    with transaction.atomic():
        interview = Interview.objects.create(
            candidate=candidate,
            domain=choices["domain"],
            seniority=choices["seniority"],
            minutes=choices["minutes"],
            manner=choices["manner"],
            mode=choices["mode"],
            focus=choices["focus"],
            language=choices["language"],
            keep_recording=choices["keep_recording"],
            camera=choices["camera"],
            coaching_lines=choices["coaching_lines"],
            tailoring=brought.unread() if brings else {},
            brought_asked_at=timezone.now() if brings else None,
        )
        if brings:
            _have_read(interview.pk, choices)
    return interview


def bring_again(interview: Interview, *, choices: dict[str, Any]) -> None:
    """Have another CV or job description read; what is not brought again stays as it was found.

    Does nothing where brought.may_bring_again says no.
    """
    if not brought.may_bring_again(interview):
        return
    waiting = Interview.objects.filter(pk=interview.pk, state=InterviewState.PLANNED, brought_asked_at=None)
    tailoring = brought.unread(interview.tailoring)
    with transaction.atomic():
        if waiting.update(tailoring=tailoring, brought_asked_at=timezone.now()):
            _have_read(interview.pk, choices)


def _have_read(interview_id: UUID, choices: dict[str, Any]) -> None:
    """Hand a CV and a job description over to a worker."""
    brought.hand_over(interview_id, choices)
    # Robust: the interview is planned, and what can't be queued now is queued by tasks.requeue_brought.
    transaction.on_commit(lambda: tasks.read_brought.delay(interview_id=str(interview_id)), robust=True)


def plan_rehearsal(
    *,
    candidate_id: UUID,
    domain: str,
    seniority: str,
    minutes: int = 10,
    focus: tuple[str, ...] = (),
    planned_for: str = "",
    tailoring: dict[str, object] | None = None,
    manner: str = Manner.INTERVIEW,
    mode: str = AnswerMode.VOICE,
) -> UUID:
    """Return the id of a new planned interview. `focus` are skill slugs; `planned_for` is the caller's own
    mark ("gap:<uuid>", "job:<uuid>"), which comes back in the history. `tailoring` is a Tailoring as a dict.
    A guest's is no longer than GUEST_INTERVIEW_MINUTES. Raises NotAllowed for an unknown domain or level, and
    at REHEARSALS_A_DAY."""
    if domain not in Domain.values or seniority not in Seniority.values:
        raise NotAllowed(f"There is no rehearsal for {domain!r} at level {seniority!r}.")
    check_may_plan(candidate_id)
    if User.objects.filter(pk=candidate_id, is_guest=True).exists():
        minutes = min(minutes, settings.GUEST_INTERVIEW_MINUTES)
    row = Interview.objects.create(
        candidate_id=candidate_id,
        domain=domain,
        seniority=seniority,
        minutes=minutes,
        focus=list(focus),
        planned_for=planned_for,
        tailoring=tailoring or {},
        manner=manner,
        mode=mode,
    )
    return row.pk


class Unfinished(NamedTuple):
    """A rehearsal that is planned, or (`begun`) under way."""

    interview_id: UUID
    begun: bool


def unfinished_rehearsal(candidate_id: UUID, *, planned_for: str) -> Unfinished | None:
    """Return the rehearsal with this mark that waits for the candidate: one that has begun, or the newest."""
    rows = Interview.objects.of(candidate_id).running().filter(planned_for=planned_for)
    # 'live' comes before 'planned'.
    row = rows.order_by("state", "-created_at").values_list("pk", "state").first()
    return Unfinished(row[0], begun=row[1] == InterviewState.LIVE) if row else None


def skills_asked(domain: str) -> frozenset[str]:
    """Return the skills that a rehearsal in this domain has questions about."""
    return frozenset(skill for question in questions_for(domain) for skill in question.skills)


def check_may_plan(candidate_id: UUID) -> None:
    """Raise NotAllowed when the candidate has planned REHEARSALS_A_DAY since this time yesterday."""
    at_most = settings.REHEARSALS_A_DAY
    recent = Interview.objects.of(candidate_id).filter(created_at__gt=timezone.now() - timedelta(days=1))
    if at_most and recent.count() >= at_most:
        raise NotAllowed(
            ngettext(
                "This site allows %(count)d rehearsal a day, and you have planned it. Come back tomorrow.",
                "This site allows %(count)d rehearsals a day, and you have planned that many. Come back "
                "tomorrow.",
                at_most,
            )
            % {"count": at_most}
        )
