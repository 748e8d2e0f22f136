"""Celery tasks of interviews: thin, repeatable, given ids."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from . import correction, recordings
from .live import flush
from .tailoring import brought


@shared_task(acks_late=True)
def flush_abandoned() -> None:
    flush.flush_abandoned()


@shared_task(acks_late=True)
def remux_recording(*, recording_id: str) -> None:
    recordings.remux(UUID(recording_id))


@shared_task(acks_late=True)
def close_recording(*, recording_id: str, seen: int) -> None:
    recordings.close(UUID(recording_id), seen=seen)


@shared_task
def remux_left() -> None:
    for recording_id in recordings.left_behind(now=timezone.now()):
        remux_recording.delay(recording_id=str(recording_id))


@shared_task(acks_late=True)
def delete_old_recordings() -> None:
    recordings.delete_expired()


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
