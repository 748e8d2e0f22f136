"""The worker's part: take an id, make one call. Every task may run twice without harm."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from interviews import doors, history
from intervision.providers import provider

from . import build as building
from .paper import pdf
from .writer.local import LocalWriter
from .writer.port import Writer

RETRY_AFTER_S = (5, 30, 120)


@shared_task(acks_late=True, reject_on_worker_lost=True, time_limit=900)
def build(*, interview_id: str) -> None:
    """Build the report that is wanted; try again later when it fails, until its attempts are used up."""
    try:
        built = building.build_report(UUID(interview_id), writer=_writer(UUID(interview_id)))
    except Exception:
        attempts = building.attempts_of_waiting(UUID(interview_id))
        if attempts is None:
            return
        build.apply_async(
            kwargs={"interview_id": interview_id},
            countdown=RETRY_AFTER_S[min(attempts, len(RETRY_AFTER_S)) - 1],
        )
        return
    if built and building.is_wanted(UUID(interview_id)):
        build.delay(interview_id=interview_id)
    if built:
        set_pdf.delay(interview_id=interview_id)


def _writer(interview_id: UUID) -> Writer:
    """Return who writes: a service only as long as the day's budget lasts."""
    writer: Writer = provider("writer")
    if not writer.remote:
        return writer
    try:
        record = history.interview(interview_id)
    except history.InterviewNotFound:
        return writer
    return writer if doors.may_spend(record.candidate_id) else LocalWriter()


@shared_task(acks_late=True, reject_on_worker_lost=True, time_limit=300)
def set_pdf(*, interview_id: str) -> None:
    """Set the PDF of the report as it stands, unless that has been done."""
    pdf.make(UUID(interview_id), now=timezone.now())


@shared_task
def requeue_silent() -> None:
    """Queue the reports again whose worker has gone."""
    for interview_id in building.requeue_silent(now=timezone.now()):
        build.delay(interview_id=str(interview_id))
