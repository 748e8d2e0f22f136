"""What other apps may do to interviews: plan a rehearsal, correct an answer."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rapidfuzz.distance import Indel

from intervision.accounts.models import User
from intervision.columns import fitted

from . import budget
from .bank.loader import questions_for
from .enums import AnswerMode, Domain, InterviewState, Manner, Seniority
from .interviewer.port import Usage
from .models import MODEL_LENGTH, Interview, ModelUsage, Turn
from .transcript import Word, words_of_typed


class NotAllowed(Exception):
    """The request cannot be met; the message says what to do."""


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
    mark ("gap:<uuid>", "job:<uuid>"), which comes back in the history. `tailoring` has the shape of
    interviewer.port.Tailoring. A guest's is no longer than GUEST_INTERVIEW_MINUTES. Raises NotAllowed for an
    unknown domain or level, and at REHEARSALS_A_DAY."""
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


def may_spend(candidate_id: UUID) -> bool:
    """Tell whether today's budget of the candidate and of the site still allows paid calls."""
    try:
        budget.check(candidate_id)
    except budget.BudgetSpent:
        return False
    return True


def count_usage(*, interview_id: UUID, purpose: str, model: str, tokens_in: int, tokens_out: int) -> None:
    """Count a paid call that another app made for an interview: for operators, and for the budget."""
    candidate_id = Interview.objects.values_list("candidate_id", flat=True).get(pk=interview_id)
    budget.spend(candidate_id, Usage(purpose, model, tokens_in, tokens_out))
    ModelUsage.objects.create(
        interview_id=interview_id,
        user_id=candidate_id,
        purpose=purpose,
        model=fitted(model, MODEL_LENGTH),
        calls=1,
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        cost_millionths=budget.cost_millionths(model, tokens_in, tokens_out),
    )


def set_excluded(*, interview_id: UUID, candidate_id: UUID, excluded: bool) -> None:
    """Leave a past interview out of progress and matching, or take it in again."""
    Interview.objects.of(candidate_id).filter(pk=interview_id).update(excluded=excluded)


def realign(text: str, words: tuple[Word, ...], *, start_ms: int, end_ms: int) -> tuple[Word, ...]:
    """Return the corrected text as words: those that stand as they were keep their times, the others share
    the time between their neighbours."""
    new = words_of_typed(text, start_ms=start_ms, end_ms=end_ms)
    old_keys = [word.text.casefold() for word in words]
    new_keys = [word.text.casefold() for word in new]
    result: list[Word] = []
    i = j = 0
    # The last block is empty and stands behind all words.
    for block in Indel.opcodes(old_keys, new_keys).as_matching_blocks():
        if added := new[j : block.b]:
            if block.a > i:
                begin, finish = words[i].start_ms, words[block.a - 1].end_ms
            else:
                before = words[i - 1].end_ms if i else start_ms
                behind = words[i].start_ms if i < len(words) else end_ms
                begin, finish = sorted((before, behind))
            step = max(0, finish - begin) / len(added)
            result += [
                Word(word.text, int(begin + n * step), int(begin + (n + 1) * step))
                for n, word in enumerate(added)
            ]
        i, j = block.a + block.size, block.b + block.size
        result += [
            Word(word.text, heard.start_ms, heard.end_ms, heard.confidence)
            for heard, word in zip(words[block.a : i], new[block.b : j], strict=True)
        ]
    return tuple(result)


def correct_answer(*, interview_id: UUID, candidate_id: UUID, turn: int, text: str) -> None:
    """Replace an answer's transcript by the candidate's own correction and have both passes run again.

    `events.answer_corrected` is sent when they have. Raises NotAllowed when there is no such answer.
    """
    row = (
        Turn.objects.select_related("interview")
        .filter(interview_id=interview_id, interview__candidate_id=candidate_id, number=turn)
        .first()
    )
    if row is None or not row.interview.is_over or row.skipped:
        raise NotAllowed(
            _("This answer can’t be corrected: it is not part of a finished interview of yours.")
        )
    from django.utils import timezone

    from .tasks import judge_again

    words = tuple(Word(*word) for word in row.words)
    start = row.answer_start_ms or row.said_ms
    corrected = realign(text, words, start_ms=start, end_ms=row.answer_end_ms or start)
    now = timezone.now()
    with transaction.atomic():
        kept = Turn.objects.filter(pk=row.pk, corrected_at=row.corrected_at).update(
            heard_as=row.heard_as or {"words": row.words},
            words=[[word.text, word.start_ms, word.end_ms, word.confidence] for word in corrected],
            answer=" ".join(word.text for word in corrected),
            corrected_at=now,
            judgement_asked_at=now,
        )
        # Robust: the correction is kept, and what can't be queued now is queued by tasks.requeue_judgements.
        if kept:
            transaction.on_commit(
                lambda: judge_again.delay(interview_id=str(interview_id), turn=turn), robust=True
            )
    if not kept:  # it was corrected once more meanwhile, or has gone
        correct_answer(interview_id=interview_id, candidate_id=candidate_id, turn=turn, text=text)
