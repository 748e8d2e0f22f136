"""Celery tasks of interviews: thin, repeatable, given ids."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from . import correction
from .live import flush
from .recordings import deleting, joining
from .tailoring import brought


@shared_task(acks_late=True)
def flush_abandoned() -> None:
    flush.flush_abandoned()


@shared_task(acks_late=True)
def remux_recording(*, recording_id: str) -> None:
    chunks = joining.remux(UUID(recording_id))
    if chunks is not None:
        close_later(UUID(recording_id), chunks)


@shared_task(acks_late=True)
def close_recording(*, recording_id: str, seen: int) -> None:
    chunks = joining.close(UUID(recording_id), seen=seen)
    if chunks is not None:
        close_later(UUID(recording_id), chunks)


def close_later(recording_id: UUID, seen: int) -> None:
    """Look in a while whether a recording still has `seen` chunks, and make a file of it if so."""
    about = {"recording_id": str(recording_id), "seen": seen}
    close_recording.apply_async(kwargs=about, countdown=joining.STILL_S)


@shared_task
def remux_left() -> None:
    for recording_id in joining.left_behind(now=timezone.now()):
        remux_recording.delay(recording_id=str(recording_id))


@shared_task(acks_late=True)
def delete_old_recordings() -> None:
    deleting.delete_expired()


@shared_task(acks_late=True)
def judge_again(*, interview_id: str, turn: int) -> None:
    correction.judge_again(UUID(interview_id), turn)


@shared_task
def requeue_judgements() -> None:
    for interview_id, turn in correction.requeue_lost(now=timezone.now()):
        judge_again.delay(interview_id=str(interview_id), turn=turn)


@shared_task(acks_late=True)
def read_brought(*, interview_id: str) -> None:
    brought.read(UUID(interview_id))


@shared_task
def requeue_brought() -> None:
    for interview_id in brought.requeue_lost(now=timezone.now()):
        read_brought.delay(interview_id=str(interview_id))
