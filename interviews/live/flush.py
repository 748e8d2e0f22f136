"""From the record to rows: one transaction, safe to repeat, at the end or after an interview was left."""

import logging
import time
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import stamina
from channels.db import database_sync_to_async
from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from redis import Redis

from intervision.columns import fitted
from intervision.redis import blocking

from .. import events
from ..bank.schema import Question
from ..columns import CODE_LANGUAGE_LENGTH, MODEL_LENGTH
from ..costs.budget import cost_millionths
from ..enums import AnswerMode, EndReason, InterviewState
from ..models import Interview, ModelUsage, Turn
from . import facts
from .passes import not_measured, words_from_record
from .record import append_unowned, fold, forget, is_listed, is_owned, read_events, read_head, untouched_since
from .state import State, TurnState

logger = logging.getLogger(__name__)

# A flushed record is kept for a while, for the wrapping-up page and for a second look.
KEEP_RECORD_S = 6 * 3600
# How long the end of an interview waits for a database that is away, before it is left to beat.
PATIENCE_S = 10


def flush(interview_id: UUID | str) -> bool:
    """Write an ended interview's rows; False when there is nothing to write. May run twice without harm.

    The record stays on the list of live ones, for another flush, until everybody has been told.
    """
    redis = blocking()
    state = fold(read_events(redis, interview_id))
    if state.head.plan is None or not state.head.ended:
        return False
    with transaction.atomic():
        interview = Interview.objects.select_for_update().filter(pk=interview_id).first()
        if interview is None:  # deleted by its candidate meanwhile
            forget(redis, interview_id, after_s=1)
            return False
        first_time = not interview.is_over
        if first_time:
            _write(interview, state)
    to_tell = first_time or is_listed(redis, interview_id)
    if to_tell and events.tell(events.interview_finished, interview_id=interview.pk):
        forget(redis, interview_id, after_s=KEEP_RECORD_S)
    return first_time


async def flush_patiently(interview_id: UUID | str) -> None:
    """Flush beside the event loop, again and again for a few seconds while the database is away."""
    away = (OperationalError, InterfaceError)
    async for attempt in stamina.retry_context(on=away, timeout=PATIENCE_S, wait_initial=0.5):
        with attempt:
            # Channels' way into a thread closes a connection that broke; a bare one would use it again.
            await database_sync_to_async(flush, thread_sensitive=False)(interview_id)


def flush_abandoned(*, older_than_s: float | None = None, only: Container[str] | None = None) -> list[str]:
    """End and flush every interview whose owner has gone, and every ended one that could not be flushed.

    `only` narrows it to these ids. Returns the ids of those that were flushed.
    """
    redis = blocking()
    patience_s = settings.ABANDONED_AFTER_MINUTES * 60 if older_than_s is None else older_than_s
    flushed = []
    for interview_id in untouched_since(redis, time.time() - 60):
        if is_owned(redis, interview_id) or (only is not None and interview_id not in only):
            continue
        try:
            if _flush_left(redis, interview_id, patience_s):
                flushed.append(interview_id)
        except Exception:
            logger.exception("interview %s could not be flushed; the next run tries again", interview_id)
    return flushed


def _flush_left(redis: Redis, interview_id: str, patience_s: float) -> bool:
    """Flush an interview that has no owner; False while its candidate may still come back."""
    head = read_head(redis, interview_id)
    if head.plan is None:
        forget(redis, interview_id, after_s=1)
        return False
    if not head.ended:
        if interview_id not in untouched_since(redis, time.time() - patience_s):
            return False
        if not _end_in_place_of_owner(redis, interview_id):
            return False
    return flush(interview_id)


def _end_in_place_of_owner(redis: Redis, interview_id: str) -> bool:
    state = fold(read_events(redis, interview_id))
    turn, at_ms = state.current, state.elapsed_ms
    ended = facts.Ended(at_ms=at_ms, reason=EndReason.ABANDONED)
    kept = turn.left_off(at_ms) if turn is not None else None
    return append_unowned(redis, interview_id, *([kept] if kept is not None else []), ended)


def _write(interview: Interview, state: State) -> None:
    started = datetime.fromtimestamp(state.head.started_unix_ms / 1000, UTC)
    interview.state = InterviewState.FINISHED
    interview.end_reason = state.head.end_reason
    interview.started_at = started
    interview.ended_at = started + timedelta(milliseconds=state.elapsed_ms)
    interview.duration_ms = state.elapsed_ms
    interview.not_reached = list(state.head.not_reached)
    interview.degraded = [
        {"at_ms": event.at_ms, "part": event.part, "reason": event.reason} for event in state.head.degraded
    ]
    interview.last_seen_at = timezone.now()
    interview.save()
    Turn.objects.filter(interview=interview).delete()
    Turn.objects.bulk_create(
        [
            _turn(interview, turn, state.question_of(turn))
            for turn in state.turns.values()
            if turn.said or turn.answer
        ],
        50,
    )
    _write_usage(interview, state)


def _turn(interview: Interview, turn: TurnState, question: Question | None) -> Turn:
    if turn.answered and not turn.skipped:
        reason = _("the pass did not finish before the interview ended")
        content, delivery = not_measured(reason)
        if turn.content is not None or turn.move.question is None:
            content = turn.content  # type: ignore[assignment]
        delivery = turn.delivery or delivery
        words = turn.words or list(words_from_record(turn))
    else:
        content = delivery = None  # type: ignore[assignment]
        words = list(turn.words)
    return Turn(
        interview=interview,
        number=turn.number,
        kind=turn.move.kind,
        question_slug=question.slug if question else "",
        question=_plain(question),
        key_point=turn.move.key_point,
        said=turn.said,
        said_ms=turn.said_ms,
        asked_by=turn.asked_by,
        mode=AnswerMode.TYPING if turn.typed else AnswerMode.VOICE,
        skipped=turn.skipped,
        answer="" if turn.skipped else turn.answer,
        words=_plain(words),
        speech=_plain(turn.speech),
        excused=_plain(turn.excused),
        answer_start_ms=turn.start_ms,
        answer_end_ms=turn.end_ms,
        code=turn.code,
        code_language=fitted(turn.code_language, CODE_LANGUAGE_LENGTH),
        content=_plain(content),
        delivery=_plain(delivery),
        framing=_plain(turn.framing),
        coaching=[{"at_ms": at_ms, "line": line} for at_ms, line in turn.coaching],
    )


def _plain(value: Any) -> Any:
    return None if value is None else msgspec.to_builtins(value)


def _write_usage(interview: Interview, state: State) -> None:
    ModelUsage.objects.filter(interview=interview).delete()
    ModelUsage.objects.bulk_create(
        [
            ModelUsage(
                interview=interview,
                user_id=interview.candidate_id,
                purpose=used.purpose,
                model=fitted(used.model, MODEL_LENGTH),
                calls=used.calls,
                tokens_in=used.tokens_in,
                tokens_out=used.tokens_out,
                cost_millionths=cost_millionths(used.model, used.tokens_in, used.tokens_out),
            )
            for used in state.head.usage
        ]
    )
